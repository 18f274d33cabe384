import { type CalendarDate, daysBetween, isDate } from '#domain/base/time.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import type {
  VisitCalendarEntry,
  VisitFacilitator,
  VisitPartnership,
  VisitPlanProblem,
  VisitSchool,
} from './problem.ts';
import { targetsOf } from './targets.ts';

/** A rule that a visit, or a partner's year of visits, breaks. Schools and facilitators are IDs. */
export type VisitFault =
  | {
      readonly kind:
        | 'no-partnership'
        | 'invalid-date'
        | 'weekend'
        | 'no-one-visiting'
        | 'school-twice'
        | 'joint-visit'
        | 'unknown-facilitator';
      readonly visit: PlannedVisit;
    }
  | {
      readonly kind: 'before-first-day' | 'after-last-day';
      readonly visit: PlannedVisit;
      readonly limit: CalendarDate;
    }
  | {
      readonly kind: 'no-partner' | 'school-unavailable';
      readonly visit: PlannedVisit;
      readonly school: string;
    }
  | {
      readonly kind: 'no-host';
      readonly visit: PlannedVisit;
      readonly school: string;
      readonly host: string;
    }
  | {
      readonly kind: 'no-school-day';
      readonly visit: PlannedVisit;
      readonly school: string;
      readonly event: string;
    }
  | { readonly kind: 'coaching'; readonly visit: PlannedVisit; readonly title: string }
  | {
      readonly kind: 'other-facilitator' | 'facilitator-off-weekday' | 'facilitator-off';
      readonly visit: PlannedVisit;
      /** The partnership's. */
      readonly facilitator: string;
    }
  | {
      readonly kind: 'school-busy' | 'facilitator-busy';
      readonly visit: PlannedVisit;
      readonly who: string;
      readonly other: PlannedVisit;
    }
  | {
      readonly kind: 'gap-too-small' | 'gap-too-large' | 'far-from-ideal';
      readonly visit: PlannedVisit;
      readonly days: number;
      readonly limit: number;
    }
  | {
      readonly kind: 'visits-to-host' | 'visits-from-host';
      readonly school: string;
      readonly count: number;
      readonly expected: number;
    }
  | {
      readonly kind: 'order-of-visits';
      readonly school: string;
      readonly order: string;
      readonly expected: string;
    };

/**
 * Checks a plan against its problem. It shares no code with the planner, only the definition of an ideal date.
 * Returns the faults; empty if the plan is valid.
 */
export function checkVisitPlan(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
): readonly VisitFault[] {
  const partnerships = new Map(problem.partnerships.map((partnership) => [partnership.id, partnership]));
  const facilitators = new Map(problem.facilitators.map((facilitator) => [facilitator.id, facilitator]));
  const targets = targetsOf(problem);
  const byPartnership = Map.groupBy(visits, ({ partnership }) => partnership);
  return [
    ...visits.flatMap((visit) => {
      const partnership = partnerships.get(visit.partnership);
      return checkOne(problem, partnership, facilitators.get(visit.facilitator), visit);
    }),
    ...checkOneADay(visits),
    ...problem.partnerships.flatMap((partnership) => {
      const own = byPartnership.get(partnership.id) ?? [];
      return partnership.partners.flatMap((partner) =>
        checkPartner(problem, partner, own, targets.get(partner.id) ?? []),
      );
    }),
  ];
}

/** The faults of one visit by itself: its schools, its facilitator, and its day. */
export const checkVisit = (problem: VisitPlanProblem, visit: PlannedVisit): readonly VisitFault[] =>
  checkOne(
    problem,
    problem.partnerships.find(({ id }) => id === visit.partnership),
    problem.facilitators.find(({ id }) => id === visit.facilitator),
    visit,
  );

const checkOne = (
  problem: VisitPlanProblem,
  partnership: VisitPartnership | undefined,
  facilitator: VisitFacilitator | undefined,
  visit: PlannedVisit,
): readonly VisitFault[] =>
  partnership
    ? [...checkWho(problem, partnership, visit), ...checkDay(problem, partnership, facilitator, visit)]
    : [{ kind: 'no-partnership', visit }];

/** Checks who visits, who is visited, and who attends. */
function checkWho(
  { rules }: VisitPlanProblem,
  { host, partners, facilitator }: VisitPartnership,
  visit: PlannedVisit,
): readonly VisitFault[] {
  const isPartner = (id: string) => partners.some((partner) => partner.id === id);
  const toHost = visit.visited === host.id;
  const faults: VisitFault[] = [];
  if (visit.visiting.length === 0) faults.push({ kind: 'no-one-visiting', visit });
  if (!toHost && !isPartner(visit.visited)) faults.push({ kind: 'no-partner', visit, school: visit.visited });
  for (const id of visit.visiting)
    if (toHost ? !isPartner(id) : id !== host.id)
      faults.push(
        toHost
          ? { kind: 'no-partner', visit, school: id }
          : { kind: 'no-host', visit, school: id, host: host.id },
      );
  if (new Set(visit.visiting).size < visit.visiting.length) faults.push({ kind: 'school-twice', visit });
  if (visit.visiting.length > 1 && !rules.jointVisits) faults.push({ kind: 'joint-visit', visit });
  if (visit.facilitator !== facilitator) faults.push({ kind: 'other-facilitator', visit, facilitator });
  return faults;
}

