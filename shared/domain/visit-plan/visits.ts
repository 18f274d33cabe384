import type { FacilitatorYear } from './layout.ts';
import type { PlannedVisit } from './problem.ts';

/**
 * The visits on the days of a facilitator's partners. Partners that travel to one host on the same day travel
 * together.
 */
export function visitsOf(
  { partners, days, facilitator, jointVisits }: FacilitatorYear,
  chosen: readonly Int32Array[],
): readonly PlannedVisit[] {
  const visits: PlannedVisit[] = [];
  const together = new Map<string, string[]>();
  const travelToHost = (visit: PlannedVisit, partner: string): void => {
    const key = `${visit.partnership}\u0000${visit.date}`;
    const others = jointVisits ? together.get(key) : undefined;
    if (others) others.push(partner);
    else {
      const visiting = [partner];
      together.set(key, visiting);
      visits.push({ ...visit, visiting });
    }
  };
  partners.forEach(({ partnership: { id, host }, partner, hostTravels }, index) => {
    chosen[index]?.forEach((day, visit) => {
      const whose = { partnership: id, date: days.dates[day] ?? '', facilitator: facilitator.id };
      if (hostTravels[visit] === 1) visits.push({ ...whose, visiting: [host.id], visited: partner.id });
      else travelToHost({ ...whose, visiting: [], visited: host.id }, partner.id);
    });
  });
  return visits;
}
