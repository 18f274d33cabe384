import * as v from 'valibot';
import { partnership } from '../../shared/api/shapes.ts';
import { coachingSession, proposal } from '../../shared/api/visit-shapes.ts';
import {
  count,
  day,
  email,
  flag,
  listOf,
  named,
  oneOf,
  said,
  text,
  texts,
  whole,
} from '../../shared/api/words.ts';
import { visitYearSchema } from '../../shared/store/visit-schemas.ts';

export const host = text('The partnership, by its host');
export const number = whole('The number of the visit in its partnership');
const date = day('The day');
const reasons = texts('Why it cannot be, a sentence each');

/** What forms send back, and whether it still held. */
export const looked = {
  seen: text('What this was made from: a form that sends it back is refused once something changed'),
  changed: flag('Whether something changed since it was looked at'),
};

const between = { visiting: texts('The schools that travel'), visited: text('The school that they visit') };
export const debt = { ...between, count: count('How many such visits are owed') };

const clash = named(
  'VisitClash',
  v.object({ statement: text('What clashes'), relax: texts('What would have to give') }),
);
export const clashes = listOf(clash, 'Why there is no plan, and what to relax');
export const plannedVisit = v.object({
  host,
  date,
  facilitator: email('Who goes with it'),
  ...between,
  daysFromTarget: whole('Days from its target'),
});

const change = named(
  'VisitChange',
  v.object({
    host,
    visit: number,
    kind: oneOf(['moved', 'booked', 'cancelled'], 'What would be done'),
    ...between,
    from: v.nullable(date),
    to: v.nullable(date),
    asked: listOf(
      v.object({ school: text('The school'), date }),
      'Other days that schools had asked for, which the change answers',
    ),
  }),
);
export const changes = listOf(change, 'Every visit that would change, from which day to which');
export const faults = reasons;
export const stuck = listOf(
  v.object({ facilitator: email('The facilitator'), clashes }),
  'Facilitators whose visits cannot all be kept, and why',
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
        visits: listOf(number, 'Numbers of the visits to come that wait for a director'),
      }),
      'Partnerships of which a school withdrew',
    ),
    clashes: listOf(v.object({ ...placed, faults }), 'Visits that cannot be as they stand'),
    debts: listOf(v.object({ partnership, host, ...debt }), 'Visits that are owed'),
    proposals: listOf(v.object({ ...placed, proposal }), 'Other days that schools asked for'),
    unnoted: listOf(placedVisit, 'Visits that are over and not noted'),
    unplanned: texts('Partnerships without a plan, by their hosts'),
    next: listOf(placedVisit, 'Visits of the next two weeks'),
    later: listOf(placedVisit, 'The first visits after these'),
  }),
);

export const lostDay = named('LostDay', visitYearSchema.entries.lostDays.item);
export const session = coachingSession;
export const daysOff = {
  facilitator: email('The address'),
  ...v.object({
    weekdays: listOf(v.picklist([1, 2, 3, 4, 5]), 'Weekdays off, 1 for Monday to 5'),
    dates: listOf(v.pipe(v.string(), v.isoDate()), 'Single days off'),
  }).entries,
};

const calendarEntry = named(
  'CalendarEntry',
  v.variant('kind', [
    v.object({ kind: v.literal('visit'), host, visit: number, ...between }),
    v.object({ kind: v.literal('coaching'), session: whole('The number of the session'), title: v.string() }),
    v.object({ kind: v.literal('lost'), ...lostDay.pipe[0].entries }),
    v.object({
      kind: v.literal('no-visits'),
      event: text('Why'),
      groups: texts('The levels and kinds that it is for; none is all'),
    }),
  ]),
);
export const calendarDay = v.object({ date, entries: said(v.array(calendarEntry), 'What is on it') });
