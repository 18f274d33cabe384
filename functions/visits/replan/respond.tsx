import { type PairedSchool, schoolsOf } from '#domain/partnership/partnership.ts';
import { schoolsIn } from '#domain/partnership/visit.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import type { Whose } from '#domain/visits/visit-year.ts';
import { seeOther } from '#http/answer.ts';
import { lookThenDo } from '#http/look-then-do.tsx';
import { hrefTo } from '#routes.ts';
import { store, type VisitsRequest, withSetting } from '../access.ts';
import { ownPart, repairOf, takeSteps, toldRepair, toldStuck, yearShown } from '../apply-changes.ts';
import { repairFields } from '../forms.ts';
import { done } from '../text.tsx';
import { RepairPage } from './page.tsx';

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

const repair = lookThenDo({
  read: () => ({ value: {} }),
  look: (request: VisitsRequest) => repairOf(request, ownPart(request), ''),
  page: (shown) => <RepairPage {...shown} suggested={suggestedReason(shown.request)} />,
  json: (preview, { setting }) => toldRepair(preview, setting),
  stale: (request) => yearShown(ownPart(request), request.today),
  fields: repairFields,
  do: async ({ request, sent: { reason } }) => {
    const { steps, stuck } = repairOf(request, ownPart(request), reason);
    const { left } = await takeSteps(store, request.cycle.id, steps);
    const what = left.length > 0 || stuck.length > 0 ? 'repaired-some' : 'repaired';
    return seeOther(hrefTo('visits', {}, done(what)), {
      moved: steps.length - left.length,
      left,
      stuck: toldStuck(stuck, request.setting),
    });
  },
});

/** Shows the changes needed so that every required visit is scheduled. */
export const repairVisitsPage = withSetting(repair.get);

/**
 * Makes the changes that were shown, one partnership after the other. After an interruption, sending the form again shows what is
 * left, and its button does the rest.
 */
export const repairVisits = withSetting(repair.post);
