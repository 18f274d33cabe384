import * as v from 'valibot';
import {
  choiceField,
  dateField,
  datesField,
  emailField,
  keyField,
  lineField,
  optionalTextField,
  seenField,
  textField,
  timeField,
  wholeNumberField,
} from '#http/fields.ts';

/** The longest reason, in characters. Schools see it in an email. */
export const longestReason = 500;
export const longestPlace = 200;
export const longestTitle = 100;
export const longestTheme = 200;
export const longestLookFor = 1000;
export const longestNotes = 4000;

const reasonField = (missing: string) => textField(missing, { maxLength: longestReason });
const idField = (missing: string) => lineField(missing, { maxLength: 40 });

const facilitator = emailField('Choose a facilitator');

/** A plan is published only as it was shown. */
export const planFields = v.object({ facilitator, seen: seenField });

/** A date to preview. */
export const dayFields = v.object({ date: dateField('Enter a date') });

export const moveFields = v.object({
  date: dateField('Enter the new date'),
  reason: reasonField('Enter a reason. Schools will see it in the email.'),
  seen: seenField,
});

/** `seen` identifies the calendar link that was shown. */
export const renewalFields = v.object({ seen: seenField });

export const cancellationFields = v.object({
  reason: reasonField('Enter a reason for canceling. Schools will see it in the email.'),
  seen: seenField,
});

const durationField = wholeNumberField('Enter the length in minutes', { min: 15, max: 600 });
const placeField = optionalTextField({ maxLength: longestPlace });

const endsOnTheDay = ({ start, durationMinutes }: { start: string; durationMinutes: number }): boolean =>
  Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + durationMinutes < 24 * 60;

const hours = {
  start: timeField('Enter the start time'),
  durationMinutes: durationField,
  place: placeField,
};
const tooLate = 'Shorten the length so it ends on the same day';

/** The time and place of a visit. */
export const detailsFields = v.pipe(
  v.object({ ...hours, seen: seenField }),
  v.forward(v.partialCheck([['start'], ['durationMinutes']], endsOnTheDay, tooLate), ['durationMinutes']),
);

const session = {
  title: lineField('Enter a title', { maxLength: longestTitle }),
  date: dateField('Enter the date'),
  ...hours,
};

export const coachingFields = v.pipe(
  v.object({ ...session, idempotencyKey: keyField }),
  v.forward(v.partialCheck([['start'], ['durationMinutes']], endsOnTheDay, tooLate), ['durationMinutes']),
);

export const coachingChangeFields = v.pipe(
  v.object({ ...session, seen: seenField }),
  v.forward(v.partialCheck([['start'], ['durationMinutes']], endsOnTheDay, tooLate), ['durationMinutes']),
);

export const coachingCancellationFields = v.object({ seen: seenField });

/** The theme of a visit and what to look for. Both may be empty. */
export const themeFields = v.object({
  seen: seenField,
  theme: optionalTextField({ maxLength: longestTheme }),
  lookFor: optionalTextField({ maxLength: longestLookFor }),
});

/** The school whose date request is declined, and why. */
export const declineFields = v.object({
  seen: seenField,
  school: idField('Choose a school'),
  declineReason: reasonField('Explain why the day doesn’t work. The school will see this.'),
});

export const attendanceField = (school: string): string => `attendance-${school}`;

/** A facilitator's notes. The attendance is in fields of its own, named by `attendanceField`. */
export const recordFields = v.object({
  notes: optionalTextField({ maxLength: longestNotes }),
  seen: seenField,
});

/** The number of people from each school, by its ID. */
export const attendanceFields = (schools: readonly { readonly id: string; readonly name: string }[]) =>
  v.object(
    Object.fromEntries(
      schools.map(({ id, name }) => [
        attendanceField(id),
        wholeNumberField(`Enter how many people from ${name} took part, or 0`, {
          what: `The number of people from ${name}`,
          min: 0,
          max: 99,
        }),
      ]),
    ),
  );

const whoseKinds = ['all', 'region', 'school'] as const;

const whoseDay = {
  date: dateField('Enter the date of the closure'),
  whose: choiceField(whoseKinds, 'Choose which schools are closed'),
  region: optionalTextField({ maxLength: 100 }),
  school: optionalTextField({ maxLength: 40 }),
};

/** Reasons that one tap gives. */
export const commonReasons = ['Snow', 'Building closed', 'No transportation'] as const;
export const anotherReason = 'other';

/** A closure. `whose` says whether `region` or `school` counts. `reason` is a common one, or any, or `other` with `otherReason`. */
export const lostDayFields = v.object({
  ...whoseDay,
  reason: optionalTextField({ maxLength: longestReason }),
  otherReason: optionalTextField({ maxLength: longestReason }),
  seen: seenField,
});

/** The closure to remove. */
export const regainFields = v.object(whoseDay);

export const repairFields = v.object({
  reason: reasonField('Enter a reason for the change. Schools will see it in the email.'),
  seen: seenField,
});

/** A facilitator's days off. Dates are separated by lines, commas, or spaces. */
export const daysOffFields = v.object({
  facilitator,
  weekdays: v.pipe(
    v.optional(v.union([v.array(v.string()), v.string()]), []),
    v.transform((chosen) => (typeof chosen === 'string' ? [chosen] : chosen)),
    v.array(v.picklist(['1', '2', '3', '4', '5'], 'Choose days from Monday to Friday')),
    v.check((chosen) => chosen.length < 5, 'Leave at least one weekday free for visits'),
    v.transform((chosen) => chosen.map(Number)),
  ),
  dates: datesField({ most: 200 }),
  seen: seenField,
});

/** Whether the partner visits the host, or the host visits the partner. */
const directions = ['to-host', 'to-partner'] as const;
export type Direction = (typeof directions)[number];

const directed = {
  partner: idField('Choose a partner'),
  direction: choiceField(directions, 'Choose who is visiting'),
};

export const directionFields = v.object(directed);

export const bookingFields = v.object({
  ...directed,
  date: dateField('Enter a date'),
  seen: seenField,
  idempotencyKey: keyField,
});

export const longestArcText = 1000;

/** A partnership's learning focus. */
export const arcFields = v.object({
  seen: seenField,
  focusArea: idField('Choose a focus area'),
  problemOfPractice: textField('Enter the problem of practice', {
    maxLength: longestArcText,
    what: 'The problem of practice',
  }),
  goal: textField('Enter a goal for the end of the year', {
    maxLength: longestArcText,
    what: 'The goal',
  }),
});
