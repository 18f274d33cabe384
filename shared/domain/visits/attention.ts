import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, type DateProposal, isBooked, type Visit } from '#domain/partnership/visit.ts';
import {
  goingOn,
  type Withdrawal,
  withdrawalsIn,
  withoutWithdrawn,
} from '#domain/partnership/visit-state.ts';
import { type Cycle, isSchoolDay } from '#domain/program/cycle.ts';
import { type Clash, clashesIn, type Debt, debtsOf, unnotedIn } from './debts.ts';
import { activePartnerships, ofFacilitator, type Setting, visitingPartnerships } from './schedule.ts';
import type { CoachingSession } from './visit-year.ts';

/** A visit with its partnership. */
export type DatedVisit = { readonly partnership: Partnership; readonly visit: BookedVisit };

/** Items in a year of visits that need attention, the most pressing first. */
export type Attention = {
  /** Partnerships in which a school withdrew. A director decides what happens next. */
  readonly withdrawals: readonly Withdrawal[];
  readonly clashes: readonly Clash[];
  readonly debts: readonly Debt[];
  /** Date requests that no one has answered. */
  readonly proposals: readonly (DatedVisit & { readonly proposal: DateProposal })[];
  /** Past visits that need notes. */
  readonly unnoted: readonly { readonly partnership: Partnership; readonly visit: Visit }[];
  /** Partnerships without a schedule. */
  readonly unplanned: readonly Partnership[];
};

export function attentionTo(setting: Setting, today: CalendarDate): Attention {
  const partnerships = visitingPartnerships(setting.partnerships);
  const active = activePartnerships(setting.partnerships);
  return {
    withdrawals: withdrawalsIn(active, today),
    clashes: clashesIn(setting, today),
    debts: debtsOf(partnerships, setting.cycle.program),
    proposals: partnerships.flatMap((partnership) =>
      partnership.visits
        .filter(isBooked)
        .filter(({ date }) => date > today)
        .flatMap((visit) =>
          (withoutWithdrawn(partnership, visit)?.proposals ?? []).map((proposal) => ({
            ...{ partnership, visit, proposal },
          })),
        ),
    ),
    unnoted: active.flatMap((partnership) =>
      unnotedIn(partnership, today).map((visit) => ({ partnership, visit })),
    ),
    unplanned: partnerships.filter(({ plannedFrom }) => plannedFrom === undefined),
  };
}

/** Only the items of some facilitators' partnerships. */
export const attentionOf = (all: Attention, isOne: (partnership: Partnership) => boolean): Attention => ({
  withdrawals: all.withdrawals.filter(({ partnership }) => isOne(partnership)),
  clashes: all.clashes.filter(({ partnership }) => isOne(partnership)),
  debts: all.debts.filter(({ partnership }) => isOne(partnership)),
  proposals: all.proposals.filter(({ partnership }) => isOne(partnership)),
  unnoted: all.unnoted.filter(({ partnership }) => isOne(partnership)),
  unplanned: all.unplanned.filter(isOne),
});

export const nothingIn = (attention: Attention): boolean =>
  Object.values(attention).every((list) => list.length === 0);

const daysAhead = 14;
/** Enough to show when the year begins or continues after a holiday. */
const fewVisits = 5;

/** Upcoming visits by date: `soon` are those of the next two weeks, `later` the first few after them. */
export type Ahead = { readonly soon: readonly DatedVisit[]; readonly later: readonly DatedVisit[] };

export function visitsAhead(partnerships: readonly Partnership[], today: CalendarDate): Ahead {
  const coming = visitingPartnerships(partnerships)
    .flatMap((partnership) =>
      goingOn(partnership)
        .filter(isBooked)
        .map((visit) => ({ partnership, visit })),
    )
    .filter(({ visit: { date } }) => date >= today)
    .sort((a, b) => (a.visit.date < b.visit.date ? -1 : 1));
  const isSoon = ({ visit: { date } }: DatedVisit) => date <= plusDays(today, daysAhead);
  return {
    soon: coming.filter(isSoon),
    later: coming.filter((one) => !isSoon(one)).slice(0, fewVisits),
  };
}

/** The visits and the coaching of a week, by date. Facilitators are invited to coaching too. */
export type Week = { readonly visits: readonly DatedVisit[]; readonly coaching: readonly CoachingSession[] };

/** The content of a facilitator's weekly letter. */
type WeekAhead = {
  readonly thisWeek: Week;
  readonly nextWeek: Week;
  readonly attention: Attention;
};

const mondayOf = (date: CalendarDate): CalendarDate =>
  plusDays(date, -((new Date(date).getUTCDay() + 6) % 7));

/** Whether a day is the first school day of its week. */
export function opensWeek(cycle: Cycle, date: CalendarDate): boolean {
  if (!isSchoolDay(cycle, date)) return false;
  for (let day = mondayOf(date); day < date; day = plusDays(day, 1))
    if (isSchoolDay(cycle, day)) return false;
  return true;
}

/** This week and the next, for one facilitator's partnerships. */
export function weekAhead(setting: Setting, facilitator: string, today: CalendarDate): WeekAhead {
  const own = ofFacilitator(setting, facilitator);
  const monday = mondayOf(today);
  const coming = visitingPartnerships(own.partnerships)
    .flatMap((partnership) =>
      goingOn(partnership)
        .filter(isBooked)
        .map((visit) => ({ partnership, visit })),
    )
    .sort((a, b) => (a.visit.date < b.visit.date ? -1 : 1));
  const sessions = activePartnerships(own.partnerships).length > 0 ? own.year.coaching : [];
  const coaching = sessions
    .filter(({ state }) => state === 'booked')
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const between = (from: CalendarDate, until: CalendarDate): Week => ({
    visits: coming.filter(({ visit: { date } }) => from <= date && date < until),
    coaching: coaching.filter(({ date }) => from <= date && date < until),
  });
  return {
    thisWeek: between(today, plusDays(monday, 7)),
    nextWeek: between(plusDays(monday, 7), plusDays(monday, 14)),
    attention: attentionTo(own, today),
  };
}
