import type { Facilitator } from '#domain/admission/roster.ts';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import {
  assignAllFacilitators as assignAll,
  assignFacilitator as assignOne,
} from '#domain/pairing/scenario/facilitators.ts';
import type { BoardRefusal } from '#domain/pairing/scenario/move.ts';
import {
  hostsWithPartners,
  type ProposedScenario,
  type Scenario,
} from '#domain/pairing/scenario/scenario.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import { type Answer, seeOther, showPage } from '#http/answer.ts';
import type { Fields } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { store } from '../access.ts';
import { done } from '../done.ts';
import { type AboutProposal, changeScenario, withProposal } from '../scenario-access.ts';
import { planIsPublished } from '../text.tsx';
import { facilitatorField, ScenarioFacilitatorsPage } from './page.tsx';

export const scenarioFacilitators = withProposal(async (request) => {
  const { scenario, cycle } = request;
  const [roster, published] = await Promise.all([store.roster(cycle.id), store.publishedPairing(cycle.id)]);
  return showPage(
    <ScenarioFacilitatorsPage request={request} facilitators={roster.facilitators} isOpen={!published} />,
    {
      id: scenario.id,
      version: scenario.version,
      facilitators: roster.facilitators,
      assigned: scenario.facilitators,
    },
  );
});

type WhyNot = BoardRefusal | 'no-facilitators' | 'unknown-school';
type Assigned = Change<ProposedScenario, ScenarioEvent> | Refusal<WhyNot>;

/** Assigns facilitators evenly, near their regions. Partnerships with a facilitator keep theirs. */
export const assignAllFacilitators = withProposal((request) =>
  assigning(request, (scenario, facilitators, published) =>
    assignAll(scenario, facilitators, request.staff, request.now, published),
  ),
);

/** Saves the choice for each host. Hosts without a choice don't change. */
export const assignFacilitators = withProposal((request) => {
  const { staff, now, fields } = request;
  return assigning(request, (scenario, facilitators, published) => {
    if (scenario.state !== 'proposed') return { refused: 'not-proposed' };
    return chosenIn(scenario, fields, facilitators).reduce<Assigned>(
      (change, { host, facilitator }) => {
        if (isRefusal(change)) return change;
        const next = assignOne(change.after, host, facilitator, staff, now, published);
        return isRefusal(next) ? next : { after: next.after, events: [...change.events, ...next.events] };
      },
      { after: scenario, events: [] },
    );
  });
});

/** The hosts whose facilitator the form changes. */
function chosenIn(scenario: ProposedScenario, fields: Fields, facilitators: readonly Facilitator[]) {
  return hostsWithPartners(scenario).flatMap(({ host: { id } }) => {
    const facilitator = facilitators.find(({ email }) => email === fields[facilitatorField(id)]);
    return facilitator && facilitator.email !== scenario.facilitators[id] ? [{ host: id, facilitator }] : [];
  });
}

async function assigning(
  request: AboutProposal,
  decide: (
    scenario: Scenario,
    facilitators: readonly Facilitator[],
    published: PublishedPairing | undefined,
  ) => Assigned,
): Promise<Answer> {
  const scenario = request.scenario.id;
  const { facilitators } = await store.roster(request.cycle.id);
  return changeScenario(request, (current, published) => decide(current, facilitators, published), {
    done: (after) =>
      seeOther(hrefTo('scenarioFacilitators', { scenario }, done('assigned')), {
        assigned: after.facilitators,
      }),
    refused: (why) =>
      staffProblem(request.staff, {
        status: 409,
        title: 'No facilitators were assigned',
        detail: refusalWords[why],
        to:
          why === 'no-facilitators'
            ? { href: hrefTo('facilitators', {}), text: 'Add facilitators' }
            : { href: hrefTo('proposal', { scenario }), text: 'See the plan’s status' },
      }),
  });
}

const refusalWords: Readonly<Record<WhyNot, string>> = {
  'not-proposed': 'There’s no proposal to assign facilitators to.',
  published: planIsPublished,
  'no-facilitators': 'There are no facilitators yet.',
  'unknown-school': 'This host isn’t in the plan.',
};
