import { conflicts, declareConflict, withdrawConflict } from './conflicts/respond.tsx';
import { decide } from './decision/respond.tsx';
import { requestInformation, requestInformationPage } from './information/respond.tsx';
import { recuse, recusePage } from './recusal/respond.tsx';
import { recordReview, reviewPage } from './review/respond.tsx';
import { addReviewer, removeReviewer, reviewers } from './reviewers/respond.tsx';
import { decideTogether, decideTogetherPage } from './together/respond.tsx';

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
