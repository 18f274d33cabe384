import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import { contactFields } from './forms.ts';

const unknown = 'There is no such letter';

export const operations = {
  exportPage: {
    summary: 'What can be taken out of the cycle',
    session: 'staff',
    answer: {
      cycle: 'The id of the cycle',
      applications: 'How many applications there are',
      partnerships: 'How many partnerships there are',
      files: 'The name of each file',
    },
  },
  exportFile: {
    summary: 'The cycle as a workbook (`2014.xlsx`), as JSON, or one of its sheets as CSV',
    session: 'staff',
    answer: {},
    problems: { 404: 'There is no such file', 413: 'The cycle is too large for a download' },
  },
  undelivered: {
    summary: 'The letters that did not arrive and wait for somebody',
    session: 'staff',
    answer: {
      letters: 'Each letter: its kind, to whom, of which school, why, when',
      held: 'How many letters were held back',
    },
  },
  settleLetter: {
    summary: 'Mark a letter that did not arrive as dealt with',
    session: 'staff',
    answer: { letter: 'The id of the letter' },
    sendsTo: 'the letters that did not arrive',
    problems: { 404: unknown },
  },
  contactPage: {
    summary: 'The form for whom letters about a school go to',
    session: 'staff',
    answer: { letter: 'The letter that did not arrive', contact: 'Name, position and address as they are' },
    problems: { 404: unknown },
  },
  correctContact: {
    summary: 'Correct whom letters about a school go to; they get a letter with a link to the application',
    session: 'staff',
    forms: { contact: contactFields },
    answer: { reference: 'The application' },
    sendsTo: 'the letters that did not arrive',
    problems: { 404: unknown },
  },
  heldLetters: {
    summary: 'The letters that were held, where the environment sends none to schools',
    session: 'staff',
    answer: { letters: 'Each letter without its text, the newest first' },
  },
  heldLetter: {
    summary: 'One letter that was held',
    session: 'staff',
    answer: {
      id: 'The id of the letter',
      at: 'When it was held, in UTC',
      kind: 'Its kind',
      to: 'Whom it was for',
      subject: 'Its subject',
      text: 'What it says',
    },
    problems: { 404: unknown },
  },
} satisfies Record<RoutesOf<'records'>, Operation>;
