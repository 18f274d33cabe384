/** The files, and the pages for undelivered and held letters: rarely used, so they load on demand. */
export { applicationContact, changeContact, contactPage, correctContact } from './contact/respond.tsx';
export { exportFile } from './export/file.tsx';
export { heldLetter, heldLetters, settle as settleLetter, undelivered } from './letters/respond.tsx';
