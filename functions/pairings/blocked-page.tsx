import { countOf } from '../../shared/domain/amounts.ts';
import type { Application } from '../../shared/domain/application.ts';
import type { Obstacles } from '../../shared/domain/pairing/publishing.ts';
import type { ProposedScenario } from '../../shared/domain/pairing/scenario.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import { hrefTo } from '../routes.ts';
import { schoolNames } from './overrides.tsx';
import type { AboutProposal } from './scenarios.ts';

type BlockedPageProps = {
  readonly request: AboutProposal;
  readonly obstacles: Obstacles;
  readonly applications: readonly Application[];
};

/** What stands in the way of publishing, and where to put it right. */
export const BlockedPage = ({ request, obstacles, applications }: BlockedPageProps) => (
  <ConsolePage request={request} title="Not ready to publish" current="pairing">
    <h1>“{request.scenario.name}” is not ready to be published</h1>
    <NotAccepted scenario={request.scenario} ids={obstacles.notAccepted} applications={applications} />
    <RulingsNotKept scenario={request.scenario} rulings={obstacles.rulingsNotKept} />
    <WithoutFacilitator scenario={request.scenario} ids={obstacles.withoutFacilitator} />
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('proposal', { scenario: request.scenario.id })}>
        Back to the proposal
      </a>
    </p>
  </ConsolePage>
);

type NotAcceptedProps = Pick<BlockedPageProps, 'applications'> & {
  readonly scenario: ProposedScenario;
  readonly ids: readonly string[];
};

function NotAccepted({ scenario, ids, applications }: NotAcceptedProps) {
  if (ids.length === 0) return null;
  const nameOf = schoolNames(scenario);
  const referenceOf = (id: string) => applications.find(({ school }) => school.id === id)?.reference;
  return (
    <>
      <h2 class="govuk-heading-m">
        {countOf(ids.length, 'school is', 'schools are')} paired and not accepted
      </h2>
      <p class="govuk-body">Accept them, or ask for another proposal.</p>
      <ul class="govuk-list govuk-list--bullet">
        {ids.map((id) => {
          const reference = referenceOf(id);
          return (
            <li key={id}>
              {reference === undefined ? (
                nameOf(id)
              ) : (
                <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
                  {nameOf(id)}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

type RulingsNotKeptProps = {
  readonly scenario: ProposedScenario;
  readonly rulings: Obstacles['rulingsNotKept'];
};

/** Locks and bans that were ruled after the plan was computed, and the two ways to have it keep them. */
function RulingsNotKept({ scenario, rulings }: RulingsNotKeptProps) {
  if (rulings.length === 0) return null;
  const nameOf = schoolNames(scenario);
  return (
    <>
      <h2 class="govuk-heading-m">
        {countOf(rulings.length, 'ruling is', 'rulings are')} not kept by this plan
      </h2>
      <ul class="govuk-list govuk-list--bullet lp-narrow">
        {rulings.map(({ kind, host, partner, reason, isAt }) => (
          <li key={`${host} ${partner}`}>
            <a
              class="govuk-link"
              dir="auto"
              href={`${hrefTo('board', { scenario: scenario.id }, { partner })}#prices`}
            >
              {nameOf(partner)}
            </a>{' '}
            {kind === 'bans'
              ? `is forbidden with ${nameOf(host)}`
              : `is locked to ${nameOf(host)} and ${isAt === undefined ? 'has no host' : `is with ${nameOf(isAt)}`}`}
            , because: “<span dir="auto">{reason}</span>”
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        Move each of them on the board, lift the ruling, or ask for a new proposal around the rulings.
      </p>
      <Form action={hrefTo('askAround', { scenario: scenario.id })}>
        <Button variant="secondary">Ask again around locks and bans</Button>
      </Form>
    </>
  );
}

type WithoutFacilitatorProps = {
  readonly scenario: ProposedScenario;
  readonly ids: readonly string[];
};

function WithoutFacilitator({ scenario, ids }: WithoutFacilitatorProps) {
  if (ids.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">
        {countOf(ids.length, 'partnership has', 'partnerships have')} no facilitator
      </h2>
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('scenarioFacilitators', { scenario: scenario.id })}>
          Assign facilitators
        </a>
      </p>
    </>
  );
}
