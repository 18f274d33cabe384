import * as v from 'valibot';
import {
  choiceField,
  dateField,
  optionalTextField,
  seenField,
  textField,
  wholeNumberField,
} from '#http/fields.ts';

/** From one group of a school: no school brings more people to a visit. */
const mostPeople = 30;

/** In characters. */
export const longestRemark = 500;
export const longestReason = 500;
export const longestLearned = 2000;
export const longestWillTry = 1000;

/** A visit without anyone from the school can't take place: it moves or is canceled. */
const noOne =
  'Tell us who will be there. If no one can make it, ask for another date or email your facilitator.';

export const delegationFields = v.pipe(
  v.object({
    principal: choiceField(['yes', 'no'], 'Choose Yes or No'),
    cabinet: wholeNumberField('Enter how many people from your instructional cabinet will be there, or 0', {
      what: 'The number of people from your instructional cabinet',
      min: 0,
      max: mostPeople,
    }),
    leadershipTeam: wholeNumberField('Enter how many people from your leadership team will be there, or 0', {
      what: 'The number of people from your leadership team',
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
      noOne,
    ),
    ['principal'],
  ),
);

/** The choice of a date that isn't among the offered ones. */
export const otherDay = 'other';

/** The requested date, from whichever field it was entered in. */
export const dayFields = v.object({ date: dateField('Enter the date') });

/** `commands.tsx` checks whether the date works. */
export const proposalFields = v.object({
  date: v.pipe(
    textField('Choose a date', { maxLength: 10 }),
    v.description('A date, like `2026-10-05`, or `other` with the date in `otherDate`'),
  ),
  otherDate: optionalTextField({ maxLength: 10 }),
  reason: textField('Tell us why you need another date', { maxLength: longestReason }),
  seen: seenField,
});

/** `seen` stands for the calendar link that the page showed. */
export const renewalFields = v.object({ seen: seenField });

/** How useful a visit was, best first. */
export const usefulnessOptions = [
  { value: '4', text: 'Very useful' },
  { value: '3', text: 'Useful' },
  { value: '2', text: 'A little useful' },
  { value: '1', text: 'Not useful yet' },
] as const;

export const reflectionFields = v.object({
  usefulness: v.pipe(
    choiceField(
      usefulnessOptions.map(({ value }) => value),
      'Choose how useful the visit was for you',
    ),
    v.transform((typed) => Number(typed)),
  ),
  learned: textField('Tell us what you learned', { maxLength: longestLearned, what: 'What you learned' }),
  willTry: textField('Tell us what you’ll try, and by when', {
    maxLength: longestWillTry,
    what: 'What you’ll try',
  }),
  seen: seenField,
});
