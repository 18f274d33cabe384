import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { applicationList } from './application-list.tsx';
import { staffApplication } from './application-page.tsx';
import { origin } from './context.ts';
import { overview } from './overview.tsx';
import { queue } from './queue.tsx';
import { recordReview, reviewPage } from './review.tsx';

const decisions = later(() => import('./decisions.ts'));

/** Staff read, review and decide here. */
export const handler = answering<'reviews'>(
  {
    overview,
    queue,
    applicationList,
    staffApplication,
    reviewPage,
    recordReview,
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
    declareConflict: decisions('declareConflict'),
    withdrawConflict: decisions('withdrawConflict'),
  },
  { origin },
);
