import type { DecidedApplication, DecisionOutcome } from '../domain/application.ts';
import { wasWaiting } from '../domain/decision.ts';
import type { Role } from '../domain/program.ts';
import { visitCounts } from '../domain/visit-plan/rules.ts';
import { applicantLetter } from './applicant-letter.ts';
import type { LetterContext } from './context.ts';
import { type Block, heading, type Letter, paragraph, quotation, steps } from './letter.ts';
import { sayNumber, sayTimes } from './numbers.ts';

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
    const { school, role } = application;
    const { program, startsIn } = context.cycle;
    const accepted = `${school.name} has been accepted as a ${role} school in ${program.name}, starting in ${startsIn}.`;
    return {
      ...(wasWaiting(application)
        ? {
            subject: `A place opened: ${school.name} is accepted`,
            news: `Good news: a place has opened up, and it’s yours. ${accepted}`,
          }
        : {
            subject: `Accepted: ${school.name} will be a ${role} school`,
            news: `Congratulations! ${accepted}`,
          }),
      beforeReason: 'Why we chose your school',
      next: [
        steps(...nextForAccepted[role](context), 'All principals also take part in leadership coaching.'),
        paragraph(
          'You don’t need to do anything now. If your school can no longer take part, please withdraw soon on your application page so another school can have your place.',
        ),
      ],
    };
  },
  waitlisted: ({ school, role }, { cycle }) => ({
    subject: `${school.name} is on the waitlist`,
    news: `Thank you for applying. ${school.name} is on the waitlist for ${role} schools in ${cycle.program.name}. We don’t have a place right now, but we hope to offer you one if a place opens up.`,
    beforeReason: 'Why',
    next: [
      paragraph(
        `If a place opens before the program starts in ${cycle.startsIn}, we’ll email you right away. We can’t promise that one will.`,
      ),
      paragraph(
        'You don’t need to do anything in the meantime. If you’d rather not wait, you can withdraw on your application page.',
      ),
    ],
  }),
  declined: ({ school, role }, { cycle }) => ({
    subject: `Decision on ${school.name}’s application`,
    news: `Thank you for the work you put into this application. Unfortunately, we can’t offer ${school.name} a place as a ${role} school in ${cycle.program.name} this year.`,
    beforeReason: 'Why',
    next: [
      paragraph(
        'This decision is final for this year, and you don’t need to do anything else. You’re welcome to apply again next year.',
      ),
      paragraph(`If you’d like to talk about the decision, email ${cycle.program.contactEmail}.`),
    ],
  }),
};

const nextForAccepted: Readonly<Record<Role, (context: LetterContext) => readonly string[]>> = {
  host: ({ cycle: { program, startsIn } }) => {
    const { partnerToHost, hostToPartner } = visitCounts(program.visits);
    return [
      `We’ll match you with partner schools, usually ${sayNumber(program.capacity.usual)}, based on what you can share and what they want to improve. We’ll email you their names and your facilitator’s name before ${startsIn}.`,
      `During the year, each partner will visit you ${sayTimes(partnerToHost)}, and you’ll visit each partner ${sayTimes(hostToPartner)}. Your facilitator will plan the dates with you.`,
    ];
  },
  partner: ({ cycle: { program, startsIn } }) => {
    const { partnerToHost, hostToPartner } = visitCounts(program.visits);
    return [
      `We’ll match you with a host school based on what you want to improve. We’ll email you its name and your facilitator’s name before ${startsIn}.`,
      `During the year, you’ll visit your host ${sayTimes(partnerToHost)}, and your host will visit you ${sayTimes(hostToPartner)}. Your facilitator will plan the dates with you.`,
    ];
  },
};
