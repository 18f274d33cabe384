import * as v from 'valibot';
import { count, day, email, flag, listOf, named, oneOf, text, texts, whole } from '#api/schema.ts';

export const host = text('The ID of the partnership’s host');
export const number = whole('The visit’s number in its partnership');
export const date = day('The date');
export const facilitator = email('The facilitator’s email address');

/** The `seen` value that forms send back, and whether it was out of date. */
export const looked = {
  seen: text(
    'Identifies the state that was shown; a form that sends it back is refused if something changed',
  ),
  changed: flag('Whether something changed since the page was loaded'),
};

export const between = { visiting: texts('The visiting schools'), visited: text('The visited school') };
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

export const stuck = listOf(
  v.object({ facilitator, clashes }),
  'Facilitators whose visits can’t all be kept, and why',
);

export const overtaken = 'Something changed; nothing was done; returns the current state';
export const notYours = 'This partnership has a different facilitator';
