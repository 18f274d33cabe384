import { sayDate, sayTableDate } from '#domain/base/time.ts';
import type { VisitEvent } from '#domain/partnership/events.ts';
import {
  nameOfSchool,
  type PairedSchool,
  type Partnership,
  schoolsOf,
} from '#domain/partnership/partnership.ts';
import { isBooked, isCancelled, schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { focusAreaNames } from '#domain/program/program.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import type { CallKind } from '#domain/visits/reminders.ts';
import { sayNumber } from '#text/numbers.ts';
import { sayWho } from '#text/visits.ts';
import {
  type Block,
  heading,
  type Letter,
  type LetterContext,
  paragraph,
  quotation,
  rows,
  steps,
} from './letter.ts';
import type { LettersOf } from './letters-of.ts';
import { facilitatorLetter, schoolLetter, signedByFacilitator } from './school-letter.ts';
import { bookedLetters, cancelledLetters, changedLetters, movedLetters } from './visit-change-letters.ts';
import {
  aboutVisit,
  calendarOf,
  inOrderOfDays,
  ownVisit,
  ownVisits,
  sayVisitTo,
  sayWhen,
  visitLink,
  visitRows,
} from './visit-rows.ts';

/** Announces a partnership's visits. Each school gets one letter with its own visits, and the facilitator one with all. */
const planLetters = (partnership: Partnership, context: LetterContext): readonly Letter[] => [
  ...schoolsOf(partnership)
    .filter(({ withdrawnAt }) => withdrawnAt === undefined)
    .flatMap((school) => planLetter(partnership, school, context)),
  ownPlanLetter(partnership, context),
];

function planLetter(
  partnership: Partnership,
  school: PairedSchool,
  context: LetterContext,
): readonly Letter[] {
  const visits = partnership.visits.filter((visit) => schoolsIn(visit).includes(school.id));
  if (visits.length === 0) return [];
  const booked = inOrderOfDays(visits.filter(isBooked));
  const letter = schoolLetter(
    partnership,
    school,
    {
      kind: 'visits-planned',
      subject: `${school.name}’s visits${sayYear(context)}`,
      body: [
        paragraph(
          `${school.name} has ${countVisits(booked)} this year. I’ll attend ${booked.length === 1 ? 'it' : 'each one'}.`,
        ),
        ...replacing(visits),
        rows(
          'Your visits',
          booked.map((visit) => ({
            question: sayWhen(visit, context),
            answer: sayVisitTo(partnership, visit, school.id),
          })),
        ),
        ...arcRows(partnership, context),
        heading('To do'),
        steps(
          'Add the visits to your calendar: open the attached file, visits.ics. If a visit changes, we’ll email you an updated invitation.',
          'If a date doesn’t work, ask for another one on your visits page as soon as you can.',
          'Before each visit, tell us who will be there from your school. We’ll remind you. Please bring members of your instructional cabinet and leadership team.',
        ),
      ],
      link: ownVisits,
      signer: signedByFacilitator(partnership, context),
    },
    context,
  );
  return [{ ...letter, calendar: calendarOf(`${school.name}’s visits`, partnership, visits, context) }];
}

function ownPlanLetter(partnership: Partnership, context: LetterContext): Letter {
  const { host, visits } = partnership;
  const booked = inOrderOfDays(visits.filter(isBooked));
  const letter = facilitatorLetter(
    partnership,
    {
      kind: 'visits-planned',
      subject: `${host.name}’s visits are scheduled`,
      body: [
        paragraph(
          `${host.name}’s partnership has ${countVisits(booked)} this year. Each school got one email with its own visits.`,
        ),
        ...replacing(visits),
        rows(
          'All visits',
          booked.map((visit) => ({
            question: sayWhen(visit, context),
            answer: sayWho(partnership, visit),
          })),
        ),
        ...arcRows(partnership, context),
        paragraph('The visits are attached as a calendar file, visits.ics.'),
      ],
    },
    context,
  );
  return {
    ...letter,
    calendar: calendarOf(`${host.name}’s partnership: visits`, partnership, visits, context),
  };
}

const replacing = (visits: readonly Visit[]): readonly Block[] =>
  visits.some(isCancelled)
    ? [paragraph('This replaces the earlier schedule. Visits that aren’t listed are canceled.')]
    : [];

/** " for 2027–28". Nothing if the calendar has no school year yet. */
function sayYear({ cycle }: LetterContext): string {
  const year = schoolYearAfter(cycle);
  return year ? ` for ${year.firstDay.slice(0, 4)}–${year.lastDay.slice(2, 4)}` : '';
}

const countVisits = (visits: readonly Visit[]): string =>
  `${sayNumber(visits.length)} ${visits.length === 1 ? 'visit' : 'visits'}`;

function arcRows({ arc }: Partnership, { cycle }: LetterContext): readonly Block[] {
  if (!arc) return [];
  const said = [
    { question: 'Focus area', answer: focusAreaNames(cycle.program, [arc.focusArea]) },
    { question: 'Problem of practice', answer: arc.problemOfPractice },
    { question: 'Goal', answer: arc.goal },
  ];
  return [
    rows(
      'Your focus for the year',
      said.filter(({ answer }) => answer !== ''),
    ),
  ];
}

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
