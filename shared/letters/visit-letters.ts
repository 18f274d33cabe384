import type { VisitEvent } from '../domain/partnership/events.ts';
import type { Partnership } from '../domain/partnership/partnership.ts';
import type { LetterContext } from './context.ts';
import type { Letter } from './letter.ts';
import { bookedLetters, cancelledLetters, changedLetters, movedLetters } from './visit-change-letters.ts';
import { declinedLetters, proposedLetters } from './visit-date-letters.ts';
import { planLetters } from './visit-plan-letters.ts';

/** The letters that an event of a partnership's visits causes. See `lettersFor`. */
export function visitLetters(
  event: VisitEvent,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  switch (event.type) {
    case 'visits-planned':
      return planLetters(partnership, context);
    case 'visit-booked':
      return bookedLetters(event, partnership, context);
    case 'visit-moved':
      return movedLetters(event, partnership, context);
    case 'visit-changed':
      return changedLetters(event, partnership, context);
    case 'visit-cancelled':
      return cancelledLetters(event, partnership, context);
    case 'date-proposed':
      return proposedLetters(event, partnership, context);
    case 'date-declined':
      return declinedLetters(event, partnership, context);
    // Schools and facilitators see these on their pages and in the reminder.
    case 'visit-themed':
    case 'arc-set':
    case 'delegation-named':
    case 'visit-held':
    case 'reflection-given':
    case 'subscription-renewed':
      return [];
  }
}
