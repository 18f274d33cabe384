import { countOf, sayCount } from '../../shared/domain/amounts.ts';
import type { ProposedScenario } from '../../shared/domain/pairing/scenario.ts';
import { Table } from '../../shared/ui/table.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { type Difference, explainTotals } from './differences.ts';
import { schoolNames } from './overrides.tsx';
import { RulingsCompared } from './rulings-compared.tsx';
import { figuresOf } from './scenario-figures.ts';
import { sayChange, sayPrice } from './words.tsx';

type ComparisonPageProps = {
  readonly request: StaffRequest;
  readonly scenarios: readonly [ProposedScenario, ProposedScenario];
  readonly differences: readonly Difference[];
  /** How many partners both place alike. */
  readonly same: number;
};

export function ComparisonPage({ request, scenarios, differences, same }: ComparisonPageProps) {
  const [one, other] = scenarios;
  return (
    <ConsolePage request={request} title="Compare two proposals" current="pairing">
      <h1>
        <span class="govuk-caption-l">
          <a class="govuk-link" href={hrefTo('pairing', {})}>
            Pairing
          </a>
        </span>
        Compare two proposals
      </h1>
      <Figures scenarios={scenarios} />
      <RulingsCompared scenarios={scenarios} />
      <Table
        caption={
          differences.length === 0
            ? 'They place every partner alike'
            : `${countOf(differences.length, 'partner is', 'partners are')} placed differently, ${sayCount(same)} alike`
        }
        dense
        columns={[
          { text: 'Partner', head: true },
          { text: <span dir="auto">{one.name}</span> },
          { text: <span dir="auto">{other.name}</span> },
        ]}
        empty="Nothing differs."
        rows={differences.map((difference) => rowOf(difference, scenarios))}
      />
    </ConsolePage>
  );
}

function rowOf({ partner, hosts, isIn }: Difference, [one, other]: ComparisonPageProps['scenarios']) {
  const names = [schoolNames(one), schoolNames(other)] as const;
  const place = (side: 0 | 1) => {
    const host = hosts[side];
    if (!isIn[side]) return 'Not admitted';
    return host === undefined ? 'No host' : names[side](host);
  };
  return [names[isIn[0] ? 0 : 1](partner), place(0), place(1)];
}

/** What two plans come to, and by how much the second differs. */
function Figures({ scenarios }: Pick<ComparisonPageProps, 'scenarios'>) {
  const [one, other] = scenarios;
  const [a, b] = [figuresOf(one).plan, figuresOf(other).plan];
  if (!a || !b) return null;
  const explained = explainTotals(one, other);
  const row = (name: string, [first, second]: readonly [number, number]) => [
    name,
    sayCount(first),
    sayCount(second),
    sayChange(second - first),
  ];
  const priceRow = (name: string, [first, second]: readonly [number, number]) => [
    name,
    sayPrice({ points: first, places: 0 }),
    sayPrice({ points: second, places: 0 }),
    sayChange(first - second),
  ];
  return (
    <Table
      caption="What they come to"
      captionSize="hidden"
      dense
      columns={[
        { text: 'Figure', head: true },
        { text: <Name scenario={one} />, numeric: true },
        { text: <Name scenario={other} />, numeric: true },
        { text: 'Difference', numeric: true },
      ]}
      rows={[
        ...(explained
          ? [
              row('Best without locks, bans and moves', explained.best),
              priceRow('Price of locks and bans', explained.rulingPrices),
              priceRow('Price of moves', explained.movePrices),
            ]
          : []),
        row('Points', [a.total, b.total]),
        row('Worst pair', [a.worst, b.worst]),
        row('Unplaced', [a.unplaced, b.unplaced]),
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
