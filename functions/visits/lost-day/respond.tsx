import { isRefusal } from '#domain/base/change.ts';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import {
  kindsIn,
  loseDay as lose,
  mayClose,
  type Reach,
  reachOf,
  regainDay as regain,
  whyNotADay,
} from '#domain/visits/closures.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import { type Setting, visitingPartnerships } from '#domain/visits/schedule.ts';
import type { LostDay, Whose } from '#domain/visits/visit-year.ts';
import { seeOther } from '#http/answer.ts';
import { type Checked, check, type Fields } from '#http/fields.ts';
import { lookThenDo } from '#http/look-then-do.tsx';
import { isDirector, staffProblem } from '#http/staff-access.tsx';
import { isSame } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseVisitYear } from '#store/revise.ts';
import { store, type VisitsRequest, withSetting } from '../access.ts';
import {
  ownPart,
  type RepairPreview,
  repairOf,
  takeSteps,
  toldRepair,
  toldStuck,
  yearShown,
} from '../apply-changes.ts';
import { anotherReason, lostDayFields, regainFields } from '../forms.ts';
import { sayNoClosure, toVisits } from '../refusals.tsx';
import { done } from '../text.tsx';
import { LostDayPage, otherReasonName, whoseNames } from './page.tsx';

/** The closure in the address or form, if this person may report it. */
function readDay(request: VisitsRequest, fields: Fields): Checked<LostDay> | undefined {
  if (fields.date === undefined) return undefined;
  const checked = check(lostDayFields, fields);
  if (checked.errors) return checked;
  const { date } = checked.value;
  const why = whyNotADay(request.cycle, date, request.today);
  if (why) return { errors: { date: sayNoClosure(why, date) } };
  const whose = readWhose(request, checked.value);
  if (whose.errors) return whose;
  const reason = readReason(checked.value);
  return reason.errors ? reason : { value: { date, whose: whose.value, reason: reason.value } };
}

type Chosen = { readonly whose: Whose['kind']; readonly region: string; readonly school: string };

function readWhose(request: VisitsRequest, { whose: kind, region, school }: Chosen): Checked<Whose> {
  const reach = reachIn(request);
  if (!kindsIn(reach).includes(kind))
    return { errors: { whose: 'Only a director can report a closure for more than one school' } };
  if (kind !== 'region' && region !== '')
    return { errors: { region: `Clear the region, or choose “${whoseNames.region}” above` } };
  if (kind !== 'school' && school !== '')
    return { errors: { school: `Clear the school, or choose “${whoseNames.school}” above` } };
  const whose: Whose = kind === 'all' ? { kind } : kind === 'region' ? { kind, region } : { kind, school };
  return mayClose(reach, whose) ? { value: whose } : { errors: { [kind]: `Choose a ${kind}` } };
}

function readReason({ reason, otherReason }: Record<'reason' | 'otherReason', string>): Checked<string> {
  const isCommon = reason !== '' && reason !== anotherReason;
  if (isCommon && otherReason !== '')
    return { errors: { otherReason: `Clear this reason, or choose “${otherReasonName}” above` } };
  if (isCommon) return { value: reason };
  const name = reason === anotherReason ? 'otherReason' : 'reason';
  return otherReason === ''
    ? { errors: { [name]: 'Enter a reason. Schools will see it in the email.' } }
    : { value: otherReason };
}

/** What this person may report: directors for all schools with visits, facilitators for those of their own partnerships. */
function reachIn(request: VisitsRequest): Reach {
  const { cycle, staff, setting } = request;
  const schoolsIn = ({ partnerships }: Setting) =>
    visitingPartnerships(partnerships)
      .flatMap(schoolsOf)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  return reachOf(
    cycle.program,
    schoolsIn(setting),
    isDirector(staff) ? undefined : schoolsIn(ownPart(request)),
  );
}

function isLost({ setting, cycle, staff, now }: VisitsRequest, day: LostDay): boolean {
  const lost = lose(setting.year, day, cycle, staff, now);
  return isRefusal(lost) && lost.refused === 'already-lost';
}

