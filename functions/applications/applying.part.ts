import { application } from './application/respond.tsx';
import { supplyInformation, supplyInformationPage } from './information/respond.tsx';
import { answerQuestion, question } from './questions/respond.tsx';
import { linkSent, nameApplicant, requestApplication } from './start/begin.tsx';
import { chooseRole, findSchool } from './start/find-school.tsx';
import { followLink, openLink } from './start/follow-link.tsx';
import { askForLink, requestLink } from './start/return.tsx';
import { checkAnswers, submitApplication, submitted } from './submit/respond.tsx';
import { withdraw, withdrawPage } from './withdrawal/respond.tsx';

/** Everything after the program page: the search for a school, the request for a link, and one's own application. */
export const responders = {
  chooseRole,
  findSchool,
  nameApplicant,
  requestApplication,
  linkSent,
  askForLink,
  requestLink,
  openLink,
  followLink,
  application,
  question,
  answerQuestion,
  checkAnswers,
  submitApplication,
  submitted,
  supplyInformationPage,
  supplyInformation,
  withdrawPage,
  withdraw,
};
