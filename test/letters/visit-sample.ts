/** A year of visits in the sample partnership, and its letters. */
import { type Change, noted } from '#domain/base/change.ts';
import type { Instant } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { onAnotherDay } from '#domain/partnership/settle-visits.ts';
import {
  type BookedVisit,
  type CancelledVisit,
  type HeldVisit,
  isBooked,
  type Visit,
} from '#domain/partnership/visit.ts';
import type { Setting } from '#domain/visits/schedule.ts';
import type { CoachingSession } from '#domain/visits/visit-year.ts';
import { emptyVisitYear, type VisitYear } from '#domain/visits/visit-year.ts';
import { yearLetters } from '#letters/coaching-letters.ts';
import { visitDigest } from '#letters/digests.ts';
import type { Letter, LetterContext } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { reflectionLetters, reminderLetters } from '#letters/visit-reminder-letters.ts';
import { aCycle } from '../builders.ts';
import { aContext, aPartnership, aRequest, morning } from './sample.ts';

export const aVisit = (number: number, date: string, over: Partial<BookedVisit> = {}): BookedVisit => ({
  state: 'booked',
  number,
  sequence: 0,
  date,
  start: '09:00',
  durationMinutes: 180,
  visiting: ['P1'],
  visited: 'H1',
  place: '',
  theme: '',
  lookFor: '',
  delegations: {},
  proposals: [],
  ...over,
});

export const aCancelledVisit = (number: number, date: string, reason: string): CancelledVisit => {
  const { proposals: _, ...visit } = aVisit(number, date);
  return { ...visit, state: 'cancelled', reason, sequence: 1 };
};

export function aHeldVisit(number: number, date: string, over: Partial<HeldVisit> = {}): HeldVisit {
  const { proposals: _, ...visit } = aVisit(number, date);
  return { ...visit, state: 'held', attendance: {}, notes: '', reflections: [], ...over };
}

/** The change of a move that needs no other visit to move, to any date. */
export function movedTo(
  date: string,
  partnership: Partnership,
  number: number,
  because: string,
  at: Instant = morning,
): Change<Partnership, PartnershipEvent> {
  const visit = partnership.visits.find((one) => one.number === number);
  if (!visit || !isBooked(visit)) throw new Error('There is no scheduled visit');
  const event = { type: 'visit-moved', visit: number, from: visit.date, because } as const;
  const moved = onAnotherDay(visit, { date, visiting: visit.visiting });
  const visits = partnership.visits.map((one) => (one === visit ? moved : one));
  return { after: noted({ ...partnership, visits }, at, 'Ruth', event, because), events: [event] };
}

/** Around a clock change: October 6 is in daylight saving time, November 3 and 10 are not. */
export const aYear = (): readonly Visit[] => [
  aVisit(1, '2014-10-06'),
  aVisit(2, '2014-11-03', {
    visiting: ['P1', 'P2'],
    place: 'Room 2',
    theme: 'Feedback',
    lookFor: 'Who asks.',
  }),
  aVisit(3, '2014-11-10', { visiting: ['H1'], visited: 'P1' }),
];

export const withVisits = (visits: readonly Visit[], over: Parameters<typeof aPartnership>[0] = {}) =>
  aPartnership({ version: 7, visits, plannedFrom: '2014-09-05', ...over });

export const aSession = (over: Partial<CoachingSession> = {}): CoachingSession => ({
  number: 1,
  sequence: 0,
  state: 'booked',
  title: 'Leading adults who learn',
  date: '2014-10-21',
  start: '13:00',
  durationMinutes: 120,
  place: 'Tweed Courthouse',
  ...over,
});

export const aYearWith = (session: CoachingSession): VisitYear => ({
  ...emptyVisitYear('2014'),
  version: 2,
  coaching: [session],
  history: [{ at: '2014-09-08T15:00:00.000Z', by: 'Ruth Lindqvist', what: 'coaching-booked' }],
});

/** A school year with a visit on a closed day, visits to schedule, a date request, and a visit that needs notes. */
export const aSetting = (over: Partial<Setting> = {}): Setting => ({
  cycle: aCycle({ calendar: schoolYear }),
  year: {
    ...emptyVisitYear('2014'),
    lostDays: [{ date: '2014-11-10', whose: { kind: 'all' }, reason: 'Snow' }],
  },
  partnerships: [
    withVisits([
      ...aYear(),
      aVisit(5, '2014-09-25', { visited: 'H1' }),
      aVisit(6, '2014-10-15', {
        proposals: [{ school: 'P1', date: '2014-10-17', reason: 'An exam.', at: morning }],
      }),
    ]),
  ],
  ...over,
});

const schoolYear: Setting['cycle']['calendar'] = [
  ...(
    [
      ['2014-09-04', 'First day of school'],
      ['2015-06-26', 'Last day of school'],
    ] as const
  ).map(([date, event]) => ({
    from: date,
    to: date,
    appliesTo: ['all'],
    event,
    studentsPresent: 'yes' as const,
  })),
];

/** The letters of a year of visits. They are commits of one partnership, so each has another version. */
export function everyVisitLetter(context: LetterContext = aContext()): readonly Letter[] {
  const proposals = [{ school: 'P1', date: '2014-10-08', reason: 'An exam.', at: morning }];
  const former = [{ id: 'P9', name: 'School P9', reference: '2014-P9', contact: aRequest().applicant }];
  const events: readonly PartnershipEvent[] = [
    { type: 'visits-planned' },
    { type: 'visit-booked', visit: 2 },
    { type: 'visit-moved', visit: 2, from: '2014-11-01', because: 'Snow', without: ['P2'] },
    { type: 'visit-moved', visit: 1, from: '2014-10-06', because: 'Snow' },
    { type: 'visit-changed', visit: 1 },
    { type: 'visit-changed', visit: 2, former },
    { type: 'visit-cancelled', visit: 4, former },
    { type: 'date-proposed', visit: 5, school: 'P1' },
    { type: 'date-declined', visit: 1, school: 'P1', date: '2014-10-08', reason: 'I am in Queens.' },
  ];
  const visits = [
    ...aYear(),
    aCancelledVisit(4, '2014-12-01', 'A burst pipe'),
    aVisit(5, '2014-12-08', { proposals }),
  ];
  const sessions = (['coaching-booked', 'coaching-changed', 'coaching-cancelled'] as const).flatMap(
    (type, index) =>
      yearLetters(
        { type, session: 1 },
        {
          year: { ...aYearWith(aSession({ sequence: index })), version: index },
          partnerships: [aPartnership()],
        },
        context,
      ),
  );
  const year = withVisits(visits);
  const called = visits.filter(isBooked).slice(0, 2);
  return [
    ...events.flatMap((event, index) =>
      lettersFor('partnership', event, withVisits(visits, { version: 20 + index }), context),
    ),
    ...sessions,
    ...called.flatMap((visit) => reminderLetters(year, visit, context, morning)),
    ...called.flatMap((visit) => reflectionLetters(year, visit, context, morning)),
    ...visitDigest(aSetting(), year.facilitator, context, '2014-10-06T12:00:00.000Z'),
  ];
}
