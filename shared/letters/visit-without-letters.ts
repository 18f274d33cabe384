import { type CalendarDate, sayDate } from '../domain/base/time.ts';
import type { FormerSchool } from '../domain/partnership/events.ts';
import { nameOfSchool, type Partnership } from '../domain/partnership/partnership.ts';
import type { Visit } from '../domain/partnership/visit.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph, rows } from './letter.ts';
import { type Addressee, type SchoolLink, schoolLetter, signedByFacilitator } from './school-letter.ts';
import { aboutVisit, guestOf, invitationFor, withFormer } from './visit-words.ts';

/** Tells schools that left the partnership that they are no longer part of a visit. */
export const toFormer = (
  former: readonly FormerSchool[] = [],
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
): readonly Letter[] =>
  former.map((school) => withoutLetter(partnership, visit, visit.date, { school }, context));

/** Tells a school that it is no longer part of its visit on `date`, and removes the visit from its calendar. */
export function withoutLetter(
  partnership: Partnership,
  visit: Visit,
  date: CalendarDate,
  { school, link }: { readonly school: Addressee; readonly link?: SchoolLink },
  context: LetterContext,
): Letter {
  const told = withFormer(partnership, [school]);
  const letter = schoolLetter(
    partnership,
    school,
    {
      kind: 'visit-without-you',
      subject: `You’re no longer part of the ${sayDate(date)} visit`,
      body: [
        paragraph(`${school.name} is no longer part of this visit:`),
        rows('The visit', [
          { question: 'When', answer: sayDate(date) },
          { question: 'Where', answer: nameOfSchool(told, visit.visited) },
        ]),
        paragraph(
          `This email should remove it from your calendar. If it’s still there, delete it.${link ? ' All your school’s visits are on your page.' : ''}`,
        ),
      ],
      ...(link ? { link } : {}),
      signer: signedByFacilitator(partnership, context),
    },
    context,
  );
  return aboutVisit(letter, visit, invitationFor('CANCEL', told, visit, guestOf(school), context));
}
