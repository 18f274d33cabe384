import type { CalendarDate } from '../../../shared/domain/base/time.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, isUnreadable, readLine, readList } from '../directory/cells.ts';
import { readDate } from './dates.ts';
import { readEmail } from './email.ts';
import { readVisitId } from './ids.ts';
import { type Row, readRows } from './row-reader.ts';

const columns = {
  known: ['id', 'name', 'email', 'partnerships', 'weekdays_off', 'days_off'],
  required: ['id', 'name'],
} as const;

/** A facilitator and their days off. `weekdaysOff`: 1 (Monday) to 5. */
export type FacilitatorRow = Row<{
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly partnerships: readonly string[];
  readonly weekdaysOff: readonly number[];
  readonly daysOff: readonly CalendarDate[];
}>;

/** Reads the facilitators. Every problem names file and line. */
export async function readFacilitators(file: string): Promise<Parsed<readonly FacilitatorRow[]>> {
  const rows = await readRows(file, columns, (read): Omit<FacilitatorRow, 'line'> => {
    const email = read('email', readEmail);
    return {
      id: read('id', readVisitId) ?? '',
      name: read('name', readLine) ?? '',
      ...(email === undefined ? {} : { email }),
      partnerships: read('partnerships', readList) ?? [],
      weekdaysOff: read('weekdays_off', eachOf(readWeekday)) ?? [],
      daysOff: read('days_off', eachOf(readDate)) ?? [],
    };
  });
  if (isBroken(rows)) return rows;
  const lines = new Map<string, number>();
  const problems = rows.parsed.flatMap(({ id, line }) => {
    const earlier = lines.get(id);
    lines.set(id, earlier ?? line);
    return earlier === undefined ? [] : [`${file}:${line}: id: “${id}” is already on line ${earlier}`];
  });
  return problems.length > 0 ? { problems } : rows;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** "Mon", "monday", and "1" are all Monday. */
function readWeekday(text: string): Cell<number> {
  const word = text.toLowerCase();
  const index = weekdays.findIndex((name) => word.length >= 3 && name.startsWith(word));
  const value = /^[1-5]$/.test(word) ? Number(word) : index + 1;
  return value > 0
    ? { value }
    : { problem: `“${text.slice(0, 60)}” (expected a weekday from Monday to Friday)` };
}

/** Reads a list with the reader of a single value. */
const eachOf =
  <T>(reader: (text: string) => Cell<T>) =>
  (text: string): Cell<readonly T[]> => {
    const listed = readList(text);
    if (isUnreadable(listed)) return listed;
    const cells = listed.value.map(reader);
    const wrong = cells.find(isUnreadable);
    return wrong ?? { value: cells.flatMap((cell) => (isUnreadable(cell) ? [] : [cell.value])) };
  };
