import { answering } from '../http/handler.ts';
import { applicationList } from './application-list.tsx';
import { staffApplication } from './application-page.tsx';
import { declareConflict, withdrawConflict } from './conflicts.tsx';
import { origin } from './context.ts';
import { decide } from './decide.tsx';
import { decideTogether, decideTogetherPage } from './decide-together.tsx';
import { requestInformation, requestInformationPage } from './information-request.tsx';
import { overview } from './overview.tsx';
import { queue } from './queue.tsx';
import { recuse, recusePage } from './recusal.tsx';
import { recordReview, reviewPage } from './review.tsx';
import { addReviewer, removeReviewer, reviewers } from './reviewers.tsx';

/** Staff read, review and decide here. */
export const handler = answering<'reviews'>(
  {
    overview,
    queue,
    applicationList,
    staffApplication,
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
    declareConflict,
    withdrawConflict,
  },
  { origin },
);
