import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { partnerships } from './partnerships/respond.tsx';

const onePartnership = later(() => import('./partnership.part.ts'));

/** Directors pair hosts and partners here. Facilitators see their partnerships. */
export const handler = answering(
  'pairings',
  { partnerships, partnership: onePartnership('partnership') },
  { origin, rest: () => import('./scenarios.part.ts') },
);
