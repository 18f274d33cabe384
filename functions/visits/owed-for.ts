import type { Partnership } from '../../shared/domain/partnership.ts';
import type { Program } from '../../shared/domain/program.ts';
import { type Debt, debtsOf } from '../../shared/domain/visits/debts.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';

type Between = Pick<Visit, 'number' | 'visiting' | 'visited'>;

/** What a partnership owes in the place of one of its visits, if that is not; nothing of one that was beyond what the rules promise. */
export const owedFor = (
  { number, visiting, visited }: Between,
  partnership: Partnership,
  program: Program,
): readonly Debt[] => {
  const others = partnership.visits.filter((visit) => visit.number !== number);
  return debtsOf([{ ...partnership, visits: others }], program).filter(
    ({ partner, between }) => between.visited === visited && [visited, ...visiting].includes(partner.id),
  );
};
