import { countOf, sayCount } from '#domain/base/wording.ts';
import {
  compareRulings,
  type Difference,
  explainTotals,
  figuresOf,
} from '#domain/pairing/explain/compare.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import type { Program } from '#domain/program/program.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Table } from '#ui/table.tsx';
import { schoolNames } from '../overrides.tsx';
import { sayChange, sayFocusOf, sayPrice } from '../text.tsx';

type RulingsComparedProps = { readonly scenarios: readonly [ProposedScenario, ProposedScenario] };

/** The rules that two plans were computed with, each with its reason. */
function RulingsCompared({ scenarios }: RulingsComparedProps) {
  const [one, other] = scenarios;
  const rulings = compareRulings(one, other);
  if (rulings.length === 0) return null;
  const [first, second] = [schoolNames(one), schoolNames(other)];
  // A school may be in only one of the two plans.
  const nameOf = (id: string) => (first(id) === id ? second(id) : first(id));
  return (
    <Table
      caption="Rules used for each proposal"
      dense
      columns={[
        { text: 'Rule', head: true },
        { text: <span dir="auto">{one.name}</span> },
        { text: <span dir="auto">{other.name}</span> },
      ]}
      rows={rulings.map(({ kind, host, partner, reasons }) => [
        `${kind === 'locks' ? 'Keep together' : 'Keep apart'}: ${nameOf(partner)} and ${nameOf(host)}`,
        ...reasons.map((reason) => reason ?? 'No rule'),
      ])}
    />
  );
}

type ComparisonPageProps = {
  readonly request: StaffRequest;
  readonly scenarios: readonly [ProposedScenario, ProposedScenario];
  readonly differences: readonly Difference[];
  /** How many partners both plans place the same. */
  readonly same: number;
};

export function ComparisonPage({ request, scenarios, differences, same }: ComparisonPageProps) {
  const [one, other] = scenarios;
  return (
    <ConsolePage request={request} title="Compare two proposals" current="pairing">
      <h1>
        <span class="govuk-caption-l">
          <a class="govuk-link" href={hrefTo('pairing', {})}>
            Pairings
          </a>
        </span>
        Compare two proposals
      </h1>
      <Figures scenarios={scenarios} />
      <RulingsCompared scenarios={scenarios} />
      <Table
        caption={
          differences.length === 0
            ? 'Every partner is placed the same in both'
            : `${countOf(differences.length, 'partner')} placed differently, ${sayCount(same)} the same`
        }
        dense
        columns={[
          { text: 'Partner', head: true },
          { text: <span dir="auto">{one.name}</span> },
          { text: <span dir="auto">{other.name}</span> },
        ]}
        empty="No differences."
        rows={differences.map((difference) => rowOf(difference, scenarios, request.cycle.program))}
      />
    </ConsolePage>
  );
}

function rowOf(
  { partner, hosts, isIn }: Difference,
  [one, other]: ComparisonPageProps['scenarios'],
  program: Program,
) {
  const names = [schoolNames(one), schoolNames(other)] as const;
  const plans = [pairedProblem(one), pairedProblem(other)] as const;
  const place = (side: 0 | 1) => {
    const host = hosts[side];
    if (!isIn[side]) return 'Not in this proposal';
    if (host === undefined) return 'No host';
    const own = plans[side].hosts.find(({ id }) => id === host);
    return `${names[side](host)}${own ? sayFocusOf(own, program) : ''}`;
  };
  return [names[isIn[0] ? 0 : 1](partner), place(0), place(1)];
}

/** The totals of two plans, and the difference. */
function Figures({ scenarios }: Pick<ComparisonPageProps, 'scenarios'>) {
  const [one, other] = scenarios;
  const [a, b] = [figuresOf(one).plan, figuresOf(other).plan];
  if (!a || !b) return null;
  const explained = explainTotals(one, other);
  const row = (name: string, [first, second]: readonly [number, number], say = sayCount) => [
    name,
    say(first),
    say(second),
    sayChange(second - first),
  ];
  const sayCost = (points: number) => sayPrice({ points, places: 0 });
  return (
    <Table
      caption="Totals"
      captionSize="hidden"
      dense
      columns={[
        { text: 'Measure', head: true },
        { text: <Name scenario={one} />, numeric: true },
        { text: <Name scenario={other} />, numeric: true },
        { text: 'Difference', numeric: true },
      ]}
      rows={[
        ...(explained
          ? [
              row('Best score without rules or moves', explained.best),
              row('Cost of keep-together and keep-apart rules', explained.rulingPrices, sayCost),
              row('Cost of moves', explained.movePrices, sayCost),
            ]
          : []),
        row('Total points', [a.total, b.total]),
        row('Lowest-scoring pair', [a.worst, b.worst]),
        row('Without a host', [a.unplaced, b.unplaced]),
        row('Moves', [a.moves, b.moves]),
      ]}
    />
  );
}

const Name = ({ scenario: { id, name } }: { readonly scenario: ProposedScenario }) => (
  <a class="govuk-link" dir="auto" href={hrefTo('proposal', { scenario: id })}>
    {name}
  </a>
);
