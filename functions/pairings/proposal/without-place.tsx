import { referenceOf } from '#domain/admission/application.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import type { PlanChange } from '#domain/pairing/explain/next-best.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import type { Remedy, TriedRemedy } from '#domain/pairing/explain/remedies.ts';
import type { Shortage } from '#domain/pairing/explain/shortage.ts';
import type { WhyNot } from '#domain/pairing/explain/why-not.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { roleNames } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { sayRemedy, sayShortage, sayWhyNot } from '#text/left-out.ts';
import { Details } from '#ui/notices.tsx';
import { sayPlace } from '../text.tsx';

type WithoutHostProps = {
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  readonly shortages: readonly Shortage[];
  /** Undefined until they are computed. */
  readonly remedies: readonly TriedRemedy[] | undefined;
  readonly nameOf: (id: string) => string;
  readonly isOpen: boolean;
};

/** The partners without a host: why, and what would give them one. */
export function WithoutHost(props: WithoutHostProps) {
  const { scenario, plan, shortages, nameOf, isOpen } = props;
  const { unplaced } = plan;
  if (unplaced.length === 0) return null;
  return (
    <section id="without-host">
      <h2 class="govuk-heading-m">{countOf(unplaced.length, 'partner')} without a host</h2>
      <ul class="govuk-list govuk-list--bullet lp-narrow">
        {unplaced.map((partner) => {
          const shortage = shortages.find((one) => one.partner === partner.id);
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
      {isOpen && <Remedies {...props} />}
    </section>
  );
}

type RemediesProps = Pick<WithoutHostProps, 'scenario' | 'remedies' | 'nameOf'>;

/** What would help, the cheapest first. Each leads to a request that starts with it. */
const Remedies = ({ scenario, remedies, nameOf }: RemediesProps) => {
  if (remedies === undefined)
    return <p class="govuk-body">We’re still checking what would help. Reload this page in a minute.</p>;
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
  return ` ${names} would give way.`;
}
