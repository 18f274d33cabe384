import { type Cycle, isSchoolDay } from '../cycle.ts';
import { type CalendarDate, plusDays } from '../time.ts';
import { type Attention, attentionTo, type DatedVisit } from './attention.ts';
import type { CoachingSession } from './coaching-session.ts';
import { isBooked } from './visit.ts';
import { goingOn } from './withdrawn.ts';
import { activePartnerships, ofFacilitator, type Setting, visitingPartnerships } from './year-problem.ts';

/** The visits and the coaching of a week, by date. Facilitators are invited to coaching too. */
export type Week = { readonly visits: readonly DatedVisit[]; readonly coaching: readonly CoachingSession[] };

/** The content of a facilitator's weekly letter. */
export type WeekAhead = {
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
