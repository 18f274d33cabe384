import { type Cycle, todayOf } from '../cycle.ts';
import type { ActivePartnership, PairedSchool, Partnership } from '../partnership.ts';
import type { CalendarEntry, Program } from '../program.ts';
import type { CalendarDate, Instant } from '../time.ts';
import type { PlannedVisit, VisitFacilitator, VisitPlanProblem, VisitSchool } from '../visit-plan/problem.ts';
import { schoolYearOf } from '../visit-plan/school-days.ts';
import { noDaysOff, type VisitYear, type Whose } from './visit-year.ts';
import { goingOn } from './withdrawn.ts';

/** What visits are planned in: the rules and the calendar, what the year lost, and the partnerships. */
export type Setting = {
  readonly cycle: Cycle;
  readonly year: VisitYear;
  readonly partnerships: readonly Partnership[];
};

/** Why no visit can be scheduled if `schoolYearAfter` finds none. */
export const noSchoolYear = 'This cycle’s calendar has no school year after the application deadline.';

/** The first and last day of the school year that follows a cycle's deadline; undefined if its calendar has none. */
export function schoolYearAfter(cycle: Cycle) {
  const closed = todayOf(cycle, cycle.closesAt);
  const begins = cycle.calendar
    .filter(({ event, from }) => /\bfirst day of school\b/i.test(event) && from > closed)
    .map(({ from }) => from)
    .sort()[0];
  const ahead = cycle.calendar.filter(({ from }) => from >= (begins ?? closed));
  const ends = ahead
    .filter(({ event }) => /\blast day of school\b/i.test(event))
    .map(({ from }) => from)
    .sort()[0];
  return schoolYearOf(ends === undefined ? ahead : ahead.filter(({ from }) => from <= ends));
}

/** Whether the school year of a cycle's visits has begun; never where its calendar knows none. */
export const hasYearBegun = (cycle: Cycle, today: CalendarDate): boolean => {
  const firstDay = schoolYearAfter(cycle)?.firstDay;
  return firstDay !== undefined && firstDay <= today;
};

/** Whether the school year of a cycle's visits is under way. */
function isYearRunning(cycle: Cycle, now: Instant): boolean {
  const today = todayOf(cycle, now);
  // Nobody needs the calendar, which is large, to know that no year follows yet.
  if (today < todayOf(cycle, cycle.closesAt)) return false;
  const year = schoolYearAfter(cycle);
  return year !== undefined && year.firstDay <= today && today <= year.lastDay;
}

/**
 * Of cycles, the latest first: the one whose school year is under way, though schools may be applying to the next already;
 * between two years the latest.
 */
export const cycleUnderWay = (cycles: readonly Cycle[], now: Instant): Cycle | undefined =>
  cycles.find((cycle) => isYearRunning(cycle, now)) ?? cycles[0];

/** Partnerships that have not ended, though schools of theirs may have withdrawn. */
export const activePartnerships = (partnerships: readonly Partnership[]): readonly ActivePartnership[] =>
  partnerships.filter((one): one is ActivePartnership => one.state === 'active');

/** Partnerships that have visits: those that go on, with a host and at least one partner that are still in. */
export const visitingPartnerships = (partnerships: readonly Partnership[]): readonly ActivePartnership[] =>
  activePartnerships(partnerships).filter(
    ({ host, partners }) =>
      host.withdrawnAt === undefined && partners.some(({ withdrawnAt }) => withdrawnAt === undefined),
  );

/** The setting with only the partnerships of one facilitator, by address: each one's year stands by itself. */
export const ofFacilitator = (setting: Setting, email: string): Setting => ({
  ...setting,
  partnerships: setting.partnerships.filter(({ facilitator }) => facilitator.email === email),
});

/** Addresses of the facilitators of partnerships that have not ended, in the order of their names. */
export const facilitatorsIn = ({ partnerships }: Pick<Setting, 'partnerships'>): readonly string[] => {
  const byEmail = new Map(
    activePartnerships(partnerships).map(({ facilitator: { email, name } }) => [email, name]),
  );
  return [...byEmail].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([email]) => email);
};

/**
 * What the visits of these partnerships are planned, checked and repaired under. The year begins when the first plan of them
 * began, or with `from`. Undefined where the cycle's calendar has no school year.
 */
