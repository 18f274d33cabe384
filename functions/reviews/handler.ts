import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { staffApplication } from './application/respond.tsx';
import { queue } from './queue/respond.tsx';

const lists = later(() => import('./lists.part.ts'));
const decisions = later(() => import('./decisions.part.ts'));

/** Staff read, review, and decide applications here. */
export const handler = answering<'reviews'>(
  {
    overview: lists('overview'),
    queue,
    applicationList: lists('applicationList'),
    staffApplication,
    reviewPage: decisions('reviewPage'),
    recordReview: decisions('recordReview'),
    recusePage: decisions('recusePage'),
    recuse: decisions('recuse'),
    requestInformationPage: decisions('requestInformationPage'),
    requestInformation: decisions('requestInformation'),
    decide: decisions('decide'),
    decideTogetherPage: decisions('decideTogetherPage'),
    decideTogether: decisions('decideTogether'),
    reviewers: decisions('reviewers'),
    addReviewer: decisions('addReviewer'),
    removeReviewer: decisions('removeReviewer'),
    conflicts: decisions('conflicts'),
    declareConflict: decisions('declareConflict'),
    withdrawConflict: decisions('withdrawConflict'),
  },
  { origin },
);
