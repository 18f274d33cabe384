import { answering } from '../http/handler.ts';
import { contactPage, correctContact } from './contact.tsx';
import { origin } from './context.ts';
import { exportFile, exportPage } from './export.tsx';
import { heldLetter, heldLetters } from './held.tsx';
import { settle, undelivered } from './undelivered.tsx';

/** What directors take out of the service, and the letters that they see to. */
export const handler = answering<'records'>(
  {
    exportPage,
    exportFile,
    undelivered,
    settleLetter: settle,
    contactPage,
    correctContact,
    heldLetters,
    heldLetter,
  },
  { origin },
);
