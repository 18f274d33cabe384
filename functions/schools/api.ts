import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { reference, staffMember } from '../../shared/api/shapes.ts';
import { arc, delegation, reflection } from '../../shared/api/visit-shapes.ts';
import { address, days, listOf, oneOf, said, text } from '../../shared/api/words.ts';
import type { RoutesOf } from '../routes.ts';
import { asked, otherSchool, ownVisit, schoolSession, schoolVisit } from './api-shapes.ts';
import { delegationFields, proposalFields, reflectionFields, renewalFields } from './forms.ts';

const notYours = 'The link to the application was not followed in this session';
const noPartnership = 'The school is in no partnership';
const withdrawn = 'The school has withdrawn';
const noVisit = 'The school is in no partnership, or in no such visit';
const { number, date } = ownVisit;
const calendar = address('The address to which calendars subscribe; whoever knows it can read the visits');

const seen = text('What this was made from: a form that sends it back is refused once something changed');

const tooLate =
  'Somebody changed it meanwhile, or the visit was, or is cancelled, or the school no longer takes part';
const notNow =
  'A colleague said something else meanwhile, or the visit is still to come, or cancelled, or the school no longer takes part';

export const operations = {
  schoolVisits: {
    summary: 'The year of a school: its partners, what they work on, its visits and coaching',
    session: 'applicant',
    answer: v.object({
      reference,
      state: oneOf(['active', 'ended'], 'Of the partnership'),
      partners: listOf(otherSchool, 'The other schools of the partnership, the host first'),
      facilitator: staffMember,
      arc: said(v.nullable(arc), 'What the partnership works on, or null'),
      visits: listOf(schoolVisit, 'The visits of the school in the order of days'),
      earlier: listOf(
        v.object({
          host: v.object({ id: text('Its id'), name: text('Its name') }),
          visits: listOf(schoolVisit, 'The visits of the school with it that were'),
        }),
        'Hosts that the school had before, and that left the program',
      ),
      next: said(v.nullable(number), 'The next visit, or null'),
      coaching: listOf(schoolSession, 'The sessions of leadership coaching'),
      calendar: said(v.nullable(calendar), 'As long as there is one'),
    }),
    problems: { 403: notYours, 404: noPartnership, 409: withdrawn },
  },
  schoolVisit: {
    summary: 'One visit of a school',
    session: 'applicant',
    answer: v.object({
      reference,
      ...ownVisit,
      freeDays: days('Days nearby to which it could move, while it is to come'),
      seen: said(v.object({ delegation: seen, proposal: seen }), 'What its forms were made from'),
    }),
    problems: { 403: notYours, 404: noVisit, 409: withdrawn },
  },
  nameDelegation: {
    summary: 'Say who comes from the school; saying it again replaces it',
    session: 'applicant',
    forms: { delegation: delegationFields },
    answer: v.object({ reference, number, delegation: said(delegation, 'Who comes') }),
    sendsTo: 'the visit',
    problems: { 403: notYours, 404: noVisit, 409: tooLate },
  },
  proposeDate: {
    summary: 'Ask for another day, in the place of what the school asked before',
    session: 'applicant',
    forms: { proposal: proposalFields },
    answer: v.object({ reference, number, proposal: said(asked, 'The day and the reason') }),
    sendsTo: 'the visit',
    problems: { 403: notYours, 404: noVisit, 409: tooLate },
  },
  reflectionPage: {
    summary: 'The form for what the school took from a visit, with what it said before',
    session: 'applicant',
    answer: v.object({
      reference,
      number,
      date,
      reflection: said(v.nullable(reflection), 'What was said before, or null'),
      seen,
    }),
    problems: { 403: notYours, 404: noVisit, 409: notNow },
  },
  giveReflection: {
    summary: 'Say what the school took from a visit; saying it again replaces it',
    session: 'applicant',
    forms: { reflection: reflectionFields },
    answer: v.object({ reference, number, reflection: said(reflection, 'What is kept') }),
    sendsTo: 'the visits of the school',
    problems: { 403: notYours, 404: noVisit, 409: notNow },
  },
  renewCalendar: {
    summary:
      'Make the address of the school’s calendar, or a new one: the old one then shows nothing any more',
    session: 'applicant',
    forms: { renewal: renewalFields },
    answer: v.object({ calendar }),
    sendsTo: 'the visits of the school',
    problems: {
      403: notYours,
      404: noPartnership,
      409: 'The school has withdrawn, or its partnership has ended',
    },
  },
  calendarFeed: {
    summary: 'The visits of a school or a facilitator as a calendar (RFC 5545); the token may end in `.ics`',
    problems: { 404: 'There is no such calendar', 410: 'The calendar has ended, or has a new address' },
  },
} satisfies Record<RoutesOf<'schools'>, Operation>;
