import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { address, count, days, listOf, maybe, named, said, text, texts, whole } from '#api/schema.ts';
import { arc } from '#api/shapes.ts';
import { visitYearSchema } from '#store/visit-years.ts';
import {
  between,
  changes,
  date,
  debt,
  facilitator,
  host,
  looked,
  notYours,
  number,
  overtaken,
  stuck,
} from './api-shapes.ts';
import {
  arcFields,
  bookingFields,
  coachingCancellationFields,
  coachingChangeFields,
  coachingFields,
  daysOffFields,
  lostDayFields,
  regainFields,
  renewalFields,
  repairFields,
} from './forms.ts';

const { lostDays, coaching } = visitYearSchema.entries;
const lostDay = named('LostDay', lostDays.item);
const session = named('CoachingSession', v.object({ ...coaching.item.entries, seen: looked.seen }));
const daysOff = {
  facilitator,
  weekdays: listOf(v.picklist([1, 2, 3, 4, 5]), 'Days of the week off: 1 (Monday) to 5 (Friday)'),
  dates: days('Dates off'),
};

const calendarEntry = named(
  'CalendarEntry',
  v.variant('kind', [
    v.object({ kind: v.literal('visit'), host, visit: number, ...between }),
    v.object({ kind: v.literal('coaching'), session: whole('The session’s number'), title: v.string() }),
    v.object({ kind: v.literal('lost'), ...lostDay.pipe[0].entries }),
    v.object({
      kind: v.literal('no-visits'),
      event: text('The event in the calendar'),
      groups: texts('Levels and kinds of schools it applies to; empty for all'),
    }),
  ]),
);
const calendarDay = v.object({ date, entries: said(v.array(calendarEntry), 'The day’s entries') });

const bookable = v.object({
  host,
  debts: listOf(v.object(debt), 'Visits still to schedule'),
  free: days('Available days for the visit'),
  ...looked,
});
const repairOfYear = v.object({ changes, stuck, ...looked });
const repaired = {
  moved: count('Number of partnerships that were changed'),
  left: texts('Hosts of partnerships that someone else changed first'),
  stuck,
};
const lookedAt = v.object({
  lostDays: listOf(lostDay, 'Closures so far'),
  day: said(v.nullable(lostDay), 'The previewed closure, or null'),
  ...repairOfYear.entries,
  seen: maybe(looked.seen),
});
const sessions = v.object({
  sessions: listOf(session, 'All sessions as they are now'),
  clashes: count('Number of visits on the session’s day'),
});

