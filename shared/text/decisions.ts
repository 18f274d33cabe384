import type {
  DecidedApplication,
  DecisionOutcome,
  DraftApplication,
  Ending,
} from '#domain/admission/application.ts';
import { outcomeBefore } from '#domain/admission/decide.ts';
import { placeOf, placeStateOf } from '#domain/admission/place.ts';
import { dateIn, type Instant, sayDate } from '#domain/base/time.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { type Role, visitCounts } from '#domain/program/program.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { sayNumber, sayTimes } from './numbers.ts';

/** A decision as its school reads it, in the email and on the application's page. */
export type SaidDecision = {
  readonly subject: string;
  readonly news: string;
  /** The heading of the reason. */
  readonly beforeReason: string;
  /** What happens next, in order. */
  readonly steps: readonly string[];
  /** What the school does, and by when. */
  readonly next: readonly string[];
};

type Say = (application: DecidedApplication, cycle: Cycle, at: Instant) => SaidDecision;

/** `at` is the time of reading: the program may have started, or the date to confirm may have passed. */
export const sayDecisionToSchool: Say = (application, cycle, at) => {
  const { outcome, ending, until } = application.decision;
  if (outcome === 'waitlisted' && until !== undefined) return sayLastWait(application, until, cycle, at);
  return (ending ? endings[ending] : outcomes[outcome])(application, cycle, at);
};

const outcomes: Readonly<Record<DecisionOutcome, Say>> = {
  accepted: (application, cycle, at) => {
    const { school, role } = application;
    const { program, startsIn } = cycle;
    const starts = hasBegun(cycle, at) ? 'which has already started' : `starting in ${startsIn}`;
    const accepted = `${school.name} has been accepted as a ${role} school in ${program.name}, ${starts}.`;
    return {
      ...(outcomeBefore(application) === 'waitlisted'
        ? {
            subject: `A place opened for ${school.name}`,
            news: `Good news: a place has opened up, and it’s yours. ${accepted}`,
          }
        : {
            subject: `Accepted: ${school.name} will be a ${role} school`,
            news: `Congratulations! ${accepted}`,
          }),
      beforeReason: 'Why we chose your school',
      steps: [...nextForAccepted[role](cycle, at), 'All principals also take part in leadership coaching.'],
      next: [
        `${sayPlace(application, cycle, at)} If your school can no longer take part, please withdraw soon on your application page so another school can have your place.`,
      ],
    };
  },
  waitlisted: ({ school, role }, cycle, at) => ({
    subject: `${school.name} is on the waitlist`,
    news: `Thank you for applying. ${school.name} is on the waitlist for ${role} schools in ${cycle.program.name}. We don’t have a place right now, but we hope to offer you one if a place opens up.`,
    beforeReason: 'The reason for our decision',
    steps: [],
    next: [
      `If we can offer your school a place, we’ll email you right away. ${
        hasBegun(cycle, at)
          ? 'We can’t promise that we’ll have one this year.'
          : `If you haven’t heard from us by the time the program starts in ${cycle.startsIn}, it means we don’t have a place for you this year.`
      }`,
      'You don’t need to do anything in the meantime. If you’d rather not wait, you can withdraw on your application page.',
    ],
  }),
  declined: ({ school, role }, { program }) => ({
    subject: `Decision on ${school.name}’s application`,
    news: `Thank you for the work you put into this application. Unfortunately, we can’t offer ${school.name} a place as a ${role} school in ${program.name} this year.`,
    beforeReason: 'The reason for our decision',
    steps: [],
    next: [
      'This decision is final for this year, and you don’t need to do anything else. You’re welcome to apply again next year.',
      `If you’d like to talk about the decision, email ${program.contactEmail}.`,
    ],
  }),
};

/** The waitlist after the pairing was published. It ends on a day. */
function sayLastWait(
  application: DecidedApplication,
  until: string,
  cycle: Cycle,
  at: Instant,
): SaidDecision {
  const { school, role } = application;
  const { program } = cycle;
  const lastDay = sayDate(until);
  const wasAccepted = outcomeBefore(application) === 'accepted';
  const isOver = todayOf(cycle, at) > until;
  return {
    subject: `Your school is on the waitlist until ${lastDay}`,
    news: `${wasAccepted ? sayUnmatched(application, cycle) : `This year’s ${program.name} partnerships are set, and we don’t have a place for ${school.name} as a ${role} school right now.`} ${isOver ? `The waitlist ended on ${lastDay}.` : `We’ll keep your school on the waitlist until ${lastDay}.`}`,
    beforeReason: 'The reason for our decision',
    steps: [],
    next: isOver
      ? [`If you have questions, email ${program.contactEmail}.`]
      : [
          `If a place opens up before then, we’ll email you right away. If not, we’ll email you on ${lastDay}, and the waitlist will end.`,
          'You don’t need to do anything in the meantime. If you’d rather not wait, you can withdraw on your application page.',
        ],
  };
}

