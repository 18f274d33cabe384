import { type Refusal, refuse } from '#domain/base/change.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { ActivePartnership, PairedSchool, Partnership } from '#domain/partnership/partnership.ts';
import type { Meeting, PlannedVisit } from '#domain/partnership/visit.ts';
import { goingOn } from '#domain/partnership/visit-state.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import type { CalendarEntry, Program } from '#domain/program/program.ts';
import {
  calendarGroups,
  daysOutside,
  regionGroup,
  schoolGroup,
  schoolYearAfter,
} from '#domain/program/school-year.ts';
import type { VisitFault } from '#domain/visits/planner/check.ts';
import type {
  VisitCalendarEntry,
  VisitFacilitator,
  VisitPlanProblem,
  VisitSchool,
} from '#domain/visits/planner/problem.ts';
import { noDaysOff, type VisitYear, type Whose } from './visit-year.ts';

/** The data for scheduling: rules, calendar, closures, and partnerships. */
export type Setting = {
  readonly cycle: Cycle;
  readonly year: VisitYear;
  readonly partnerships: readonly Partnership[];
};

/** Why a visit can't be on a day: a fault of the visit, or one of the question. */
export type DayFault =
  | VisitFault
  | { readonly kind: 'no-school-year' | 'not-after-today' | 'same-day' | 'school-withdrew' };

/** A change of visits that breaks a rule. */
export type Impossible = Refusal<'impossible'> & { readonly faults: readonly DayFault[] };

/** Undefined if there are no faults. */
export const refuseIf = (faults: readonly DayFault[]): Impossible | undefined =>
  faults.length > 0 ? { ...refuse('impossible'), faults } : undefined;

/** Partnerships that have not ended. Some of their schools may have withdrawn. */
export const activePartnerships = (partnerships: readonly Partnership[]): readonly ActivePartnership[] =>
  partnerships.filter((one): one is ActivePartnership => one.state === 'active');

/** Active partnerships whose host and at least one partner are still in. */
export const visitingPartnerships = (partnerships: readonly Partnership[]): readonly ActivePartnership[] =>
  activePartnerships(partnerships).filter(
    ({ host, partners }) =>
      host.withdrawnAt === undefined && partners.some(({ withdrawnAt }) => withdrawnAt === undefined),
  );

/** The setting with only one facilitator's partnerships. Each facilitator's year is independent. */
export const ofFacilitator = (setting: Setting, email: string): Setting => ({
  ...setting,
  partnerships: setting.partnerships.filter(({ facilitator }) => facilitator.email === email),
});

/** The setting with a partnership as it is now. */
export const settingWith = (setting: Setting, current: Partnership): Setting => ({
  ...setting,
  partnerships: setting.partnerships.map((one) => (one.host.id === current.host.id ? current : one)),
});

/** Email addresses of the facilitators of active partnerships, sorted by name. */
export const facilitatorsIn = ({ partnerships }: Pick<Setting, 'partnerships'>): readonly string[] => {
  const byEmail = new Map(
    activePartnerships(partnerships).map(({ facilitator: { email, name } }) => [email, name]),
  );
  return [...byEmail].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([email]) => email);
};

/**
 * The problem for planning, checking, and repairing these partnerships' visits. The year begins with their first
 * plan, or with `from`. Undefined if the cycle's calendar has no school year.
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
    calendar: [...cycle.calendar, ...daysOutside(cycle.calendar, schoolYear), ...lostEntries(year)],
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

/** Closures and coaching days as calendar entries. */
function lostEntries({ lostDays, coaching }: VisitYear): readonly VisitCalendarEntry[] {
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
      .map(({ date, title }) => ({ ...entry(date, 'all', title), coaching: true as const })),
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

/** The visits that occupy a day, in the planner's form, without schools that withdrew. */
export const plannedVisits = (partnerships: readonly Partnership[]): readonly PlannedVisit[] =>
  partnerships.flatMap((partnership) =>
    goingOn(partnership).map((visit) => plannedVisit(partnership, visit)),
  );

export const plannedVisit = (
  { host, facilitator }: Pick<Partnership, 'host' | 'facilitator'>,
  { date, visiting, visited }: Meeting,
): PlannedVisit => ({ partnership: host.id, date, visiting, visited, facilitator: facilitator.email });

/** Today's date in the program's time zone. */
export const todayIn = ({ cycle }: Pick<Setting, 'cycle'>, now: Instant): CalendarDate => todayOf(cycle, now);
