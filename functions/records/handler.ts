import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { origin } from './context.ts';
import { exportPage } from './export.tsx';

const seldom = later(() => import('./seldom.ts'));

/** What directors take out of the service, and the letters that they see to. */
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
