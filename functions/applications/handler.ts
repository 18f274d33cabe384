import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { programPage } from './start/landing.tsx';

const applying = later(() => import('./applying.part.ts'));

/** Anyone can read the program page and request a link. Only a browser that opened the link sees the application. */
export const handler = answering<'applications'>(
  {
    program: programPage,
    chooseRole: applying('chooseRole'),
    findSchool: applying('findSchool'),
    nameApplicant: applying('nameApplicant'),
    requestApplication: applying('requestApplication'),
    linkSent: applying('linkSent'),
    askForLink: applying('askForLink'),
    requestLink: applying('requestLink'),
    openLink: applying('openLink'),
    followLink: applying('followLink'),
    application: applying('application'),
    question: applying('question'),
    answerQuestion: applying('answerQuestion'),
    checkAnswers: applying('checkAnswers'),
    submitApplication: applying('submitApplication'),
    submitted: applying('submitted'),
    supplyInformationPage: applying('supplyInformationPage'),
    supplyInformation: applying('supplyInformation'),
    withdrawPage: applying('withdrawPage'),
    withdraw: applying('withdraw'),
  },
  { origin },
);
