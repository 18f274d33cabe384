import { referenceOf } from '#domain/admission/application.ts';
import { capitalized, countOf, sayList } from '#domain/base/wording.ts';
import { answeredBy } from '#domain/pairing/explain/answered.ts';
import type { PlanChange } from '#domain/pairing/explain/next-best.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import type { Remedy, TriedRemedy } from '#domain/pairing/explain/remedies.ts';
import { shortagesIn } from '#domain/pairing/explain/shortage.ts';
import type { WhyNot } from '#domain/pairing/explain/why-not.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { roleNames } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { sayShortage, sayWhyNot } from '#text/left-out.ts';
import { Details } from '#ui/notices.tsx';
import { sayPlace, sayPoints } from '../text.tsx';

type WithoutHostProps = {
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  /** Undefined until they are computed. */
  readonly remedies: readonly TriedRemedy[] | undefined;
  readonly nameOf: (id: string) => string;
  readonly isOpen: boolean;
};

/** The partners without a host: why, and what would give them one. */
export function WithoutHost({ scenario, plan: { unplaced }, remedies, nameOf, isOpen }: WithoutHostProps) {
  if (unplaced.length === 0) return null;
  const shortages = new Map(shortagesIn(answeredBy(scenario)).map((one) => [one.partner, one]));
  return (
    <section id="without-host">
      <h2 class="govuk-heading-m">{countOf(unplaced.length, 'partner', 'partners')} without a host</h2>
      <ul class="govuk-list govuk-list--bullet lp-narrow">
        {unplaced.map((partner) => {
          const shortage = shortages.get(partner.id);
          return (
            <li key={partner.id}>
              <b dir="auto">{partner.name}</b> ({sayPlace(partner)}).{' '}
              {shortage
                ? sayShortage(shortage, scenario.problem.rules, nameOf)
                : 'It has no host because of a move.'}
            </li>
          );
        })}
      </ul>
      {isOpen && <Remedies scenario={scenario} unplaced={unplaced} remedies={remedies} nameOf={nameOf} />}
    </section>
  );
}

type RemediesProps = Pick<WithoutHostProps, 'scenario' | 'remedies' | 'nameOf'> & {
  readonly unplaced: readonly Entrant[];
};

/** What would help, the cheapest first. Each leads to a request that starts with it. */
const Remedies = ({ scenario, remedies, nameOf }: RemediesProps) => {
  if (remedies === undefined)
    return <p class="govuk-body">We’re still trying what would help. Reload this page in a minute.</p>;
  if (remedies.length === 0)
    return (
      <p class="govuk-body">
        No single exception, extra place, or waitlisted host would give one of them a host.
      </p>
    );
  return (
    <>
      <h3 class="govuk-heading-s">What would help</h3>
      <ul class="govuk-list lp-rules lp-narrow">
        {remedies.slice(0, mostRemedies).map((tried) => (
          <li key={JSON.stringify(tried.remedy)}>
            {sayRemedy(tried, nameOf)}{' '}
            <a class="govuk-link" href={hrefToRemedy(tried.remedy, scenario)}>
              {tried.remedy.kind === 'accept-host' ? 'See its application' : 'Request a proposal with this'}
              <span class="govuk-visually-hidden">: {sayRemedy(tried, nameOf)}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
};

const mostRemedies = 8;

/** "Allow P.S. 1 with P.S. 2 without a shared focus area: 1 more partner has a host, and the plan gains 4,651 points." */
function sayRemedy({ remedy, helped, pointsGained }: TriedRemedy, nameOf: (id: string) => string): string {
  const names = sayList(helped.map(nameOf));
  const result = `${names} ${helped.length === 1 ? 'gets' : 'get'} a host, and the plan ${pointsGained < 0 ? 'loses' : 'gains'} ${sayPoints(Math.abs(pointsGained))}.`;
  switch (remedy.kind) {
    case 'exception':
      return `Allow ${nameOf(remedy.partner)} with ${nameOf(remedy.host)} without a shared focus area: ${result}`;
    case 'one-more-place':
      return `Give ${nameOf(remedy.host)} one more place: ${result}`;
    case 'accept-host':
      return `Accept ${nameOf(remedy.host)}, which is on the waitlist: ${result}`;
  }
}

function hrefToRemedy(remedy: Remedy, { id, cycleId, problem }: ProposedScenario): string {
  switch (remedy.kind) {
    case 'exception':
      return hrefTo(
        'requestPage',
        {},
        {
          from: id,
          ruleKind: 'exceptions',
          rulePartner: remedy.partner,
          ruleHost: remedy.host,
          rulePrice: '0',
        },
      );
    case 'one-more-place': {
      const capacity = problem.hosts.find((host) => host.id === remedy.host)?.capacity ?? 0;
      return hrefTo(
        'requestPage',
        {},
        { from: id, ruleKind: 'places', ruleHost: remedy.host, rulePlaces: String(capacity + 1) },
      );
    }
    case 'accept-host':
      return hrefTo('staffApplication', { reference: referenceOf(cycleId, remedy.host) });
  }
}

type NotChosenProps = {
  readonly scenario: ProposedScenario;
  readonly whyNots: readonly WhyNot[];
  readonly nameOf: (id: string) => string;
};

/** "Why not us?": every school that was not chosen, with what it would cost and who would give way. */
export function NotChosen({ scenario: { problem, cycleId }, whyNots, nameOf }: NotChosenProps) {
  if (whyNots.length === 0) return null;
  const schools = new Map([...problem.hosts, ...problem.partners].map((one) => [one.id, one]));
  return (
    <section id="not-chosen">
      <h2 class="govuk-heading-m">{countOf(whyNots.length, 'school')} not chosen</h2>
      <Details summary="Why not these schools?" open={whyNots.length <= mostAtOnce}>
        <ul class="govuk-list govuk-list--bullet">
          {whyNots.toSorted(byCost).map((whyNot) => {
            const school = schools.get(whyNot.school);
            return (
              <li key={`${whyNot.role} ${whyNot.school}`}>
                <a
                  class="govuk-link"
                  dir="auto"
                  href={hrefTo('staffApplication', { reference: referenceOf(cycleId, whyNot.school) })}
                >
                  {nameOf(whyNot.school)}
                </a>{' '}
                ({roleNames[whyNot.role].toLowerCase()}
                {school && `, ${sayPlace(school)}`}). {sayWhyNot(whyNot)}
                {sayWhoLeaves(whyNot.exact?.change, nameOf)}
              </li>
            );
          })}
        </ul>
      </Details>
    </section>
  );
}

/** More are folded away. */
const mostAtOnce = 30;

const costOf = ({ exact, atLeastPoints }: WhyNot): number =>
  (exact ? exact.points : atLeastPoints) ?? Number.POSITIVE_INFINITY;

const byCost = (a: WhyNot, b: WhyNot): number => {
  const [one, other] = [costOf(a), costOf(b)];
  return one === other ? 0 : one - other;
};

function sayWhoLeaves(change: PlanChange | undefined, nameOf: (id: string) => string): string {
  if (!change || change.leave.length === 0) return '';
  const names = sayList(change.leave.map(({ school }) => nameOf(school)));
  return capitalized(` ${names} would give way.`);
}
