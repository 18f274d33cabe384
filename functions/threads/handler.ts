import { answering } from '#http/handler.ts';
import { origin } from './access.ts';
import { threads } from './list/respond.tsx';

/** Staff read the questions that people asked, and reply. */
export const handler = answering(
  'threads',
  { threads },
  // Ten thousand rows with 200 characters each.
  { origin, multipart: { addContacts: 2 * 1024 * 1024 }, rest: () => import('./replying.part.ts') },
);
