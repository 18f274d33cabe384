import { type CalendarDate, plusDays } from '../../shared/domain/base/time.ts';
import { schoolsIn, standing } from '../../shared/domain/partnership/visit.ts';
import { isSchoolDay } from '../../shared/domain/program/cycle.ts';
import { schoolYearAfter } from '../../shared/domain/program/school-year.ts';
import { visitingPartnerships } from '../../shared/domain/visits/schedule.ts';
import type { VisitsRequest } from './setting.ts';

/** A possible day for a session. `busy` is the number of principals who have a visit that day. */
type OfferedDay = { readonly date: CalendarDate; readonly busy: number };

/** School days in the next three months that have no session. */
export function daysOffered({ setting, cycle, today }: VisitsRequest): readonly OfferedDay[] {
  const year = schoolYearAfter(cycle);
  if (!year) return [];
  const taken = new Set(
    setting.year.coaching.filter(({ state }) => state === 'booked').map(({ date }) => date),
  );
  const first = today < year.firstDay ? year.firstDay : plusDays(today, 1);
  const busyOn = busyPrincipals(setting.partnerships);
  return Array.from({ length: 91 }, (_, days) => plusDays(first, days))
    .filter((date) => date <= year.lastDay && isSchoolDay(cycle, date) && !taken.has(date))
    .map((date) => ({ date, busy: busyOn(date) }));
}

const busyPrincipals = (partnerships: VisitsRequest['setting']['partnerships']) => {
  const byDate = Map.groupBy(
    visitingPartnerships(partnerships).flatMap(({ visits }) => standing(visits)),
    ({ date }) => date,
  );
  return (date: CalendarDate): number =>
    (byDate.get(date) ?? []).reduce((sum, visit) => sum + schoolsIn(visit).length, 0);
};
