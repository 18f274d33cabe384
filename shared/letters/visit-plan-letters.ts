import { type PairedSchool, type Partnership, schoolsOf } from '#domain/partnership/partnership.ts';
import { isBooked, isCancelled, schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { focusAreaNames } from '#domain/program/program.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import { sayNumber } from '#text/numbers.ts';
import { sayWho } from '#text/visits.ts';
import { type Block, heading, type Letter, type LetterContext, paragraph, rows, steps } from './letter.ts';
import { facilitatorLetter, schoolLetter, signedByFacilitator } from './school-letter.ts';
import { calendarOf, inOrderOfDays, ownVisits, sayVisitTo, sayWhen } from './visit-rows.ts';

/** Announces a partnership's visits. Each school gets one letter with its own visits, and the facilitator one with all. */
export const planLetters = (partnership: Partnership, context: LetterContext): readonly Letter[] => [
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
