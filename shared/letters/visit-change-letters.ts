import type { AskedDay, FormerSchool, VisitEvent } from '../domain/events.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '../domain/partnership.ts';
import { sayDate } from '../domain/time.ts';
import { schoolsIn, type Visit } from '../domain/visits/visit.ts';
import { isOver } from '../domain/visits/visit-hours.ts';
import type { LetterContext } from './context.ts';
import { impossible } from './impossible.ts';
import { type Block, type Letter, type LetterKind, paragraph, type Row } from './letter.ts';
import { type Addressee, changedAt, facilitatorLetter, schoolLetter } from './school-letter.ts';
import { toFormer, withoutLetter } from './visit-without-letters.ts';
import {
  aboutVisit,
  calendarAdvice,
  guestOf,
  invitationFor,
  ownVisit,
  ownVisits,
  sayAsked,
  sayMeeting,
  sayVisit,
  sayVisitTo,
  schoolsComing,
  visitLink,
  visitRows,
  withFormer,
} from './visit-words.ts';

type Booked = Extract<VisitEvent, { type: 'visit-booked' }>;
type Moved = Extract<VisitEvent, { type: 'visit-moved' }>;
type Changed = Extract<VisitEvent, { type: 'visit-changed' }>;
type Cancelled = Extract<VisitEvent, { type: 'visit-cancelled' }>;

/** What a change of one visit is called, and what is said before and after the visit itself. */
type News = {
  readonly kind: LetterKind;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly subject: string;
  readonly opening: string;
  readonly why: readonly Row[];
  readonly closing: readonly Block[];
  /** Days that schools had asked for, each told to the school that asked, and to the facilitator. */
  readonly asked?: readonly AskedDay[] | undefined;
  /** Schools that were in the visit and left the partnership by the same commit. */
  readonly former?: readonly FormerSchool[] | undefined;
};

/** A new visit, told to its schools and its facilitator, with the invitation to it. */
export function bookedLetters(
  event: Booked,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  const visit = visitOf(event, partnership);
  return toEverybody(partnership, visit, schoolsComing(partnership, visit), context, {
    kind: 'visit-booked',
    method: 'REQUEST',
    subject: `A visit on ${sayDate(visit.date)}: ${sayMeeting(partnership, visit)}`,
    opening: 'A visit is booked:',
    why: whyRows(event.because),
    closing: [calendarAdvice, otherwise],
  });
}

/** A visit on another day: the old one, the new one, and why. */
export function movedLetters(
  event: Moved,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  const visit = visitOf(event, partnership);
  const without = schoolsOf(partnership).filter(({ id }) => event.without?.includes(id));
  return [
    ...toEverybody(partnership, visit, schoolsComing(partnership, visit), context, {
      kind: 'visit-moved',
      method: 'REQUEST',
      ...(event.from === visit.date
        ? othersCome(event, visit, partnership)
        : anotherDay(event, visit, partnership)),
      closing: [calendarAdvice, otherwise],
      asked: event.asked,
    }),
    ...without.map((school) =>
      withoutLetter(partnership, visit, event.from, { school, link: ownVisits }, context),
    ),
  ];
}

type MoveWords = Pick<News, 'subject' | 'opening' | 'why'>;

const anotherDay = ({ from, because }: Moved, visit: Visit, partnership: Partnership): MoveWords => ({
  subject: `Moved to ${sayDate(visit.date)}: ${sayMeeting(partnership, visit)}`,
  opening: `A visit has moved from ${sayDate(from)} to ${sayDate(visit.date)}:`,
  why: [{ question: 'Before', answer: sayDate(from) }, ...whyRows(because)],
});

/** Of a joint visit some schools may have got another day, while it is on its own. */
const othersCome = ({ because }: Moved, visit: Visit, partnership: Partnership): MoveWords => ({
  subject: `Other visitors on ${sayDate(visit.date)}: ${sayMeeting(partnership, visit)}`,
  opening: `The visit on ${sayDate(visit.date)} stays on its day, but who comes has changed. It is now:`,
  why: whyRows(because),
});

const whyRows = (because: string | undefined): readonly Row[] =>
  because === undefined ? [] : [{ question: 'Why', answer: because }];

