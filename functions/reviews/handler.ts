import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { staffApplication } from './application-page.tsx';
import { origin } from './context.ts';
import { queue } from './queue.tsx';

const lists = later(() => import('./lists.ts'));
const decisions = later(() => import('./decisions.ts'));

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
