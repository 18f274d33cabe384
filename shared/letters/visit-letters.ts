import type { VisitEvent } from '../domain/events.ts';
import type { Partnership } from '../domain/partnership.ts';
import type { LetterContext } from './context.ts';
import type { Letter } from './letter.ts';

/** The letters that an event of a partnership's visits causes; see `lettersFor`. */
export function visitLetters(event: VisitEvent, _: Partnership, __: LetterContext): readonly Letter[] {
  switch (event.type) {
    case 'visits-planned':
    case 'visit-booked':
    case 'visit-moved':
    case 'visit-changed':
    case 'visit-cancelled':
    case 'visit-themed':
    case 'arc-set':
    case 'delegation-named':
    case 'date-proposed':
    case 'date-declined':
    case 'visit-held':
    case 'reflection-given':
    case 'subscription-renewed':
      return [];
  }
}
