import { type Application, referenceOf } from '#domain/admission/application.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Obstacles } from '#domain/pairing/scenario/publish.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { hrefTo } from '#routes.ts';
import { ButtonLink } from '#ui/button.tsx';
import { schoolNames } from '../overrides.tsx';
import type { AboutProposal } from '../scenario-access.ts';
import { SchoolLinks } from './page.tsx';

type BlockedPageProps = {
  readonly request: AboutProposal;
  readonly obstacles: Obstacles;
  readonly applications: readonly Application[];
};

/** Why a plan can't be published yet, with links to fix each reason. */
export const BlockedPage = ({ request, obstacles, applications }: BlockedPageProps) => (
  <ConsolePage request={request} title="Not ready to publish" current="pairing">
    <h1>“{request.scenario.name}” isn’t ready to publish</h1>
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

const themOrIt = ({ length }: readonly unknown[]): string => (length === 1 ? 'it' : 'them');

/** Lists schools that still need a decision apart from schools that withdrew. */
function NotAccepted({ scenario, ids, applications }: NotAcceptedProps) {
  const nameOf = schoolNames(scenario);
  const left = new Set(applications.flatMap((one) => (one.state === 'withdrawn' ? [one.reference] : [])));
  const schools = ids.map((id) => ({ reference: referenceOf(scenario.cycleId, id), name: nameOf(id) }));
  const open = schools.filter(({ reference }) => !left.has(reference));
  const withdrawn = schools.filter(({ reference }) => left.has(reference));
  return (
    <>
      {open.length > 0 && (
        <>
          <h2 class="govuk-heading-m">
            {countOf(open.length, 'paired school isn’t', 'paired schools aren’t')} accepted yet
          </h2>
          <p class="govuk-body">Accept {themOrIt(open)}, or request another proposal.</p>
          <SchoolLinks schools={open} />
        </>
      )}
      {withdrawn.length > 0 && (
        <>
          <h2 class="govuk-heading-m">
            {countOf(withdrawn.length, 'paired school has', 'paired schools have')} withdrawn
          </h2>
          <p class="govuk-body">
            Remove {themOrIt(withdrawn)} on{' '}
            <a class="govuk-link" href={hrefTo('board', { scenario: scenario.id })}>
              Edit pairings
            </a>
            : move a partner to “No host,” and move a host’s partners to other hosts. Or request another
            proposal.
          </p>
          <SchoolLinks schools={withdrawn} />
        </>
      )}
    </>
  );
}

type RulingsNotKeptProps = {
  readonly scenario: ProposedScenario;
  readonly rulings: Obstacles['rulingsNotKept'];
};

/** Rules that were added after the plan was computed, and how to follow them. */
function RulingsNotKept({ scenario, rulings }: RulingsNotKeptProps) {
  if (rulings.length === 0) return null;
  const nameOf = schoolNames(scenario);
  return (
    <>
      <h2 class="govuk-heading-m">This plan breaks {countOf(rulings.length, 'rule')}</h2>
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
              ? `must not be paired with ${nameOf(host)}`
              : `must be paired with ${nameOf(host)} but ${isAt === undefined ? 'has no host' : `is with ${nameOf(isAt)}`}`}
            : “<span dir="auto">{reason}</span>”
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        Move each partner on{' '}
        <a class="govuk-link" href={hrefTo('board', { scenario: scenario.id })}>
          Edit pairings
        </a>
        , remove the rule, or request a new proposal that follows the rules.
      </p>
      <ButtonLink href={hrefTo('requestPage', {}, { from: scenario.id })} variant="secondary">
        Request a new proposal with these rules
      </ButtonLink>
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
