import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { queue } from './queue/respond.tsx';

const lists = later(() => import('./lists.part.ts'));
const reading = later(() => import('./reading.part.ts'));

/** Staff read, review, and decide applications here. */
export const handler = answering(
  'reviews',
  {
    queue,
    staffApplication: reading('staffApplication'),
    overview: lists('overview'),
    applicationList: lists('applicationList'),
  },
  { origin, rest: () => import('./decisions.part.ts') },
);
