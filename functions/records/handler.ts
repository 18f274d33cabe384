import { answering } from '#http/handler.ts';
import { origin } from './access.ts';
import { exportPage } from './export/respond.tsx';

/** Directors download data and handle undelivered letters here. */
export const handler = answering(
  'records',
  { exportPage },
  { origin, rest: () => import('./letters.part.ts') },
);
