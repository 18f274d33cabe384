import * as v from 'valibot';
import { decisionOutcomes, recommendations } from '#domain/admission/application.ts';
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

/** The longest texts that staff write, in characters. */
export const longest = { reason: 2000, question: 2000, comment: 4000, recusal: 500 } as const;

/** A decision, for one school or several. */
export const decisionFields = v.object({
  outcome: choiceField(decisionOutcomes, 'Choose a decision'),
  reason: textField('Enter a reason. The school will see it in the email.', { maxLength: longest.reason }),
});

const step = v.fallback(v.picklist(['preview', 'send']), 'preview');

/** `write` returns from the preview to the form and keeps the typed text. */
export const letterStep = v.fallback(v.picklist(['preview', 'send', 'write']), 'preview');

/** A decision is sent only for the version of the application in the preview. */
export const stepFields = v.object({
  step: letterStep,
  version: v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), -1),
});

export const questionFields = v.object({
  question: textField('Enter your question', { maxLength: longest.question }),
  step: letterStep,
});

/** A review's fields, in addition to one score per scored part. */
export const judgementFields = v.object({
  recommendation: choiceField(recommendations, 'Choose a recommendation'),
  comment: textField('Explain why in a sentence or two', { maxLength: longest.comment }),
  seen: seenField,
});

export const reviewerFields = v.object({
  name: lineField('Enter the reviewer’s name', { maxLength: longestName }),
  email: emailField('Enter the email address the reviewer signs in with'),
  idempotencyKey: keyField,
});

export const removalFields = v.object({ email: emailField('Choose a reviewer'), step });

/** The school and person of a conflict of interest. Without an address, it is the signed-in person's. */
export const conflictFields = v.object({
  school: lineField('Choose a school', { maxLength: 40 }),
  email: v.pipe(optionalTextField({ maxLength: 254 }), v.toLowerCase()),
  step,
});

export const recusalFields = v.object({
  reason: textField('Explain why you’re recusing yourself', { maxLength: longest.recusal }),
});
