import type { CalendarEntry } from '../program.ts';
import { type CalendarDate, daysBetween, sayDate } from '../time.ts';
import type {
  PlannedVisit,
  VisitFacilitator,
  VisitPartnership,
  VisitPlanProblem,
  VisitSchool,
} from './problem.ts';
import { targetsOf } from './targets.ts';

/**
 * Holds a plan against its problem, knowing nothing of how it was found: no line of this is shared with the planner, only the
 * definition of a target. Answers what does not hold, a sentence each with the day and the rule; empty where all holds.
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

/** What does not hold of one visit by itself: who takes part in it, and whether its day is one for them. */
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
    : [`${say(visit)}: there is no partnership ${visit.partnership}.`];

const say = ({ date, visiting, visited }: PlannedVisit): string =>
  `${isDate(date) ? sayDate(date) : `“${date}”`}, ${visiting.join(' and ')} at ${visited}`;

const isDate = (date: CalendarDate): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(date) &&
  !Number.isNaN(Date.parse(date)) &&
  new Date(date).toISOString().startsWith(date);

/** Who travels, who receives them and who accompanies them. */
function checkWho(
  { rules }: VisitPlanProblem,
  { host, partners, facilitator }: VisitPartnership,
  visit: PlannedVisit,
): readonly string[] {
  const isPartner = (id: string) => partners.some((partner) => partner.id === id);
  const toHost = visit.visited === host.id;
  const faults: string[] = [];
  if (visit.visiting.length === 0) faults.push('nobody visits.');
  if (!toHost && !isPartner(visit.visited)) faults.push(isNoPartner(visit.visited));
  for (const id of visit.visiting)
    if (toHost ? !isPartner(id) : id !== host.id)
      faults.push(toHost ? isNoPartner(id) : `only the host ${host.id} visits a partner, not ${id}.`);
  if (new Set(visit.visiting).size < visit.visiting.length) faults.push('a school is named twice.');
  if (visit.visiting.length > 1 && !rules.jointVisits) faults.push('the rules allow no joint visits.');
  if (visit.facilitator !== facilitator)
    faults.push(`the facilitator of this partnership is ${facilitator}, not ${visit.facilitator}.`);
  return faults.map((fault) => `${say(visit)}: ${fault}`);
}

const isNoPartner = (id: string): string => `${id} is no partner in this partnership.`;

/** Whether the day is one, for the schools and the facilitator. */
function checkDay(
  problem: VisitPlanProblem,
  { host, partners }: VisitPartnership,
  facilitator: VisitFacilitator | undefined,
  visit: PlannedVisit,
): readonly string[] {
  const { date } = visit;
  if (!isDate(date)) return [`${say(visit)}: this is no date.`];
  const weekday = new Date(date).getUTCDay();
  const faults: string[] = [];
  if (date < problem.firstDay) faults.push(`visits start on ${sayDate(problem.firstDay)}.`);
  if (date > problem.lastDay) faults.push(`visits end on ${sayDate(problem.lastDay)}.`);
  if (weekday === 0 || weekday === 6) faults.push('this is a weekend.');
  for (const school of [host, ...partners])
    if (school.id === visit.visited || visit.visiting.includes(school.id))
      faults.push(...whyNot(problem.calendar, school, date));
  if (!facilitator) faults.push(`there is no facilitator ${visit.facilitator}.`);
  if (facilitator?.weekdaysOff.includes(weekday)) faults.push(`${facilitator.id} is off on this weekday.`);
  if (facilitator?.daysOff.includes(date)) faults.push(`${facilitator.id} is off on this day.`);
  return faults.map((fault) => `${say(visit)}: ${fault}`);
}

/** Why a school cannot on a day. */
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
    ...entries.map(({ event }) => `${id} has no ordinary school day (${event}).`),
    ...(blackouts.includes(date) ? [`${id} has said that it cannot.`] : []),
  ];
}

/** A facilitator accompanies one visit a day, and a school has one; a joint visit is one. */
export function checkOneADay(visits: readonly PlannedVisit[]): readonly string[] {
  const busy = new Map<string, PlannedVisit>();
  return visits.flatMap((visit) =>
    [
      `facilitator ${visit.facilitator}`,
      ...[visit.visited, ...visit.visiting].map((id) => `school ${id}`),
    ].flatMap((who) => {
      const key = `${visit.date} ${who}`;
      const other = busy.get(key);
      busy.set(key, visit);
      return other && other !== visit
        ? [`${say(visit)}: ${who} already has a visit on this day, ${say(other)}.`]
        : [];
    }),
  );
}

/** One partner's visits: as many as owed, in the order of the pattern, near their targets, neither too close nor too far apart. */
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
    ['H', 'visits of its host'],
  ] as const)
    if (count(order, letter) !== count(rules.pattern, letter))
      faults.push(`${id} has ${count(order, letter)} ${what}, and is owed ${count(rules.pattern, letter)}.`);
  if (faults.length === 0 && order !== rules.pattern)
    faults.push(`${id} has its visits in the order ${order}; the rules say ${rules.pattern}.`);
  own.forEach((visit, index) => {
    const before = own[index - 1];
    const gap = before ? daysBetween(before.date, visit.date) : undefined;
    if (gap !== undefined && gap < rules.smallestGapDays)
      faults.push(
        `${say(visit)}: ${gap} days after the visit before, the smallest gap is ${rules.smallestGapDays}.`,
      );
    if (gap !== undefined && gap > rules.largestGapDays)
      faults.push(
        `${say(visit)}: ${gap} days after the visit before, the largest gap is ${rules.largestGapDays}.`,
      );
    const target = targets[index];
    const distance = target === undefined ? 0 : Math.abs(daysBetween(firstDay, visit.date) - target);
    if (own.length === targets.length && distance > rules.farthestFromTargetDays)
      faults.push(
        `${say(visit)}: ${distance} days from its target, at most ${rules.farthestFromTargetDays} are allowed.`,
      );
  });
  return faults;
}
