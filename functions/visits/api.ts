import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { history, staffMember } from '../../shared/api/shapes.ts';
import { arc, visit } from '../../shared/api/visit-shapes.ts';
import { day, days, email, listOf, oneOf, said, texts, whole } from '../../shared/api/words.ts';
import type { RoutesOf } from '../routes.ts';
import { changes, clashes, faults, glance, host, looked, number, plannedVisit } from './api-shapes.ts';
import { notYours, overtaken } from './api-words.ts';
import { ofTheYear } from './api-year.ts';
import {
  cancellationFields,
  declineFields,
  detailsFields,
  moveFields,
  planFields,
  recordFields,
  themeFields,
} from './forms.ts';

const noVisit = 'There is no such visit';
const changed = v.object({ host, visit: said(visit, 'The visit as it is now') });
const seen = said(
  v.object({
    theme: looked.seen,
    record: looked.seen,
    decline: v.record(v.string(), v.string()),
  }),
  'What each form of the visit was made from; `decline` by the school that asks for another day',
);
const facilitator = email('The address of the facilitator');
const plan = v.object({
  facilitator,
  ...looked,
  state: oneOf(['planned', 'refused', 'began'], '`began` where visits have been already'),
  visits: listOf(plannedVisit, 'Every visit, with its days from its target'),
  cost: said(v.nullable(v.number()), 'Days from the targets, of all visits; null without a plan'),
  bound: said(
    v.nullable(v.number()),
    'The least that any plan can have: the same as `cost` where no better plan exists',
  ),
  clashes,
});
const move = v.object({
  host,
  visit,
  free: days('Days on which no other visit has to move'),
  date: said(v.nullable(day('The day')), 'The day that was looked at, or null'),
  changes: said(changes, 'Every visit that would change, this one first'),
  faults,
  ...looked,
});
const problems = { 403: notYours, 404: noVisit, 409: overtaken };

export const operations = {
  visits: {
    summary: 'The year at a glance: what is to be seen to, and the next two weeks',
    session: 'staff',
    answer: v.object({
      mine: said(
        v.nullable(glance),
        'Of the partnerships of whoever is signed in: withdrawals, clashes, debts, proposals, unnoted and unplanned, and what is next; or null',
      ),
      others: said(v.nullable(glance), 'The same of all others, for a director; or null'),
    }),
  },
  visitPlanPage: {
    summary: 'The plan of a facilitator’s year as it would be published now, or why there is none',
    session: 'staff',
    query: { facilitator: 'The address of the facilitator; one’s own where it is left out' },
    answer: plan,
    problems: { 403: notYours, 404: 'There is no such facilitator' },
  },
  publishVisitPlan: {
    summary: 'Publish the plan of a facilitator’s year; sent again after an interruption it does the rest',
    session: 'staff',
    forms: { plan: planFields },
    answer: v.object({ facilitator, published: texts('The hosts whose partnerships got their visits now') }),
    problemsTell: { 409: v.partial(plan) },
    sendsTo: 'the year at a glance',
    problems: { 403: notYours, 409: overtaken },
  },
  visit: {
    summary: 'All of one visit',
    session: 'staff',
    answer: v.object({
      host,
      version: whole('Of the partnership; raised with every change'),
      facilitator: said(staffMember, 'Who goes with it'),
      arc: said(v.nullable(arc), 'The arc of learning, or null'),
      visit,
      seen,
      history,
    }),
    problems: { 404: noVisit },
  },
  moveVisitPage: {
    summary: 'The days to which a visit can move alone; with `date`, what moving it there would mean',
    session: 'staff',
    query: { date: 'The day to look at' },
    answer: move,
    problems: { 403: notYours, 404: noVisit, 409: 'The visit was held or cancelled', 422: 'This is no day' },
  },
  moveVisit: {
    summary: 'Move a visit, and those that make room for it',
    session: 'staff',
    forms: { move: moveFields },
    answer: v.object({
      host,
      visit: number,
      date: day('The day'),
      left: texts(
        'Hosts of partnerships that should have made room, and were changed by somebody else meanwhile',
      ),
    }),
    problemsTell: { 409: v.partial(move) },
    sendsTo: 'the visit',
    problems: { ...problems, 422: 'The visit cannot be on that day: which day and which rule' },
  },
  cancelVisit: {
    summary: 'Cancel a visit; it is owed then',
    session: 'staff',
    forms: { cancellation: cancellationFields },
    answer: changed,
    sendsTo: 'the visit',
    problems,
  },
  changeVisit: {
    summary: 'Give a visit other hours or another place',
    session: 'staff',
    forms: { details: detailsFields },
    answer: changed,
    sendsTo: 'the visit',
    problems,
  },
  themeVisit: {
    summary: 'Say what a visit is about and what to look for',
    session: 'staff',
    forms: { theme: themeFields },
    answer: changed,
    sendsTo: 'the visit',
    problems,
  },
  declineDate: {
    summary: 'Decline the day that a school asked for',
    session: 'staff',
    forms: { decline: declineFields },
    answer: changed,
    sendsTo: 'the visit',
    problems,
  },
  recordVisit: {
    summary: 'Note how a visit was: `attendance-` and the id of each school say how many came from there',
    session: 'staff',
    forms: { record: recordFields },
    answer: changed,
    sendsTo: 'the visit',
    problems,
  },
  ...ofTheYear,
} satisfies Record<RoutesOf<'visits'>, Operation>;
