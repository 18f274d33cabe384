import type { CalendarDate } from '../../../shared/domain/base/time.ts';
import type { Parsed } from '../../parsing/parsed.ts';
import { readLine } from '../directory/cells.ts';
import { readDate } from './dates.ts';
import { readVisitId } from './ids.ts';
import { type Row, readRows } from './row-reader.ts';

const columns = {
  known: ['id', 'date_from', 'date_to', 'reason'],
  required: ['id', 'date_from'],
} as const;

/** Days when a school can't visit or be visited. */
export type BlackoutRow = Row<{
  readonly id: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}>;

/** Reads the blackouts. Without `date_to`, a blackout is one day. Every problem names file and line. */
export const readBlackouts = (file: string): Promise<Parsed<readonly BlackoutRow[]>> =>
  readRows(file, columns, (read, note) => {
    const from = read('date_from', readDate) ?? '';
    const to = read('date_to', readDate) ?? from;
    if (from > to) note(`date_to: ${to} (expected ${from} or later)`);
    read('reason', readLine);
    return { id: read('id', readVisitId) ?? '', from, to };
  });
