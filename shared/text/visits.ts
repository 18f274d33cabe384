import { type CalendarDate, isDate, sayDate, sayDateWithYear, sayWallTime } from '#domain/base/time.ts';
import { capitalized, countOf, sayList } from '#domain/base/wording.ts';
import {
  type NamedSchools,
  nameOfSchool,
  type Partnership,
  schoolsOf,
} from '#domain/partnership/partnership.ts';
import { type Delegation, endOf, type PlannedVisit, type Visit } from '#domain/partnership/visit.ts';
import type { Debt } from '#domain/visits/debts.ts';
import type { VisitFault } from '#domain/visits/planner/check.ts';
import type { DayFault } from '#domain/visits/schedule.ts';
import { sayTimes } from './numbers.ts';

/** The names of schools by ID, and of facilitators by email address. A partnership has its host's ID. */
export type Names = {
  readonly school: (id: string) => string;
  readonly facilitator: (email: string) => string;
};

/** For the command line, whose files know schools and facilitators by their IDs. */
export const idsAsNames: Names = { school: (id) => id, facilitator: (id) => id };

/** The names in partnerships. An ID that they lack stays. */
export function namesIn(partnerships: readonly Partnership[]): Names {
  const schools = new Map(
    partnerships.flatMap((partnership) =>
      [...schoolsOf(partnership), ...(partnership.former ?? [])].map(({ id, name }) => [id, name]),
    ),
  );
  const facilitators = new Map(partnerships.map(({ facilitator: { email, name } }) => [email, name]));
  return {
    school: (id) => schools.get(id) ?? id,
    facilitator: (email) => facilitators.get(email) ?? email,
  };
}

/** Why no visit can be scheduled if the cycle has no school year. */
export const noSchoolYear =
  'The school calendar for this program year isn’t set up yet. Ask your IT team to add it.';

type Between = Pick<Visit, 'visiting' | 'visited'>;

/** "P.S. 1 visits P.S. 2", "P.S. 1 and P.S. 3 visit P.S. 2" */
export function sayWho(partnership: NamedSchools, { visiting, visited }: Between): string {
  const who = sayList(visiting.map((id) => nameOfSchool(partnership, id)));
  return `${capitalized(who)} ${visiting.length === 1 ? 'visits' : 'visit'} ${nameOfSchool(partnership, visited)}`;
}

/** "the principal, 2 from the instructional cabinet, and 1 from the leadership team", "no one" */
export function sayDelegation({ principal, cabinet, leadershipTeam }: Delegation): string {
  const parts = [
    ...(principal ? ['the principal'] : []),
    ...(cabinet > 0 ? [`${cabinet} from the instructional cabinet`] : []),
    ...(leadershipTeam > 0 ? [`${leadershipTeam} from the leadership team`] : []),
  ];
  return parts.length === 0 ? 'no one' : sayList(parts);
}

/** "9:00 AM to 12:00 PM" */
export const sayHours = ({ start, durationMinutes }: Pick<Visit, 'start' | 'durationMinutes'>): string =>
  `${sayWallTime(start)} to ${sayWallTime(endOf({ start, durationMinutes }))}`;

/** "P.S. 112 still needs to visit Host School twice." */
export function sayDebt({ partnership: { host }, partner, between, count }: Debt): string {
  const [visiting, visited] = between.visited === host.id ? [partner, host] : [host, partner];
  return `${visiting.name} still needs to visit ${visited.name} ${sayTimes(count)}.`;
}

/** "Tuesday, December 2, P.S. 1 at P.S. 2: it’s a weekend." */
export const sayDatedFault = (fault: VisitFault, names: Names): string =>
  'visit' in fault
    ? `${sayDay(fault)}, ${sayMeeting(fault.visit, names)}: ${faultWords(fault, names)}`
    : faultWords(fault, names);

function sayDay(fault: Extract<VisitFault, { readonly visit: PlannedVisit }>): string {
  const { date } = fault.visit;
  if (!isDate(date)) return `“${date}”`;
  return fault.kind === 'before-first-day' || fault.kind === 'after-last-day'
    ? sayBeside(date, fault.limit)
    : sayDate(date);
}

/** With its year if the other date is in another one. */
const sayBeside = (date: CalendarDate, other: CalendarDate): string =>
  date.slice(0, 4) === other.slice(0, 4) ? sayDate(date) : sayDateWithYear(date);