/** A visit with other hours, in another place, or without a school that left. */
export function changedLetters(
  event: Changed,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  const visit = visitOf(event, partnership);
  return [
    ...toEverybody(partnership, visit, schoolsComing(partnership, visit), context, {
      kind: 'visit-changed',
      method: 'REQUEST',
      subject: `Changed: the visit on ${sayDate(visit.date)}, ${sayMeeting(partnership, visit)}`,
      opening: `The visit on ${sayDate(visit.date)} stays on its day, but ${sayWhatChanged(event)} changed. It is now:`,
      why: [],
      closing: [calendarAdvice, otherwise],
      former: event.former,
    }),
    ...toFormer(event.former, partnership, visit, context),
  ];
}

const sayWhatChanged = ({ former = [] }: Changed): string =>
  former.length > 0 ? 'who comes has' : 'its hours or its place have';

/** A visit that is off, or did not take place on its day, told also to schools that have withdrawn: it is still in their calendars. */
export function cancelledLetters(
  event: Cancelled,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] {
  const visit = visitOf(event, partnership);
  if (visit.state !== 'cancelled') return impossible(event);
  const told = schoolsOf(partnership).filter(({ id }) => schoolsIn(visit).includes(id));
  const isPast = isOver(visit, context.cycle, changedAt(partnership));
  return [
    ...toEverybody(partnership, visit, told, context, {
      kind: 'visit-cancelled',
      method: 'CANCEL',
      subject: `${isPast ? 'Did not take place' : 'Cancelled'}: the visit on ${sayDate(visit.date)}, ${sayMeeting(withFormer(partnership, event.former), visit)}`,
      opening: `The visit on ${sayDate(visit.date)} ${isPast ? 'did not take place' : 'is cancelled'}:`,
      why: [{ question: 'Why', answer: visit.reason }],
      closing: [
        paragraph(
          'You need do nothing: this letter takes it out of your calendar. If another visit is booked in its place, you get a letter about that.',
        ),
      ],
      former: event.former,
      asked: event.asked,
    }),
    ...toFormer(event.former, partnership, visit, context),
  ];
}

const otherwise = paragraph('If your school cannot come on that day, propose another one on its page soon.');

const bookAnother = paragraph(
  'This letter takes it out of your calendar. As long as it is owed, its page leads to booking another.',
);

const visitOf = (event: VisitEvent & { readonly visit: number }, { visits }: Partnership): Visit =>
  visits.find(({ number }) => number === event.visit) ?? impossible(event);

function toEverybody(
  partnership: Partnership,
  visit: Visit,
  schools: readonly Addressee[],
  context: LetterContext,
  { kind, method, subject, opening, why, closing, former, asked = [] }: News,
): readonly Letter[] {
  const { facilitator } = partnership;
  const told = withFormer(partnership, former);
  const about = (who: string) => [paragraph(opening), visitRows(told, visit, who, context, why)];
  const calendarOf = (guest: Parameters<typeof invitationFor>[3]) =>
    invitationFor(method, told, visit, guest, context);
  const link = method === 'REQUEST' ? ownVisit(visit, 'Open the visit') : ownVisits;
  const toSchools = schools.map((school) => {
    const own = asked.filter((one) => one.school === school.id);
    const answers = own.map(({ date }) => sayAsked(visit, 'Your school', date));
    const body = [...about(sayVisitTo(told, visit, school.id)), ...answers, ...closing];
    const letter = schoolLetter(partnership, school, { kind, subject, body, link }, context);
    return aboutVisit(letter, visit, calendarOf(guestOf(school)));
  });
  const answers = asked.map(({ school, date }) => sayAsked(visit, nameOfSchool(told, school), date));
  const body = [
    ...about(sayVisit(told, visit)),
    ...answers,
    method === 'REQUEST' ? calendarAdvice : bookAnother,
  ];
  const toFacilitator = facilitatorLetter(
    partnership,
    { kind, subject, body, link: visitLink(partnership, visit, context) },
    context,
  );
  return [...toSchools, aboutVisit(toFacilitator, visit, calendarOf(facilitator))];
}
