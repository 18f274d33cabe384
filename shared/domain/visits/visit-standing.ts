import type { Partnership } from '../partnership.ts';
import type { CalendarDate } from '../time.ts';
import type { Visit } from './visit.ts';
import { isWaiting } from './withdrawn.ts';

/**
 * A visit's status on a day. A booked visit may be on hold, or be over and need notes. Notes are no longer needed once its
 * partnership has ended.
 */
export type VisitStanding = Visit['state'] | 'waiting' | 'to-note' | 'not-noted';

export const standingNames: Readonly<Record<VisitStanding, string>> = {
  booked: 'Scheduled',
  waiting: 'On hold',
  'to-note': 'Needs notes',
  'not-noted': 'No notes',
  held: 'Happened',
  cancelled: 'Canceled',
};

export function visitStanding(partnership: Partnership, visit: Visit, today: CalendarDate): VisitStanding {
  if (visit.state !== 'booked') return visit.state;
  if (visit.date < today) return partnership.state === 'active' ? 'to-note' : 'not-noted';
  return isWaiting(partnership, visit) ? 'waiting' : 'booked';
}
