import type { CalendarDate } from '#domain/base/time.ts';
import { weekdayOf, weekdaysBetween } from '#domain/program/school-year.ts';
import { lacksDays, pathAlone, tightestPeriod } from './counting.ts';
import type { Relaxation, VisitPlanProblem, VisitSchool } from './problem.ts';
import { solveYear } from './solve.ts';
import type { FacilitatorYear, PartnerYear } from './year-layout.ts';

/** A facilitator's year in a problem that may have changed; undefined if nothing is left to visit. */
export type YearUnder = (problem: VisitPlanProblem, facilitator: string) => FacilitatorYear | undefined;

/** How many more days of visits the attempts for one plan may look at. */
export type Work = { left: number };

/** About a second for all attempts. A count instead of a clock, so that the same problem has the same answer. */
export const workForAttempts = (): Work => ({ left: 50_000_000 });

/** The problem after a suggested change. */
export function withRelaxation(problem: VisitPlanProblem, relaxation: Relaxation): VisitPlanProblem {
  const { rules, partnerships } = problem;
  const ruled = (changed: Partial<typeof rules>) => ({ ...problem, rules: { ...rules, ...changed } });
  switch (relaxation.kind) {
    case 'free-days':
      return withoutDaysOff(problem, relaxation.facilitator, relaxation.dates);
    case 'free-common-days':
      return withoutBlackouts(
        withoutDaysOff(problem, relaxation.facilitator, relaxation.dates),
        [relaxation.partner.id, relaxation.host.id],
        relaxation.dates,
      );
    case 'hand-over': {
      const { partnership, to } = relaxation;
      return {
        ...problem,
        partnerships: partnerships.flatMap((one) => {
          if (one.id !== partnership) return [one];
          return to === undefined ? [] : [{ ...one, facilitator: to }];
        }),
      };
    }
    case 'larger-gap':
      return ruled({ largestGapDays: relaxation.days });
    case 'smaller-gap':
      return ruled({ smallestGapDays: relaxation.days });
    case 'farther-by-days':
      return ruled({ farthestFromTargetDays: relaxation.days });
    case 'looser-rules': {
      const { kind: _, ...looser } = relaxation;
      return ruled(looser);
    }
    case 'joint-visits':
      return ruled({ jointVisits: true });
    case 'fewer-visits':
      return ruled({ pattern: rules.pattern.slice(0, relaxation.visits) });
    case 'several-changes':
    case 'add-calendar':
      return problem;
  }
}

/** The weekdays of the year on which a facilitator is off. */
function offDays({ facilitators, firstDay, lastDay }: VisitPlanProblem, id: string): readonly CalendarDate[] {
  const own = facilitators.find((facilitator) => facilitator.id === id);
  return weekdaysBetween(firstDay, lastDay).filter(
    (date) => own?.weekdaysOff.includes(weekdayOf(date)) || own?.daysOff.includes(date),
  );
}

function withoutDaysOff(
  problem: VisitPlanProblem,
  id: string,
  dates: readonly CalendarDate[],
): VisitPlanProblem {
  const freed = new Set(dates);
  const daysOff = offDays(problem, id).filter((date) => !freed.has(date));
  const facilitators = problem.facilitators.map((one) =>
    one.id === id ? { ...one, weekdaysOff: [], daysOff } : one,
  );
  return { ...problem, facilitators };
}

function withoutBlackouts(
  problem: VisitPlanProblem,
  ids: readonly string[],
  dates: readonly CalendarDate[],
): VisitPlanProblem {
  const freed = new Set(dates);
  const open = (school: VisitSchool) =>
    ids.includes(school.id)
      ? { ...school, blackouts: school.blackouts.filter((date) => !freed.has(date)) }
      : school;
  const partnerships = problem.partnerships.map((one) => ({
    ...one,
    host: open(one.host),
    partners: one.partners.map(open),
  }));
  return { ...problem, partnerships };
}

