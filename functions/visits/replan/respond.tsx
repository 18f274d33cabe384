import { type PairedSchool, schoolsOf } from '#domain/partnership/partnership.ts';
import { schoolsIn } from '#domain/partnership/visit.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import type { Whose } from '#domain/visits/visit-year.ts';
import { type Answer, seeOther, showChanged, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { isOvertaken, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { store, type VisitsRequest, withSetting } from '../access.ts';
import { ownPart, repairOf, takeSteps, toldRepair, toldStuck, yearShown } from '../apply-changes.ts';
import { repairFields } from '../forms.ts';
import { done } from '../text.tsx';
import { RepairPage, type RepairPageProps } from './page.tsx';

/** Shows the changes needed so that every required visit is scheduled. */
export const repairVisitsPage = withSetting((request) =>
  show(request, { values: { reason: suggestedReason(request) } }),
);

/** The closure's or session's reason, if every visit that needs a new date has the same. */
function suggestedReason(request: VisitsRequest): string {
  const { lostDays, coaching } = request.setting.year;
  const reasons = new Set(
    clashesIn(ownPart(request), request.today).flatMap(({ partnership, visit }) => {
      const isAt = (date: string) => date === visit.date;
      const schools = schoolsOf(partnership).filter(({ id }) => schoolsIn(visit).includes(id));
      const own = [
        ...lostDays
          .filter(({ date, whose }) => isAt(date) && schools.some((school) => isClosed(whose, school)))
          .map(({ reason }) => reason),
        ...coaching
          .filter(({ date, state }) => state === 'booked' && isAt(date))
          .map(({ title }) => `Principal coaching: ${title}`),
      ];
      return own.length === 0 ? [''] : own;
    }),
  );
  const [only = ''] = reasons;
  return reasons.size === 1 ? only : '';
}

const isClosed = (whose: Whose, { id, region }: PairedSchool): boolean =>
  whose.kind === 'all' || (whose.kind === 'region' ? whose.region === region : whose.school === id);

type How = { readonly values: Fields; readonly errors?: FieldErrors; readonly isChanged?: boolean };

const propsOf = (
  request: VisitsRequest,
  { values, errors = {}, isChanged = false }: How,
): RepairPageProps => ({
  request,
  preview: repairOf(request, ownPart(request), ''),
  seen: seenOf(yearShown(ownPart(request), request.today)),
  values,
  errors,
  isChanged,
});

const pageOf = (request: VisitsRequest, how: How) => <RepairPage {...propsOf(request, how)} />;

function show(request: VisitsRequest, how: How): Answer {
  const props = propsOf(request, how);
  const { preview, seen, isChanged } = props;
  const data = { ...toldRepair(preview, request.setting), seen, changed: isChanged };
  const page = <RepairPage {...props} />;
  return isChanged ? showChanged(page, data) : showPage(page, data);
}

/** Makes the changes that were shown, one partnership after the other. Sent again after an interruption, it does the rest. */
export const repairVisits = withSetting(async (request) => {
  const { fields, cycle, today } = request;
  const checked = check(repairFields, fields);
  if (checked.errors)
    return showErrors(pageOf(request, { values: fields, errors: checked.errors }), checked.errors);
  const { reason, seen } = checked.value;
  const own = ownPart(request);
  if (isOvertaken(yearShown(own, today), seen)) return show(request, { values: fields, isChanged: true });
  const { steps, stuck } = repairOf(request, own, reason);
  const { left } = await takeSteps(store, cycle.id, steps);
  const what = left.length > 0 || stuck.length > 0 ? 'repaired-some' : 'repaired';
  return seeOther(hrefTo('visits', {}, done(what)), {
    moved: steps.length - left.length,
    left,
    stuck: toldStuck(stuck, request.setting),
  });
});
