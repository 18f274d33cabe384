import type { Partnership } from '../partnership.ts';
import type { CalendarDate } from '../time.ts';
import type { Visit } from './visit.ts';
import { isWaiting } from './withdrawn.ts';

/**
 * How a visit stands on a day: what is booked may wait for a director, or be over and want to be noted,
 * which nobody does any more once its partnership has ended.
 */
export type VisitStanding = Visit['state'] | 'waiting' | 'to-note' | 'not-noted';

export const standingNames: Readonly<Record<VisitStanding, string>> = {
  booked: 'Booked',
  waiting: 'Waits for a director',
  'to-note': 'To be noted',
  'not-noted': 'Not noted',
  held: 'Held',
  cancelled: 'Cancelled',
};

export function visitStanding(partnership: Partnership, visit: Visit, today: CalendarDate): VisitStanding {
  if (visit.state !== 'booked') return visit.state;
  if (visit.date < today) return partnership.state === 'active' ? 'to-note' : 'not-noted';
  return isWaiting(partnership, visit) ? 'waiting' : 'booked';
}
