import * as v from 'valibot';
import {
  dateField,
  emailField,
  lineField,
  optionalTextField,
  textField,
  timeField,
  wholeNumberField,
} from '../http/fields.ts';

/** The longest reason, in characters: schools read it in a letter. */
export const longestReason = 500;
export const longestPlace = 200;
export const longestTheme = 200;
export const longestLookFor = 1000;
export const longestNotes = 4000;

/** What a page was made from (see `seen.ts`); where that is not said, it does not matter. */
const seenField = optionalTextField({ maxLength: 100 });
const reasonField = (missing: string) => textField(missing, { maxLength: longestReason });
const idField = (missing: string) => lineField(missing, { maxLength: 40 });

/** Which version of a visit was looked at; it is -1 where that is not said, which then does not matter. */
const sequenceField = v.fallback(v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)), -1);

const facilitator = emailField('Say whose year it is');

/** A plan is published only as it was looked at. */
export const planFields = v.object({ facilitator, seen: seenField });

/** A day to look at. */
export const dayFields = v.object({ date: dateField('Enter a day') });

/** What moving a visit takes. */
export const moveFields = v.object({
  date: dateField('Enter the day to which the visit moves'),
  reason: reasonField('Say why; schools read it in their letter'),
  seen: seenField,
});

/** What cancelling a visit takes. */
export const cancellationFields = v.object({
  reason: reasonField('Say why it is cancelled; schools read it in their letter'),
  sequence: sequenceField,
});

const durationField = wholeNumberField('Enter how long it takes', { min: 15, max: 600 });
const placeField = optionalTextField({ maxLength: longestPlace });

const endsOnTheDay = ({ start, durationMinutes }: { start: string; durationMinutes: number }): boolean =>
  Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + durationMinutes < 24 * 60;

/** The hours and the place of a visit. */
export const detailsFields = v.pipe(
  v.object({
    start: timeField('Enter when it starts'),
    durationMinutes: durationField,
    place: placeField,
    sequence: sequenceField,
  }),
  v.forward(
    v.partialCheck(
      [['start'], ['durationMinutes']],
      endsOnTheDay,
      'It must end on the day on which it starts',
    ),
    ['durationMinutes'],
  ),
);

/** What a visit is about; both may be empty. */
export const themeFields = v.object({
  theme: optionalTextField({ maxLength: longestTheme }),
  lookFor: optionalTextField({ maxLength: longestLookFor }),
});

/** Which school's other day is declined, and why. */
export const declineFields = v.object({
  school: idField('Say which school'),
  declineReason: reasonField('Say why the day cannot be; the school reads it'),
});

export const attendanceField = (school: string): string => `attendance-${school}`;

/** What is noted of a visit; how many came stands in `attendance-` and the id of each school. */
export const recordFields = v.object({ notes: optionalTextField({ maxLength: longestNotes }) });

/** How many came from each of these schools, by the school's id. */
export const attendanceFields = (schools: readonly string[]) =>
  v.object(
    Object.fromEntries(
      schools.map((id) => [
        attendanceField(id),
        wholeNumberField('Enter how many came, 0 if nobody', { min: 0, max: 99 }),
      ]),
    ),
  );
