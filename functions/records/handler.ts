import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { origin } from './context.ts';
import { exportPage } from './export.tsx';

const seldom = later(() => import('./seldom.ts'));

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
