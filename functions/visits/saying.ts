import { namesIn, withNames, withoutVisit } from '../../shared/domain/visits/saying.ts';
import type { Setting } from '../../shared/domain/visits/year-problem.ts';

/** What the check says of a visit that a page has named already, each thing once, with the names of schools and facilitators. */
export function sayFaults(
  { partnerships }: Pick<Setting, 'partnerships'>,
  faults: readonly string[],
): readonly string[] {
  const say = withNames(namesIn(partnerships));
  return [...new Set(faults.map((fault) => say(withoutVisit(fault))))];
}
