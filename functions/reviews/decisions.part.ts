/** Actions that are rarer than reading, so they load on demand. */
export { conflicts, declareConflict, withdrawConflict } from './conflicts/respond.tsx';
export { decide } from './decision/respond.tsx';
export { requestInformation, requestInformationPage } from './information/respond.tsx';
export { recuse, recusePage } from './recusal/respond.tsx';
export { recordReview, reviewPage } from './review/respond.tsx';
export { addReviewer, removeReviewer, reviewers } from './reviewers/respond.tsx';
export { decideTogether, decideTogetherPage } from './together/respond.tsx';
