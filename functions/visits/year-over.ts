import { sayDateWithYear } from '../../shared/domain/base/time.ts';
import { schoolYearAfter } from '../../shared/domain/program/school-year.ts';
import { noSchoolYear } from '../../shared/domain/visits/schedule.ts';
import type { VisitsRequest } from './setting.ts';

/** Why no more visits can be scheduled: the school year is over, or there is none. Undefined before its end. */
export function sayYearOver({ cycle, today }: Pick<VisitsRequest, 'cycle' | 'today'>): string | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return noSchoolYear;
  if (today < year.lastDay) return undefined;
  const ended = today === year.lastDay ? 'ends today' : `ended on ${sayDateWithYear(year.lastDay)}`;
  return `The school year ${ended}, so you can’t schedule or move visits.`;
}
