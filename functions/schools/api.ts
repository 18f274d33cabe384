import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { address, days, instant, listOf, maybe, named, oneOf, said, text } from '#api/schema.ts';
import { arc, delegation, proposal, reference, reflection, role, staffMember } from '#api/shapes.ts';
import type { RoutesOf } from '#routes.ts';
import { visitSchema } from '#store/partnerships.ts';
import { visitYearSchema } from '#store/visit-years.ts';
import { delegationFields, proposalFields, reflectionFields, renewalFields } from './forms.ts';

const otherSchool = v.object({
  id: text('School ID'),
  name: text('School name'),
  role,
  contact: v.object({ name: text('The person who leads the school'), position: v.string() }),
  why: maybe(text('Why the two schools were matched, if one hosts the other')),
});

const asked = v.pick(proposal.pipe[0], ['date', 'reason']);

const [{ entries: booked }] = visitSchema.options;

/** A visit as one of its schools sees it. It shows how many people other schools bring, and nothing else about them. */
const ownVisit = {
  number: said(booked.number, 'Number of the visit in its partnership'),
  state: v.picklist(visitSchema.options.map(({ entries }) => entries.state.literal)),
  date: said(booked.date, 'Date of the visit'),
  startsAt: instant('Start, in UTC'),
  endsAt: instant('End, in UTC'),
  visiting: said(booked.visiting, 'IDs of the visiting schools'),
  visited: said(booked.visited, 'ID of the visited school'),
  place: said(booked.place, 'Place in the visited school'),
  theme: said(booked.theme, 'Theme of the visit'),
  lookFor: said(booked.lookFor, 'What to look for'),
  delegations: said(
    v.record(
      v.string(),
      named(
        'DelegationSeen',
        v.object({ ...delegation.pipe[0].entries, remark: maybe(text('The school’s own remark')) }),
      ),
    ),
    'Who’s coming, by the ID of each school that has answered',
  ),
  reason: maybe(text('Reason for the cancellation')),
  proposal: maybe(said(asked, 'The school’s open date request')),
  reflection: maybe(said(reflection, 'The school’s reflection')),
};

const schoolVisit = named('SchoolVisit', v.object(ownVisit));
const schoolSession = named('SchoolSession', v.omit(visitYearSchema.entries.coaching.item, ['sequence']));

const notYours = 'The link to the application wasn’t opened in this session';
const noPartnership = 'The school has no partnership';
const withdrawn = 'The school has withdrawn';
const noVisit = 'The school has no partnership, or isn’t in this visit';
const { number, date } = ownVisit;
const calendar = address('Calendar link to subscribe to; anyone with the link can see the visits');

const seen = text('Hash of the data shown; forms return it, and are refused if the data has changed');

const tooLate = 'Someone changed it, the visit is over or canceled, or the school withdrew';
const notNow =
  'A colleague answered first, the visit hasn’t happened yet or is canceled, or the school withdrew';

export const operations = {
  schoolVisits: {
    summary: 'Get a school’s year: partners, learning focus, visits, and coaching',
    answer: v.object({
      reference,
      state: oneOf(['active', 'ended'], 'State of the partnership'),
      partners: listOf(otherSchool, 'The other schools in the partnership, the host first'),
      facilitator: staffMember,
      focusArea: said(
        v.nullable(text('The focus area’s ID')),
        'What the partnership works on; null if that is open',
      ),
      arc: said(v.nullable(arc), 'The partnership’s learning focus, or null'),
      visits: listOf(schoolVisit, 'The school’s visits, by date'),
      earlier: listOf(
        v.object({
          host: v.object({ id: text('School ID'), name: text('School name') }),
          visits: listOf(schoolVisit, 'The school’s past visits with this host'),
        }),
        'The school’s earlier hosts that left the program',
      ),
      next: said(v.nullable(number), 'Number of the next visit, or null'),
      coaching: listOf(schoolSession, 'Leadership coaching sessions'),
      calendar: said(v.nullable(calendar), 'The school’s calendar link, or null'),
    }),
    problems: { 403: notYours, 404: noPartnership, 409: withdrawn },
  },
  schoolVisit: {
    summary: 'Get one of a school’s visits',
    answer: v.object({
      reference,
      ...ownVisit,
      freeDays: days('Nearby dates that an upcoming visit could move to'),
      seen: said(v.object({ delegation: seen, proposal: seen }), 'Hashes for its two forms'),
    }),
    problems: { 403: notYours, 404: noVisit, 409: withdrawn },
  },
  nameDelegation: {
    summary: 'Name the school’s team; replaces an earlier answer',
    forms: { delegation: delegationFields },
    answer: v.object({ reference, number, delegation: said(delegation, 'The school’s team') }),
    sendsTo: 'the visit',
    problems: { 403: notYours, 404: noVisit, 409: tooLate },
  },
  proposeDate: {
    summary: 'Ask for another date; replaces an earlier request',
    forms: { proposal: proposalFields },
    answer: v.object({ reference, number, proposal: said(asked, 'Requested date and reason') }),
    sendsTo: 'the visit',
    problems: { 403: notYours, 404: noVisit, 409: tooLate },
  },
  reflectionPage: {
    summary: 'Get the reflection form, with the school’s earlier reflection',
    answer: v.object({
      reference,
      number,
      date,
      reflection: said(v.nullable(reflection), 'The earlier reflection, or null'),
      seen,
    }),
    problems: { 403: notYours, 404: noVisit, 409: notNow },
  },
  giveReflection: {
    summary: 'Submit a reflection; replaces an earlier one',
    forms: { reflection: reflectionFields },
    answer: v.object({ reference, number, reflection: said(reflection, 'The saved reflection') }),
    sendsTo: 'the school’s visits',
    problems: { 403: notYours, 404: noVisit, 409: notNow },
  },
  renewCalendar: {
    summary: 'Create or replace the school’s calendar link; the old link stops working',
    forms: { renewal: renewalFields },
    answer: v.object({ calendar }),
    sendsTo: 'the school’s visits',
    problems: {
      403: notYours,
      404: noPartnership,
      409: 'The school has withdrawn, or its partnership has ended',
    },
  },
  calendarFeed: {
    summary: 'Get a school’s or a facilitator’s calendar (RFC 5545); the token may end in `.ics`',
    files: ['text/calendar'],
    problems: { 404: 'Calendar not found', 410: 'The calendar has ended, or its link was replaced' },
  },
} satisfies Record<RoutesOf<'schools'>, Operation>;
