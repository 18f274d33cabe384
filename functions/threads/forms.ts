import * as v from 'valibot';
import { longestMailingMessage, mailingKinds } from '#domain/admission/mailing.ts';
import { longestAnswer } from '#domain/threads/faq.ts';
import { longestMessage } from '#domain/threads/thread.ts';
import { choiceField, keyField, lineField, optionalTextField, seenField, textField } from '#http/fields.ts';

/** The form for a reply: `step` previews it, sends it, or goes back to writing. */
export const replyFields = v.object({
  reply: textField('Enter your reply', { maxLength: longestMessage, what: 'Your reply' }),
  step: v.optional(v.picklist(['preview', 'send', 'write']), 'send'),
  seen: seenField,
});

/** The form for who replies. Empty means no one in particular. */
export const assignmentFields = v.object({ email: optionalTextField({ maxLength: 254 }), seen: seenField });

/** The form for an answer that everyone can read. */
export const publicationFields = v.object({
  question: lineField('Enter the question', { maxLength: longestAnswer.question, what: 'The question' }),
  answer: textField('Enter the answer', { maxLength: longestAnswer.answer, what: 'The answer' }),
  seen: seenField,
});

/** The buttons that close and reopen a question. */
export const turnFields = v.object({ seen: seenField });

/** Ten thousand rows of 200 characters. */
const mostCharacters = 2_000_000;

/** The form for a mailing. Contacts are rows of text, those in `file` before those in `contacts`. */
export const contactsFields = v.object({
  kind: choiceField(mailingKinds, 'Choose an invitation or an announcement'),
  message: optionalTextField({ maxLength: longestMailingMessage, what: 'Your message' }),
  file: optionalTextField({ maxLength: mostCharacters, what: 'Your file' }),
  contacts: optionalTextField({ maxLength: mostCharacters, what: 'Your list' }),
  idempotencyKey: keyField,
});

/** The button that sends a mailing as it was shown. */
export const sendingFields = v.object({ seen: seenField });
