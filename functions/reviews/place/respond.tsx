import { confirmPlaceFor as confirm, extendPlace as extend } from '#domain/admission/place.ts';
import { check } from '#http/fields.ts';
import { withApplication } from '../access.ts';
import { changeSeen } from '../change-seen.tsx';
import { placeExtensionFields, placeFields } from '../forms.ts';
import { filledOutWrong } from '../refusals.tsx';

const refusals = {
  'no-place': 'The school isn’t accepted.',
  confirmed: 'The place is confirmed already.',
} as const;

/** A director confirms a place for its school, for example after a call. */
export const confirmPlaceFor = withApplication(['director'], (request) => {
  const { cycle, staff, fields, now } = request;
  const title = 'The place wasn’t confirmed';
  const checked = check(placeFields, fields);
  if (checked.errors) return filledOutWrong(request, title, `${Object.values(checked.errors).join('. ')}.`);
  const { note, version } = checked.value;
  return changeSeen(request, {
    seen: version,
    event: 'place-confirmed',
    decide: (current) => confirm(current, note, cycle.program, staff, now),
    done: 'place-confirmed',
    title,
    refusals,
    labels: { note: 'Note' },
  });
});

/** A director gives one school more time to confirm its place. The school is told by email. */
export const extendPlace = withApplication(['director'], (request) => {
  const { cycle, staff, fields, now } = request;
  const title = 'The date wasn’t extended';
  const checked = check(placeExtensionFields, fields);
  if (checked.errors) return filledOutWrong(request, title, 'Enter a valid date, like 11/3/2027.');
  const { version, ...wanted } = checked.value;
  return changeSeen(request, {
    seen: version,
    event: 'place-extended',
    decide: (current) => extend(current, wanted, cycle.program, staff, now),
    done: 'place-extended',
    title,
    refusals: {
      ...refusals,
      'too-early': 'Choose a day that is later than the last one and isn’t in the past.',
    },
    labels: { note: 'Note' },
  });
});
