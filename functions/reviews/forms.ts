import * as v from 'valibot';
import { decisionOutcomes, recommendations } from '#domain/admission/application.ts';
import {
  choiceField,
  dateField,
  emailField,
  keyField,
  lineField,
  longestName,
  optionalDateField,
  optionalTextField,
  seenField,
  textField,
  unlessAbsent,
} from '#http/fields.ts';

/** The longest texts that staff write, in characters. */
export const longest = { reason: 2000, question: 2000, comment: 4000, recusal: 500, note: 1000 } as const;

/** A decision, for one school or several. */
export const decisionFields = v.object({
  outcome: choiceField(decisionOutcomes, 'Choose a decision'),
  reason: textField('Enter a reason. The school will see it in the email.', { maxLength: longest.reason }),
});

const step = v.fallback(v.picklist(['preview', 'send']), 'preview');

/** `write` returns from the preview to the form and keeps the typed text. */
const letterStep = v.fallback(v.picklist(['preview', 'send', 'write']), 'preview');

/** The version of the application that the person saw; -1 if the form has none. */
const version = v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), -1);

/** A decision is sent only for the version of the application in the preview. */
/** `plan` sends it on a later day, in the morning. */
export const decisionStep = v.fallback(v.picklist(['preview', 'send', 'write', 'plan']), 'preview');

export const stepFields = v.object({ step: decisionStep, version, on: optionalDateField });

/** The new reviewer, any if it is empty, and the one they replace, no one if it is empty. */
export const assignmentFields = v.object({
  email: v.pipe(optionalTextField({ maxLength: 254 }), v.toLowerCase()),
  instead: v.pipe(optionalTextField({ maxLength: 254 }), v.toLowerCase()),
  version,
});

/** Reinstates only the version of the application in the preview. */
export const reinstatementFields = v.object({ version: stepFields.entries.version });

export const questionFields = v.object({
  question: textField('Enter your question', { maxLength: longest.question }),
  dueOn: unlessAbsent(dateField('Enter the date by which the school should answer')),
  step: letterStep,
});

/** Why a decision is reversed; sent only for the version of the application in the preview. */
export const reversalFields = v.object({
  reason: textField('Enter a reason. The school will see it in the email.', { maxLength: longest.reason }),
  step: letterStep,
  version,
});

export const noteFields = v.object({ note: textField('Enter your note', { maxLength: longest.note }) });

/** The last day to submit for one school. */
export const extensionFields = v.object({ until: dateField('Enter a date'), version });

export const withdrawalFields = v.object({ version });

/** How a school told staff that it takes its place. */
export const placeFields = v.object({
  note: textField('Enter a note, like who called and when', { maxLength: longest.note }),
  version,
});

/** The last day to confirm a place for one school. */
export const placeExtensionFields = v.object({
  until: dateField('Enter a date'),
  note: optionalTextField({ maxLength: longest.note }),
  version,
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

/** A reviewer's leave; without days, it ends. */
export const leaveFields = v.object({
  reviewer: emailField('Choose a reviewer'),
  from: optionalDateField,
  to: optionalDateField,
  handsOn: v.fallback(v.picklist(['yes', 'no']), 'no'),
});

export const recusalFields = v.object({
  reason: textField('Explain why you’re recusing yourself', { maxLength: longest.recusal }),
});
