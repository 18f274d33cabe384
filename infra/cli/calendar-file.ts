import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import type { CalendarEntry } from '../../shared/domain/program/program.ts';
import { levels } from '../../shared/domain/program/school.ts';
import { calendarEntrySchema } from '../../shared/store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../parsing/parsed.ts';

const calendarRows = v.array(
  v.object({
    date_from: v.string(),
    date_to: v.string(),
    applies_to: v.string(),
    event: v.string(),
    students_present: v.string(),
  }),
);

/** The days of a school year that differ from ordinary days, from CSV in the documented columns. */
export function parseCalendar(csv: string): Parsed<readonly CalendarEntry[]> {
  const rows = readRows(csv);
  if (isBroken(rows)) return rows;
  const entries = rows.parsed.map((row) => ({
    from: row.date_from,
    to: row.date_to,
    appliesTo: row.applies_to.split(';').map(nameOf),
    event: row.event,
    studentsPresent: row.students_present,
  }));
  const calendar = parsedBy(v.array(calendarEntrySchema), entries);
  if (isBroken(calendar)) return onLines(calendar.problems);
  const backwards = calendar.parsed.flatMap(({ from, to }, index) =>
    from > to ? [`${index}.to: ${to} (expected ${from} or later)`] : [],
  );
  return backwards.length > 0 ? onLines(backwards) : calendar;
}

/** Row indexes start at 0, and the file has a header before them. */
const onLines = (problems: readonly string[]) => ({
  problems: problems.map((problem) =>
    problem.replace(/^(\d+)\./, (_, row: string) => `line ${Number(row) + 2}, `),
  ),
});

function readRows(csv: string): Parsed<v.InferOutput<typeof calendarRows>> {
  try {
    const rows = parsedBy(calendarRows, parse(csv, { bom: true, columns: true, trim: true }));
    return isBroken(rows) ? onLines(rows.problems) : rows;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problems: [error.message] };
  }
}

/** Levels have fixed names, however a district spells them. Kinds of school keep their own names. */
const nameOf = (name: string): string => {
  const trimmed = name.trim();
  return levels.find((level) => level === trimmed.toLowerCase()) ?? trimmed;
};
