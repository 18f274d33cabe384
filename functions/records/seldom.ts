import { contactPage, correctContact } from './contact.tsx';
import { exportFile } from './export-file.tsx';
import { heldLetter, heldLetters } from './held.tsx';
import { settle, undelivered } from './undelivered.tsx';

/** The files themselves, and what directors see to only after a letter did not arrive or was held. */
export const responders = {
  exportFile,
  undelivered,
  settleLetter: settle,
  contactPage,
  correctContact,
  heldLetters,
  heldLetter,
};
