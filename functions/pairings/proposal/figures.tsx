import { referenceOf } from '#domain/admission/application.ts';
import { sayShort } from '#domain/base/time.ts';
import { capitalized, countOf, sayCount } from '#domain/base/wording.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { answeredBy } from '#domain/pairing/explain/answered.ts';
import type { fairestPairing } from '#domain/pairing/explain/fairness.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import { type Funnel, funnelFor } from '#domain/pairing/explain/shortage.ts';
import type { Entrant } from '#domain/pairing/problem.ts';
import { rulingPrices } from '#domain/pairing/scenario/rulings.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { mustShareArea, perfectScore } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { Details } from '#ui/notices.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { schoolNames } from '../overrides.tsx';
import { sayPlace, sayPoints, sayPrice, sayRulings } from '../text.tsx';

/** The most applications that can be decided together. */
const mostTogether = 50;

type Selecting = Extract<ProposedScenario, { readonly selects: true }>;

/** How many schools the solver chose, and which still need a decision. */
function Chosen({ scenario }: { readonly scenario: Selecting }) {
  const { problem, cycleId } = scenario;
  const { hosts, partners } = pairedProblem(scenario);
  const candidates = new Set([...problem.hosts, ...problem.partners].map(({ id }) => id)).size;
  const { accepted } = scenario.selection;
  const open = [...hosts, ...partners].filter(({ id }) => !accepted.includes(id));
  const referencesOpen = open.map(({ id }) => referenceOf(cycleId, id));
  return (
    <>
      {countOf(hosts.length, 'host')} and {countOf(partners.length, 'partner')} from{' '}
      {countOf(candidates, 'school')}.
      {open.length > 0 && (
        <Details
          summary={`${countOf(open.length, 'of these wasn’t', 'of these weren’t')} accepted when this was requested`}
        >
          <ul class="govuk-list govuk-list--bullet">
            {open.map(({ id, name }) => (
              <li key={id} dir="auto">
                {name}
              </li>
            ))}
          </ul>
          <DecideLinks references={referencesOpen} />
        </Details>
      )}
    </>
  );
}

/** One link for each batch of applications. */
function DecideLinks({ references }: { readonly references: readonly string[] }) {
  const starts = Array.from(
    { length: Math.ceil(references.length / mostTogether) },
    (_, part) => part * mostTogether,
  );
  return (
    <>
      {starts.map((start) => {
        const part = references.slice(start, start + mostTogether);
        const query = new URLSearchParams(part.map((reference) => ['reference', reference]));
        return (
          <p key={start} class="govuk-body">
            <a class="govuk-link" href={`${hrefTo('decideTogetherPage', {})}?${query}`}>
              {starts.length === 1
                ? 'Decide these applications'
                : `Decide applications ${start + 1} to ${start + part.length}`}
            </a>
          </p>
        );
      })}
    </>
  );
}

/** The partners without a host, each with the reason. */
function Unplaced({ scenario, plan }: Pick<FactsProps, 'scenario' | 'plan'>) {
  if (plan.unplaced.length === 0) return <>Every partner has a host.</>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {plan.unplaced.map((partner) => (
        <li key={partner.id}>
          <b dir="auto">{partner.name}</b> ({sayPlace(partner)}):{' '}
          {sayNoHostFor(scenario, funnelFor(answeredBy(scenario), partner)) ?? sayWhyUnplaced(plan, partner)}
        </li>
      ))}
    </ul>
  );
}

/** "no host offers its focus areas."; undefined if a host works on one of them. */
function sayNoHostFor({ problem }: ProposedScenario, funnel: Funnel): string | undefined {
  if (!mustShareArea(problem.rules)) return undefined;
  const { offering, atLevel, inReach, working } = funnel;
  const offered = `${countOf(offering, 'host offers', 'hosts offer')} its focus areas`;
  if (offering === 0) return 'no host offers its focus areas.';
  if (atLevel === 0) return `${offered}, but not at its grade level or a neighboring one.`;
  if (inReach === 0) return `${offered}, but too far away.`;
  if (working === 0)
    return `${countOf(inReach, 'host that could help it works', 'hosts that could help it work')} on another area in this plan.`;
  return undefined;
}

