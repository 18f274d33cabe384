import { contactPage, correctContact } from './contact.tsx';
import { exportFile } from './export-file.tsx';
import { heldLetter, heldLetters } from './held.tsx';
import { settle, undelivered } from './undelivered.tsx';

/** The files, and the pages for undelivered and held letters: rarely used, so they load on demand. */
export const responders = {
  exportFile,
  undelivered,
  settleLetter: settle,
  contactPage,
  correctContact,
  heldLetters,
  heldLetter,
};
