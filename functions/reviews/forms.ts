import * as v from 'valibot';
import { decisionOutcomes, recommendations } from '../../shared/domain/application.ts';
import {
  choiceField,
  emailField,
  lineField,
  longestStaffName,
  optionalTextField,
  textField,
} from '../http/fields.ts';

/** The longest texts that staff write, in characters. */
export const longest = { reason: 2000, question: 2000, comment: 4000, recusal: 500 } as const;

/** What a director wants said, to one school or to several. */
export const decisionFields = v.object({
  outcome: choiceField(decisionOutcomes, 'Choose a decision'),
  reason: textField('Enter a reason. The school will see it in the email.', { maxLength: longest.reason }),
});

const step = v.fallback(v.picklist(['preview', 'send']), 'preview');

/** `write`: back from the letter to the form, with all that was typed. */
export const letterStep = v.fallback(v.picklist(['preview', 'send', 'write']), 'preview');

/** A decision is sent only for the version of the application that the letter was shown for. */
export const stepFields = v.object({
  step: letterStep,
  version: v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), -1),
});

/** What asking a school for more information takes. */
export const questionFields = v.object({
  question: textField('Enter your question', { maxLength: longest.question }),
  step: letterStep,
});

/** What a review takes beside a score for each criterion. */
export const judgementFields = v.object({
  recommendation: choiceField(recommendations, 'Choose a recommendation'),
  comment: textField('Explain why in a sentence or two', { maxLength: longest.comment }),
});

/** What adding a reviewer takes. */
export const reviewerFields = v.object({
  name: lineField('Enter the reviewer’s name', { maxLength: longestStaffName }),
  email: emailField('Enter the email address the reviewer signs in with'),
});

/** Which reviewer is taken off the roster. */
export const removalFields = v.object({ email: emailField('Choose a reviewer'), step });

/** Which school a conflict of interest is about, and whose it is; without an address, of whoever is signed in. */
export const conflictFields = v.object({
  school: lineField('Choose a school', { maxLength: 40 }),
  email: v.pipe(optionalTextField({ maxLength: 254 }), v.toLowerCase()),
  step,
});

/** What stepping back from an application takes. */
export const recusalFields = v.object({
  reason: textField('Explain why you’re recusing yourself', { maxLength: longest.recusal }),
});
