import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { staffApplication } from './application/respond.tsx';
import { queue } from './queue/respond.tsx';

const lists = later(() => import('./lists.part.ts'));

/** Staff read, review, and decide applications here. */
export const handler = answering(
  'reviews',
  { queue, staffApplication, overview: lists('overview'), applicationList: lists('applicationList') },
  { origin, rest: () => import('./decisions.part.ts') },
);
