import type { VisitEvent } from '../domain/events.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '../domain/partnership.ts';
import { sayDate } from '../domain/time.ts';
import { isBooked } from '../domain/visits/visit.ts';
import type { LetterContext } from './context.ts';
import { impossible } from './impossible.ts';
import { type Letter, paragraph, quotation } from './letter.ts';
import { facilitatorLetter, schoolLetter } from './school-letter.ts';
import { aboutVisit, ownVisit, sayVisit, sayVisitTo, sayWhen, visitLink, visitRows } from './visit-words.ts';

type Proposed = Extract<VisitEvent, { type: 'date-proposed' }>;
type Declined = Extract<VisitEvent, { type: 'date-declined' }>;

/** Tells the facilitator that a school asks for another day. */
export function proposedLetters(
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
      subject: `${school} asks for another day than ${sayDate(visit.date)}`,
      body: [
        paragraph(`${school} proposes ${sayDate(proposal.date)} for this visit, and says why:`),
        quotation(proposal.reason),
        visitRows(partnership, visit, sayVisit(partnership, visit), context),
        paragraph(
          'Nothing has changed yet. On the page of the visit you see whether that day can be and what it would move, and move the visit or say no.',
        ),
      ],
      link: visitLink(partnership, visit, context),
    },
    context,
  );
  return [aboutVisit(letter, visit)];
}

/** Tells a school that the day which it proposed cannot be. */
export function declinedLetters(
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
      subject: `The visit on ${sayDate(visit.date)} stays on its day`,
      body: [
        paragraph(
          `You proposed ${sayDate(event.date)} for a visit. ${partnership.facilitator.name}, your facilitator, could not move it there:`,
        ),
        quotation(event.reason),
        paragraph(
          `The visit stays where it is, on ${sayWhen(visit, context)}: ${sayVisitTo(partnership, visit, school.id)}.`,
        ),
      ],
      link: ownVisit(visit, 'Open the visit'),
    },
    context,
  );
  return [aboutVisit(letter, visit)];
}
