import { compareText } from '#domain/base/natural-order.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';

/**
 * One visit of a partner: who travels (`P` the partner, `H` the host), and when. Without a date it is not scheduled
 * yet.
 */
type CourseVisit = { readonly letter: 'P' | 'H'; readonly date: CalendarDate | undefined };

type DatedVisit = CourseVisit & { readonly date: CalendarDate };

/** Each partner's visits by date. Keyed by partnership ID and partner ID. */
export function visitsByPartner(
  visits: readonly PlannedVisit[],
  hosts: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly DatedVisit[]> {
  const own = new Map<string, DatedVisit[]>();
  const add = (partnership: string, partner: string, visit: DatedVisit): void => {
    const key = partnerKey(partnership, partner);
    const others = own.get(key);
    if (others) others.push(visit);
    else own.set(key, [visit]);
  };
  for (const { partnership, date, visiting, visited } of visits)
    if (visited === hosts.get(partnership))
      for (const partner of visiting) add(partnership, partner, { letter: 'P', date });
    else add(partnership, visited, { letter: 'H', date });
  for (const dated of own.values()) dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return own;
}

export const partnerKey = (partnership: string, partner: string): string => `${partnership}\u0000${partner}`;

/**
 * The rest of a partner's visits from today. Published visits keep their order, and missing ones come where the
 * pattern has them. If the published order differs from the pattern, they come last.
 */
export function courseFrom(
  dated: readonly DatedVisit[],
  pattern: string,
  today: CalendarDate,
): { readonly over: readonly DatedVisit[]; readonly ahead: readonly CourseVisit[] } {
  const over = dated.filter(({ date }) => date < today);
  const future = dated.filter(({ date }) => date >= today);
  const rest = without([...pattern], over);
  const owed = without(rest, future);
  const merged: CourseVisit[] = [];
  let next = 0;
  for (const letter of rest) {
    const published = future[next];
    if (published?.letter === letter) {
      merged.push(published);
      next += 1;
    } else merged.push(owedVisit(letter));
  }
  const isMerged = next === future.length && merged.length === rest.length;
  return { over, ahead: isMerged ? merged : [...future, ...owed.map(owedVisit)] };
}

const owedVisit = (letter: string): CourseVisit => ({ letter: letter === 'H' ? 'H' : 'P', date: undefined });

/** Letters that remain after each visit takes the first one of its kind. */
function without(letters: readonly string[], visits: readonly CourseVisit[]): readonly string[] {
  const remaining = [...letters];
  for (const { letter } of visits) {
    const place = remaining.indexOf(letter);
    if (place >= 0) remaining.splice(place, 1);
  }
  return remaining;
}

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
