import { nameOfSchool } from '../../shared/domain/partnership/partnership.ts';
import { schoolsIn } from '../../shared/domain/partnership/visit.ts';
import {
  cancelVisit as cancel,
  changeVisit as changeDetails,
  declineDate as decline,
  themeVisit as theme,
} from '../../shared/domain/visits/book.ts';
import { recordVisit as record } from '../../shared/domain/visits/school-actions.ts';
import { check } from '../http/fields.ts';
import { isOvertaken, isSame } from '../http/seen.ts';
import {
  anySequence,
  attendanceField,
  attendanceFields,
  cancellationFields,
  declineFields,
  detailsFields,
  recordFields,
  themeFields,
} from './forms.ts';
import { revised } from './revised.tsx';
import { withOwnVisit } from './setting.ts';
import { detailsOf, proposalOf, reasonOf, recordOf, themeOf } from './shown-of.ts';
import { showVisitAgain } from './visit.tsx';

/** Cancels a visit. If the rules require it, it has to be scheduled again. */
export const cancelVisit = withOwnVisit((request) => {
  const checked = check(cancellationFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'cancellation', checked.errors);
  const { reason, sequence } = checked.value;
  const { visit, staff, now } = request;
  return revised(request, {
    form: 'cancellation',
    done: 'cancelled',
    isStale: (standing) => sequence !== anySequence && standing.sequence !== sequence,
    isDone: (standing) => reasonOf(standing) === reason,
    decide: (standing) => cancel(standing, visit.number, reason, staff, now),
  });
});

export const changeVisit = withOwnVisit((request) => {
  const checked = check(detailsFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'details', checked.errors);
  const { sequence, ...details } = checked.value;
  const { visit, staff, now, cycle } = request;
  return revised(request, {
    form: 'details',
    done: 'changed',
    isStale: (standing) => sequence !== anySequence && standing.sequence !== sequence,
    isDone: (standing) => isSame(detailsOf(standing), detailsOf(details)),
    decide: (standing) => changeDetails(standing, visit.number, details, staff, now, cycle),
  });
});

export const themeVisit = withOwnVisit((request) => {
  const checked = check(themeFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'theme', checked.errors);
  const { seen, ...about } = checked.value;
  const { visit, staff, now, cycle } = request;
  return revised(request, {
    form: 'theme',
    done: 'themed',
    isStale: (standing) => isOvertaken(themeOf(standing), seen),
    isDone: (standing) => isSame(themeOf(standing), themeOf(about)),
    decide: (standing) => theme(standing, visit.number, about, staff, now, cycle),
  });
});

/** Declines a school's date request. */
export const declineDate = withOwnVisit((request) => {
  const checked = check(declineFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'decline', checked.errors);
  const { school, declineReason, seen } = checked.value;
  const { visit, staff, now, cycle } = request;
  return revised(request, {
    form: 'decline',
    done: 'declined',
    isStale: (standing) => {
      const proposal = proposalOf(standing, school);
      return proposal !== undefined && isOvertaken(proposal, seen);
    },
    isDone: () => false,
    decide: (standing) => decline(standing, visit.number, school, declineReason, staff, now, cycle),
  });
});

/** Saves the attendance and notes of a visit. */
export const recordVisit = withOwnVisit((request) => {
  const { partnership, visit, fields, staff, now, cycle } = request;
  const schools = schoolsIn(visit);
  const named = schools.map((id) => ({ id, name: nameOfSchool(partnership, id) }));
  const [noted, counted] = [check(recordFields, fields), check(attendanceFields(named), fields)];
  if (noted.errors || counted.errors)
    return showVisitAgain(request, 'record', { ...counted.errors, ...noted.errors });
  const { notes, seen } = noted.value;
  const attendance = Object.fromEntries(schools.map((id) => [id, counted.value[attendanceField(id)] ?? 0]));
  return revised(request, {
    form: 'record',
    done: 'recorded',
    isStale: (standing) => isOvertaken(recordOf(standing), seen),
    isDone: (standing) => isSame(recordOf(standing), { attendance, notes }),
    decide: (standing) => record(standing, visit.number, { attendance, notes }, staff, now, cycle),
  });
});
