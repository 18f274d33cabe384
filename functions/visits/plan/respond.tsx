import { isRefusal, refuse } from '#domain/base/change.ts';
import {
  hasPlan,
  planYear,
  publishVisitPlan as publishPlan,
  withTargets,
  type YearPlan,
  yearBegan,
} from '#domain/visits/plan.ts';
import { ofFacilitator, visitingPartnerships } from '#domain/visits/schedule.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { type Again, lookThenDo } from '#http/look-then-do.tsx';
import { staffProblem } from '#http/staff-access.tsx';
import { revisePartnership } from '#store/revise.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { namesIn } from '#text/visits.ts';
import { type FacilitatorRequest, store, withFacilitator } from '../access.ts';
import { yearShown } from '../apply-changes.ts';
import { planFields } from '../forms.ts';
import { whereFrom } from '../links.ts';
import { toVisits } from '../refusals.tsx';
import { done } from '../text.tsx';
import { type PlannedYear, PlanPage } from './page.tsx';

function planOf({ setting, facilitator, today }: FacilitatorRequest): PlannedYear {
  const own = ofFacilitator(setting, facilitator);
  const began = visitingPartnerships(own.partnerships).some((one) => yearBegan(one, today));
  return {
    setting: own,
    outcome: began ? { kind: 'began' } : planYear(own, facilitator, today),
  };
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

const planning = lookThenDo({
  read: () => ({ value: {} }),
  look: planOf,
  page: (shown) => <PlanPage {...shown} />,
  json: (year, { facilitator }) => ({ facilitator, ...toldPlan(year) }),
  stale: ({ setting, facilitator, today }) => yearShown(ofFacilitator(setting, facilitator), today),
  fields: planFields,
  do: ({ request }, again) => {
    const year = planOf(request);
    const { outcome } = year;
    switch (outcome.kind) {
      case 'planned':
        return publish(request, year, outcome, again);
      case 'began':
        return staffProblem(request.staff, {
          status: 409,
          title: 'The year has already started',
          detail:
            'Some visits have already happened, so you can only move visits one at a time. Nothing was published.',
          to: toVisits,
        });
      case 'refused':
        return staffProblem(request.staff, {
          status: 409,
          title: 'There’s no schedule to publish',
          detail: sayClashes(outcome.clashes, namesIn(year.setting.partnerships))
            .map(({ statement }) => statement)
            .join(' '),
          to: toVisits,
        });
    }
  },
});

/** Shows a facilitator's plan as it would be published, or why there is none. Without a name, your own. */
export const visitPlanPage = withFacilitator(
  'schedule',
  {
    status: 404,
    title: 'There are no visits to schedule',
    detail: 'You can schedule visits once partnerships have facilitators.',
  },
  planning.get,
);

/**
 * Publishes the plan that was shown, one partnership after the other. After an interruption, sending the form again shows what is
 * left, and its button does the rest: partnerships that already have the plan are skipped.
 */
export const publishVisitPlan = withFacilitator(
  'schedule',
  {
    status: 422,
    title: 'Choose a facilitator',
    detail: 'Choose a facilitator who has a partnership. Nothing was published.',
  },
  planning.post,
);

async function publish(
  request: FacilitatorRequest,
  { setting }: PlannedYear,
  plan: YearPlan,
  again: Again<FacilitatorRequest>,
): Promise<Answer> {
  const { cycle, staff, now, facilitator } = request;
  const published: string[] = [];
  for (const seen of visitingPartnerships(setting.partnerships)) {
    if (hasPlan(seen, plan)) continue;
    const outcome = await revisePartnership(store, cycle.id, seen.host.id, (standing) =>
      standing.version === seen.version
        ? publishPlan(standing, plan.visits, setting, staff, now)
        : refuse('changed'),
    );
    if (!outcome || isRefusal(outcome)) {
      const partnerships = await store.partnerships(cycle.id);
      const fresh = { ...request, setting: { ...request.setting, partnerships } };
      return again.changed(fresh, published.length > 0);
    }
    published.push(seen.host.id);
  }
  return seeOther(whereFrom(request, done('planned')), { facilitator, published });
}
