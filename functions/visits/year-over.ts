import { sayDate } from '../../shared/domain/time.ts';
import { schoolYearAfter } from '../../shared/domain/visits/year-problem.ts';
import type { VisitsRequest } from './setting.ts';

/** Why no day is left in a year: it is over, or there is none; undefined while it goes on. */
export function sayYearOver({ cycle, today }: Pick<VisitsRequest, 'cycle' | 'today'>): string | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return 'The calendar of this cycle has no school year after its deadline.';
  if (today < year.lastDay) return undefined;
  const ended = today === year.lastDay ? 'ends today' : `ended on ${sayDate(year.lastDay)}`;
  return `The school year ${ended}: nothing can be planned, booked or moved in it any more.`;
}
