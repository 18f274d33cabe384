import { checkVisitPlan } from '../../../shared/domain/visits/planner/check.ts';
import { isUnreadable } from '../directory/cells.ts';
import { instantOf } from '../wall-time.ts';
import { readDate } from './dates.ts';
import type { VisitQuestion } from './question.ts';
import type { TimedVisit } from './visits-sheet.ts';

/** Every fault of a plan, a sentence each with its day and rule. */
export const faultsIn = (
  { problem, settings }: VisitQuestion,
  visits: readonly TimedVisit[],
): readonly string[] => [
  ...checkVisitPlan(problem, visits),
  ...visits.flatMap(({ partnership, date, start }) => {
    // An invalid date isn't the start's fault.
    if (isUnreadable(readDate(date))) return [];
    const shown = instantOf(`${date}T${start}`, settings.timeZone);
    return typeof shown === 'string' ? [] : [`${date}, ${partnership}: start: ${shown.problem}.`];
  }),
];