/** "the places at all 7 possible hosts go to partners who fit better. The lowest-cost option is P.S. 15: 310 points." */
function sayWhyUnplaced({ hosts, priceOf }: Plan, partner: Entrant): string {
  const allowed = hosts.flatMap(({ host, places, pairs }) => {
    const price = priceOf(partner.id, host.id);
    return price ? [{ host, price, free: places - pairs.length }] : [];
  });
  const cheapest = allowed.toSorted(
    (a, b) => a.price.places - b.price.places || a.price.points - b.price.points,
  )[0];
  if (!cheapest)
    return 'no host can take it. All are too far from it in grade level or distance, or must be kept apart from it.';
  const roomy = allowed.filter(({ free }) => free > 0).length;
  if (roomy > 0) return `${countOf(roomy, 'host')} could take it. It has no host because of your moves.`;
  const full = `the places at ${allowed.length === 1 ? 'the only possible host' : `all ${allowed.length} possible hosts`} go to partners who fit better`;
  return `${full}. The lowest-cost option is ${cheapest.host.name}: ${sayPrice(cheapest.price)}.`;
}

export type Fairest = ReturnType<typeof fairestPairing>;

type FactsProps = {
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  readonly fairest: Fairest;
  readonly timeZone: string;
};

/** The plan in a few lines. */
export function Facts({ scenario, plan, fairest, timeZone }: FactsProps) {
  const pairs = plan.hosts.reduce((sum, { pairs: own }) => sum + own.length, 0);
  const rows: readonly SummaryRow[] = [
    {
      key: 'Pairs',
      value: `${countOf(pairs, 'pair')} with ${countOf(plan.hosts.filter((host) => host.pairs.length > 0).length, 'host')}. ${sayPoints(plan.total)}, an average of ${sayCount(Math.round(plan.total / Math.max(pairs, 1)))} of ${sayCount(perfectScore)} per pair`,
    },
    ...(scenario.selects ? [{ key: 'Schools chosen', value: <Chosen scenario={scenario} /> }] : []),
    { key: 'Lowest-scoring pair', value: sayWorst(plan, fairest) },
    { key: 'Pairs that would both prefer each other', value: <Blocking scenario={scenario} plan={plan} /> },
    { key: 'Without a host', value: <Unplaced scenario={scenario} plan={plan} /> },
    ...(sayRulings(scenario.rulings) === ''
      ? []
      : [{ key: 'Cost of keep-together and keep-apart rules', value: sayRuled(scenario) }]),
    {
      key: 'Requested by',
      value: `${scenario.askedBy.name}, ${sayShort(timeZone, scenario.askedAt)} (${scenario.selects ? 'schools chosen from all reviewed applications' : 'accepted schools only'})`,
    },
  ];
  return (
    <div class="lp-reading">
      <SummaryList rows={rows} />
    </div>
  );
}

/** "310 points (1 keep together, 1 keep apart)": compared with the best plan for these schools without the rules. */
function sayRuled(scenario: ProposedScenario): string {
  const { all } = rulingPrices(scenario);
  return all
    ? `${capitalized(sayPrice(all))} (${sayRulings(scenario.rulings)})`
    : `Not known (${sayRulings(scenario.rulings)}). No plan for these schools can follow all the rules.`;
}

const sayWorst = ({ worst }: Plan, fairest: Fairest): string =>
  worst
    ? `${worst.partner.name} with ${worst.host.name}, ${sayPoints(worst.score.total)}. ${sayFairest(fairest)}`
    : 'No pairs yet.';

/** What the whole plan would lose to give the lowest-scoring pair its highest possible score. */
function sayFairest(fairest: Fairest): string {
  if (isClash(fairest)) return '';
  const { leastScore, pricePoints } = fairest;
  if (pricePoints === 0) return 'No other plan gives the lowest-scoring pair a higher score.';
  return `The lowest-scoring pair could score ${sayCount(leastScore)}, but the whole plan would lose ${sayPoints(pricePoints)}.`;
}

function Blocking({ scenario, plan }: Pick<FactsProps, 'scenario' | 'plan'>) {
  const { blocking } = plan;
  if (blocking.length === 0) return <>None. No two schools would both score higher together.</>;
  const nameOf = schoolNames(scenario);
  const count = countOf(blocking.length, 'pair');
  // After moves, the plan may score lower than with these pairs.
  const isBest = plan.total === plan.best;
  return (
    <Details summary={isBest ? `${count}. The whole plan scores higher this way.` : count}>
      <ul class="govuk-list govuk-list--bullet">
        {blocking.map(({ host, partner }) => (
          <li key={`${host} ${partner}`}>
            {nameOf(partner)} and {nameOf(host)}
          </li>
        ))}
      </ul>
    </Details>
  );
}
