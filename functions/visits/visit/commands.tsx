import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import type { VisitRefusal } from '#domain/partnership/visit-state.ts';
import {
  cancelVisit as cancel,
  changeVisit as changeDetails,
  declineDate as decline,
  themeVisit as theme,
} from '#domain/visits/book.ts';
import { recordVisit as record } from '#domain/visits/school-actions.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { ifSeen, ofVisit } from '#http/stale-form.ts';
import { KeptWords } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { revisePartnership } from '#store/revise.ts';
import { store, type VisitRequest, withOwnVisit } from '../access.ts';
import {
  attendanceField,
  attendanceFields,
  cancellationFields,
  declineFields,
  detailsFields,
  recordFields,
  themeFields,
} from '../forms.ts';
import { addressOf } from '../links.ts';
import { noPartnership, refusalWords } from '../refusals.tsx';
import { type Done, done } from '../text.tsx';
import { cancellationOf, detailsOf, proposalOf, recordOf, themeOf } from './form-state.ts';
import type { VisitForm } from './page.tsx';
import { showVisitAgain, showVisitChanged } from './respond.tsx';

type Revision = {
  readonly form: VisitForm;
  /** The confirmation on the visit's page. */
  readonly done: Done;
  readonly seen: string;
  /** The part of the visit that the form shows. */
  readonly shown: (standing: Visit) => object | undefined;
  /** The typed part. */
  readonly wanted?: object;
  readonly decide: (
    standing: Partnership,
  ) => Change<Partnership, PartnershipEvent> | Refusal<VisitRefusal | 'not-yet' | 'no-proposal'>;
};

/** Changes the current partnership if the visit is still as it was shown, then shows the visit. */
async function revised(request: VisitRequest, revision: Revision): Promise<Answer> {
  const { partnership, visit, cycle, staff, fields } = request;
  const { form, done: what, seen, shown, wanted, decide } = revision;
  const { id } = partnership.host;
  const outcome = await revisePartnership(
    store,
    cycle.id,
    id,
    ifSeen({ seen, shown: ofVisit(visit.number, shown), wanted }, decide),
  );
  if (!outcome) return noPartnership(staff);
  const address = addressOf(request);
  if (!isRefusal(outcome))
    return seeOther(hrefTo('visit', address, done(what)), {
      host: id,
      visit: outcome.visits.find(({ number }) => number === visit.number),
    });
  const fresh = outcome.refused === 'changed' ? await asItStands(request) : undefined;
  return fresh
    ? showVisitChanged(fresh, form)
    : staffProblem(
        staff,
        {
          status: 409,
          title: 'Your change wasn’t saved',
          detail: refusalWords[outcome.refused],
          to: { href: hrefTo('visit', address), text: 'See the visit as it is now' },
        },
        <KeptWords fields={fields} labels={keptLabels} />,
      );
}

async function asItStands(request: VisitRequest): Promise<VisitRequest | undefined> {
  const { cycle, partnership, visit } = request;
  const standing = await store.partnership(cycle.id, partnership.host.id);
  const now = standing?.visits.find(({ number }) => number === visit.number);
  return standing && now && { ...request, partnership: standing, visit: now };
}

/** The text fields in the forms of a visit. */
const keptLabels = {
  reason: 'Reason',
  declineReason: 'Reason',
  place: 'Location in the school',
  theme: 'Theme',
  lookFor: 'What to look for',
  notes: 'Notes',
};

/** Cancels a visit. If the rules require it, it has to be scheduled again. */
export const cancelVisit = withOwnVisit((request) => {
  const checked = check(cancellationFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'cancellation', checked.errors);
  const { reason, seen } = checked.value;
  const { visit, staff, now } = request;
  return revised(request, {
    form: 'cancellation',
    done: 'cancelled',
    seen,
    shown: cancellationOf,
    wanted: { reason },
    decide: (standing) => cancel(standing, visit.number, reason, staff, now),
  });
});

export const changeVisit = withOwnVisit((request) => {
  const checked = check(detailsFields, request.fields);
  if (checked.errors) return showVisitAgain(request, 'details', checked.errors);
  const { seen, ...details } = checked.value;
  const { visit, staff, now, cycle } = request;
  return revised(request, {
    form: 'details',
    done: 'changed',
    seen,
    shown: detailsOf,
    wanted: details,
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
    seen,
    shown: themeOf,
    wanted: about,
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
    seen,
    shown: (standing) => proposalOf(standing, school),
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
    seen,
    shown: recordOf,
    wanted: { attendance, notes },
    decide: (standing) => record(standing, visit.number, { attendance, notes }, staff, now, cycle),
  });
});
