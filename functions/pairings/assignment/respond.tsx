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
import { type Answer, seeOther, showPage } from '#http/answer.ts';
import type { Fields } from '#http/fields.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { store } from '../access.ts';
import { noScenario } from '../refusals.tsx';
import { type AboutProposal, reviseScenario, withProposal } from '../scenario-access.ts';
import { done } from '../text.tsx';
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

/** Assigns facilitators evenly, near their regions. Partnerships with a facilitator keep theirs. */
export const assignAllFacilitators = withProposal(async (request) => {
  const { staff, now, cycle } = request;
  const [roster, published] = await Promise.all([store.roster(cycle.id), store.publishedPairing(cycle.id)]);
  return assigning(request, (scenario) => assignAll(scenario, roster.facilitators, staff, now, published));
});

/** Saves the choice for each host. Hosts without a choice don't change. */
export const assignFacilitators = withProposal(async (request) => {
  const { staff, now, cycle, fields } = request;
  const [roster, published] = await Promise.all([store.roster(cycle.id), store.publishedPairing(cycle.id)]);
  return assigning(request, (scenario) => {
    if (scenario.state !== 'proposed') return { refused: 'not-proposed' };
    return chosenIn(scenario, fields, roster.facilitators).reduce<
      Change<ProposedScenario, ScenarioEvent> | Refusal<WhyNot>
    >(
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
  { scenario: { id }, cycle, staff }: AboutProposal,
  decide: (scenario: Scenario) => Change<ProposedScenario, ScenarioEvent> | Refusal<WhyNot>,
): Promise<Answer> {
  const outcome = await reviseScenario<ProposedScenario, WhyNot>(cycle.id, id, decide);
  if (!outcome) return noScenario(staff);
  if (!isRefusal(outcome))
    return seeOther(hrefTo('scenarioFacilitators', { scenario: id }, done('assigned')), {
      assigned: outcome.facilitators,
    });
  const isMissing = outcome.refused === 'no-facilitators';
  return staffProblem(staff, {
    status: 409,
    title: 'No facilitators were assigned',
    detail: refusalWords[outcome.refused],
    to: isMissing
      ? { href: hrefTo('facilitators', {}), text: 'Add facilitators' }
      : { href: hrefTo('proposal', { scenario: id }), text: 'See the plan’s status' },
  });
}

const refusalWords: Readonly<Record<WhyNot, string>> = {
  'not-proposed': 'There’s no proposal to assign facilitators to.',
  published: 'Pairings are published, so the plan can’t change.',
  'no-facilitators': 'There are no facilitators yet.',
  'unknown-school': 'This host isn’t in the plan.',
};
