import { type Change, isRefusal, type Refusal, refuse } from '../../shared/domain/change.ts';
import type { Partnership } from '../../shared/domain/partnership.ts';
import {
  cancelVisit as cancel,
  changeVisit as changeDetails,
  declineDate as decline,
  themeVisit as theme,
} from '../../shared/domain/visits/booking.ts';
import { recordVisit as record } from '../../shared/domain/visits/taking-part.ts';
import { schoolsIn } from '../../shared/domain/visits/visit.ts';
import { nameOfSchool } from '../../shared/domain/visits/year-problem.ts';
import { revisePartnership } from '../../shared/store/revise-partnership.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { store } from './context.ts';
import {
  attendanceField,
  attendanceFields,
  cancellationFields,
  declineFields,
  detailsFields,
  recordFields,
  themeFields,
} from './forms.ts';
import { noPartnership, notDone } from './refusals.tsx';
import { type VisitRequest, withOwnVisit } from './setting.ts';
import { showVisitAgain } from './visit.tsx';
import { addressOf } from './visit-forms.tsx';

/** Cancels a visit; where the rules promise it, it is owed then, until another is booked. */
export const cancelVisit = withOwnVisit((request) => {
  const checked = check(cancellationFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'cancellation', checked.errors);
  const { reason, sequence } = checked.value;
  const { visit, staff, now } = request;
  return revised(request, 'cancelled', sequence, (standing) =>
    cancel(standing, visit.number, reason, staff, now),
  );
});

/** Gives a visit other hours or another place. */
export const changeVisit = withOwnVisit((request) => {
  const checked = check(detailsFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'details', checked.errors);
  const { sequence, ...details } = checked.value;
  const { visit, staff, now } = request;
  return revised(request, 'changed', sequence, (standing) =>
    changeDetails(standing, visit.number, details, staff, now),
  );
});

/** Says what a visit is about, and what to look for. */
export const themeVisit = withOwnVisit((request) => {
  const checked = check(themeFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'theme', checked.errors);
  const { visit, staff, now } = request;
  return revised(request, 'themed', anySequence, (standing) =>
    theme(standing, visit.number, checked.value, staff, now),
  );
});

/** Says no to the day that a school asked for. */
export const declineDate = withOwnVisit((request) => {
  const checked = check(declineFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'decline', checked.errors);
  const { school, declineReason } = checked.value;
  const { visit, staff, now } = request;
  return revised(request, 'declined', anySequence, (standing) =>
    decline(standing, visit.number, school, declineReason, staff, now),
  );
});

/** Notes who came to a visit and what was seen. */
export const recordVisit = withOwnVisit((request) => {
  const { partnership, visit, fields, staff, now, today } = request;
  const schools = schoolsIn(visit);
  const named = schools.map((id) => ({ id, name: nameOfSchool(partnership, id) }));
  const [noted, counted] = [check(recordFields, fields), check(attendanceFields(named), fields)];
  if (noted.errors || counted.errors)
    return showVisitAgain(request, 'record', { ...counted.errors, ...noted.errors });
  const attendance = Object.fromEntries(schools.map((id) => [id, counted.value[attendanceField(id)] ?? 0]));
  return revised(request, 'recorded', anySequence, (standing) =>
    record(standing, visit.number, { attendance, notes: noted.value.notes }, staff, now, today),
  );
});

const anySequence = -1;

/** Decides on the partnership as it stands, if the visit is still the one that was looked at, and shows the visit. */
async function revised(
  request: VisitRequest,
  done: string,
  sequence: number,
  decide: (standing: Partnership) => Change<Partnership> | Refusal<string>,
): Promise<Answer> {
  const { partnership, visit, cycle, staff } = request;
  const { id } = partnership.host;
  const outcome = await revisePartnership(store, cycle.id, id, (standing) => {
    const now = standing.visits.find(({ number }) => number === visit.number);
    return sequence !== anySequence && now?.sequence !== sequence ? refuse('changed') : decide(standing);
  });
  if (!outcome) return noPartnership(staff);
  const address = addressOf(request);
  if (isRefusal<string>(outcome))
    return notDone(
      staff,
      { status: 409, title: 'Nothing was changed', detail: refusalWords[outcome.refused] ?? outcome.refused },
      { href: hrefTo('visit', address), text: 'See the visit as it stands' },
    );
  return seeOther(hrefTo('visit', address, { done }), {
    host: id,
    visit: outcome.visits.find(({ number }) => number === visit.number),
  });
}

/** Why a visit was not changed. */
export const refusalWords: Readonly<Record<string, string>> = {
  ended: 'This partnership has ended.',
  waiting:
    'A school of this visit withdrew. The visit waits until a director has said how the partnership goes on.',
  changed: 'Somebody else changed the visit since you looked at it.',
  'not-booked': 'The visit was cancelled, or has been held already.',
  'not-yet': 'The visit has not been yet; it is noted afterwards.',
  'no-proposal': 'The school does not ask for another day any more.',
};
