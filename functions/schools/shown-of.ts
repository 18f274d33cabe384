import { isBooked, type Reflection, type Visit } from '../../shared/domain/partnership/visit.ts';
import { reflectionOf } from '../../shared/domain/visits/school-view.ts';

/** The data that each form shows. A form is refused if a colleague changed this data in the meantime. */

/** The date is part of each form: on another day, other people come. */
const whenOf = ({ date, start }: Visit) => ({ date, start });

export const delegationShown = (visit: Visit, school: string) => ({
  ...whenOf(visit),
  delegation: visit.delegations[school] ?? null,
});

export const proposalShown = (visit: Visit, school: string) => {
  const proposal = isBooked(visit) ? visit.proposals.find((one) => one.school === school) : undefined;
  return { ...whenOf(visit), proposal: proposal ? { date: proposal.date, reason: proposal.reason } : null };
};

type Said = Pick<Reflection, 'usefulness' | 'learned' | 'willTry'>;

export const reflectionShown = (visit: Visit, school: string): Said | null => {
  const said = reflectionOf(visit, school);
  return said ? wordsOf(said) : null;
};

export const wordsOf = ({ usefulness, learned, willTry }: Said): Said => ({ usefulness, learned, willTry });
