import { compareText } from '../natural-order.ts';
import type { CalendarDate } from '../time.ts';
import type { PlannedVisit } from './problem.ts';

/** A visit between two schools whose date changed. Without `from` it is new, without `to` it was removed. */
export type VisitChange = {
  readonly partnership: string;
  readonly visiting: string;
  readonly visited: string;
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
};

/**
 * The differences between two plans, for each pair of schools. The earliest date that only `before` has becomes the
 * earliest that only `after` has.
 */
export function changesBetween(
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
): readonly VisitChange[] {
  const [old, anew] = [datesByPair(before), datesByPair(after)];
  const keys = [...new Set([...old.keys(), ...anew.keys()])].sort(compareText);
  return keys.flatMap((key) => {
    const [partnership = '', visiting = '', visited = ''] = key.split('\u0000');
    const [left, right] = [old.get(key) ?? [], anew.get(key) ?? []];
    const gone = left.filter((date) => !right.includes(date));
    const come = right.filter((date) => !left.includes(date));
    return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
      partnership,
      visiting,
      visited,
      from: gone[index],
      to: come[index],
    }));
  });
}

function datesByPair(visits: readonly PlannedVisit[]): ReadonlyMap<string, readonly CalendarDate[]> {
  const dates = new Map<string, CalendarDate[]>();
  for (const { partnership, visiting, visited, date } of visits)
    for (const school of visiting) {
      const key = [partnership, school, visited].join('\u0000');
      const others = dates.get(key);
      if (others) others.push(date);
      else dates.set(key, [date]);
    }
  for (const own of dates.values()) own.sort();
  return dates;
}
