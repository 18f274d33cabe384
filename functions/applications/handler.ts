import { answering } from '#http/handler.ts';
import { origin } from './access.ts';
import { application } from './application/respond.tsx';
import { supplyInformation, supplyInformationPage } from './information/respond.tsx';
import { answerQuestion, question } from './questions/respond.tsx';
import { linkSent, nameApplicant, requestApplication } from './start/begin.tsx';
import { chooseRole, findSchool } from './start/find-school.tsx';
import { followLink, openLink } from './start/follow-link.tsx';
import { programPage } from './start/landing.tsx';
import { askForLink, requestLink } from './start/return.tsx';
import { checkAnswers, submitApplication, submitted } from './submit/respond.tsx';
import { withdraw, withdrawPage } from './withdrawal/respond.tsx';

/** Anyone can read the program page and request a link. Only a browser that opened the link sees the application. */
export const handler = answering<'applications'>(
  {
    program: programPage,
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
  },
  { origin },
);
