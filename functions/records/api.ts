import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { reference } from '../../shared/api/shapes.ts';
import { count, listOf, named, said, text, texts } from '../../shared/api/words.ts';
import { heldLetterSchema, undeliveredSchema } from '../../shared/store/letter-schemas.ts';
import { applicantSchema } from '../../shared/store/schemas.ts';
import type { RoutesOf } from '../routes.ts';
import { contactFields } from './forms.ts';

const unknown = 'There is no such letter';

const undelivered = named('UndeliveredLetter', undeliveredSchema);

export const operations = {
  exportPage: {
    summary: 'What can be taken out of the cycle',
    session: 'staff',
    answer: v.object({
      cycle: text('The id of the cycle'),
      applications: count('How many applications there are'),
      partnerships: count('How many partnerships there are'),
      files: texts('The name of each file'),
    }),
  },
  exportFile: {
    summary: 'The cycle as a workbook (`2014.xlsx`), as JSON, or one of its sheets as CSV',
    session: 'staff',
    problems: { 404: 'There is no such file', 413: 'The cycle is too large for a download' },
  },
  undelivered: {
    summary: 'The letters that did not arrive and wait for somebody',
    session: 'staff',
    answer: v.object({
      letters: listOf(undelivered, 'Each letter: its kind, to whom, of which school, why, when'),
      held: count('How many letters were held back'),
    }),
  },
  settleLetter: {
    summary: 'Mark a letter that did not arrive as dealt with',
    session: 'staff',
    answer: v.object({ letter: text('The id of the letter') }),
    sendsTo: 'the letters that did not arrive',
    problems: { 404: unknown },
  },
  contactPage: {
    summary: 'The form for whom letters about a school go to',
    session: 'staff',
    answer: v.object({
      letter: said(undelivered, 'The letter that did not arrive'),
      contact: said(applicantSchema, 'Name, position and address as they are'),
    }),
    problems: { 404: unknown },
  },
  correctContact: {
    summary: 'Correct whom letters about a school go to; they get a letter with a link to the application',
    session: 'staff',
    forms: { contact: contactFields },
    answer: v.object({ reference }),
    sendsTo: 'the letters that did not arrive',
    problems: { 404: unknown },
  },
  heldLetters: {
    summary: 'The letters that were held, where the environment sends none to schools',
    session: 'staff',
    answer: v.object({
      letters: listOf(v.omit(heldLetterSchema, ['text']), 'Each letter without its text, the newest first'),
    }),
  },
  heldLetter: {
    summary: 'One letter that was held',
    session: 'staff',
    answer: heldLetterSchema,
    problems: { 404: unknown },
  },
} satisfies Record<RoutesOf<'records'>, Operation>;
