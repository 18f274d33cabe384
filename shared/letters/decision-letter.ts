import type { DecidedApplication, DecisionOutcome } from '#domain/admission/application.ts';
import { wasWaiting } from '#domain/admission/decide.ts';
import type { Instant } from '#domain/base/time.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { type Role, visitCounts } from '#domain/program/program.ts';
import { hasYearBegun } from '#domain/program/school-year.ts';
import { sayNumber, sayTimes } from '#text/numbers.ts';
import { applicantLetter } from './applicant-letter.ts';
import {
  type Block,
  heading,
  type Letter,
  type LetterContext,
  paragraph,
  quotation,
  steps,
} from './letter.ts';

/** Tells the school the decision, the reason, and the next steps. The director who decided signs it. */
export function decisionLetter(application: DecidedApplication, context: LetterContext): Letter {
  const { decision } = application;
  const words = outcomes[decision.outcome](application, context);
  return applicantLetter(
    application,
    {
      kind: 'decision',
      subject: words.subject,
      body: [
        paragraph(words.news),
        heading(words.beforeReason),
        quotation(decision.reason),
        heading('What happens next'),
        ...words.next,
      ],
      link: { label: 'Open your application', sentAt: decision.at },
      signer: { name: decision.by, title: `Director, ${context.cycle.program.name}` },
    },
    context,
  );
}

type Words = {
  readonly subject: string;
  readonly news: string;
  readonly beforeReason: string;
  readonly next: readonly Block[];
};

const outcomes: Readonly<
  Record<DecisionOutcome, (application: DecidedApplication, context: LetterContext) => Words>
> = {
  accepted: (application, context) => {
    const { school, role, decision } = application;
    const { program, startsIn } = context.cycle;
    const starts = hasBegun(context.cycle, decision.at)
      ? 'which has already started'
      : `starting in ${startsIn}`;
    const accepted = `${school.name} has been accepted as a ${role} school in ${program.name}, ${starts}.`;
    return {
      ...(wasWaiting(application)
        ? {
            subject: `A place opened for ${school.name}`,
            news: `Good news: a place has opened up, and it’s yours. ${accepted}`,
          }
        : {
            subject: `Accepted: ${school.name} will be a ${role} school`,
            news: `Congratulations! ${accepted}`,
          }),
      beforeReason: 'Why we chose your school',
      next: [
        steps(
          ...nextForAccepted[role](context.cycle, decision.at),
          'All principals also take part in leadership coaching.',
        ),
        paragraph(
          'You don’t need to do anything now. If your school can no longer take part, please withdraw soon on your application page so another school can have your place.',
        ),
      ],
    };
  },
  waitlisted: ({ school, role, decision }, { cycle }) => ({
    subject: `${school.name} is on the waitlist`,
    news: `Thank you for applying. ${school.name} is on the waitlist for ${role} schools in ${cycle.program.name}. We don’t have a place right now, but we hope to offer you one if a place opens up.`,
    beforeReason: 'The reason for our decision',
    next: [
      paragraph(
        `If we can offer your school a place, we’ll email you right away. ${
          hasBegun(cycle, decision.at)
            ? 'We can’t promise that we’ll have one this year.'
            : `If you haven’t heard from us by the time the program starts in ${cycle.startsIn}, it means we don’t have a place for you this year.`
        }`,
      ),
      paragraph(
        'You don’t need to do anything in the meantime. If you’d rather not wait, you can withdraw on your application page.',
      ),
    ],
  }),
  declined: ({ school, role }, { cycle }) => ({
    subject: `Decision on ${school.name}’s application`,
    news: `Thank you for the work you put into this application. Unfortunately, we can’t offer ${school.name} a place as a ${role} school in ${cycle.program.name} this year.`,
    beforeReason: 'The reason for our decision',
    next: [
      paragraph(
        'This decision is final for this year, and you don’t need to do anything else. You’re welcome to apply again next year.',
      ),
      paragraph(`If you’d like to talk about the decision, email ${cycle.program.contactEmail}.`),
    ],
  }),
};

const hasBegun = (cycle: Cycle, decidedAt: Instant): boolean =>
  hasYearBegun(cycle, todayOf(cycle, decidedAt));

/** What to do without a match, and the span that a full count of visits is for. A plan may leave out accepted schools. */
const timesFor = (cycle: Cycle, decidedAt: Instant) =>
  hasBegun(cycle, decidedAt)
    ? { ifNoMatch: '', span: 'In a full year' }
    : {
        ifNoMatch: ` If you haven’t heard from us by the time the program starts in ${cycle.startsIn}, it means we don’t have a match for you yet. You can email ${cycle.program.contactEmail}.`,
        span: 'During the year',
      };

const nextForAccepted: Readonly<Record<Role, (cycle: Cycle, decidedAt: Instant) => readonly string[]>> = {
  host: (cycle, decidedAt) => {
    const { program } = cycle;
    const { ifNoMatch, span } = timesFor(cycle, decidedAt);
    const { partnerToHost, hostToPartner } = visitCounts(program.visits);
    return [
      `We’ll try to match you with partner schools, usually ${sayNumber(program.capacity.usual)}, based on what you can share and what they want to improve. If we find a match, we’ll email you their names and your facilitator’s name.${ifNoMatch}`,
      `${span}, each partner will visit you ${sayTimes(partnerToHost)}, and you’ll visit each partner ${sayTimes(hostToPartner)}. Your facilitator will plan the dates with you.`,
    ];
  },
  partner: (cycle, decidedAt) => {
    const { ifNoMatch, span } = timesFor(cycle, decidedAt);
    const { partnerToHost, hostToPartner } = visitCounts(cycle.program.visits);
    return [
      `We’ll try to match you with a host school based on what you want to improve. If we find a match, we’ll email you its name and your facilitator’s name.${ifNoMatch}`,
      `${span}, you’ll visit your host ${sayTimes(partnerToHost)}, and your host will visit you ${sayTimes(hostToPartner)}. Your facilitator will plan the dates with you.`,
    ];
  },
};
