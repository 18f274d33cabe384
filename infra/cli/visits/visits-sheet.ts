import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import type { Sheet } from '#sheets/sheet.ts';
import { idsAsNames, sayDatedFault } from '#text/visits.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, eachOf, isUnreadable, readDate, readLine, readSpelling } from '../cells.ts';
import { oneSpelling } from '../names.ts';
import { type Ignored, readRows } from '../sheet.ts';
import { instantOf } from '../wall-time.ts';
import type { VisitQuestion } from './question.ts';

const required = ['partnership', 'date', 'start', 'visiting', 'visited', 'facilitator'] as const;
/** What people read. A check doesn't need it. */
const forPeople = ['visiting_names', 'visited_name', 'focus'] as const;
const columns = {
  known: [...required, ...forPeople],
  required,
  mayBeEmpty: ['facilitator'],
} as const;

/** A visit and its start, wall time. */
type TimedVisit = PlannedVisit & { readonly start: string };

/** A plan as a sheet, which check-visits reads back. */
export function visitSheet(
  { settings, schools, facilitators, focusOf }: VisitQuestion,
  visits: readonly PlannedVisit[],
): Sheet {
  const nameOf = (id: string) => schools.get(id)?.name ?? id;
  return {
    name: 'visits',
    columns: columns.known,
    rows: visits.map((visit) => {
      const { partnership, date, visiting, visited, facilitator } = visit;
      return [
        ...[partnership, date, settings.start, visiting.join(';'), visited],
        ...[facilitators.has(facilitator) ? facilitator : ''],
        ...[visiting.map(nameOf).join('; '), nameOf(visited), focusOf(visit).join('; ')],
      ];
    }),
  };
}

/**
 * Reads a plan as written. The check decides whether its days and schools exist. An empty facilitator means
 * that of an unaccompanied partnership. Every problem names file and line.
 */
export async function readVisits(
  file: string,
  { problem, schools, facilitators }: VisitQuestion,
  ignored: Ignored,
): Promise<Parsed<readonly TimedVisit[]>> {
  const unaccompanied = new Map(
    problem.partnerships
      .filter(({ facilitator }) => !facilitators.has(facilitator))
      .map(({ id, facilitator }) => [id, facilitator]),
  );
  const readPartnership = readSpelling(oneSpelling(problem.partnerships.map(({ id }) => id)));
  const readSchool = readSpelling(oneSpelling(schools.keys()));
  const readFacilitator = readSpelling(oneSpelling(facilitators.keys()));
  const rows = await readRows(file, columns, ignored, (read): TimedVisit => {
    const partnership = read('partnership', readPartnership) ?? '';
    return {
      partnership,
      date: read('date', readAnyDate) ?? '',
      start: read('start', readClock) ?? '',
      visiting: read('visiting', eachOf(readSchool)) ?? [],
      visited: read('visited', readSchool) ?? '',
      facilitator: read('facilitator', readFacilitator) ?? unaccompanied.get(partnership) ?? '',
    };
  });
  return isBroken(rows) ? rows : { parsed: rows.parsed.map(({ line: _, ...visit }) => visit) };
}

/** A date that doesn't exist is a fault of the plan, not of the file. */
const readAnyDate = (text: string): Cell<string> => {
  const date = readDate(text);
  return isUnreadable(date) ? readLine(text) : date;
};

/** Spreadsheets drop the leading zero, and add seconds or AM. A time that doesn't exist is a fault of the plan. */
function readClock(text: string): Cell<string> {
  const {
    hour = '',
    minute = '',
    half,
  } = /^(?<hour>\d\d?):(?<minute>\d\d)(?::00)?(?: ?(?<half>[AP])M)?$/i.exec(text)?.groups ?? {};
  if (hour === '') return { value: text };
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return { value: `${String(hours).padStart(2, '0')}:${minute}` };
}

const isClock = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** Every fault of a plan, a sentence each with its day and rule. */
export const faultsIn = (
  { problem, settings }: VisitQuestion,
  visits: readonly TimedVisit[],
): readonly string[] => [
  ...checkVisitPlan(problem, visits)
    // That no one attends is said once.
    .filter((fault) => fault.kind !== 'unknown-facilitator' || fault.visit.facilitator !== '')
    .map((fault) => sayDatedFault(fault, idsAsNames)),
  ...visits.flatMap(({ partnership, date, start }) => {
    // An invalid date isn't the start's fault.
    if (isUnreadable(readDate(date))) return [];
    if (!isClock(start)) return [`${date}, ${partnership}: start: “${start}” (expected a time like 09:00).`];
    const shown = instantOf(`${date}T${start}`, settings.timeZone);
    return typeof shown === 'string' ? [] : [`${date}, ${partnership}: start: ${shown.problem}.`];
  }),
];
