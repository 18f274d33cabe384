import { conflicts, declareConflict, withdrawConflict } from './conflicts.tsx';
import { decide } from './decide.tsx';
import { decideTogether, decideTogetherPage } from './decide-together.tsx';
import { requestInformation, requestInformationPage } from './information-request.tsx';
import { recuse, recusePage } from './recusal.tsx';
import { recordReview, reviewPage } from './review.tsx';
import { addReviewer, removeReviewer, reviewers } from './reviewers.tsx';

/** Actions that are rarer than reading, so they load on demand. */
export const responders = {
  reviewPage,
  recordReview,
  recusePage,
  recuse,
  requestInformationPage,
  requestInformation,
  decide,
  decideTogetherPage,
  decideTogether,
  reviewers,
  addReviewer,
  removeReviewer,
  conflicts,
  declareConflict,
  withdrawConflict,
};
