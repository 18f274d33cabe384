import type { DecidedApplication, DecisionOutcome } from '../domain/application.ts';
import { wasWaiting } from '../domain/decision.ts';
import type { Role } from '../domain/program.ts';
import { visitCounts } from '../domain/visit-plan/rules.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, heading, type Letter, paragraph, quotation } from './letter.ts';
import { sayNumber, sayTimes } from './numbers.ts';

/** Tells the school the decision, the reason, and what happens next. */
export function decisionLetter(application: DecidedApplication, context: LetterContext): Letter {
  const { decision, reference } = application;
  const words = outcomes[decision.outcome](application, context);
  return applicantLetter(
    application,
    {
      kind: 'decision',
      subject: `${words.subject} (${reference})`,
      body: [
        ...words.news.map(paragraph),
        paragraph(words.beforeReason),
        quotation(decision.reason),
        ...words.next,
      ],
      link: { label: 'Open your application', sentAt: decision.at },
    },
    context,
  );
}

type Words = {
  readonly subject: string;
  readonly news: readonly string[];
  readonly beforeReason: string;
  readonly next: readonly Block[];
};

const outcomes: Readonly<
  Record<DecisionOutcome, (application: DecidedApplication, context: LetterContext) => Words>
> = {
  accepted: (application, context) => {
    const { school, role } = application;
    const { name } = context.cycle.program;
    return {
      subject: `${school.name} is accepted as a ${role} school`,
      news: [
        ...(wasWaiting(application) ? ['A place has come free, and it is yours.'] : []),
        `Congratulations! ${school.name} is accepted as a ${role} school in ${name}. The program starts in ${context.cycle.startsIn}.`,
      ],
      beforeReason: 'Why we chose your school:',
      next: [heading('What happens next'), ...nextForAccepted[role](context)],
    };
  },
  waitlisted: ({ school, role }, { cycle }) => ({
    subject: `${school.name} is on the waitlist`,
    news: [
      `Thank you for applying. ${school.name} is on the waitlist for ${role} schools in ${cycle.program.name}. That is not a no: we have no place for it now, and would like to offer one if we can.`,
    ],
    beforeReason: 'Our reason:',
    next: [
      heading('What happens next'),
      paragraph(
        `If a place comes free before the program starts in ${cycle.startsIn}, we write to you at once. We cannot promise that it will. Until then there is nothing that you need to do.`,
      ),
      paragraph('If you would rather not wait, you can withdraw on the page of your application.'),
    ],
  }),
  declined: ({ school, role }, { cycle }) => ({
    subject: `Our decision on the application of ${school.name}`,
    news: [
      `Thank you for the work that you put into this application. We have to tell you that we cannot offer ${school.name} a place as a ${role} school in ${cycle.program.name} starting in ${cycle.startsIn}.`,
    ],
    beforeReason: 'Our reason:',
    next: [
      heading('What happens next'),
      paragraph(
        'This decision is final for this year. It is about the places in this program and not a judgment of your school. You need do nothing more.',
      ),
      paragraph(
        `Your school is welcome to apply again another year. If you think that we got a fact wrong, or would like to talk about the decision, write to ${cycle.program.contactEmail}.`,
      ),
    ],
  }),
};

const nextForAccepted: Readonly<Record<Role, (context: LetterContext) => readonly Block[]>> = {
  host: ({ cycle }) => [
    paragraph(
      `We now pair each host with its partner schools, usually ${sayNumber(cycle.program.capacity.usual)}, by what you share and what they want to improve. Before ${cycle.startsIn} we write to you with the names of your partners and of the facilitator who will work with you.`,
    ),
    paragraph(
      `During the year each partner visits you ${sayTimes(visitCounts(cycle.program.visits).partnerToHost)}, and you visit each partner ${sayTimes(visitCounts(cycle.program.visits).hostToPartner)}. Your facilitator plans the dates with you. Principals of all schools take part in leadership coaching.`,
    ),
    ...nothingToDoNow,
  ],
  partner: ({ cycle }) => [
    paragraph(
      `We now pair each partner with a host school, by what you want to improve and what the host can share. Before ${cycle.startsIn} we write to you with the name of your host and of the facilitator who will work with you.`,
    ),
    paragraph(
      `During the year you visit your host ${sayTimes(visitCounts(cycle.program.visits).partnerToHost)}, and your host visits you ${sayTimes(visitCounts(cycle.program.visits).hostToPartner)}. Your facilitator plans the dates with you. Principals of all schools take part in leadership coaching.`,
    ),
    ...nothingToDoNow,
  ],
};

const nothingToDoNow: readonly Block[] = [
  paragraph(
    'You need do nothing now. If your school can no longer take part, please withdraw on the page of your application soon, so that another school can have the place.',
  ),
];
