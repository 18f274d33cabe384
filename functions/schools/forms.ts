import * as v from 'valibot';
import {
  choiceField,
  dateField,
  optionalTextField,
  seenField,
  textField,
  wholeNumberField,
} from '../http/fields.ts';

/** Of one group of a school; nobody brings more to a visit. */
const mostPeople = 30;

/** In characters. */
export const longestRemark = 500;
export const longestReason = 500;
export const longestLearned = 2000;
export const longestWillTry = 1000;

/** A visit without anybody of the school is none: it moves, or is cancelled. */
const nobody = 'Say who comes: if nobody can, ask for another day or write to your facilitator';

/** What saying who comes takes. */
export const delegationFields = v.pipe(
  v.object({
    principal: choiceField(['yes', 'no'], 'Say whether the principal comes'),
    cabinet: wholeNumberField('Enter how many of your instructional cabinet come, 0 if nobody does', {
      what: 'How many of your instructional cabinet come',
      min: 0,
      max: mostPeople,
    }),
    leadershipTeam: wholeNumberField('Enter how many of your leadership team come, 0 if nobody does', {
      what: 'How many of your leadership team come',
      min: 0,
      max: mostPeople,
    }),
    remark: optionalTextField({ maxLength: longestRemark }),
    seen: seenField,
  }),
  v.forward(
    v.partialCheck(
      [['principal'], ['cabinet'], ['leadershipTeam']],
      ({ principal, cabinet, leadershipTeam }) => principal === 'yes' || cabinet + leadershipTeam > 0,
      nobody,
    ),
    ['principal'],
  ),
);

/** Stands for a day that is in none of the offered ones. */
export const otherDay = 'other';

/** The day that is asked for, wherever it was said. */
export const dayFields = v.object({ date: dateField('Enter the day') });

/** What asking for another day takes. Whether the day can be is for `proposal.ts` to say. */
export const proposalFields = v.object({
  date: v.pipe(
    textField('Choose a day', { maxLength: 10 }),
    v.description('A day, like `2026-10-05`, or `other` where `otherDate` says it'),
  ),
  otherDate: optionalTextField({ maxLength: 10 }),
  reason: textField('Say why you need another day', { maxLength: longestReason }),
  seen: seenField,
});

/** What making a calendar address takes: from the address that was good when it was asked for. */
export const renewalFields = v.object({ seen: seenField });

/** How useful a visit was, from the best on. */
export const usefulnessOptions = [
  { value: '4', text: 'Very useful' },
  { value: '3', text: 'Useful' },
  { value: '2', text: 'A little useful' },
  { value: '1', text: 'Not useful yet' },
] as const;

/** What reflecting on a visit takes. */
export const reflectionFields = v.object({
  usefulness: v.pipe(
    choiceField(
      usefulnessOptions.map(({ value }) => value),
      'Choose how useful the visit was',
    ),
    v.transform((typed) => Number(typed)),
  ),
  learned: textField('Write what you learned', { maxLength: longestLearned, what: 'What you learned' }),
  willTry: textField('Write what you will try, and by when', {
    maxLength: longestWillTry,
    what: 'What you will try',
  }),
  seen: seenField,
});
