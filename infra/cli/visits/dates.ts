import { type CalendarDate, plusDays } from '../../../shared/domain/base/time.ts';
import type { Cell } from '../directory/cells.ts';

/** A real date: not February 30, which a pattern would accept. */
export function readDate(text: string): Cell<CalendarDate> {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && isReal(text);
  return isDay ? { value: text } : { problem: `“${text.slice(0, 60)}” (expected a date like 2027-10-04)` };
}

function isReal(date: CalendarDate): boolean {
  const ms = Date.parse(date);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === date;
}

/** All days from one to another, inclusive. */
export function daysFrom(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1)) days.push(day);
  return days;
}
