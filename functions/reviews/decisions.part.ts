/** Actions that are rarer than reading, so they load on demand. */
export { assignReviewer } from './assignment/respond.tsx';
export { calibration } from './calibration/respond.tsx';
export { conflicts, declareConflict, withdrawConflict } from './conflicts/respond.tsx';
export { cancelDecision, decide } from './decision/respond.tsx';
export { extendDeadline } from './extension/respond.tsx';
export { finalAnswersPage, giveFinalAnswers } from './final-answers/respond.tsx';
export { requestInformation, requestInformationPage, withdrawQuestion } from './information/respond.tsx';
export { addNote } from './note/respond.tsx';
export { confirmPlaceFor, extendPlace } from './place/respond.tsx';
export { recuse, recusePage } from './recusal/respond.tsx';
export { reinstate, reinstatementPage } from './reinstatement/respond.tsx';
export { reversalPage, reverseDecision } from './reversal/respond.tsx';
export { recordReview, reviewPage } from './review/respond.tsx';
export { addReviewer, planLeave, removeReviewer, reviewers } from './reviewers/respond.tsx';
export { decideTogether, decideTogetherPage } from './together/respond.tsx';