export function yearProblem(setting: Setting, from?: CalendarDate): VisitPlanProblem | undefined {
  const { cycle, year } = setting;
  const schoolYear = schoolYearAfter(cycle);
  if (!schoolYear) return undefined;
  const partnerships = visitingPartnerships(setting.partnerships);
  const planned = partnerships.flatMap(({ plannedFrom }) => plannedFrom ?? []).sort()[0];
  const begins = planned ?? from ?? schoolYear.firstDay;
  return {
    partnerships: partnerships.map(({ host, partners, facilitator }) => ({
      id: host.id,
      host: visitSchool(host, cycle.program),
      partners: partners
        .filter(({ withdrawnAt }) => withdrawnAt === undefined)
        .map((partner) => visitSchool(partner, cycle.program)),
      facilitator: facilitator.email,
    })),
    facilitators: facilitatorsIn({ partnerships }).map((email) => visitFacilitator(year, email)),
    calendar: [...cycle.calendar, ...lostEntries(year)],
    firstDay: begins > schoolYear.firstDay ? begins : schoolYear.firstDay,
    lastDay: schoolYear.lastDay,
    rules: cycle.program.visits,
  };
}

const visitFacilitator = (year: VisitYear, email: string): VisitFacilitator => {
  const { weekdays, dates } = year.daysOff[email] ?? noDaysOff;
  return { id: email, weekdaysOff: weekdays, daysOff: dates };
};

const visitSchool = (school: PairedSchool, program: Program): VisitSchool => ({
  id: school.id,
  name: school.name,
  blackouts: [],
  groups: calendarGroups(school, program),
});

// No name of a level or kind has a colon.
const regionGroup = (region: string): string => `region:${region}`;
const schoolGroup = (id: string): string => `school:${id}`;

/** What a calendar may call a school: its levels, what schools of several are called, its kind, its region, and itself. */
export function calendarGroups(
  { id, levels, region, kind }: Pick<PairedSchool, 'id' | 'levels' | 'region' | 'kind'>,
  { calendarGroups: named }: Pick<Program, 'calendarGroups'>,
): readonly string[] {
  const spans = [
    ...(levels.includes('elementary') && levels.includes('middle') && !levels.includes('high')
      ? ['K-8']
      : []),
    ...(levels.includes('middle') && levels.includes('high') && levels.length === 2 ? ['6-12'] : []),
    ...(levels.length === 3 ? ['K-12'] : []),
  ];
  const kinds = named.filter((group) => kind?.includes(group.kind)).map(({ name }) => name);
  return [...levels, ...spans, ...kinds, regionGroup(region), schoolGroup(id)];
}

/** Days lost, and those of coaching, as entries of the calendar. */
function lostEntries({ lostDays, coaching }: VisitYear): readonly CalendarEntry[] {
  const entry = (date: CalendarDate, group: string, event: string): CalendarEntry => ({
    from: date,
    to: date,
    appliesTo: [group],
    event,
    studentsPresent: 'no',
  });
  return [
    ...lostDays.map(({ date, whose, reason }) => entry(date, groupOf(whose), reason)),
    ...coaching
      .filter(({ state }) => state === 'booked')
      .map(({ date, title }) => entry(date, 'all', `Principal coaching: ${title}`)),
  ];
}

const groupOf = (whose: Whose): string => {
  switch (whose.kind) {
    case 'all':
      return 'all';
    case 'region':
      return regionGroup(whose.region);
    case 'school':
      return schoolGroup(whose.school);
  }
};

/** The visits of partnerships that take up a day, as the planner knows them: without schools that withdrew. */
export const plannedVisits = (partnerships: readonly Partnership[]): readonly PlannedVisit[] =>
  partnerships.flatMap((partnership) =>
    goingOn(partnership).map((visit) => plannedVisit(partnership, visit)),
  );

export const plannedVisit = (
  { host, facilitator }: Pick<Partnership, 'host' | 'facilitator'>,
  { date, visiting, visited }: Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>,
): PlannedVisit => ({ partnership: host.id, date, visiting, visited, facilitator: facilitator.email });

/** The day it is in the program's zone. */
export const todayIn = ({ cycle }: Pick<Setting, 'cycle'>, now: Instant): CalendarDate => todayOf(cycle, now);
