import { answering } from '#http/handler.ts';
import { origin } from './access.ts';
import { threads } from './list/respond.tsx';

/** Staff read the questions that people asked, and reply. */
export const handler = answering(
  'threads',
  { threads },
  { origin, rest: () => import('./replying.part.ts') },
);
