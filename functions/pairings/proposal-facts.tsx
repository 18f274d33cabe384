import { countOf, sayCount } from '../../shared/domain/amounts.ts';
import { isClash } from '../../shared/domain/pairing/clash.ts';
import type { fairestPairing } from '../../shared/domain/pairing/fairness.ts';
import { rulingPrices } from '../../shared/domain/pairing/ruling-prices.ts';
import type { ProposedScenario } from '../../shared/domain/pairing/scenario.ts';
import { sayShort } from '../../shared/domain/time.ts';
import { Details } from '../../shared/ui/notices.tsx';
import { SummaryList, type SummaryRow } from '../../shared/ui/summary-list.tsx';
import { Chosen } from './chosen-schools.tsx';
import type { Plan } from './plan.ts';
import { Unplaced } from './unplaced.tsx';
import { sayPoints, sayPrice, sayRulings, sayShare } from './words.tsx';

export type Fairest = ReturnType<typeof fairestPairing>;

type FactsProps = {
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  readonly fairest: Fairest;
  readonly timeZone: string;
};

/** The plan in a few lines: what it earns, who has it worst, who would rather have each other, who has no place. */
export function Facts({ scenario, plan, fairest, timeZone }: FactsProps) {
  const pairs = plan.hosts.reduce((sum, { pairs: own }) => sum + own.length, 0);
  const most = pairs * 10_000;
  const rows: readonly SummaryRow[] = [
    {
      key: 'Pairs',
      value: `${countOf(pairs, 'pair')} at ${countOf(plan.hosts.filter((host) => host.pairs.length > 0).length, 'host')}, ${sayCount(plan.total)} points: ${sayShare(plan.total, most)} of what they could earn at most`,
    },
    ...(scenario.choice ? [{ key: 'Chosen', value: <Chosen scenario={scenario} /> }] : []),
    ...(sayRulings(scenario.rulings) === '' ? [] : [{ key: 'Staff decided', value: sayRuled(scenario) }]),
    { key: 'Worst pair', value: sayWorst(plan) },
    { key: 'Fairest plan', value: sayFairest(fairest) },
    { key: 'Would rather have each other', value: <Blocking plan={plan} /> },
    { key: 'Without a place', value: <Unplaced plan={plan} /> },
    {
      key: 'Asked for by',
      value: `${scenario.askedBy.name}, ${sayShort(timeZone, scenario.askedAt)}; ${scenario.selects ? 'the schools were chosen from all reviewed applications' : 'accepted schools only'}`,
    },
  ];
  return (
    <div class="lp-reading">
      <SummaryList rows={rows} />
    </div>
  );
}

/** "1 lock and 1 ban. Beside the best plan of the same schools without them: −310." */
function sayRuled(scenario: ProposedScenario): string {
  const said = sayRulings(scenario.rulings);
  const { all } = rulingPrices(scenario);
  return all
    ? `${said}. Beside the best plan of the same schools without them: ${sayPrice(all)}.`
    : `${said}. No plan of these schools can keep all of them, so there is no price.`;
}

const sayWorst = ({ worst }: Plan): string =>
  worst
    ? `${worst.partner.name} at ${worst.host.name}: ${sayPoints(worst.score.total)}. ${worst.reason}`
    : 'There is no pair yet.';

/** What it would cost all the others to make the worst pair as good as it can be. */
function sayFairest(fairest: Fairest): string {
  if (isClash(fairest)) return 'There is none: the rules clash.';
  const { leastScore, pricePoints } = fairest;
  if (pricePoints === 0) return 'This is the fairest plan: in no other is the worst pair better off.';
  return `The worst pair could have ${sayPoints(leastScore)}; that would cost the whole plan ${sayPoints(pricePoints)}.`;
}

function Blocking({ plan }: { readonly plan: Plan }) {
  const { blocking } = plan;
  if (blocking.length === 0) return <>No two schools that are not together would both gain by it.</>;
  const nameOf = namesOf(plan);
  return (
    <Details summary={`${countOf(blocking.length, 'pair')} would; the whole plan is better without them`}>
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

function namesOf({ hosts, unplaced }: Plan): (id: string) => string {
  const schools = hosts.flatMap(({ host, pairs }) => [host, ...pairs.map(({ partner }) => partner)]);
  const names = new Map([...schools, ...unplaced].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
