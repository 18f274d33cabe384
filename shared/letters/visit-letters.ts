import { sayDate, sayTableDate } from '#domain/base/time.ts';
import type { VisitEvent } from '#domain/partnership/events.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import type { CallKind } from '#domain/visits/reminders.ts';
import { sayWho } from '#text/visits.ts';
import { type Letter, type LetterContext, paragraph, quotation } from './letter.ts';
import type { LettersOf } from './letters-of.ts';
import { facilitatorLetter, schoolLetter, signedByFacilitator } from './school-letter.ts';
import { bookedLetters, cancelledLetters, changedLetters, movedLetters } from './visit-change-letters.ts';
import { planLetters } from './visit-plan-letters.ts';
import { aboutVisit, ownVisit, sayWhen, visitLink, visitRows } from './visit-rows.ts';

type Proposed = Extract<VisitEvent, { type: 'date-proposed' }>;
type Declined = Extract<VisitEvent, { type: 'date-declined' }>;

/** Tells the facilitator that a school asks for another date. */
function proposedLetters(
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
  event: Proposed,
): readonly Letter[] | undefined {
  const proposals = visit.state === 'booked' ? visit.proposals : [];
  const proposal = proposals.find(({ school }) => school === event.school);
  if (!proposal) return undefined;
  const school = nameOfSchool(partnership, event.school);
  const letter = facilitatorLetter(
    partnership,
    {
      kind: 'date-proposed',
      subject: `Date request from ${school} for ${sayTableDate(visit.date)}`,
      body: [
        paragraph(`${school} asked to move this visit to ${sayDate(proposal.date)}:`),
        quotation(proposal.reason),
        visitRows(partnership, visit, sayWho(partnership, visit), context),
        paragraph(
          'Nothing has changed yet. Open the visit to see whether that day works and what else would move. Then move the visit or decline.',
        ),
      ],
      link: visitLink(partnership, visit, context),
    },
    context,
  );
  return [aboutVisit(letter, visit)];
}

/** Tells a school that the date it asked for doesn't work. */
function declinedLetters(
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
  event: Declined,
): readonly Letter[] | undefined {
  const school = schoolsOf(partnership).find(({ id }) => id === event.school);
  if (!school) return undefined;
  const letter = schoolLetter(
    partnership,
    school,
    {
      kind: 'date-declined',
      subject: `Your visit is still on ${sayDate(visit.date)}`,
      body: [
        paragraph(
          `You asked to move your ${sayDate(visit.date)} visit to ${sayDate(event.date)}. Unfortunately, that date doesn’t work:`,
        ),
        quotation(event.reason),
        paragraph(`The visit stays as planned: ${sayWhen(visit, context)}.`),
        paragraph(
          `If your school still can’t make it, ask for a different date on the visit page or email me at ${partnership.facilitator.email}.`,
        ),
      ],
      link: ownVisit(visit, 'Open the visit'),
      signer: signedByFacilitator(partnership, context),
    },
    context,
  );
  return [aboutVisit(letter, visit)];
}

type Write<V, E> = (
  partnership: Partnership,
  about: V,
  context: LetterContext,
  event: E,
) => readonly Letter[] | undefined;

/** Finds the visit that an event is about. */
const about =
  <E extends { readonly visit: number }>(write: Write<Visit, E>) =>
  (partnership: Partnership, context: LetterContext, event: E) => {
    const visit = partnership.visits.find(({ number }) => number === event.visit);
    return visit && write(partnership, visit, context, event);
  };

/** What an event means for the calls of visits: the reminder and the reflection request. */
export type VisitCalls = {
  readonly calls: 'stay' | { readonly of: 'every-visit' | 'its-visit'; readonly sets: readonly CallKind[] };
};

const both: readonly CallKind[] = ['reminder', 'reflection'];

/** What follows from each event of a partnership's visits. */
export const ofVisits: LettersOf<Partnership, VisitEvent, VisitCalls> = {
  'visits-planned': { kind: 'visits-planned', write: planLetters, calls: { of: 'every-visit', sets: both } },
  'visit-booked': {
    kind: 'visit-booked',
    write: about(bookedLetters),
    calls: { of: 'its-visit', sets: both },
  },
  'visit-moved': {
    kind: 'visit-moved',
    write: about(movedLetters),
    calls: { of: 'its-visit', sets: both },
  },
  // A change of time moves only the reflection request.
  'visit-changed': {
    kind: 'visit-changed',
    write: about(changedLetters),
    calls: { of: 'its-visit', sets: ['reflection'] },
  },
  'visit-cancelled': {
    kind: 'visit-cancelled',
    write: about(cancelledLetters),
    calls: { of: 'its-visit', sets: [] },
  },
  'date-proposed': { kind: 'date-proposed', write: about(proposedLetters), calls: 'stay' },
  'date-declined': { kind: 'date-declined', write: about(declinedLetters), calls: 'stay' },
  // Schools and facilitators see these on their pages and in the reminder.
  'visit-themed': 'none',
  'arc-set': 'none',
  'delegation-named': 'none',
  'visit-held': 'none',
  'reflection-given': 'none',
  'subscription-renewed': 'none',
};
