import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { count, listOf, maybe, named, oneOf, said, text, texts } from '#api/schema.ts';
import { reference } from '#api/shapes.ts';
import { contactRoles } from '#domain/base/person.ts';
import type { RoutesOf } from '#routes.ts';
import { heldLetterSchema } from '#store/held-letters.ts';
import { applicantSchema } from '#store/parse-record.ts';
import { undeliveredSchema } from '#store/undelivered.ts';
import { contactFields } from './forms.ts';

const undelivered = named('UndeliveredLetter', undeliveredSchema);

const currentContact = maybe(
  said(
    applicantSchema,
    'The current contact: name, job title, and email address; none if a principal is added',
  ),
);
const contactRole = oneOf(contactRoles, 'Which contact it is');

export const operations = {
  exportPage: {
    summary: 'List the files available for download',
    answer: v.object({
      cycle: text('The cycle’s ID'),
      applications: count('Number of applications'),
      partnerships: count('Number of partnerships'),
      files: texts('The file names'),
    }),
  },
  exportFile: {
    summary: 'Download the cycle as a workbook (`2027.xlsx`), as JSON, or one of its sheets as CSV',
    files: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/json',
      'text/csv',
    ],
    problems: { 404: 'File not found', 413: 'This cycle is too large to download' },
  },
  undelivered: {
    summary: 'List undelivered emails that need attention',
    answer: v.object({
      letters: listOf(undelivered, 'The undelivered emails: type, recipient, school, reason, and time'),
      held: count('Number of held emails'),
    }),
  },
  settleLetter: {
    summary: 'Mark an undelivered email as handled',
    answer: v.object({ letter: text('The email’s ID') }),
    sendsTo: 'the list of undelivered emails',
  },
  contactPage: {
    summary: 'Get the form for a school’s contact',
    answer: v.object({
      letter: said(undelivered, 'The undelivered email'),
      contactRole,
      contact: currentContact,
    }),
  },
  correctContact: {
    summary: 'Update a school’s contact and email them a link to the application',
    forms: { contact: contactFields },
    answer: v.object({ reference }),
    sendsTo: 'the list of undelivered emails',
  },
  applicationContact: {
    summary: 'Get the form for an application’s contact',
    query: { contactRole: '`applicant` or `principal`' },
    answer: v.object({ contactRole, contact: currentContact }),
  },
  changeContact: {
    summary: 'Update an application’s contact, and send them what didn’t reach the one before',
    forms: { contact: contactFields },
    answer: v.object({ reference }),
    sendsTo: 'the application’s page',
  },
  heldLetters: {
    summary: 'List held emails, in an environment that doesn’t send email to schools',
    answer: v.object({
      letters: listOf(v.omit(heldLetterSchema, ['text']), 'The held emails without their text, newest first'),
    }),
  },
  heldLetter: {
    summary: 'Get one held email',
    answer: heldLetterSchema,
  },
} satisfies Record<RoutesOf<'records'>, Operation>;