/** Checks that the day works for the schools and the facilitator. */
function checkDay(
  problem: VisitPlanProblem,
  { host, partners }: VisitPartnership,
  facilitator: VisitFacilitator | undefined,
  visit: PlannedVisit,
): readonly VisitFault[] {
  const { date } = visit;
  if (!isDate(date)) return [{ kind: 'invalid-date', visit }];
  const weekday = new Date(date).getUTCDay();
  const faults: VisitFault[] = [];
  if (date < problem.firstDay) faults.push({ kind: 'before-first-day', visit, limit: problem.firstDay });
  if (date > problem.lastDay) faults.push({ kind: 'after-last-day', visit, limit: problem.lastDay });
  if (weekday === 0 || weekday === 6) faults.push({ kind: 'weekend', visit });
  for (const school of [host, ...partners])
    if (school.id === visit.visited || visit.visiting.includes(school.id))
      faults.push(...checkSchoolDay(problem.calendar, school, visit));
  if (!facilitator) faults.push({ kind: 'unknown-facilitator', visit });
  if (facilitator?.weekdaysOff.includes(weekday))
    faults.push({ kind: 'facilitator-off-weekday', visit, facilitator: facilitator.id });
  if (facilitator?.daysOff.includes(date))
    faults.push({ kind: 'facilitator-off', visit, facilitator: facilitator.id });
  return faults;
}

/** Checks that a visit's day works for one of its schools. */
function checkSchoolDay(
  calendar: readonly VisitCalendarEntry[],
  { id: school, groups, blackouts }: VisitSchool,
  visit: PlannedVisit,
): readonly VisitFault[] {
  const { date } = visit;
  const kinds = groups.map((group) => group.toLowerCase());
  const entries = calendar.filter(
    (entry) =>
      entry.from <= date &&
      date <= entry.to &&
      entry.studentsPresent !== 'yes' &&
      entry.appliesTo.some((group) => group.toLowerCase() === 'all' || kinds.includes(group.toLowerCase())),
  );
  return [
    ...entries.map(
      ({ event, coaching }): VisitFault =>
        coaching
          ? { kind: 'coaching', visit, title: event }
          : { kind: 'no-school-day', visit, school, event },
    ),
    ...(blackouts.includes(date) ? [{ kind: 'school-unavailable', visit, school } as const] : []),
  ];
}

/** A facilitator attends one visit a day, and a school has one. A joint visit counts once. */
export function checkOneADay(visits: readonly PlannedVisit[]): readonly VisitFault[] {
  const busy = new Map<string, PlannedVisit>();
  return visits.flatMap((visit) =>
    [
      { kind: 'facilitator-busy' as const, who: visit.facilitator },
      ...[visit.visited, ...visit.visiting].map((who) => ({ kind: 'school-busy' as const, who })),
    ].flatMap(({ kind, who }): readonly VisitFault[] => {
      const key = `${visit.date} ${kind} ${who}`;
      const other = busy.get(key);
      busy.set(key, visit);
      return other && other !== visit ? [{ kind, visit, who, other }] : [];
    }),
  );
}

/** Checks one partner's visits: their number, their order, the distance from their ideal dates, and the gaps. */
function checkPartner(
  { rules, firstDay }: VisitPlanProblem,
  { id: school }: VisitSchool,
  visits: readonly PlannedVisit[],
  targets: readonly number[],
): readonly VisitFault[] {
  const own = visits
    .filter(({ visited, visiting }) => visited === school || visiting.includes(school))
    .filter(({ date }) => isDate(date))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const order = own.map(({ visited }) => (visited === school ? 'H' : 'P')).join('');
  const countIn = (text: string, letter: string) => text.split(letter).length - 1;
  const faults: VisitFault[] = [];
  for (const [letter, kind] of [
    ['P', 'visits-to-host'],
    ['H', 'visits-from-host'],
  ] as const) {
    const [count, expected] = [countIn(order, letter), countIn(rules.pattern, letter)];
    if (count !== expected) faults.push({ kind, school, count, expected });
  }
  if (faults.length === 0 && order !== rules.pattern)
    faults.push({ kind: 'order-of-visits', school, order, expected: rules.pattern });
  own.forEach((visit, index) => {
    const before = own[index - 1];
    const gap = before ? daysBetween(before.date, visit.date) : undefined;
    if (gap !== undefined && gap < rules.smallestGapDays)
      faults.push({ kind: 'gap-too-small', visit, days: gap, limit: rules.smallestGapDays });
    if (gap !== undefined && gap > rules.largestGapDays)
      faults.push({ kind: 'gap-too-large', visit, days: gap, limit: rules.largestGapDays });
    const target = targets[index];
    const days = target === undefined ? 0 : Math.abs(daysBetween(firstDay, visit.date) - target);
    if (own.length === targets.length && days > rules.farthestFromTargetDays)
      faults.push({ kind: 'far-from-ideal', visit, days, limit: rules.farthestFromTargetDays });
  });
  return faults;
}
