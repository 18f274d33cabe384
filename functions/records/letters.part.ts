import { contactPage, correctContact } from './contact/respond.tsx';
import { exportFile } from './export/file.tsx';
import { heldLetter, heldLetters, settle, undelivered } from './letters/respond.tsx';

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
