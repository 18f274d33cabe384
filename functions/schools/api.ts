import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import { delegationFields, proposalFields, reflectionFields } from './forms.ts';

const reference = 'The application of the school: its cycle and its school';
const notYours = 'The link to the application was not followed in this session';
const noPartnership = 'The school is in no partnership';
const withdrawn = 'The school has withdrawn';
const noVisit = 'The school is in no partnership, or in no such visit';
const calendar = 'The address to which calendars subscribe, or null; whoever knows it can read the visits';

const tooLate = 'The visit was, or is cancelled, or the school no longer takes part';
const notNow = 'The visit is still to come, or cancelled, or the school no longer takes part';

const oneVisit = {
  number: 'The number of the visit in its partnership',
  state: '`booked`, `held` or `cancelled`',
  date: 'The day',
  startsAt: 'When it begins, in UTC',
  endsAt: 'When it ends, in UTC',
  visiting: 'The ids of the schools that travel',
  visited: 'The id of the school that they visit',
  place: 'Where in the visited school',
  theme: 'What it is about',
  lookFor: 'What to look for',
  delegations: 'Who comes, by the id of each school that has said so',
  proposal: 'The day for which the school has asked, while that is open',
  reflection: 'What the school took from it, once it has said so',
};

export const operations = {
  schoolVisits: {
    summary: 'The year of a school: its partners, what they work on, its visits and coaching',
    session: 'applicant',
    answer: {
      reference,
      state: '`active` or `ended`',
      partners: 'The other schools of the partnership, with who leads each and why it fits',
      facilitator: 'Name and address',
      arc: 'Focus area, problem of practice and goal, or null',
      visits: 'The visits of the school in the order of days',
      next: 'The number of the next visit, or null',
      coaching: 'The sessions of leadership coaching',
      calendar,
    },
    problems: { 403: notYours, 404: noPartnership, 409: withdrawn },
  },
  schoolVisit: {
    summary: 'One visit of a school',
    session: 'applicant',
    answer: { reference, ...oneVisit, freeDays: 'Days nearby to which it could move, while it is to come' },
    problems: { 403: notYours, 404: noVisit, 409: withdrawn },
  },
  nameDelegation: {
    summary: 'Say who comes from the school; saying it again replaces it',
    session: 'applicant',
    forms: { delegation: delegationFields },
    answer: { reference, number: oneVisit.number, delegation: 'Who comes' },
    sendsTo: 'the visit',
    problems: { 403: notYours, 404: noVisit, 409: tooLate },
  },
  proposeDate: {
    summary: 'Ask for another day, in the place of what the school asked before',
    session: 'applicant',
    forms: { proposal: proposalFields },
    answer: { reference, number: oneVisit.number, proposal: 'The day and the reason' },
    sendsTo: 'the visit',
    problems: { 403: notYours, 404: noVisit, 409: tooLate },
  },
  reflectionPage: {
    summary: 'The form for what the school took from a visit, with what it said before',
    session: 'applicant',
    answer: {
      reference,
      number: oneVisit.number,
      date: oneVisit.date,
      reflection: 'What was said before, or null',
    },
    problems: { 403: notYours, 404: noVisit, 409: notNow },
  },
  giveReflection: {
    summary: 'Say what the school took from a visit; saying it again replaces it',
    session: 'applicant',
    forms: { reflection: reflectionFields },
    answer: { reference, number: oneVisit.number, reflection: 'What is kept' },
    sendsTo: 'the visits of the school',
    problems: { 403: notYours, 404: noVisit, 409: notNow },
  },
  renewCalendar: {
    summary:
      'Make the address of the school’s calendar, or a new one: the old one then shows nothing any more',
    session: 'applicant',
    answer: { calendar },
    sendsTo: 'the visits of the school',
    problems: {
      403: notYours,
      404: noPartnership,
      409: 'The school has withdrawn, or its partnership has ended',
    },
  },
  calendarFeed: {
    summary: 'The visits of a school or a facilitator as a calendar (RFC 5545); the token may end in `.ics`',
    answer: {},
    problems: { 404: 'There is no such calendar', 410: 'The calendar has ended, or has a new address' },
  },
} satisfies Record<RoutesOf<'schools'>, Operation>;