/** Tries a change. Returns the days of the visits if the change removes the cause. */
type Attempt = (relaxation: Relaxation) => ReadonlySet<CalendarDate> | undefined;

type Trio = Omit<Extract<Relaxation, { readonly kind: 'free-common-days' }>, 'kind' | 'dates'>;

/** The changes of which each alone gives one partner a year of its own. Each was tried. */
export function partnerRelaxations(
  problem: VisitPlanProblem,
  { partner, partnership }: PartnerYear,
  trio: Trio,
  yearUnder: YearUnder,
  work: Work,
): readonly Relaxation[] {
  const attempt: Attempt = (relaxation) => {
    if (work.left <= 0) return undefined;
    const year = yearUnder(withRelaxation(problem, relaxation), partnership.facilitator);
    if (year) work.left -= looks.laid * daysIn(year);
    const same = year?.partners.find((other) => other.partner.id === partner.id);
    const days = year && same && pathAlone(year, same);
    return days && datesOf(year, [days]);
  };
  const lost = new Set([
    ...partner.blackouts,
    ...partnership.host.blackouts,
    ...offDays(problem, partnership.facilitator),
  ]);
  const found = [
    ...ruleChanges(problem, attempt),
    ...fewestFreed([...lost].sort(), (dates) => ({ kind: 'free-common-days', ...trio, dates }), attempt),
  ];
  return orSeveral(found, work);
}

/** The changes of which each alone gives a facilitator's partners a year together. Each was tried. */
export function yearRelaxations(
  problem: VisitPlanProblem,
  year: FacilitatorYear,
  yearUnder: YearUnder,
  work: Work,
): readonly Relaxation[] {
  const { id: facilitator } = year.facilitator;
  const planFor = (changed: VisitPlanProblem, id: string) => {
    if (work.left <= 0) return undefined;
    const own = yearUnder(changed, id);
    if (!own) return new Set<CalendarDate>();
    work.left -= looks.laid * daysIn(own);
    return planIn(own, work);
  };
  const attempt: Attempt = (relaxation) => {
    const changed = withRelaxation(problem, relaxation);
    const own = planFor(changed, facilitator);
    const taker = relaxation.kind === 'hand-over' ? relaxation.to : undefined;
    return own && (taker === undefined || planFor(changed, taker)) ? own : undefined;
  };
  const joint: Relaxation = { kind: 'joint-visits' };
  const found = [
    ...(!year.jointVisits && attempt(joint) ? [joint] : []),
    ...handOvers(problem, facilitator, attempt),
    ...ruleChanges(problem, attempt),
    ...fewestFreed(
      offDays(problem, facilitator),
      (dates) => ({ kind: 'free-days', facilitator, dates }),
      attempt,
    ),
  ];
  return orSeveral(found, work);
}

/** If every attempt was made and failed, only several changes can help. */
const orSeveral = (found: readonly Relaxation[], work: Work): readonly Relaxation[] =>
  found.length > 0 || work.left <= 0 ? found : [{ kind: 'several-changes' }];

const effort = { iterations: 100, roundsOfRuin: 0, isAnyEnough: true };

/** How often each day of each visit is looked at, about: to lay the year out and count, and to search. */
const looks = { laid: 10, found: 50, notFound: 300 };

function planIn(year: FacilitatorYear, work: Work): ReadonlySet<CalendarDate> | undefined {
  const isHopeless =
    lacksDays(year) ||
    tightestPeriod(year) !== undefined ||
    !year.partners.every((partner) => pathAlone(year, partner));
  if (isHopeless) return undefined;
  const { best } = solveYear(year, 'visits', effort);
  work.left -= (best ? looks.found : looks.notFound) * daysIn(year);
  return best && datesOf(year, best.days);
}

const daysIn = ({ partners }: FacilitatorYear): number =>
  partners.reduce((sum, { costs }) => sum + costs.length, 0);

