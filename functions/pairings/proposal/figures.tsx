import { sayShort } from '#domain/base/time.ts';
import { capitalized, countOf, sayCount } from '#domain/base/wording.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { fairestPairing } from '#domain/pairing/explain/fairness.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import type { Price } from '#domain/pairing/problem.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { perfectScore } from '#domain/program/program.ts';
import { Details } from '#ui/notices.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { schoolNames } from '../overrides.tsx';
import { Sentences, sayPoints, sayPrice, sayRulings } from '../text.tsx';

export type Fairest = ReturnType<typeof fairestPairing>;

type FactsProps = {
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  readonly fairest: Fairest;
  readonly timeZone: string;
  readonly changes: readonly string[];
  /** Undefined if no plan can follow the rules. */
  readonly rulesCost: Price | undefined;
};

/** The plan in a few lines. */
export function Facts({ scenario, plan, fairest, timeZone, changes, rulesCost }: FactsProps) {
  const pairs = plan.hosts.reduce((sum, { pairs: own }) => sum + own.length, 0);
  const rows: readonly SummaryRow[] = [
    {
      key: 'Pairs',
      value: `${countOf(pairs, 'pair')} with ${countOf(plan.hosts.filter((host) => host.pairs.length > 0).length, 'host')}. ${sayPoints(plan.total)}, an average of ${sayCount(Math.round(plan.total / Math.max(pairs, 1)))} of ${sayCount(perfectScore)} per pair`,
    },
    { key: 'Lowest-scoring pair', value: sayWorst(plan, fairest) },
    { key: 'Pairs that would both prefer each other', value: <Blocking scenario={scenario} plan={plan} /> },
    ...(sayRulings(scenario.rulings) === ''
      ? []
      : [{ key: 'Cost of keep-together and keep-apart rules', value: sayRuled(scenario, rulesCost) }]),
    { key: 'Settings', value: <SettingsUsed changes={changes} /> },
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

/** What differs from the program's settings. */
const SettingsUsed = ({ changes }: Pick<FactsProps, 'changes'>) =>
  changes.length === 0 ? (
    <>The program’s settings.</>
  ) : (
    <Details summary={`${countOf(changes.length, 'setting differs', 'settings differ')} from the program’s`}>
      <Sentences sentences={changes} />
    </Details>
  );

/** "310 points (1 keep together, 1 keep apart)": compared with the best plan for these schools without the rules. */
const sayRuled = ({ rulings }: ProposedScenario, cost: Price | undefined): string =>
  cost
    ? `${capitalized(sayPrice(cost))} (${sayRulings(rulings)})`
    : `Not known (${sayRulings(rulings)}). No plan for these schools can follow all the rules.`;

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
