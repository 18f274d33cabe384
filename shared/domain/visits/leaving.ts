import type { Event, FormerSchool } from '../events.ts';
import { ownershipOf } from '../ownership.ts';
import type { CalendarDate } from '../time.ts';
import { askedBefore } from './settling.ts';
import { isBooked, schoolsIn, type Visit } from './visit.ts';

/**
 * Removes leaving schools from a partnership's visits. From `day`, visits to or from them are canceled, and joint
 * visits continue without them. For schools in `gone`, which are no longer in the partnership, the events record who
 * was in a visit.
 */
export function withoutSchools(
  visits: readonly Visit[],
  leaving: readonly string[],
  gone: readonly FormerSchool[],
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
    const former = gone
      .filter(({ id }) => schoolsIn(visit).includes(id))
      .map((school) => ({
        id: school.id,
        name: school.name,
        reference: school.reference,
        contact: school.contact,
        ...ownershipOf(school),
      }));
    const about = { visit: visit.number, ...(former.length > 0 ? { former } : {}) };
    if (visiting.length > 0 && !leaving.includes(visit.visited)) {
      events.push({ type: 'visit-changed', ...about });
      const proposals = visit.proposals.filter(({ school }) => !leaving.includes(school));
      return { ...visit, visiting, sequence, proposals };
    }
    const { proposals: _, ...rest } = visit;
    const asked = visit.proposals.filter(({ school }) => gone.every(({ id }) => id !== school));
    events.push({ type: 'visit-cancelled', ...about, ...askedBefore({ proposals: asked }) });
    return { ...rest, state: 'cancelled', reason, sequence };
  });
  return { visits: left, events };
}