/** To a school that was accepted and isn't in a partnership. */
const sayUnmatched = ({ school, role }: DecidedApplication, { program }: Cycle): string =>
  `We accepted ${school.name} as a ${role} school in ${program.name}, but we couldn’t match it with a ${role === 'host' ? 'partner' : 'host'} school this year. We’re sorry.`;

const endings: Readonly<Record<Ending, Say>> = {
  released: (application, cycle) => {
    const { school } = application;
    const { name, contactEmail } = cycle.program;
    const wasAccepted = outcomeBefore(application) === 'accepted';
    return {
      subject: wasAccepted ? 'No match for your school this year' : 'No place for your school this year',
      news: wasAccepted
        ? `${sayUnmatched(application, cycle)} Your school won’t take part this year.`
        : `Thank you for waiting. No place opened up for ${school.name} in ${name} this year, so it’s no longer on the waitlist.`,
      beforeReason: 'The reason for our decision',
      steps: [],
      next: [
        'You don’t need to do anything else. You’re welcome to apply again next year.',
        `If you’d like to talk about it, email ${contactEmail}.`,
      ],
    };
  },
  invited: ({ school, role }, { program }) => ({
    subject: 'Our decision on your application',
    news: `Thank you for the work you put into this application. We can’t offer ${school.name} a place as a ${role} school in ${program.name} this year, but we’d like you to apply again next year.`,
    beforeReason: 'The reason for our decision',
    steps: [],
    next: [
      'You don’t need to do anything else this year.',
      `If you’d like to talk about the decision or your next application, email ${program.contactEmail}.`,
    ],
  }),
};

/** A draft that wasn't submitted, as its school reads it after the pairing is published. */
export const sayInvitation = (
  { school, role }: DraftApplication,
  { program }: Cycle,
): Pick<SaidDecision, 'subject' | 'news' | 'beforeReason' | 'next'> => ({
  subject: 'We hope your school will apply again',
  news: `You started an application for ${school.name} to be a ${role} school in ${program.name}, but it wasn’t submitted in time, so we couldn’t review it. This year’s partnerships are set, and we’d like you to apply again next year.`,
  beforeReason: 'A note for your school',
  next: [
    'You don’t need to do anything else this year.',
    `If you have questions, email ${program.contactEmail}.`,
  ],
});

/** What an accepted school still does about its place. */
function sayPlace(application: DecidedApplication, { program }: Cycle, at: Instant): string {
  const place = placeOf(application, program);
  if (!place) return 'You don’t need to do anything now.';
  switch (placeStateOf(place, program, at)) {
    case 'confirmed':
      return `${place.confirmedBy === undefined ? 'You confirmed your place' : 'We confirmed your place'} on ${sayDate(dateIn(program.timeZone, place.confirmedAt ?? at))}. You don’t need to do anything now.`;
    case 'open':
      return `Please confirm your place on your application page by ${sayDate(place.confirmBy)}.`;
    case 'overdue':
      return `You didn’t confirm your place by ${sayDate(place.confirmBy)}. If your school still wants to take part, email ${program.contactEmail} right away.`;
  }
}

const hasBegun = (cycle: Cycle, at: Instant): boolean => hasYearBegun(cycle, todayOf(cycle, at));

/** What to do without a match, and the span that a full count of visits is for. A plan may leave out accepted schools. */
const timesFor = (cycle: Cycle, at: Instant) =>
  hasBegun(cycle, at)
    ? { ifNoMatch: '', span: 'In a full year' }
    : {
        ifNoMatch: ` If you haven’t heard from us by the time the program starts in ${cycle.startsIn}, it means we don’t have a match for you yet. You can email ${cycle.program.contactEmail}.`,
        span: 'During the year',
      };

const nextForAccepted: Readonly<Record<Role, (cycle: Cycle, at: Instant) => readonly string[]>> = {
  host: (cycle, at) => {
    const { program } = cycle;
    const { ifNoMatch, span } = timesFor(cycle, at);
    const { partnerToHost, hostToPartner } = visitCounts(program.visits);
    return [
      `We’ll try to match you with partner schools, usually ${sayNumber(program.capacity.usual)}, based on what you can share and what they want to improve. If we find a match, we’ll email you their names and your facilitator’s name.${ifNoMatch}`,
      `${span}, each partner will visit you ${sayTimes(partnerToHost)}, and you’ll visit each partner ${sayTimes(hostToPartner)}. Your facilitator will plan the dates with you.`,
    ];
  },
  partner: (cycle, at) => {
    const { ifNoMatch, span } = timesFor(cycle, at);
    const { partnerToHost, hostToPartner } = visitCounts(cycle.program.visits);
    return [
      `We’ll try to match you with a host school based on what you want to improve. If we find a match, we’ll email you its name and your facilitator’s name.${ifNoMatch}`,
      `${span}, you’ll visit your host ${sayTimes(partnerToHost)}, and your host will visit you ${sayTimes(hostToPartner)}. Your facilitator will plan the dates with you.`,
    ];
  },
};
