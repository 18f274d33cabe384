import * as v from 'valibot';
import { roles } from '#domain/program/program.ts';
import { longestMessage } from '#domain/threads/thread.ts';
import {
  choiceField,
  emailField,
  keyField,
  lineField,
  longestName,
  optionalTextField,
  seenField,
  textField,
} from '#http/fields.ts';

// A hidden field that only bots fill in. Browsers don't autofill a field of this name. Anyone who fills it in sees success
// but gets no email, and nothing is stored.
const trapField = { remarks: v.pipe(v.optional(v.string(), ''), v.description('Leave this out')) };

/** Characters of a directory search. */
export const longestQuery = 100;

const roleField = choiceField(roles, 'Choose host school or partner school');

/** Characters of two email addresses. */
const longestOffered = 2 * 255;

/**
 * A school's contacts. `offered` are the typed addresses that look like a mistake and were asked about. Pages send it,
 * empty at first; without it, no one is asked. `…Meant` are the addresses that people chose then.
 */
const contactFields = {
  name: lineField('Enter your name', { maxLength: longestName, what: 'Your name' }),
  position: lineField('Enter your job title', { maxLength: longestName, what: 'Your job title' }),
  email: emailField('Enter your email address'),
  emailMeant: optionalTextField({ maxLength: 254 }),
  isPrincipal: choiceField(['yes', 'no'], 'Choose Yes or No'),
  principalName: optionalTextField({ maxLength: longestName, what: 'The principal’s name' }),
  principalEmail: optionalTextField({ maxLength: 254, what: 'The principal’s email address' }),
  principalEmailMeant: optionalTextField({ maxLength: 254 }),
  offered: v.optional(v.pipe(v.string(), v.maxLength(longestOffered))),
};

/** The principal, if someone else applies. */
export const principalFields = v.object({
  principalName: lineField('Enter the principal’s name', {
    maxLength: longestName,
    what: 'The principal’s name',
  }),
  principalEmail: emailField('Enter the principal’s email address'),
});

/** The form for a link to start an application. */
export const requestFields = v.object({
  role: roleField,
  school: lineField('Choose your school', { maxLength: 40 }),
  ...contactFields,
  idempotencyKey: keyField,
  ...trapField,
});

/** The form that changes the contacts of a draft. */
export const contactsFields = v.object({ ...contactFields, seen: seenField });

/** The form for a new link. */
export const linkFields = v.object({
  school: lineField('Enter your application number, or your school’s name or ID', {
    maxLength: longestQuery,
    what: 'Your application number, school name, or ID',
  }),
  email: emailField('Enter the email address you applied with'),
  idempotencyKey: keyField,
  ...trapField,
});

/** Characters of an answer to a question from staff. */
export const longestInformation = 4000;

/** The form for an answer to a question from staff. */
export const informationFields = v.object({
  answer: textField('Enter your answer', { maxLength: longestInformation }),
  seen: seenField,
});

/** The form on the check page. `parts` are the hashes of its parts, and tell what changed since. */
export const submissionFields = v.object({ seen: seenField, parts: optionalTextField({ maxLength: 200 }) });

const question = textField('Enter your question', { maxLength: longestMessage, what: 'Your question' });

/** The form for a question from anyone. */
export const askFields = v.object({
  name: lineField('Enter your name', { maxLength: longestName, what: 'Your name' }),
  email: emailField('Enter your email address'),
  question,
  idempotencyKey: keyField,
  ...trapField,
});

/** The form for a question from the contact of an application. */
export const askAboutOwnFields = v.object({ question, idempotencyKey: keyField });

/** The form that changes the role. */
export const roleFields = v.object({
  role: roleField,
  seen: seenField,
});

/** Confirms a change on the application’s page. */
export const doneWords = {
  information: 'We received your answer.',
  role: 'Role changed. Complete the sections below, and submit your application.',
  answers: 'Your changes are saved. We’ll review your new answers.',
  contacts: 'Contacts updated. We emailed a link to each new address.',
  place: 'Your place is confirmed. We look forward to working with you.',
};

/** The parameter that names the confirmation. */
export const done = (what: keyof typeof doneWords) => ({ done: what });
