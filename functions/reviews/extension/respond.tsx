import { extendDeadline as extend } from '#domain/admission/apply.ts';
import { check } from '#http/fields.ts';
import { withApplication } from '../access.ts';
import { changeSeen } from '../change-seen.tsx';
import { extensionFields } from '../forms.ts';
import { filledOutWrong } from '../refusals.tsx';

const title = 'The deadline wasn’t extended';

/** A director gives one school more time to submit its draft, or to change its answers. The school is told by email. */
export const extendDeadline = withApplication(['director'], (request) => {
  const { cycle, staff, fields, now } = request;
  const checked = check(extensionFields, fields);
  if (checked.errors) return filledOutWrong(request, title, 'Enter a valid date, like 11/3/2027.');
  const { until, version } = checked.value;
  return changeSeen(request, {
    seen: version,
    event: 'deadline-extended',
    decide: (current) => extend(current, until, cycle, staff, now),
    done: 'extended',
    title,
    refusals: {
      'not-open': 'The application is decided or withdrawn, or its decision is scheduled.',
      'too-early': 'Choose a day that isn’t in the past. For a draft, it must be after the deadline.',
    },
  });
});