/** The repair after a closure, for the facilitators who have a visit on that day. */
function repairAfter(request: VisitsRequest, setting: Setting, day: LostDay): RepairPreview {
  const { cycle, staff, now, today } = request;
  const lost = lose(setting.year, day, cycle, staff, now);
  // On a snow morning, the visits of other facilitators in the region can't wait for them.
  const own = day.whose.kind === 'school' ? ownPart({ ...request, setting }) : setting;
  // If reporting was interrupted, the day may be closed already and still have visits.
  const after: Setting = { ...own, year: isRefusal(lost) ? setting.year : lost.after };
  const affected = new Set(
    clashesIn(after, today)
      .filter(({ visit }) => visit.date === day.date)
      .map(({ partnership }) => partnership.facilitator.email),
  );
  const partnerships = after.partnerships.filter(({ facilitator }) => affected.has(facilitator.email));
  return repairOf(request, { ...after, partnerships }, day.reason);
}

const closure = lookThenDo({
  read: readDay,
  look: (request: VisitsRequest, day: LostDay | undefined) =>
    day && { day, isLost: isLost(request, day), preview: repairAfter(request, request.setting, day) },
  page: (shown) => <LostDayPage {...shown} reach={reachIn(shown.request)} />,
  json: (looked, { setting }) => ({
    lostDays: setting.year.lostDays,
    day: looked?.day ?? null,
    ...(looked ? toldRepair(looked.preview, setting) : { changes: [], stuck: [] }),
  }),
  stale: (request) =>
    yearShown(reachIn(request).regions.length > 0 ? request.setting : ownPart(request), request.today),
  fields: lostDayFields,
  already: ({ request, asked: day }, again) => {
    const { setting } = request;
    if (!isLost(request, day)) return undefined;
    const { steps, stuck } = repairAfter(request, setting, day);
    const isThis = setting.year.lostDays.some((lost) => isSame(lost, day));
    if (!isThis || steps.length > 0 || stuck.length > 0) return again.refused(alreadyLost);
    return seeOther(hrefTo('visits', {}, done('day-lost-before')), { day, moved: 0, left: [], stuck: [] });
  },
  do: async ({ request, asked: day }, again) => {
    const { staff, now, cycle, setting } = request;
    const { steps, stuck, changes } = repairAfter(request, setting, day);
    const year = await reviseVisitYear(store, cycle.id, (standing) => lose(standing, day, cycle, staff, now));
    if (isRefusal(year)) {
      const fresh = { ...request, setting: { ...setting, year: await store.visitYear(cycle.id) } };
      return again.refused(alreadyLost, { fresh });
    }
    const { left } = await takeSteps(store, cycle.id, steps);
    const what =
      left.length > 0 || stuck.length > 0
        ? 'day-lost-some'
        : changes.length > 0
          ? 'day-lost'
          : 'day-lost-free';
    return seeOther(hrefTo('visits', {}, done(what)), {
      day,
      moved: steps.length - left.length,
      left,
      stuck: toldStuck(stuck, setting),
    });
  },
});

/** The page of a closure that is already reported shows the visits still on that day. */
const alreadyLost = {
  status: 409,
  title: 'This closure is already reported',
  detail: 'No changes were made. If visits are still scheduled that day, you can reschedule them.',
};

/** Shows the closure form; with its values, a preview of the visits that would move and who would get an email. */
export const lostDayPage = withSetting(closure.get);

/**
 * Reports a closure: saves it in the year first, then moves each partnership's visits. If this is interrupted, the overview lists the
 * visits that are still on that day, and a repair can move them.
 */
export const loseDay = withSetting(closure.post);

/** Removes a closure. Visits that were moved keep their new dates. */
export const regainDay = withSetting(async (request) => {
  const { fields, staff, now, cycle } = request;
  const checked = check(regainFields, fields);
  const whose = checked.errors ? undefined : readWhose(request, checked.value).value;
  if (checked.errors || !whose)
    return staffProblem(staff, {
      status: 422,
      title: 'Choose which closure to remove',
      detail: 'Choose a closure you’re allowed to remove. No changes were made.',
      to: toVisits,
    });
  const year = await reviseVisitYear(store, cycle.id, (standing) =>
    regain(standing, checked.value.date, whose, staff, now),
  );
  if (isRefusal(year))
    return staffProblem(staff, {
      status: 409,
      title: 'There’s no closure on that day',
      detail: 'Someone already removed it.',
      to: { href: hrefTo('lostDayPage', {}), text: 'See all closures' },
    });
  return seeOther(hrefTo('lostDayPage', {}, done('regained')), { lostDays: year.lostDays });
});
