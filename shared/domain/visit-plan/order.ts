import type { PlannedVisit } from './problem.ts';

/** One plan is written in one way: by date, partnership, visited and visiting schools. */
export const inPlanOrder = (a: PlannedVisit, b: PlannedVisit): number => {
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};

const keyOf = ({ date, partnership, visited, visiting }: PlannedVisit): string =>
  [date, partnership, visited, ...visiting].join('\u0000');
