import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { day, days, email, listOf, named, oneOf, said, text, texts, whole } from '#api/schema.ts';
import { arc, history, partnership, proposal, staffMember, visit } from '#api/shapes.ts';
import type { RoutesOf } from '#routes.ts';
import {
  between,
  changes,
  clashes,
  date,
  debt,
  facilitator,
  host,
  looked,
  notYours,
  number,
  overtaken,
} from './api-shapes.ts';
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

const plannedVisit = v.object({
  host,
  date,
  facilitator: email('The visit’s facilitator'),
  ...between,
  daysFromTarget: whole('Days from its ideal date'),
});

const faults = texts('Reasons why the date isn’t possible, one sentence each');
const fault = v.object({
  kind: text('The kind of rule, like `no-school-day`'),
  statement: text('The reason'),
});

const placed = { partnership, host, visit: number, date };
const placedVisit = named('PlacedVisit', v.object(placed));
const glance = named(
  'YearAtAGlance',
  v.object({
    withdrawals: listOf(
      v.object({
        partnership,
        host,
        schools: texts('The schools that withdrew'),
        visits: listOf(number, 'Numbers of the upcoming visits that are on hold'),
      }),
      'Partnerships that a school withdrew from',
    ),
    clashes: listOf(
      v.object({ ...placed, faults: listOf(fault, 'Why, by rule') }),
      'Visits that need a new date',
    ),
    debts: listOf(v.object({ partnership, host, ...debt }), 'Visits still to schedule'),
    proposals: listOf(v.object({ ...placed, proposal }), 'Date requests from schools'),
    unnoted: listOf(placedVisit, 'Visits that need notes'),
    unplanned: texts('Hosts of partnerships without a schedule'),
    next: listOf(placedVisit, 'Visits in the next two weeks'),
    later: listOf(placedVisit, 'The first visits after that'),
  }),
);

const changed = v.object({ host, visit: said(visit, 'The current visit') });
const seen = said(
  v.object({
    details: looked.seen,
    cancellation: looked.seen,
    theme: looked.seen,
    record: looked.seen,
    decline: v.record(v.string(), v.string()),
  }),
  'The `seen` value of each form; `decline` by the school that asked for another date',
);
const plan = v.object({
  facilitator,
  ...looked,
  state: oneOf(['planned', 'refused', 'began'], '`began` if visits have already happened'),
  visits: listOf(plannedVisit, 'All visits, with their days from their ideal dates'),
  cost: said(
    v.nullable(v.number()),
    'Days from the ideal dates, summed over all visits; null without a schedule',
  ),
  bound: said(
    v.nullable(v.number()),
    'The lowest cost that any schedule could have; equal to `cost` if no better schedule exists',
  ),
  clashes,
});
const move = v.object({
  host,
  visit,
  free: days('Days when no other visit has to move'),
  date: said(v.nullable(date), 'The previewed date, or null'),
  changes: said(changes, 'All visits that would change, this one first'),
  faults,
  ...looked,
});
const problems = { 403: notYours, 409: overtaken };

/** A small change of one visit. */
const changing = (summary: string, forms: NonNullable<Operation['forms']>) => ({
  summary,
  forms,
  answer: changed,
  sendsTo: 'the visit',
  problems,
});

export const operations = {
  visits: {
    summary: 'Get an overview: items that need attention, and the next two weeks',
    answer: v.object({
      mine: said(
        v.nullable(glance),
        'The signed-in user’s partnerships: what needs attention and upcoming visits; or null',
      ),
      others: said(v.nullable(glance), 'The same for all other partnerships (directors only), or null'),
    }),
  },
  visitPlanPage: {
    summary: 'Get a facilitator’s visit schedule as it would be published now, or why there’s none',
    query: { facilitator: 'The facilitator’s email address (default: your own)' },
    answer: plan,
    problems: { 403: notYours, 404: 'Facilitator not found' },
  },
  publishVisitPlan: {
    summary: 'Publish a facilitator’s visit schedule; send again after an interruption to finish',
    forms: { plan: planFields },
    answer: v.object({
      facilitator,
      published: texts('Hosts of the partnerships that were published by this request'),
    }),
    problemsTell: { 409: v.partial(plan) },
    sendsTo: 'the overview of visits',
    problems: { 403: notYours, 409: overtaken },
  },
  visit: {
    summary: 'Get a visit',
    answer: v.object({
      host,
      version: whole('The partnership’s version; increases with every change'),
      facilitator: said(staffMember, 'The visit’s facilitator'),
      arc: said(v.nullable(arc), 'The learning focus, or null'),
      visit,
      seen,
      history,
    }),
  },
  moveVisitPage: {
    summary: 'List available days for a visit; with `date`, preview the move',
    query: { date: 'The date to preview' },
    answer: move,
    problems: {
      403: notYours,
      409: 'The visit already happened or was canceled',
      422: 'Invalid date',
    },
  },
  moveVisit: {
    summary: 'Move a visit, and the visits that make room for it',
    forms: { move: moveFields },
    answer: v.object({
      host,
      visit: number,
      date: day('The new date'),
      left: texts('Hosts of partnerships that should have made room, but someone else changed them first'),
    }),
    problemsTell: { 409: v.partial(move) },
    sendsTo: 'the visit',
    problems: { ...problems, 422: 'The visit can’t be on that day; names the day and the rule' },
  },
  cancelVisit: changing('Cancel a visit; it then needs a replacement', { cancellation: cancellationFields }),
  changeVisit: changing('Change a visit’s time or place', { details: detailsFields }),
  themeVisit: changing('Set a visit’s theme and what to look for', { theme: themeFields }),
  declineDate: changing('Decline a school’s date request', { decline: declineFields }),
  recordVisit: changing(
    'Record how a visit went; `attendance-` plus a school’s ID is the number of people from that school',
    { record: recordFields },
  ),
  ...ofTheYear,
} satisfies Record<RoutesOf<'visits'>, Operation>;
