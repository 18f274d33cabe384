import * as v from 'valibot';
import { count, day, email, flag, listOf, named, oneOf, said, text, texts, whole } from '#api/schema.ts';
import { coachingSession, partnership, proposal } from '#api/shapes.ts';
import { visitYearSchema } from '#store/visit-schema.ts';

export const host = text('The ID of the partnership’s host');
export const number = whole('The visit’s number in its partnership');
const date = day('The date');
const reasons = texts('Reasons why the date isn’t possible, one sentence each');

/** The `seen` value that forms send back, and whether it was out of date. */
export const looked = {
  seen: text(
    'Identifies the state that was shown; a form that sends it back is refused if something changed',
  ),
  changed: flag('Whether something changed since the page was loaded'),
};

const between = { visiting: texts('The visiting schools'), visited: text('The visited school') };
export const debt = { ...between, count: count('Number of such visits still to schedule') };

const clash = named(
  'VisitClash',
  v.object({
    kind: text('The kind of conflict, like `too-few-days`'),
    statement: text('The conflict'),
    relax: texts('Changes that would help'),
  }),
);
export const clashes = listOf(clash, 'Why there’s no schedule, and what would help');
export const plannedVisit = v.object({
  host,
  date,
  facilitator: email('The visit’s facilitator'),
  ...between,
  daysFromTarget: whole('Days from its ideal date'),
});

const change = named(
  'VisitChange',
  v.object({
    host,
    visit: number,
    kind: oneOf(['moved', 'booked', 'cancelled'], 'The change'),
    ...between,
    from: v.nullable(date),
    to: v.nullable(date),
    asked: listOf(
      v.object({ school: text('The school’s ID'), date }),
      'Date requests that the change answers',
    ),
  }),
);
export const changes = listOf(change, 'All visits that would change, with their old and new dates');
export const faults = reasons;
const fault = v.object({
  kind: text('The kind of rule, like `no-school-day`'),
  statement: text('The reason'),
});
export const stuck = listOf(
  v.object({ facilitator: email('The facilitator’s email address'), clashes }),
  'Facilitators whose visits can’t all be kept, and why',
);

const placed = { partnership, host, visit: number, date };
const placedVisit = named('PlacedVisit', v.object(placed));
export const glance = named(
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

export const lostDay = named('LostDay', visitYearSchema.entries.lostDays.item);
export const session = coachingSession;
export const daysOff = {
  facilitator: email('The facilitator’s email address'),
  ...v.object({
    weekdays: listOf(v.picklist([1, 2, 3, 4, 5]), 'Days of the week off: 1 (Monday) to 5 (Friday)'),
    dates: listOf(v.pipe(v.string(), v.isoDate()), 'Dates off'),
  }).entries,
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
export const calendarDay = v.object({ date, entries: said(v.array(calendarEntry), 'The day’s entries') });

/** Descriptions that several operations share. */
export const overtaken = 'Something changed; nothing was done; returns the current state';
export const notYours = 'This partnership has a different facilitator';
