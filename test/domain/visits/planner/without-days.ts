import type { CalendarDate } from '#domain/base/time.ts';
import type { VisitPlanProblem } from '#domain/visits/planner/problem.ts';

/** The problem after all schools lost some days, for example to snow. */
export const withoutDays = (
  problem: VisitPlanProblem,
  dates: readonly CalendarDate[],
  event: string,
): VisitPlanProblem => ({
  ...problem,
  calendar: [
    ...problem.calendar,
    ...dates.map((date) => ({
      ...{ from: date, to: date, appliesTo: ['all'], event },
      studentsPresent: 'no' as const,
    })),
  ],
});

/** The problem if some schools, by ID, are unavailable on some days. */
export function withoutDaysOf(
  problem: VisitPlanProblem,
  dates: readonly CalendarDate[],
  schools: ReadonlySet<string>,
): VisitPlanProblem {
  const lose = <School extends { readonly id: string; readonly blackouts: readonly CalendarDate[] }>(
    school: School,
  ): School => (schools.has(school.id) ? { ...school, blackouts: [...school.blackouts, ...dates] } : school);
  return {
    ...problem,
    partnerships: problem.partnerships.map((partnership) => ({
      ...partnership,
      host: lose(partnership.host),
      partners: partnership.partners.map(lose),
    })),
  };
}
