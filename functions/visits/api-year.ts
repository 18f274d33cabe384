import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { arc } from '../../shared/api/visit-shapes.ts';
import { address, count, day, days, listOf, maybe, said, text, texts } from '../../shared/api/words.ts';
import {
  calendarDay,
  changes,
  daysOff,
  debt,
  host,
  looked,
  lostDay,
  number,
  session,
  stuck,
} from './api-shapes.ts';
import { notYours, overtaken } from './api-words.ts';
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

const noPartnership = 'There is no such partnership';
const bookable = v.object({
  host,
  debts: listOf(v.object(debt), 'Visits that are owed'),
  free: days('Days on which the visit can be'),
  ...looked,
});
const repairOfYear = v.object({ changes, stuck, ...looked });
const repaired = {
  moved: count('How many partnerships were changed'),
  left: texts('Hosts of partnerships that somebody else changed meanwhile'),
  stuck,
};
const lookedAt = v.object({
  lostDays: listOf(lostDay, 'Days lost so far'),
  day: said(v.nullable(lostDay), 'The day that was looked at, or null'),
  ...repairOfYear.entries,
  seen: maybe(looked.seen),
});
const sessions = v.object({
  sessions: listOf(session, 'Every session as it is now'),
  clashes: count('How many visits are on the day of a session'),
});

/** What is asked and told of the year around the visits: days, debts, arcs, calendars and coaching. */
export const ofTheYear = {
  lostDayPage: {
    summary:
      'Days lost; with `date`, `whose` and `reason`, every visit that would move if that day were lost',
    session: 'staff',
    query: {
      date: 'The day',
      whose: '`all`, `region` or `school`; a facilitator takes a day from one of their schools only',
      region: 'Which region',
      school: 'Which school, by its id',
      reason: 'What schools are told',
    },
    answer: lookedAt,
    problems: { 422: 'The day cannot be lost: which rule' },
  },
  loseDay: {
    summary: 'Lose a day, and move the visits that are on it',
    session: 'staff',
    forms: { day: lostDayFields },
    answer: v.object({ day: said(lostDay, 'The day'), ...repaired }),
    problemsTell: { 409: v.partial(lookedAt) },
    sendsTo: 'the year at a glance',
    problems: { 409: overtaken },
  },
  regainDay: {
    summary: 'Take a lost day back; visits that were moved from it stay where they are',
    session: 'staff',
    forms: { day: regainFields },
    answer: v.object({ lostDays: listOf(lostDay, 'Days that are still lost') }),
    sendsTo: 'the lost days',
    problems: { 409: 'The day is not lost' },
  },
  repairVisitsPage: {
    summary: 'What is still needed for every visit to be, and none to be owed',
    session: 'staff',
    answer: repairOfYear,
  },
  repairVisits: {
    summary: 'Make these changes; sent again after an interruption it does the rest',
    session: 'staff',
    forms: { repair: repairFields },
    answer: v.object(repaired),
    problemsTell: { 409: v.partial(repairOfYear) },
    sendsTo: 'the year at a glance',
    problems: { 409: overtaken },
  },
  daysOffPage: {
    summary: 'Days on which a facilitator accompanies no visit',
    session: 'staff',
    query: { facilitator: 'The address of the facilitator; one’s own where it is left out' },
    answer: v.object({ ...daysOff, seen: looked.seen }),
    problems: { 403: notYours, 404: 'There is no such facilitator' },
  },
  setDaysOff: {
    summary: 'Set the days on which a facilitator accompanies no visit',
    session: 'staff',
    forms: { daysOff: daysOffFields },
    answer: v.object({ ...daysOff, clashes: count('How many booked visits are on such days') }),
    sendsTo: 'the year at a glance, or to the repair where visits are on such days',
    problems: { 403: notYours, 409: overtaken },
  },
  bookVisitPage: {
    summary:
      'What is owed in a partnership; with `partner` and `direction`, the days on which a visit can be',
    session: 'staff',
    query: { partner: 'The partner, by its id', direction: '`to-host` or `to-partner`' },
    answer: bookable,
    problems: { 403: notYours, 404: noPartnership, 422: 'There is no such partner or direction' },
  },
  bookVisit: {
    summary: 'Book a visit',
    session: 'staff',
    forms: { booking: bookingFields },
    answer: v.object({ host, visit: number, date: day('The day') }),
    problemsTell: { 409: v.partial(bookable) },
    sendsTo: 'the visit',
    problems: {
      403: notYours,
      404: noPartnership,
      409: overtaken,
      422: 'The visit cannot be on that day: which day and which rule',
    },
  },
  arcPage: {
    summary: 'What a partnership works on through the year',
    session: 'staff',
    answer: v.object({
      host,
      arc: said(v.nullable(arc), 'The arc of learning, or null'),
      seen: looked.seen,
    }),
    problems: { 403: notYours, 404: noPartnership },
  },
  setArc: {
    summary: 'Say what a partnership works on through the year',
    session: 'staff',
    forms: { arc: arcFields },
    answer: v.object({ host, arc: said(arc, 'The arc of learning') }),
    sendsTo: 'the partnership',
    problems: {
      403: notYours,
      404: noPartnership,
      409: 'Somebody else set it meanwhile, or the partnership has ended',
    },
  },
  visitCalendar: {
    summary: 'A year, or a month of it, day by day: visits, holidays, lost days and coaching',
    session: 'staff',
    query: {
      partnership: 'Of a partnership, by the reference of its host',
      school: 'Of a school, by its id',
      facilitator: 'Of a facilitator, by the address; one’s own where nothing is named',
      month: 'One month only, like `2014-11`',
    },
    answer: v.object({
      name: text('Whose calendar it is'),
      days: listOf(calendarDay, 'Every day on which something is, and what'),
    }),
    problems: { 404: 'There is no such calendar, or no such month' },
  },
  renewFacilitatorCalendar: {
    summary: 'Make a new address to subscribe to one’s own visits; the one before ends',
    session: 'staff',
    forms: { renewal: renewalFields },
    answer: v.object({ calendar: address('The address') }),
    sendsTo: 'the year at a glance',
    problems: { 409: 'Whoever is signed in goes with no partnership' },
  },
  coaching: {
    summary: 'The coaching sessions of all principals, and days on which one could be',
    session: 'staff',
    query: { date: 'A day to begin the form with' },
    answer: v.object({
      sessions: listOf(session, 'Every session, cancelled ones too'),
      days: listOf(
        v.object({ date: day('The day'), busy: count('How many principals have a visit then') }),
        'For directors: school days to come',
      ),
    }),
  },
  bookCoaching: {
    summary: 'Book a coaching session',
    session: 'staff',
    forms: { session: coachingFields },
    answer: sessions,
    sendsTo: 'the coaching sessions, or to the repair where visits are on its day',
    problems: { 409: 'The day is over, or has a session' },
  },
  changeCoaching: {
    summary: 'Change a coaching session',
    session: 'staff',
    forms: { session: coachingChangeFields },
    answer: sessions,
    sendsTo: 'the coaching sessions, or to the repair where visits are on its day',
    problems: { 409: 'It changed, or cannot be changed any more, or the day has another session' },
  },
  cancelCoaching: {
    summary: 'Cancel a coaching session',
    session: 'staff',
    forms: { cancellation: coachingCancellationFields },
    answer: sessions,
    sendsTo: 'the coaching sessions',
    problems: { 409: 'It changed, or cannot be cancelled any more' },
  },
} satisfies Record<string, Operation>;
