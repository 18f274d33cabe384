import { type CalendarDate, sayDate, sayTableDate } from '#domain/base/time.ts';
import type { AskedDay, FormerSchool, VisitEvent } from '#domain/partnership/events.ts';
import { nameOfSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { isOver, schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { sayHours, sayWho } from '#text/visits.ts';
import {
  type Block,
  type Letter,
  type LetterContext,
  type LetterKind,
  paragraph,
  type Row,
  rows,
} from './letter.ts';
import {
  type Addressee,
  changedAt,
  facilitatorLetter,
  type SchoolLink,
  schoolLetter,
  signedByFacilitator,
} from './school-letter.ts';
import {
  aboutVisit,
  guestOf,
  invitationFor,
  ownVisit,
  ownVisits,
  sayAsked,
  sayVisitTo,
  schoolsComing,
  visitLink,
  visitRows,
  withFormer,
} from './visit-rows.ts';

/** Tells schools that left the partnership that they are no longer part of a visit. */
const toFormer = (
  former: readonly FormerSchool[] = [],
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
): readonly Letter[] =>
  former.map((school) => withoutLetter(partnership, visit, visit.date, { school }, context));

/** Tells a school that it is no longer part of its visit on `date`, and removes the visit from its calendar. */
function withoutLetter(
  partnership: Partnership,
  visit: Visit,
  date: CalendarDate,
  {
    school,
    link,
    because,
  }: { readonly school: Addressee; readonly link?: SchoolLink; readonly because?: string },
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
          ...whyRows(because),
        ]),
        paragraph(
          `This email should remove it from your calendar. If it’s still there, delete it.${link ? ' If we schedule a replacement, we’ll email you. All your school’s visits are on your visits page.' : ''}`,
        ),
        paragraph(`If you have questions, email me at ${partnership.facilitator.email}.`),
      ],
      ...(link ? { link } : {}),
      signer: signedByFacilitator(partnership, context),
    },
    context,
  );
  return aboutVisit(letter, visit, invitationFor('CANCEL', told, visit, guestOf(school), context));
}

type Booked = Extract<VisitEvent, { type: 'visit-booked' }>;
type Moved = Extract<VisitEvent, { type: 'visit-moved' }>;
type Changed = Extract<VisitEvent, { type: 'visit-changed' }>;
type Cancelled = Extract<VisitEvent, { type: 'visit-cancelled' }>;

/** The words for one change of a visit. */
type News = {
  readonly kind: LetterKind;
  readonly method: 'REQUEST' | 'CANCEL';
  readonly subject: string;
  /** The change in a word or two. It starts a facilitator's subject, which also names the school. */
  readonly inShort: string;
  readonly opening: string;
  /** The old date of a visit that moved. */
  readonly from?: CalendarDate;
  readonly why: readonly Row[];
  /** To schools. */
  readonly closing: readonly Block[];
  /** To the facilitator. */
  readonly advice: Block;
  /** Dates that schools had asked for. Only the school that asked and the facilitator read about each. */
  readonly asked?: readonly AskedDay[] | undefined;
  /** Schools in the visit that left the partnership in the same commit. */
  readonly former?: readonly FormerSchool[] | undefined;
};

/** Invites the schools and the facilitator to a new visit. */
export function bookedLetters(
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
  event: Booked,
): readonly Letter[] {
  return toEverybody(partnership, visit, schoolsComing(partnership, visit), context, {
    kind: 'visit-booked',
    method: 'REQUEST',
    subject: `New visit on ${sayDate(visit.date)}`,
    inShort: 'New',
    opening: 'A visit has been scheduled:',
    why: whyRows(event.because),
    advice: addToCalendar,
    closing: [
      addToCalendar,
      paragraph('If that date doesn’t work for your school, ask for another one soon.'),
    ],
  });
}

/** Tells that a visit moved: the old date, the new date, and why. */
export function movedLetters(
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
  event: Moved,
): readonly Letter[] {
  const without = schoolsOf(partnership).filter(({ id }) => event.without?.includes(id));
  return [
    ...toEverybody(partnership, visit, schoolsComing(partnership, visit), context, {
      kind: 'visit-moved',
      method: 'REQUEST',
      ...(event.from === visit.date
        ? othersCome(event, visit)
        : anotherDay(event, visit, todayOf(context.cycle, changedAt(partnership)))),
      asked: event.asked,
    }),
    ...without.map((school) =>
      withoutLetter(
        partnership,
        visit,
        event.from,
        { school, link: ownVisits, because: event.because },
        context,
      ),
    ),
  ];
}

type MoveWords = Pick<News, 'subject' | 'inShort' | 'opening' | 'from' | 'why' | 'advice' | 'closing'>;

const anotherDay = ({ from, because }: Moved, { date }: Visit, today: CalendarDate): MoveWords => ({
  subject:
    from === today ? `Today’s visit is off. New date: ${sayDate(date)}` : `Visit moved to ${sayDate(date)}`,
  inShort: 'Moved',
  opening: `${from === today ? 'Today’s visit' : `Your visit on ${sayDate(from)}`} has moved to ${sayDate(date)}.`,
  from,
  why: whyRows(because),
  advice: updateCalendar,
  closing: [
    updateCalendar,
    paragraph('If the new date doesn’t work for your school, ask for another one soon.'),
  ],
});

/** Some schools of a joint visit may move to another day while the visit stays. */
const othersCome = ({ because }: Moved, { date }: Visit): MoveWords => ({
  subject: `Visitors changed for ${sayDate(date)}`,
  inShort: 'Updated',
  opening: othersVisit,
  why: whyRows(because),
  advice: updateCalendar,
  closing: [updateCalendar],
});

