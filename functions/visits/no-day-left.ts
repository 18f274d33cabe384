import { sayDate } from '../../shared/domain/time.ts';
import { schoolYearAfter } from '../../shared/domain/visits/year-problem.ts';
import type { VisitsRequest } from './setting.ts';

/** Why there is no day to choose from: the year is over, or there is none; otherwise what the page says of its own days. */
export function sayNoDayLeft(
  { cycle, today }: Pick<VisitsRequest, 'cycle' | 'today'>,
  otherwise: string,
): string {
  const year = schoolYearAfter(cycle);
  if (!year) return 'The calendar of this cycle has no school year after its deadline.';
  return today >= year.lastDay
    ? `The school year ${today === year.lastDay ? 'ends today' : `ended on ${sayDate(year.lastDay)}`}: nothing can be booked in it any more.`
    : otherwise;
}
