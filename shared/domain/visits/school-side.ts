import type { Partnership } from '../partnership.ts';
import type { CalendarDate } from '../time.ts';
import { type BookedVisit, isBooked, isCancelled, type Reflection, schoolsIn, type Visit } from './visit.ts';
import { isWaiting } from './withdrawn.ts';

/** What one school sees of a year of visits, and what it owes. */

/** The visits in which a school takes part, in the order of days. */
export const visitsOf = (partnership: Partnership, school: string): readonly Visit[] =>
  partnership.visits
    .filter((visit) => schoolsIn(visit).includes(school))
    .sort((a, b) => (a.date === b.date ? a.number - b.number : a.date < b.date ? -1 : 1));

/** The first visit of a school from today on that can be; none once its partnership has ended. */
export const nextVisit = (
  partnership: Partnership,
  school: string,
  today: CalendarDate,
): BookedVisit | undefined =>
  partnership.state === 'active'
    ? visitsOf(partnership, school)
        .filter(isBooked)
        .find((visit) => visit.date >= today && !isWaiting(partnership, visit))
    : undefined;

/** What a school took from a visit, once it has said so. */
export const reflectionOf = (visit: Visit, school: string): Reflection | undefined =>
  visit.state === 'held' ? visit.reflections.find((one) => one.school === school) : undefined;

/** What a school is asked to do for a visit: say what it took from it, or who comes to the next one. */
export type Duty = { readonly kind: 'reflection' | 'delegation'; readonly visit: Visit };

export function dutiesOf(partnership: Partnership, school: string, today: CalendarDate): readonly Duty[] {
  if (partnership.state !== 'active') return [];
  const unsaid = visitsOf(partnership, school).filter(
    (visit) =>
      !isCancelled(visit) &&
      visit.date < today &&
      !isWaiting(partnership, visit) &&
      !reflectionOf(visit, school),
  );
  const next = nextVisit(partnership, school, today);
  const unnamed = next && next.delegations[school] === undefined ? [next] : [];
  return [
    ...unsaid.map((visit): Duty => ({ kind: 'reflection', visit })),
    ...unnamed.map((visit): Duty => ({ kind: 'delegation', visit })),
  ];
}