const othersVisit = 'The date is the same, but the visiting schools have changed:';

const whyRows = (because: string | undefined): readonly Row[] =>
  because === undefined ? [] : [{ question: 'Why', answer: because }];

/** Names what changed, with what it was before. */
function otherDetails(
  { was }: Changed,
  partnership: Partnership,
  visit: Visit,
): Pick<News, 'opening' | 'why'> {
  const time =
    was && sayHours(was) !== sayHours(visit) ? [{ question: 'Old time', answer: sayHours(was) }] : [];
  const place =
    was && was.place !== visit.place
      ? [{ question: 'Old place', answer: was.place || nameOfSchool(partnership, visit.visited) }]
      : [];
  const both = time.length > 0 && place.length > 0;
  const changed = both ? 'time and place have' : time.length > 0 ? 'time has' : 'place has';
  return {
    opening: `The date is the same, but the ${time.length + place.length === 0 ? 'time, the place, or both have' : changed} changed:`,
    why: [...time, ...place],
  };
}

/** Tells that a visit's time or place changed, or that a school left it. */
export function changedLetters(
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
  event: Changed,
): readonly Letter[] {
  return [
    ...toEverybody(partnership, visit, schoolsComing(partnership, visit), context, {
      kind: 'visit-changed',
      method: 'REQUEST',
      subject: `Updated: ${sayDate(visit.date)} visit`,
      inShort: 'Updated',
      ...(event.former?.length ? { opening: othersVisit, why: [] } : otherDetails(event, partnership, visit)),
      advice: updateCalendar,
      closing: [
        updateCalendar,
        paragraph('If that doesn’t work for your school, ask for another date soon.'),
      ],
      former: event.former,
    }),
    ...toFormer(event.former, partnership, visit, context),
  ];
}

/** Tells that a visit is canceled or didn't take place. Schools that withdrew are told too, because it is still in their calendars. */
export function cancelledLetters(
  partnership: Partnership,
  visit: Visit,
  context: LetterContext,
  event: Cancelled,
): readonly Letter[] | undefined {
  if (visit.state !== 'cancelled') return undefined;
  const told = schoolsOf(partnership).filter(({ id }) => schoolsIn(visit).includes(id));
  const today = todayOf(context.cycle, changedAt(partnership));
  const isPast = isOver(visit, context.cycle, changedAt(partnership));
  const which = visit.date === today ? 'Today’s visit' : `The visit on ${sayDate(visit.date)}`;
  return [
    ...toEverybody(partnership, visit, told, context, {
      kind: 'visit-cancelled',
      method: 'CANCEL',
      ...(isPast
        ? {
            subject: `${which} didn’t take place`,
            inShort: 'Didn’t take place',
            opening: `${which} didn’t take place.`,
          }
        : {
            subject: `Canceled: ${visit.date === today ? 'today’s' : sayDate(visit.date)} visit`,
            inShort: 'Canceled',
            opening: `${which} is canceled.`,
          }),
      why: [{ question: 'Why', answer: visit.reason }],
      advice: bookAnother,
      closing: [
        paragraph(
          'This email should remove it from your calendar. If it’s still there, delete it. If we schedule a replacement, we’ll email you.',
        ),
      ],
      former: event.former,
      asked: event.asked,
    }),
    ...toFormer(event.former, partnership, visit, context),
  ];
}

const addToCalendar = paragraph('Accept the attached invitation to add the visit to your calendar.');

const updateCalendar = paragraph(
  'Accept the attached invitation to update your calendar. It replaces the earlier one.',
);

const bookAnother = paragraph(
  'This email should remove it from your calendar. If it’s still there, delete it. If the schools still need this visit, you can schedule a replacement on its page.',
);

function toEverybody(
  partnership: Partnership,
  visit: Visit,
  schools: readonly Addressee[],
  context: LetterContext,
  { kind, method, subject, inShort, opening, from, why, closing, advice, former, asked = [] }: News,
): readonly Letter[] {
  const { facilitator } = partnership;
  const told = withFormer(partnership, former);
  const about = (who: string) => [paragraph(opening), visitRows(told, visit, who, context, why, from)];
  const calendarOf = (guest: Parameters<typeof invitationFor>[3]) =>
    invitationFor(method, told, visit, guest, context);
  const link = method === 'REQUEST' ? ownVisit(visit, 'Open the visit') : ownVisits;
  const toSchools = schools.map((school) => {
    const own = asked.filter((one) => one.school === school.id);
    const answers = own.map(({ date }) => sayAsked(visit, 'Your school', date));
    const body = [...about(sayVisitTo(told, visit, school.id)), ...answers, ...closing];
    const signer = signedByFacilitator(partnership, context);
    const letter = schoolLetter(partnership, school, { kind, subject, body, link, signer }, context);
    return aboutVisit(letter, visit, calendarOf(guestOf(school)));
  });
  const answers = asked.map(({ school, date }) => sayAsked(visit, nameOfSchool(told, school), date));
  const body = [...about(sayWho(told, visit)), ...answers, advice];
  const where = `visit to ${nameOfSchool(told, visit.visited)}, ${sayTableDate(visit.date)}`;
  const toFacilitator = facilitatorLetter(
    partnership,
    { kind, subject: `${inShort}: ${where}`, body, link: visitLink(partnership, visit, context) },
    context,
  );
  return [...toSchools, aboutVisit(toFacilitator, visit, calendarOf(facilitator))];
}
