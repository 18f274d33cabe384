import { compareRulings } from '../../shared/domain/pairing/explain/compare.ts';
import type { ProposedScenario } from '../../shared/domain/pairing/scenario/scenario.ts';
import { Table } from '../../shared/ui/table.tsx';
import { schoolNames } from './overrides.tsx';

type RulingsComparedProps = { readonly scenarios: readonly [ProposedScenario, ProposedScenario] };

/** The rules that two plans were computed with, each with its reason. */
export function RulingsCompared({ scenarios }: RulingsComparedProps) {
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
