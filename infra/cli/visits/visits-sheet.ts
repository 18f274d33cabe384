import type { PlannedVisit } from '../../../shared/domain/partnership/visit.ts';
import { csvLine as line } from '../../../shared/sheets/csv.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, readLine, readList } from '../directory/cells.ts';
import type { VisitQuestion } from './question.ts';
import { readRows } from './row-reader.ts';

const known = ['partnership', 'date', 'start', 'visiting', 'visited', 'facilitator'] as const;
const columns = { known, required: known, mayBeEmpty: ['facilitator'] } as const;

/** A visit and its start, wall time. */
export type TimedVisit = PlannedVisit & { readonly start: string };

/** A plan as a CSV file, which check-visits reads back. */
export function* visitLines(
  { settings, facilitators }: VisitQuestion,
  visits: readonly PlannedVisit[],
): Iterable<string> {
  yield line(known);
  for (const { partnership, date, visiting, visited, facilitator } of visits)
    yield line([
      ...[partnership, date, settings.start, visiting.join(';'), visited],
      facilitators.has(facilitator) ? facilitator : '',
    ]);
}

/**
 * Reads a plan as written. The check decides whether its days and schools exist. An empty facilitator means
 * that of an unaccompanied partnership. Every problem names file and line.
 */
export async function readVisits(
  file: string,
  { problem, facilitators }: VisitQuestion,
): Promise<Parsed<readonly TimedVisit[]>> {
  const unaccompanied = new Map(
    problem.partnerships
      .filter(({ facilitator }) => !facilitators.has(facilitator))
      .map(({ id, facilitator }) => [id, facilitator]),
  );
  const rows = await readRows(file, columns, (read): TimedVisit => {
    const partnership = read('partnership', readLine) ?? '';
    return {
      partnership,
      date: read('date', readLine) ?? '',
      start: read('start', readClock) ?? '',
      visiting: read('visiting', readList) ?? [],
      visited: read('visited', readLine) ?? '',
      facilitator: read('facilitator', readLine) ?? unaccompanied.get(partnership) ?? '',
    };
  });
  return isBroken(rows) ? rows : { parsed: rows.parsed.map(({ line: _, ...visit }) => visit) };
}

// Spreadsheets drop the leading zero.
const readClock = (text: string): Cell<string> => ({ value: /^\d:\d\d$/.test(text) ? `0${text}` : text });
