import { type CalendarDate, daysBetween, sayDate } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import type { CalendarEntry } from '#domain/program/program.ts';
import type { VisitFacilitator, VisitPartnership, VisitPlanProblem, VisitSchool } from './problem.ts';
import { targetsOf } from './targets.ts';

/**
 * Checks a plan against its problem. It shares no code with the planner, only the definition of an ideal date.
 * Returns the faults, one sentence each with the day and the rule; empty if the plan is valid.
 */
export function checkVisitPlan(
  problem: VisitPlanProblem,
  visits: readonly PlannedVisit[],
): readonly string[] {
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
export const checkVisit = (problem: VisitPlanProblem, visit: PlannedVisit): readonly string[] =>
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
): readonly string[] =>
  partnership
    ? [...checkWho(problem, partnership, visit), ...checkDay(problem, partnership, facilitator, visit)]
    : [`${say(visit)}: there’s no partnership ${visit.partnership}.`];

const say = (visit: PlannedVisit): string =>
  `${isDate(visit.date) ? sayDate(visit.date) : `“${visit.date}”`}, ${sayWho(visit)}`;

const sayWho = ({ visiting, visited }: PlannedVisit): string => `${sayList(visiting)} at ${visited}`;

const isDate = (date: CalendarDate): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) &&
  !Number.isNaN(Date.parse(date)) &&
  new Date(date).toISOString().startsWith(date);

/** Checks who visits, who is visited, and who attends. */
function checkWho(
  { rules }: VisitPlanProblem,
  { host, partners, facilitator }: VisitPartnership,
  visit: PlannedVisit,
): readonly string[] {
  const isPartner = (id: string) => partners.some((partner) => partner.id === id);
  const toHost = visit.visited === host.id;
  const faults: string[] = [];
  if (visit.visiting.length === 0) faults.push('no one is visiting.');
  if (!toHost && !isPartner(visit.visited)) faults.push(isNoPartner(visit.visited));
  for (const id of visit.visiting)
    if (toHost ? !isPartner(id) : id !== host.id)
      faults.push(toHost ? isNoPartner(id) : `only the host ${host.id} can visit a partner, not ${id}.`);
  if (new Set(visit.visiting).size < visit.visiting.length) faults.push('a school is listed twice.');
  if (visit.visiting.length > 1 && !rules.jointVisits) faults.push('the rules don’t allow joint visits.');
  if (visit.facilitator !== facilitator)
    faults.push(`this partnership’s facilitator is ${facilitator}, not ${visit.facilitator}.`);
  return faults.map((fault) => `${say(visit)}: ${fault}`);
}

const isNoPartner = (id: string): string => `${id} isn’t a partner in this partnership.`;

/** Checks that the day works for the schools and the facilitator. */
function checkDay(
  problem: VisitPlanProblem,
  { host, partners }: VisitPartnership,
  facilitator: VisitFacilitator | undefined,
  visit: PlannedVisit,
): readonly string[] {
  const { date } = visit;
  if (!isDate(date)) return [`${say(visit)}: not a valid date.`];
  const weekday = new Date(date).getUTCDay();
  const faults: string[] = [];
  if (date < problem.firstDay) faults.push(`visits start on ${sayDate(problem.firstDay)}.`);
  if (date > problem.lastDay) faults.push(`visits end on ${sayDate(problem.lastDay)}.`);
  if (weekday === 0 || weekday === 6) faults.push('it’s a weekend.');
  for (const school of [host, ...partners])
    if (school.id === visit.visited || visit.visiting.includes(school.id))
      faults.push(...whyNot(problem.calendar, school, date));
  if (!facilitator) faults.push(`there’s no facilitator ${visit.facilitator}.`);
  if (facilitator?.weekdaysOff.includes(weekday)) faults.push(`${facilitator.id} is off on that weekday.`);
  if (facilitator?.daysOff.includes(date)) faults.push(`${facilitator.id} is off that day.`);
  return faults.map((fault) => `${say(visit)}: ${fault}`);
}

/** Why a day does not work for a school. */
function whyNot(
  calendar: readonly CalendarEntry[],
  { id, groups, blackouts }: VisitSchool,
  date: CalendarDate,
): readonly string[] {
  const kinds = groups.map((group) => group.toLowerCase());
  const entries = calendar.filter(
    (entry) =>
      entry.from <= date &&
      date <= entry.to &&
      entry.studentsPresent !== 'yes' &&
      entry.appliesTo.some((group) => group.toLowerCase() === 'all' || kinds.includes(group.toLowerCase())),
  );
  return [
    ...entries.map(({ event }) => `${id} has no regular school day (${event}).`),
    ...(blackouts.includes(date) ? [`${id} isn’t available that day.`] : []),
  ];
}

/** A facilitator attends one visit a day, and a school has one. A joint visit counts once. */
export function checkOneADay(visits: readonly PlannedVisit[]): readonly string[] {
  const busy = new Map<string, PlannedVisit>();
  return visits.flatMap((visit) =>
    [
      { role: 'facilitator', id: visit.facilitator },
      ...[visit.visited, ...visit.visiting].map((id) => ({ role: 'school', id })),
    ].flatMap(({ role, id }) => {
      const key = `${visit.date} ${role} ${id}`;
      const other = busy.get(key);
      busy.set(key, visit);
      return other && other !== visit
        ? [`${say(visit)}: ${id} already has a visit that day: ${sayWho(other)}.`]
        : [];
    }),
  );
}

/** Checks one partner's visits: their number, their order, the distance from their ideal dates, and the gaps. */
function checkPartner(
  { rules, firstDay }: VisitPlanProblem,
  { id }: VisitSchool,
  visits: readonly PlannedVisit[],
  targets: readonly number[],
): readonly string[] {
  const own = visits
    .filter(({ visited, visiting }) => visited === id || visiting.includes(id))
    .filter(({ date }) => isDate(date))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const order = own.map(({ visited }) => (visited === id ? 'H' : 'P')).join('');
  const count = (text: string, letter: string) => text.split(letter).length - 1;
  const faults: string[] = [];
  for (const [letter, what] of [
    ['P', 'visits to its host'],
    ['H', 'visits from its host'],
  ] as const)
    if (count(order, letter) !== count(rules.pattern, letter))
      faults.push(
        `${id} has ${count(order, letter)} ${what} but should have ${count(rules.pattern, letter)}.`,
      );
  if (faults.length === 0 && order !== rules.pattern)
    faults.push(`${id} has its visits in the order ${order}, but the rules say ${rules.pattern}.`);
  own.forEach((visit, index) => {
    const before = own[index - 1];
    const gap = before ? daysBetween(before.date, visit.date) : undefined;
    if (gap !== undefined && gap < rules.smallestGapDays)
      faults.push(
        `${say(visit)}: only ${countOf(gap, 'day')} after the previous visit (minimum ${rules.smallestGapDays}).`,
      );
    if (gap !== undefined && gap > rules.largestGapDays)
      faults.push(
        `${say(visit)}: ${countOf(gap, 'day')} after the previous visit (maximum ${rules.largestGapDays}).`,
      );
    const target = targets[index];
    const distance = target === undefined ? 0 : Math.abs(daysBetween(firstDay, visit.date) - target);
    if (own.length === targets.length && distance > rules.farthestFromTargetDays)
      faults.push(
        `${say(visit)}: ${countOf(distance, 'day')} from its ideal date (maximum ${rules.farthestFromTargetDays}).`,
      );
  });
  return faults;
}