const sayMeeting = ({ visiting, visited }: PlannedVisit, { school }: Names): string =>
  `${sayList(visiting.map(school))} at ${school(visited)}`;

/** The same, where the reader already knows the visit: "It’s a weekend." */
export const sayFault = (fault: DayFault, names: Names): string => capitalized(faultWords(fault, names));

/** The faults of one visit, each once. Schools that are closed for the same reason share a sentence. */
export function sayFaults(faults: readonly DayFault[], names: Names): readonly string[] {
  const closed = faults.flatMap((fault) => (fault.kind === 'no-school-day' ? [fault] : []));
  const others = faults.filter(({ kind }) => kind !== 'no-school-day');
  return [
    ...[...Map.groupBy(closed, ({ event }) => event)].map(([event, those]) =>
      capitalized(sayClosed(new Set(those.map(({ school }) => school)), event, names)),
    ),
    ...new Set(others.map((fault) => sayFault(fault, names))),
  ];
}

const sayClosed = (schools: ReadonlySet<string>, event: string, names: Names): string =>
  `${sayList([...schools].map(names.school))} ${schools.size === 1 ? 'has' : 'have'} no regular school day (${event}).`;

function faultWords(fault: DayFault, names: Names): string {
  switch (fault.kind) {
    case 'no-partnership':
      return `there’s no partnership ${names.school(fault.visit.partnership)}.`;
    case 'invalid-date':
      return 'not a valid date.';
    case 'weekend':
      return 'it’s a weekend.';
    case 'no-one-visiting':
      return 'no one is visiting.';
    case 'school-twice':
      return 'a school is listed twice.';
    case 'joint-visit':
      return 'the rules don’t allow joint visits.';
    case 'unknown-facilitator':
      return `there’s no facilitator ${names.facilitator(fault.visit.facilitator)}.`;
    case 'before-first-day':
      return `visits start on ${sayBeside(fault.limit, fault.visit.date)}.`;
    case 'after-last-day':
      return `visits end on ${sayBeside(fault.limit, fault.visit.date)}.`;
    case 'no-partner':
      return `${names.school(fault.school)} isn’t a partner in this partnership.`;
    case 'no-host':
      return `only the host ${names.school(fault.host)} can visit a partner, not ${names.school(fault.school)}.`;
    case 'no-school-day':
      return sayClosed(new Set([fault.school]), fault.event, names);
    case 'coaching':
      return `there’s principal coaching that day (${fault.title}).`;
    case 'school-unavailable':
      return `${names.school(fault.school)} isn’t available that day.`;
    case 'other-facilitator':
      return fault.visit.facilitator === ''
        ? `this partnership’s facilitator is ${names.facilitator(fault.facilitator)}, but the visit has none.`
        : `this partnership’s facilitator is ${names.facilitator(fault.facilitator)}, not ${names.facilitator(fault.visit.facilitator)}.`;
    case 'facilitator-off-weekday':
      return `${names.facilitator(fault.facilitator)} is off on that weekday.`;
    case 'facilitator-off':
      return `${names.facilitator(fault.facilitator)} is off that day.`;
    case 'school-busy':
      return `${names.school(fault.who)} already has a visit that day: ${sayMeeting(fault.other, names)}.`;
    case 'facilitator-busy':
      return `${names.facilitator(fault.who)} already has a visit that day: ${sayMeeting(fault.other, names)}.`;
    case 'gap-too-small':
      return `only ${countOf(fault.days, 'day')} after the previous visit (minimum ${fault.limit}).`;
    case 'gap-too-large':
      return `${countOf(fault.days, 'day')} after the previous visit (maximum ${fault.limit}).`;
    case 'far-from-ideal':
      return `${countOf(fault.days, 'day')} from its ideal date (maximum ${fault.limit}).`;
    case 'visits-to-host':
      return `${names.school(fault.school)} has ${countOf(fault.count, 'visit')} to its host but should have ${fault.expected}.`;
    case 'visits-from-host':
      return `${names.school(fault.school)} has ${countOf(fault.count, 'visit')} from its host but should have ${fault.expected}.`;
    case 'order-of-visits':
      return `${names.school(fault.school)} has its visits in the order ${fault.order}, but the rules say ${fault.expected}.`;
    case 'no-school-year':
      return noSchoolYear;
    case 'not-after-today':
      return 'Choose a date after today.';
    case 'same-day':
      return 'The visit is already on this day.';
    case 'school-withdrew':
      return 'A school in this visit withdrew. A director will decide what happens next.';
  }
}
