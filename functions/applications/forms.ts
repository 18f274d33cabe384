import * as v from 'valibot';
import { choiceField, emailField, lineField, textField } from '../http/fields.ts';

// A field that people do not see and bots fill in; what it holds is never kept. Its name is one that no browser fills
// in by itself: whoever fills it is told that all is well, and gets no letter.
const trapField = { remarks: v.pipe(v.optional(v.string(), ''), v.description('Leave this out')) };

/** Of a person or a position, in characters: what fits into one line of a letter. */
export const longestName = 100;

/** Of what is looked for in the directory, in characters. */
export const longestQuery = 100;

/** What asking to apply takes. */
export const requestFields = v.object({
  role: choiceField(['host', 'partner'], 'Choose host school or partner school'),
  school: lineField('Choose your school', { maxLength: 40 }),
  name: lineField('Enter your name', { maxLength: longestName, what: 'Your name' }),
  position: lineField('Enter your job title', { maxLength: longestName, what: 'Your job title' }),
  email: emailField('Enter your email address'),
  ...trapField,
});

/** What asking for a new link takes. */
export const linkFields = v.object({
  school: lineField('Enter your application number, or your school’s name or ID', {
    maxLength: longestQuery,
    what: 'Your application number, school name, or ID',
  }),
  email: emailField('Enter the email address you applied with'),
  ...trapField,
});

/** In characters. */
export const longestInformation = 4000;

/** What answering a question of staff takes. */
export const informationFields = v.object({
  answer: textField('Enter your answer', { maxLength: longestInformation }),
});

/** What the page of an application is told in its address, to thank for an answer. */
export const informationSupplied = 'information';
