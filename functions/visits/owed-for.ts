import type { Partnership } from '../../shared/domain/partnership.ts';
import type { Program } from '../../shared/domain/program.ts';
import { type Debt, debtsOf } from '../../shared/domain/visits/debts.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';

type Between = Pick<Visit, 'number' | 'visiting' | 'visited'>;

/** The visit that a partnership still has to schedule if this one is canceled; none if this visit was extra. */
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
