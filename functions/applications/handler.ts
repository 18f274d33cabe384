import { answering } from '../http/handler.ts';
import { checkAnswers, submitApplication, submitted } from './check-answers.tsx';
import { origin } from './context.ts';
import { chooseRole, findSchool } from './find-school.tsx';
import { supplyInformation, supplyInformationPage } from './information.tsx';
import { followLink, openLink } from './links.tsx';
import { programPage } from './program-page.tsx';
import { answerQuestion, question } from './question-pages.tsx';
import { linkSent, nameApplicant, requestApplication } from './request-application.tsx';
import { askForLink, requestLink } from './return-link.tsx';
import { application } from './status-page.tsx';
import { withdraw, withdrawPage } from './withdrawal.tsx';

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
