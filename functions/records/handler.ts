import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { exportPage } from './export/respond.tsx';

const seldom = later(() => import('./letters.part.ts'));

/** Directors download data and handle undelivered letters here. */
export const handler = answering<'records'>(
  {
    exportPage,
    exportFile: seldom('exportFile'),
    undelivered: seldom('undelivered'),
    settleLetter: seldom('settleLetter'),
    contactPage: seldom('contactPage'),
    correctContact: seldom('correctContact'),
    heldLetters: seldom('heldLetters'),
    heldLetter: seldom('heldLetter'),
  },
  { origin },
);
