import type { CalendarDate } from '#domain/base/time.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { isCancelled, isHeld, schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { standingNames, visitStanding } from '#domain/partnership/visit-state.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { type Sheet, stamp } from './sheet.ts';

/** One row for each visit of each partnership, with its status on a day. */
export const visitSheet = (
  cycle: Cycle,
  partnerships: readonly Partnership[],
  today: CalendarDate,
): Sheet => ({
  name: 'visits',
  columns: [
    ...['Host ID', 'Visit', 'Date', 'Start', 'Length (minutes)', 'Visiting IDs', 'Visiting schools'],
    ...['Visited ID', 'Visited school', 'Place', 'Facilitator', 'Focus area', 'Theme'],
    ...['What to look for', 'Status', 'Attendance', 'Reason', 'Notes'],
  ],
  rows: partnerships.flatMap((partnership) =>
    partnership.visits.map((visit) => cells(cycle, partnership, visit, today)),
  ),
});

function cells(
  { program }: Cycle,
  partnership: Partnership,
  visit: Visit,
  today: CalendarDate,
): Sheet['rows'][number] {
  const { host, facilitator, arc } = partnership;
  const nameOf = (id: string) => nameOfSchool(partnership, id);
  const came = isHeld(visit) ? schoolsIn(visit).flatMap((id) => visit.attendance[id] ?? []) : [];
  return [
    ...[
      host.id,
      visit.number,
      { date: visit.date },
      visit.start,
      visit.durationMinutes,
      visit.visiting.join('; '),
    ],
    ...[visit.visiting.map(nameOf).join('; '), visit.visited, nameOf(visit.visited), visit.place],
    ...[facilitator.name, arc ? focusAreaName(program, arc.focusArea) : '', visit.theme, visit.lookFor],
    ...[
      standingNames[visitStanding(partnership, visit, today)],
      came.length === 0 ? '' : came.reduce((sum, count) => sum + count, 0),
    ],
    ...[isCancelled(visit) ? visit.reason : '', isHeld(visit) ? visit.notes : ''],
  ];
}

/** One row for each reflection, so that staff can find insights worth sharing. */
export const reflectionSheet = (cycle: Cycle, partnerships: readonly Partnership[]): Sheet => ({
  name: 'reflections',
  columns: [
    ...['Host ID', 'Visit', 'Date', 'School ID', 'School name', 'Focus area', 'Usefulness (1 to 4)'],
    ...['Learned', 'Will try', 'Submitted'],
  ],
  rows: partnerships.flatMap((partnership) =>
    partnership.visits
      .filter(isHeld)
      .flatMap(({ number, date, reflections }) =>
        reflections.map(({ school, usefulness, learned, willTry, at }) => [
          ...[partnership.host.id, number, { date }, school, nameOfSchool(partnership, school)],
          ...[partnership.arc ? focusAreaName(cycle.program, partnership.arc.focusArea) : '', usefulness],
          ...[learned, willTry, stamp(cycle, at)],
        ]),
      ),
  ),
});
