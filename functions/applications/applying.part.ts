/** Everything after the program page: the search for a school, the request for a link, and one's own application. */

export { application } from './application/respond.tsx';
export { askAboutOwn, askAboutOwnPage } from './ask/own.tsx';
export { ask, asked, askPage } from './ask/respond.tsx';
export { changeContacts, contacts } from './contacts/respond.tsx';
export { supplyInformation, supplyInformationPage } from './information/respond.tsx';
export { optOut, optOutPage } from './opt-out/respond.tsx';
export { confirmPlace } from './place/respond.tsx';
export { answerQuestion, question } from './questions/respond.tsx';
export { changeRole, rolePage } from './role/respond.tsx';
export { allQuestions } from './start/all-questions.tsx';
export { linkSent, nameApplicant, requestApplication } from './start/begin.tsx';
export { chooseRole, findSchool } from './start/find-school.tsx';
export { followLink, openLink } from './start/follow-link.tsx';
export { leaveBrowser } from './start/leave-browser.tsx';
export { askForLink, requestLink } from './start/return.tsx';
export { checkAnswers, submitApplication, submitted } from './submit/respond.tsx';
export { withdraw, withdrawPage } from './withdrawal/respond.tsx';
