import { sayDate, sayTableDate } from '#domain/base/time.ts';
import type { VisitEvent } from '#domain/partnership/events.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { impossible } from './impossible.ts';
import { type Letter, type LetterContext, paragraph, quotation } from './letter.ts';
import { facilitatorLetter, schoolLetter, signedByFacilitator } from './school-letter.ts';
import { bookedLetters, cancelledLetters, changedLetters, movedLetters } from './visit-change-letters.ts';
import { planLetters } from './visit-plan-letters.ts';
import { aboutVisit, ownVisit, sayVisit, sayWhen, visitLink, visitRows } from './visit-rows.ts';

type Proposed = Extract<VisitEvent, { type: 'date-proposed' }>;
type Declined = Extract<VisitEvent, { type: 'date-declined' }>;

/** Tells the facilitator that a school asks for another date. */
function proposedLetters(
  event: Proposed,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  const visit = partnership.visits.filter(isBooked).find(({ number }) => number === event.visit);
  const proposal = visit?.proposals.find(({ school }) => school === event.school);
  if (!visit || !proposal) return impossible(event);
  const school = nameOfSchool(partnership, event.school);
  const letter = facilitatorLetter(
    partnership,
    {
      kind: 'date-proposed',
      subject: `Date request from ${school} for ${sayTableDate(visit.date)}`,
      body: [
        paragraph(`${school} asked to move this visit to ${sayDate(proposal.date)}:`),
        quotation(proposal.reason),
        visitRows(partnership, visit, sayVisit(partnership, visit), context),
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
  event: Declined,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  const visit = partnership.visits.find(({ number }) => number === event.visit);
  const school = schoolsOf(partnership).find(({ id }) => id === event.school);
  if (!visit || !school) return impossible(event);
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
