import { type PairedSchool, type Partnership, schoolsOf } from '../domain/partnership.ts';
import { focusAreaNames } from '../domain/program.ts';
import { isBooked, isCancelled, schoolsIn, type Visit } from '../domain/visits/visit.ts';
import type { CalendarMessage } from '../invitations/invitation.ts';
import { visitOfPartnership } from '../invitations/year-invitations.ts';
import type { LetterContext } from './context.ts';
import { type Block, type Letter, paragraph, rows } from './letter.ts';
import { sayNumber } from './numbers.ts';
import { changedAt, facilitatorLetter, schoolLetter } from './school-letter.ts';
import { inOrderOfDays, ownVisits, sayVisit, sayVisitTo, sayWhen } from './visit-words.ts';

/** The year of a partnership: each school gets one letter about all its visits, and the facilitator one about those of all. */
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
  const { facilitator } = partnership;
  const letter = schoolLetter(
    partnership,
    school,
    {
      kind: 'visits-planned',
      subject: `The visits of ${school.name}: ${countVisits(booked)} in the year`,
      body: [
        paragraph(
          `The year is planned: ${school.name} takes part in ${countVisits(booked)}. ${facilitator.name}, your facilitator, comes to every one.`,
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
        paragraph(
          'All of them come with this letter as a calendar, visits.ics: open it to take them into your own. If one changes, you get a letter with an invitation that replaces it. Your page also has an address that keeps your calendar up to date by itself.',
        ),
        paragraph(
          'If a day cannot be, propose another one on your page soon. Say there, too, who comes: bring members of your instructional cabinet and leadership team.',
        ),
      ],
      link: ownVisits,
    },
    context,
  );
  return [{ ...letter, calendar: calendarOf(`Visits of ${school.name}`, partnership, visits, context) }];
}

function ownPlanLetter(partnership: Partnership, context: LetterContext): Letter {
  const { host, visits } = partnership;
  const booked = inOrderOfDays(visits.filter(isBooked));
  const letter = facilitatorLetter(
    partnership,
    {
      kind: 'visits-planned',
      subject: `The visits of the partnership of ${host.name} are planned`,
      body: [
        paragraph(
          `The year of the partnership of ${host.name} is planned: ${countVisits(booked)}. Each school has got one letter about its own.`,
        ),
        ...replacing(visits),
        rows(
          'The visits',
          booked.map((visit) => ({
            question: sayWhen(visit, context),
            answer: sayVisit(partnership, visit),
          })),
        ),
        ...arcRows(partnership, context),
        paragraph('All of them come with this letter as a calendar, visits.ics.'),
      ],
    },
    context,
  );
  return {
    ...letter,
    calendar: calendarOf(`Visits of the partnership of ${host.name}`, partnership, visits, context),
  };
}

const replacing = (visits: readonly Visit[]): readonly Block[] =>
  visits.some(isCancelled)
    ? [paragraph('This takes the place of what was planned before: visits that are not listed are off.')]
    : [];

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
      'What you work on through the year',
      said.filter(({ answer }) => answer !== ''),
    ),
  ];
}

const calendarOf = (
  name: string,
  partnership: Partnership,
  visits: readonly Visit[],
  { cycle, addresses }: LetterContext,
): CalendarMessage => ({
  method: 'PUBLISH',
  name,
  invitations: visits.map((visit) =>
    visitOfPartnership(partnership, visit, undefined, {
      cycle,
      domain: addresses.domain,
      writtenAt: changedAt(partnership),
    }),
  ),
});