const datesOf = ({ days: { dates } }: FacilitatorYear, chosen: readonly Int32Array[]) =>
  new Set(chosen.flatMap((days) => Array.from(days, (day) => dates[day] ?? '')));

/**
 * The first partnership that can change facilitators, and a facilitator with room for it. If the problem has no
 * other facilitator, the one who takes it is open.
 */
function handOvers(
  { partnerships, facilitators }: VisitPlanProblem,
  facilitator: string,
  attempt: Attempt,
): readonly Relaxation[] {
  const isStandIn = (id: string) =>
    facilitators.some((one) => one.id === id && one.standsInFor !== undefined);
  if (isStandIn(facilitator)) return [];
  const own = partnerships.filter((one) => one.facilitator === facilitator);
  const takers = facilitators.filter(({ id }) => id !== facilitator && !isStandIn(id));
  for (const { id: partnership } of own) {
    const away = { kind: 'hand-over', facilitator, partnership } as const;
    if (own.length === 1 ? takers.length === 0 : !attempt(away)) continue;
    if (takers.length === 0) return [away];
    const taker = takers.find(({ id: to }) => attempt({ ...away, to }));
    if (taker) return [{ ...away, to: taker.id }];
  }
  return [];
}

/** As few of the days as removing some by halves finds to suffice; nothing if all together don't. */
function fewestFreed(
  days: readonly CalendarDate[],
  freeing: (dates: readonly CalendarDate[]) => Relaxation,
  attempt: Attempt,
): readonly Relaxation[] {
  const usedOf = (dates: readonly CalendarDate[]) => {
    const used = attempt(freeing(dates));
    return used && dates.filter((date) => used.has(date));
  };
  let kept = days.length > 0 ? usedOf(days) : undefined;
  if (!kept) return [];
  for (let size = kept.length >> 1; size >= 1; size >>= 1)
    for (let start = 0; start < kept.length; ) {
      const fewer = usedOf(kept.toSpliced(start, size));
      if (fewer) kept = fewer;
      else start += size;
    }
  return kept.length > 0 ? [freeing(kept)] : [];
}

/** The smallest change of each rule that works; if none does, of all together, or fewer visits. */
function ruleChanges({ rules }: VisitPlanProblem, attempt: Attempt): readonly Relaxation[] {
  const { pattern, smallestGapDays, largestGapDays, farthestFromTargetDays } = rules;
  const least = (most: number, change: (days: number) => Relaxation): readonly Relaxation[] => {
    if (most < 1 || !attempt(change(most))) return [];
    let [no, yes] = [0, most];
    while (yes - no > 1) {
      const middle = (no + yes) >> 1;
      if (attempt(change(middle))) yes = middle;
      else no = middle;
    }
    return [change(yes)];
  };
  const alone = [
    ...least(366, (days) => ({ kind: 'larger-gap', days: largestGapDays + days })),
    ...least(smallestGapDays - 1, (days) => ({ kind: 'smaller-gap', days: smallestGapDays - days })),
    ...least(366, (days) => ({ kind: 'farther-by-days', days: farthestFromTargetDays + days })),
  ];
  if (alone.length > 0) return alone;
  return [
    ...least(366, (days) => ({
      kind: 'looser-rules',
      smallestGapDays: Math.max(1, smallestGapDays - days),
      largestGapDays: largestGapDays + days,
      farthestFromTargetDays: farthestFromTargetDays + days,
    })),
    ...fewerVisits(pattern.length, attempt),
  ];
}

/** The most visits that work, down to half of them. Fewer may fit worse, as the gaps between them grow. */
function fewerVisits(usual: number, attempt: Attempt): readonly Relaxation[] {
  for (let visits = usual - 1; visits >= usual / 2; visits -= 1) {
    const fewer = { kind: 'fewer-visits', visits } as const;
    if (attempt(fewer)) return [fewer];
  }
  return [];
}
