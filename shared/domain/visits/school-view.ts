import type { Instant } from '#domain/base/time.ts';
import { type Partnership, schoolsOf, takesPart } from '#domain/partnership/partnership.ts';
import {
  type BookedVisit,
  isBooked,
  isCancelled,
  isOver,
  type Reflection,
  schoolsIn,
  standing,
  type Visit,
} from '#domain/partnership/visit.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import type { Cycle } from '#domain/program/cycle.ts';

/** One school's view of a year of visits, with its tasks. */

/** A school's visits, by date. */
export const visitsOf = (partnership: Partnership, school: string): readonly Visit[] =>
  partnership.visits
    .filter((visit) => schoolsIn(visit).includes(school))
    .sort((a, b) => (a.date === b.date ? a.number - b.number : a.date < b.date ? -1 : 1));

/** The school's current or last partnership, and the earlier ones in which it had visits. */
type SchoolYear = {
  readonly partnership: Partnership | undefined;
  readonly earlier: readonly Partnership[];
};

/** `all` holds every partnership that the school is or was in. */
export function schoolYearIn(all: readonly Partnership[], school: string): SchoolYear {
  const partnership =
    all.find((one) => takesPart(one, school)) ??
    all.findLast((one) => schoolsOf(one).some(({ id }) => id === school));
  const earlier = all.filter((one) => one !== partnership && standing(visitsOf(one, school)).length > 0);
  return { partnership, earlier };
}

/** A school's first visit that isn't over and can happen; none once its partnership has ended. */
export const nextVisit = (
  partnership: Partnership,
  school: string,
  cycle: Cycle,
  now: Instant,
): BookedVisit | undefined =>
  partnership.state === 'active'
    ? visitsOf(partnership, school)
        .filter(isBooked)
        .find((visit) => !isOver(visit, cycle, now) && !isWaiting(partnership, visit))
    : undefined;

/** A school's reflection on a visit, if it has one. */
export const reflectionOf = (visit: Visit, school: string): Reflection | undefined =>
  visit.state === 'held' ? visit.reflections.find((one) => one.school === school) : undefined;

/** A school's task for a visit: to reflect on a past one, or to say who is coming to the next one. */
export type Duty = { readonly kind: 'reflection' | 'delegation'; readonly visit: Visit };

export function dutiesOf(
  partnership: Partnership,
  school: string,
  cycle: Cycle,
  now: Instant,
): readonly Duty[] {
  if (partnership.state !== 'active') return [];
  const unsaid = visitsOf(partnership, school).filter(
    (visit) =>
      !isCancelled(visit) &&
      isOver(visit, cycle, now) &&
      !isWaiting(partnership, visit) &&
      !reflectionOf(visit, school),
  );
  const next = nextVisit(partnership, school, cycle, now);
  const unnamed = next && next.delegations[school] === undefined ? [next] : [];
  return [
    ...unsaid.map((visit): Duty => ({ kind: 'reflection', visit })),
    ...unnamed.map((visit): Duty => ({ kind: 'delegation', visit })),
  ];
}
