import type { Operation } from '../../shared/api/operation.ts';
import { notYours, overtaken, seen } from './api-words.ts';
import {
  arcFields,
  bookingFields,
  coachingFields,
  daysOffFields,
  lostDayFields,
  regainFields,
  repairFields,
} from './forms.ts';

const noPartnership = 'There is no such partnership';
const repair = {
  changes: 'Every visit that would change, from which day to which',
  stuck: 'Facilitators whose visits cannot all be kept, and why',
};
const repaired = {
  moved: 'How many partnerships were changed',
  left: 'Hosts of partnerships that somebody else changed meanwhile',
  stuck: repair.stuck,
};
const sessions = {
  sessions: 'Every session as it is now',
  clashes: 'How many visits are on the day of a session',
};
const daysOff = {
  facilitator: 'The address',
  weekdays: 'Weekdays off, 1 for Monday to 5',
  dates: 'Single days off',
};

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
    answer: {
      lostDays: 'Days lost so far',
      day: 'The day that was looked at, or null',
      ...repair,
      seen,
      changed: 'Whether something changed since it was looked at',
    },
    problems: { 422: 'The day cannot be lost: which rule' },
  },
  loseDay: {
    summary: 'Lose a day, and move the visits that are on it',
    session: 'staff',
    forms: { day: lostDayFields },
    answer: { day: 'The day', ...repaired },
    sendsTo: 'the year at a glance',
    problems: { 409: overtaken },
  },
  regainDay: {
    summary: 'Take a lost day back; visits that were moved from it stay where they are',
    session: 'staff',
    forms: { day: regainFields },
    answer: { lostDays: 'Days that are still lost' },
    sendsTo: 'the lost days',
    problems: { 409: 'The day is not lost' },
  },
  repairVisitsPage: {
    summary: 'What is still needed for every visit to be, and none to be owed',
    session: 'staff',
    answer: { ...repair, seen, changed: 'Whether something changed since it was looked at' },
  },
  repairVisits: {
    summary: 'Make these changes; sent again after an interruption it does the rest',
    session: 'staff',
    forms: { repair: repairFields },
    answer: repaired,
    sendsTo: 'the year at a glance',
    problems: { 409: overtaken },
  },
  daysOffPage: {
    summary: 'Days on which a facilitator accompanies no visit',
    session: 'staff',
    query: { facilitator: 'The address of the facilitator; one’s own where it is left out' },
    answer: daysOff,
    problems: { 403: notYours, 404: 'There is no such facilitator' },
  },
  setDaysOff: {
    summary: 'Set the days on which a facilitator accompanies no visit',
    session: 'staff',
    forms: { daysOff: daysOffFields },
    answer: { ...daysOff, clashes: 'How many booked visits are on such days' },
    sendsTo: 'the year at a glance, or to the repair where visits are on such days',
    problems: { 403: notYours },
  },
  bookVisitPage: {
    summary:
      'What is owed in a partnership; with `partner` and `direction`, the days on which a visit can be',
    session: 'staff',
    query: { partner: 'The partner, by its id', direction: '`to-host` or `to-partner`' },
    answer: {
      host: 'The partnership, by its host',
      debts: 'Visits that are owed',
      free: 'Days on which the visit can be',
    },
    problems: { 403: notYours, 404: noPartnership, 422: 'There is no such partner or direction' },
  },
  bookVisit: {
    summary: 'Book a visit',
    session: 'staff',
    forms: { booking: bookingFields },
    answer: { host: 'The partnership, by its host', visit: 'The number of the visit', date: 'The day' },
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
    answer: { host: 'The partnership, by its host', arc: 'The arc of learning, or null' },
    problems: { 403: notYours, 404: noPartnership },
  },
  setArc: {
    summary: 'Say what a partnership works on through the year',
    session: 'staff',
    forms: { arc: arcFields },
    answer: { host: 'The partnership, by its host', arc: 'The arc of learning' },
    sendsTo: 'the partnership',
    problems: { 403: notYours, 404: noPartnership, 409: 'The partnership has ended' },
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
    answer: { name: 'Whose calendar it is', days: 'Every day on which something is, and what' },
    problems: { 404: 'There is no such calendar, or no such month' },
  },
  renewFacilitatorCalendar: {
    summary: 'Make a new address to subscribe to one’s own visits; the one before ends',
    session: 'staff',
    answer: { calendar: 'The address' },
    sendsTo: 'the year at a glance',
    problems: { 409: 'Whoever is signed in goes with no partnership' },
  },
  coaching: {
    summary: 'The coaching sessions of all principals, and days on which one could be',
    session: 'staff',
    query: { date: 'A day to begin the form with' },
    answer: {
      sessions: 'Every session, cancelled ones too',
      days: 'For directors: school days to come, each with how many principals have a visit then',
    },
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
    forms: { session: coachingFields },
    answer: sessions,
    sendsTo: 'the coaching sessions, or to the repair where visits are on its day',
    problems: { 409: 'It cannot be changed any more, or the day has another session' },
  },
  cancelCoaching: {
    summary: 'Cancel a coaching session',
    session: 'staff',
    answer: sessions,
    sendsTo: 'the coaching sessions',
    problems: { 409: 'It cannot be cancelled any more' },
  },
} satisfies Record<string, Operation>;
