import { isRefusal, refuse } from '#domain/base/change.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import {
  hasPlan,
  planYear,
  publishVisitPlan as publishPlan,
  withTargets,
  type YearPlan,
  yearBegan,
} from '#domain/visits/plan.ts';
import { facilitatorsIn, ofFacilitator, visitingPartnerships } from '#domain/visits/schedule.ts';
import { type Answer, seeOther, showChanged, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { isOvertaken, seenOf } from '#http/stale-form.ts';
import { revisePartnership } from '#store/revise.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn } from '#text/visits.ts';
import { mayPlanFor, store, type VisitsRequest, withSetting } from '../access.ts';
import { yearShown } from '../apply-changes.ts';
import { facilitatorFrom, facilitatorName } from '../form-parts.tsx';
import { planFields } from '../forms.ts';
import { whereFrom } from '../links.ts';
import { notYours, toVisits } from '../refusals.tsx';
import { done } from '../text.tsx';
import { type PlannedYear, PlanPage } from './page.tsx';

/** Shows a facilitator's plan as it would be published, or why there is none. Without a name, your own. */
export const visitPlanPage = withSetting((request) => {
  const facilitator = facilitatorFrom(request);
  if (facilitator === undefined)
    return staffProblem(request.staff, {
      status: 404,
      title: 'There are no visits to schedule',
      detail: 'You can schedule visits once partnerships have facilitators.',
      to: toVisits,
    });
  return mayPlanFor(request.staff, facilitator)
    ? show(request, planOf(request, facilitator))
    : notYours(request.staff, facilitatorName(request, facilitator), 'schedule');
});

function planOf({ setting, today }: VisitsRequest, facilitator: string): PlannedYear {
  const own = ofFacilitator(setting, facilitator);
  const began = visitingPartnerships(own.partnerships).some((one) => yearBegan(one, today));
  return {
    facilitator,
    setting: own,
    outcome: began ? { kind: 'began' } : planYear(own, facilitator, today),
  };
}

function show(request: VisitsRequest, year: PlannedYear, stopped?: 'before' | 'midway'): Answer {
  const { facilitator, setting } = year;
  const seen = seenOf(yearShown(setting, request.today));
  const page = <PlanPage request={request} year={year} seen={seen} stopped={stopped} />;
  const data = { facilitator, seen, changed: stopped !== undefined, ...toldPlan(year) };
  return stopped ? showChanged(page, data) : showPage(page, data);
}

const toldPlan = ({ outcome, setting }: PlannedYear) => ({
  state: outcome.kind,
  visits:
    outcome.kind === 'planned'
      ? withTargets(outcome).map(({ partnership, ...visit }) => ({ host: partnership, ...visit }))
      : [],
  cost: outcome.kind === 'planned' ? outcome.cost : null,
  bound: outcome.kind === 'planned' ? outcome.bound : null,
  clashes: outcome.kind === 'refused' ? sayClashes(outcome.clashes, namesIn(setting.partnerships)) : [],
});

/**
 * Publishes the plan that was shown, one partnership after the other. After an interruption, sending the form again does the rest:
 * the same setting gives the same plan, and partnerships that already have it are skipped.
 */
export const publishVisitPlan = withSetting(async (request) => {
  const { staff, fields, today, setting } = request;
  const checked = check(planFields, fields);
  if (checked.errors || !facilitatorsIn(setting).includes(checked.value.facilitator))
    return staffProblem(staff, {
      status: 422,
      title: 'Choose a facilitator',
      detail: 'Choose a facilitator who has a partnership. Nothing was published.',
      to: toVisits,
    });
  const { facilitator, seen } = checked.value;
  if (!mayPlanFor(staff, facilitator))
    return notYours(staff, facilitatorName(request, facilitator), 'schedule');
  const year = planOf(request, facilitator);
  if (isOvertaken(yearShown(year.setting, today), seen)) return show(request, year, 'before');
  const { outcome } = year;
  if (outcome.kind === 'planned') return publish(request, year, outcome);
  return staffProblem(staff, {
    status: 409,
    title: outcome.kind === 'began' ? 'The year has already started' : 'There’s no schedule to publish',
    detail:
      outcome.kind === 'began'
        ? 'Some visits have already happened, so you can only move visits one at a time. Nothing was published.'
        : sayClashes(outcome.clashes, namesIn(year.setting.partnerships))
            .map(({ statement }) => statement)
            .join(' '),
    to: toVisits,
  });
});

async function publish(request: VisitsRequest, year: PlannedYear, plan: YearPlan): Promise<Answer> {
  const { cycle, staff, now } = request;
  const published: string[] = [];
  for (const seen of visitingPartnerships(year.setting.partnerships)) {
    if (hasPlan(seen, plan)) continue;
    const outcome = await revisePartnership(store, cycle.id, seen.host.id, (standing) =>
      standing.version === seen.version
        ? publishPlan(standing, plan.visits, year.setting, staff, now)
        : refuse('changed'),
    );
    if (!outcome || isRefusal(outcome))
      return showAsItStands(request, year.facilitator, published.length > 0 ? 'midway' : 'before');
    published.push(seen.host.id);
  }
  return seeOther(whereFrom(request, done('planned')), { facilitator: year.facilitator, published });
}

/** Shows the new plan after someone else changed a partnership in between. */
async function showAsItStands(
  request: VisitsRequest,
  facilitator: string,
  stopped: 'before' | 'midway',
): Promise<Answer> {
  const partnerships: readonly Partnership[] = await store.partnerships(request.cycle.id);
  const fresh = { ...request, setting: { ...request.setting, partnerships } };
  return show(fresh, planOf(fresh, facilitator), stopped);
}
