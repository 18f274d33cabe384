import type { Event } from '../events.ts';
import type { CalendarDate } from '../time.ts';
import { isBooked, type Visit } from './visit.ts';

/**
 * The visits of a partnership without schools that leave it: from `day` on what they would have gone to, or received, is cancelled, and a
 * joint visit goes on without them.
 */
export function withoutSchools(
  visits: readonly Visit[],
  leaving: readonly string[],
  day: CalendarDate,
  reason: string,
): { readonly visits: readonly Visit[]; readonly events: readonly Event[] } {
  const events: Event[] = [];
  const left = visits.map((visit): Visit => {
    if (!isBooked(visit) || visit.date < day) return visit;
    const visiting = visit.visiting.filter((id) => !leaving.includes(id));
    const isAffected = visiting.length < visit.visiting.length || leaving.includes(visit.visited);
    if (!isAffected) return visit;
    const sequence = visit.sequence + 1;
    if (visiting.length > 0 && !leaving.includes(visit.visited)) {
      events.push({ type: 'visit-changed', visit: visit.number });
      return { ...visit, visiting, sequence };
    }
    const { proposals: _, ...rest } = visit;
    events.push({ type: 'visit-cancelled', visit: visit.number });
    return { ...rest, state: 'cancelled', reason, sequence };
  });
  return { visits: left, events };
}
