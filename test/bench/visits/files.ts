import type { VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import { putSheet } from '../commands.ts';

/** Writes a problem as the spreadsheets that `plan-visits` reads. Returns the options that name them. */
export function putVisitFiles(folder: string, problem: VisitPlanProblem): readonly string[] {
  const { partnerships, facilitators, calendar, firstDay, lastDay } = problem;
  const isInYear = (day: string) => firstDay <= day && day <= lastDay;
  const schools = partnerships.flatMap(({ id, host, partners, facilitator }) => [
    { partnership: id, role: 'host', school: host, facilitator },
    ...partners.map((school) => ({ partnership: id, role: 'partner', school, facilitator: '' })),
  ]);
  const ends = [
    [firstDay, firstDay, 'all', 'First day of school', 'yes'],
    [lastDay, lastDay, 'all', 'Last day of school', 'yes'],
  ];
  const sheets = {
    partnerships: {
      columns: ['partnership', 'role', 'id', 'name', 'level', 'facilitator'],
      rows: schools.map(({ partnership, role, school: { id, name, groups }, facilitator }) => [
        ...[partnership, role, id, name, groups.join(';'), facilitator],
      ]),
    },
    calendar: {
      columns: ['date_from', 'date_to', 'applies_to', 'event', 'students_present'],
      rows: [
        ...ends,
        ...calendar.map(({ from, to, appliesTo, event, studentsPresent }) => [
          ...[from, to, appliesTo.join(';'), event, studentsPresent],
        ]),
      ],
    },
    facilitators: {
      columns: ['id', 'name', 'days_off'],
      rows: facilitators.map(({ id, daysOff }) => [id, id, daysOff.filter(isInYear).join(';')]),
    },
    blackouts: {
      columns: ['id', 'date_from'],
      rows: schools.flatMap(({ school: { id, blackouts } }) =>
        blackouts.filter(isInYear).map((day) => [id, day]),
      ),
    },
  };
  return Object.entries(sheets).flatMap(([name, table]) => [
    `--${name}`,
    putSheet(folder, `${name}.csv`, table),
  ]);
}