/** Operations around the visits: closures, days off, scheduling, learning focus, calendars, and coaching. */
export const ofTheYear = {
  lostDayPage: {
    summary:
      'List closures; with `date`, `whose`, and `reason`, preview the visits that a closure would move',
    query: {
      date: 'The date',
      whose: '`all`, `region`, or `school`; facilitators can only choose one of their own schools',
      region: 'The region',
      school: 'The school’s ID',
      reason: 'The reason in the email to schools',
    },
    answer: lookedAt,
    problems: { 422: 'The closure isn’t allowed; names the rule' },
  },
  loseDay: {
    summary: 'Report a closure and move that day’s visits',
    forms: { day: lostDayFields },
    answer: v.object({ day: said(lostDay, 'The closure'), ...repaired }),
    problemsTell: { 409: v.partial(lookedAt) },
    sendsTo: 'the overview of visits',
    problems: { 409: overtaken },
  },
  regainDay: {
    summary: 'Remove a closure; moved visits keep their new dates',
    forms: { day: regainFields },
    answer: v.object({ lostDays: listOf(lostDay, 'The remaining closures') }),
    sendsTo: 'the closures',
    problems: { 409: 'There’s no closure on that day' },
  },
  repairVisitsPage: {
    summary: 'Get the changes needed so that every required visit is scheduled',
    answer: repairOfYear,
  },
  repairVisits: {
    summary: 'Make these changes; send again after an interruption to finish',
    forms: { repair: repairFields },
    answer: v.object(repaired),
    problemsTell: { 409: v.partial(repairOfYear) },
    sendsTo: 'the overview of visits',
    problems: { 409: overtaken },
  },
  daysOffPage: {
    summary: 'Get a facilitator’s days off',
    query: { facilitator: 'The facilitator’s email address (default: your own)' },
    answer: v.object({ ...daysOff, seen: looked.seen }),
    problems: { 403: notYours, 404: 'Facilitator not found' },
  },
  setDaysOff: {
    summary: 'Set a facilitator’s days off',
    forms: { daysOff: daysOffFields },
    answer: v.object({ ...daysOff, clashes: count('Number of scheduled visits on these days') }),
    sendsTo: 'the overview of visits, or “Reschedule visits” if visits are on these days',
    problems: { 403: notYours, 409: overtaken },
  },
  bookVisitPage: {
    summary: 'List visits still to schedule; with `partner` and `direction`, list available days',
    query: { partner: 'The partner’s ID', direction: '`to-host` or `to-partner`' },
    answer: bookable,
    problems: { 403: notYours, 422: 'Partner or direction not found' },
  },
  bookVisit: {
    summary: 'Schedule a visit',
    forms: { booking: bookingFields },
    answer: v.object({ host, visit: number, date }),
    problemsTell: { 409: v.partial(bookable) },
    sendsTo: 'the visit',
    problems: {
      403: notYours,
      409: overtaken,
      422: 'The visit can’t be on that day; names the day and the rule',
    },
  },
  arcPage: {
    summary: 'Get a partnership’s learning focus',
    answer: v.object({
      host,
      arc: said(v.nullable(arc), 'The learning focus, or null'),
      seen: looked.seen,
    }),
    problems: { 403: notYours },
  },
  setArc: {
    summary: 'Set a partnership’s learning focus',
    forms: { arc: arcFields },
    answer: v.object({ host, arc: said(arc, 'The learning focus') }),
    sendsTo: 'the partnership',
    problems: {
      403: notYours,
      409: 'Someone else changed it first, or the partnership has ended',
    },
  },
  visitCalendar: {
    summary: 'Get a calendar for the year or one month: visits, holidays, closures, and coaching',
    query: {
      partnership: 'A partnership’s calendar, by its host’s application number',
      school: 'A school’s calendar, by its ID',
      facilitator: 'A facilitator’s calendar, by email address (default: your own)',
      month: 'One month only, like `2027-11`',
    },
    answer: v.object({
      name: text('The calendar’s name'),
      days: listOf(calendarDay, 'All days with entries'),
    }),
    problems: { 404: 'Calendar or month not found' },
  },
  renewFacilitatorCalendar: {
    summary: 'Create or replace your calendar link; the old link stops working',
    forms: { renewal: renewalFields },
    answer: v.object({ calendar: address('The calendar link') }),
    sendsTo: 'the overview of visits',
    problems: { 409: 'You’re not the facilitator of any partnership' },
  },
  coaching: {
    summary: 'List principal coaching sessions and possible days',
    query: { date: 'A date to fill in first' },
    answer: v.object({
      sessions: listOf(session, 'All sessions, including canceled ones'),
      days: listOf(
        v.object({ date, busy: count('Number of principals who have a visit that day') }),
        'Upcoming school days (directors only)',
      ),
    }),
  },
  bookCoaching: {
    summary: 'Schedule a coaching session',
    forms: { session: coachingFields },
    answer: sessions,
    sendsTo: 'the coaching sessions, or “Reschedule visits” if visits are on its day',
    problems: { 409: 'The date is past or already has a session' },
  },
  changeCoaching: {
    summary: 'Change a coaching session',
    forms: { session: coachingChangeFields },
    answer: sessions,
    sendsTo: 'the coaching sessions, or “Reschedule visits” if visits are on its day',
    problems: { 409: 'Someone else changed it, it can no longer be changed, or the day has another session' },
  },
  cancelCoaching: {
    summary: 'Cancel a coaching session',
    forms: { cancellation: coachingCancellationFields },
    answer: sessions,
    sendsTo: 'the coaching sessions',
    problems: { 409: 'Someone else changed it, or it can no longer be canceled' },
  },
} satisfies Record<string, Operation>;
