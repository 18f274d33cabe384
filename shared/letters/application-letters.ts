import type {
  Application,
  DraftApplication,
  SubmittedApplication,
  WithdrawnApplication,
} from '#domain/admission/application.ts';
import { outcomeNames } from '#domain/admission/criteria.ts';
import type { ApplicationEvent, GivenUp, SentAgain } from '#domain/admission/events.ts';
import { topics, topicsOf } from '#domain/admission/topics.ts';
import { asEachContact, contactRoles, ownershipOf } from '#domain/base/person.ts';
import { type Instant, sayDate, sayLinkEnd, sayMoment } from '#domain/base/time.ts';
import { capitalized } from '#domain/base/wording.ts';
import { sayDeadline, stateOf } from '#domain/program/cycle.ts';
import { sayAnswers } from '#text/answers.ts';
import { type SaidFinding, sayFindings } from '#text/findings.ts';
import { sayNumber } from '#text/numbers.ts';
import { applicantLetter } from './applicant-letter.ts';
import { correctionLetters } from './correction-letter.ts';
import { decisionLetter, invitationLetter, placeExtensions } from './decision-letter.ts';
import { answerReceipts, inquiryLetters, inquiryWithdrawnLetters } from './inquiry-letters.ts';
import {
  action,
  applicationLinkEnds,
  type Block,
  heading,
  type Letter,
  type LetterContext,
  letterKey,
  letterOf,
  linkedParagraph,
  paragraph,
  type Row,
  rows,
  steps,
} from './letter.ts';
import { type LettersOf, writing } from './letters-of.ts';
import { firstName } from './school-letter.ts';

/** Confirms that an application was submitted, with all its answers and the findings. */
function receipt(
  application: Application & { readonly submittedAt: Instant },
  context: LetterContext,
): Letter {
  const { school, role, reference, submittedAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'receipt',
      subject: `We received ${school.name}’s application`,
      body: [
        paragraph(
          `Thank you for applying. We received ${school.name}’s application to be a ${role} school on ${sayMoment(program.timeZone, submittedAt)}. Your application number is ${reference}.`,
        ),
        heading('What happens next'),
        steps(
          `${capitalized(sayNumber(program.review.readersPerApplication))} of our staff will review your application.${
            submittedAt <= context.cycle.closesAt
              ? ' We review applications as they come in, so you may hear from us before the deadline.'
              : ''
          }`,
          'If something is missing, we’ll email you a question.',
          `We’ll email you our decision and the reason for it before the program starts in ${context.cycle.startsIn}.`,
        ),
      ],
      link: { label: 'See your application’s status', sentAt: submittedAt },
      after: [
        paragraph(
          submittedAt <= context.cycle.closesAt
            ? `On your application page, you can change your answers until ${sayDeadline(context.cycle)}, or until we start reviewing, whichever comes first. You can also withdraw there.`
            : 'You can also withdraw from your application page.',
        ),
        ...copyOf(application, context),
      ],
    },
    context,
  );
}

/** The answers and the findings, for the applicant's own files. */
function copyOf(application: Application, { cycle }: LetterContext): readonly Block[] {
  const { program } = cycle;
  const findings = sayFindings(program, application, 'school');
  const said = sayAnswers(application, program);
  const about =
    application.role === 'host'
      ? 'Host schools need to meet all of these. “Needs a check” means our staff will look into it. “Not met” means we may not be able to accept your school as a host.'
      : 'We look for schools that fit at least one of these. Yours doesn’t have to.';
  return [
    heading('Your answers'),
    ...topicsOf(application.role).map((topic) =>
      rows(
        topics[topic].title,
        said.filter((answer) => answer.topic === topic).map(({ question, answer }) => ({ question, answer })),
      ),
    ),
    heading(application.role === 'host' ? 'Host requirements' : 'What we look for in a partner'),
    paragraph(about),
    rows('What we found', findings.map(findingRow)),
  ];
}

const findingRow = ({ statement, outcome, why }: SaidFinding): Row => ({
  question: statement,
  answer: `${outcomeNames[outcome]}. ${why}`,
});

/** Confirms that an application was withdrawn, and tells what the school gave up with it. */
function withdrawalLetter(
  application: WithdrawnApplication,
  givenUp: GivenUp,
  context: LetterContext,
): Letter {
  const { school, withdrawnAt } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'withdrawal',
      subject: `${school.name}’s application was withdrawn`,
      body: [
        paragraph(
          `${sayAsAsked(application)}, we withdrew ${school.name}’s application on ${sayMoment(program.timeZone, withdrawnAt)}. ${sayGivenUp(application, givenUp)}`,
        ),
        ...howOthersGoOn(givenUp),
        applyAgain(context, withdrawnAt, givenUp),
        paragraph(
          `If you withdrew by mistake, email ${program.contactEmail}. Our staff can reinstate your application.`,
        ),
      ],
      link: { label: 'See the withdrawn application', sentAt: withdrawnAt },
    },
    context,
  );
}

/** Either contact can withdraw, and both hear of it. */
function sayAsAsked({ history, applicant }: WithdrawnApplication): string {
  const by = history.at(-1)?.by ?? applicant.name;
  return by === applicant.name ? 'As you requested' : `As ${by} requested`;
}

/** Tells the school that staff reinstated its application, and what it is now. */
function reinstatementLetter(
  application: Exclude<Application, { readonly state: 'withdrawn' }>,
  context: LetterContext,
): Letter {
  const { school, history, startedAt } = application;
  const { cycle } = context;
  const at = history.at(-1)?.at ?? startedAt;
  return applicantLetter(
    application,
    {
      kind: 'reinstatement',
      subject: 'Your application is reinstated',
      body: [
        paragraph(
          `We reinstated ${school.name}’s application on ${sayMoment(cycle.program.timeZone, at)}. It’s as it was before you withdrew. ${sayReinstated(application, context)}`,
        ),
        paragraph(
          `If your school doesn’t want to take part, you can withdraw again on your application page.`,
        ),
      ],
      link: { label: 'Open your application', sentAt: at },
    },
    context,
  );
}

function sayReinstated(
  application: Exclude<Application, { readonly state: 'withdrawn' }>,
  { cycle }: LetterContext,
): string {
  switch (application.state) {
    case 'draft':
      return `Please submit it by ${sayDeadline(cycle)}.`;
    case 'submitted':
      return 'Our staff will review it, and we’ll email you our decision.';
    case 'decided':
      return application.decision.outcome === 'accepted'
        ? `Your school is accepted as a ${application.role} school again.`
        : 'Your school is on the waitlist again.';
  }
}

/** The same as on the application page. */
function applyAgain(
  { cycle, addresses }: LetterContext,
  withdrawnAt: Instant,
  { partnership }: GivenUp,
): Block {
  const thanks = partnership ? 'Thank you for taking part.' : 'Thank you for your interest.';
  return stateOf(cycle, withdrawnAt) === 'open'
    ? linkedParagraph(
        `${thanks} Until ${sayDeadline(cycle)}, you can apply again at ${addresses.program}`,
        addresses.program,
      )
    : paragraph(`${thanks} You’re welcome to apply again next year.`);
}

function sayGivenUp({ school, history }: WithdrawnApplication, { was, partnership }: GivenUp): string {
  if (partnership)
    return partnership.host.id === school.id
      ? `${school.name} is no longer a host school and is leaving its partnership.`
      : `${school.name} is leaving its partnership with ${partnership.host.name}.`;
  switch (was) {
    case 'accepted':
      return 'We can now offer your place to another school. You don’t need to do anything else.';
    case 'waitlisted':
      return 'You’ve given up your place on the waitlist. You don’t need to do anything else.';
    default:
      return history.some(({ what }) => what === 'application-submitted')
        ? 'We’ve stopped reviewing it. You don’t need to do anything else.'
        : 'It wasn’t submitted, and you don’t need to do anything else.';
  }
}

/** The consequences for the school's partnership and its visits. */
const howOthersGoOn = ({ partnership }: GivenUp): readonly Block[] =>
  partnership
    ? [
        paragraph(
          `We’ve told your facilitator, ${partnership.facilitator.name}. We’ll tell any other schools in your partnership once we know what happens next. Any upcoming visits are canceled for your school, and you’ll get a cancellation for each one.`,
        ),
        paragraph(
          `If there’s anything left to wrap up, email ${firstName(partnership.facilitator)} at ${partnership.facilitator.email}.`,
        ),
      ]
    : [];

/** Tells the new contact of an application. The linked page shows everything that the previous contact was sent. */
function contactLetter(application: Application, context: LetterContext): Letter {
  const { school, history, startedAt, principal } = application;
  const { program } = context.cycle;
  return applicantLetter(
    application,
    {
      kind: 'contact-corrected',
      subject: principal
        ? `You’re now a contact for ${school.name}`
        : `You’re now the contact for ${school.name}`,
      body: [
        paragraph(
          principal
            ? `You and ${principal.name} are now ${school.name}’s contacts for ${program.name}. We’ll send all emails for the school to both of you.`
            : `You’re now ${school.name}’s contact for ${program.name}. We’ll send all emails for the school to this address.`,
        ),
        paragraph(
          'Earlier emails may not have reached your school. Please check the application page. It shows the application’s status, any question or decision, and a link to the visits if your school is in a partnership.',
        ),
        paragraph(`If you received this by mistake, email ${program.contactEmail}.`),
      ],
      link: { label: 'See the application', sentAt: history.at(-1)?.at ?? startedAt },
    },
    context,
  );
}

/**
 * Tells a contact that the school named them. No one has confirmed the address, so the letter carries nothing that was
 * typed into the form but the other contact's address.
 */
function namedLetter({ reference, version, ...application }: Application, context: LetterContext): Letter {
  const { school, role, history, startedAt, principal, applicant } = application;
  const { cycle, addresses } = context;
  const { program } = cycle;
  const ends = applicationLinkEnds(cycle, history.at(-1)?.at ?? startedAt);
  return letterOf(context, {
    key: letterKey(reference, version, 'contact-corrected', applicant.email),
    kind: 'contact-corrected',
    to: applicant.email,
    subject: 'You’re a contact for your school’s application',
    body: [
      paragraph('Hello,'),
      paragraph(
        principal
          ? `You and ${principal.email} are the contacts for ${school.name}’s application to be a ${role} school in ${program.name}. You can both open and change the application, and we’ll email questions and our decision to both of you.`
          : `You’re the contact for ${school.name}’s application to be a ${role} school in ${program.name}. We’ll email questions and our decision to this address.`,
      ),
      action('Open the application', addresses.application({ reference, ...ownershipOf(application) }, ends)),
      paragraph(
        `The link is just for you and works until ${sayLinkEnd(program.timeZone, ends)}. Please don’t forward this email. Anyone with the link can change the application.`,
      ),
    ],
    why: `You’re receiving this email because someone entered this address on ${school.name}’s application. If you weren’t expecting this, email ${program.contactEmail}.`,
  });
}

/** What didn't reach the previous contact, as far as it still holds. */
const sentAgain: Readonly<
  Record<SentAgain, (application: Application, context: LetterContext) => readonly Letter[]>
> = {
  receipt: (application, context) => ('submittedAt' in application ? [receipt(application, context)] : []),
  'information-request': inquiryLetters,
  decision: (application, context) =>
    application.state === 'decided' ? [decisionLetter(application, context)] : [],
  'decision-correction': (application, context) =>
    application.state === 'submitted' ? correctionLetters(application, context) : [],
};

/** Tells a school that it has more time to submit its draft. */
function extensionLetters(application: DraftApplication, context: LetterContext): readonly Letter[] {
  const { school, extendedTo, history, startedAt } = application;
  if (extendedTo === undefined) return [];
  const letter = applicantLetter(
    application,
    {
      kind: 'extension',
      subject: 'You have more time to submit your application',
      body: [
        paragraph(
          `You can submit ${school.name}’s application until the end of ${sayDate(extendedTo)}. Your answers so far are saved.`,
        ),
      ],
      link: { label: 'Finish your application', sentAt: history.at(-1)?.at ?? startedAt },
    },
    context,
  );
  return [letter];
}

/** Tells a school that it can change what it submitted. */
function reopenedLetters(application: SubmittedApplication, context: LetterContext): readonly Letter[] {
  const { school, reopenedTo, history, startedAt } = application;
  if (reopenedTo === undefined) return [];
  const letter = applicantLetter(
    application,
    {
      kind: 'extension',
      subject: 'You can change your application',
      body: [
        paragraph(
          `We reopened ${school.name}’s application. You can change your answers until the end of ${sayDate(reopenedTo)}. It stays submitted, so you don’t need to submit it again.`,
        ),
      ],
      link: { label: 'Change your answers', sentAt: history.at(-1)?.at ?? startedAt },
    },
    context,
  );
  return [letter];
}

/** What follows from each event of an application. */
export const ofApplication: LettersOf<Application, ApplicationEvent> = {
  'application-submitted': {
    kind: 'receipt',
    write: (application, context) =>
      'submittedAt' in application ? [receipt(application, context)] : undefined,
  },
  'deadline-extended': {
    kind: 'extension',
    write: (application, context) =>
      application.state === 'draft'
        ? extensionLetters(application, context)
        : application.state === 'submitted'
          ? reopenedLetters(application, context)
          : [],
  },
  'information-requested': {
    kind: 'information-request',
    write: (application, context) =>
      'inquiries' in application ? inquiryLetters(application, context) : undefined,
  },
  'information-withdrawn': {
    kind: 'question-withdrawn',
    write: (application, context) =>
      'inquiries' in application ? inquiryWithdrawnLetters(application, context) : undefined,
  },
  'information-supplied': {
    kind: 'answer-receipt',
    write: (application, context) =>
      'inquiries' in application ? answerReceipts(application, context) : undefined,
  },
  'application-decided': {
    kind: 'decision',
    write: (application, context) =>
      'decision' in application ? [decisionLetter(application, context)] : undefined,
  },
  'application-withdrawn': {
    kind: 'withdrawal',
    write: (application, context, givenUp) =>
      'withdrawnAt' in application ? [withdrawalLetter(application, givenUp, context)] : undefined,
  },
  'decision-reversed': {
    kind: 'decision-correction',
    write: (application, context) =>
      'reversals' in application ? correctionLetters(application, context) : undefined,
  },
  'application-reinstated': {
    kind: 'reinstatement',
    write: (application, context) =>
      application.state === 'withdrawn' ? undefined : [reinstatementLetter(application, context)],
  },
  'contact-corrected': {
    kind: 'contact-corrected',
    write: (application, context, { again = [], bySchool }) => [
      bySchool ? namedLetter(application, context) : contactLetter(application, context),
      ...again.flatMap((kind) => sentAgain[kind](application, context)),
    ],
  },
  'draft-invited': {
    kind: 'invited-again',
    write: (application, context) =>
      application.state === 'draft' && application.invited
        ? [invitationLetter(application, application.invited, context)]
        : undefined,
  },
  'place-extended': {
    kind: 'place-extension',
    write: (application, context) =>
      'decision' in application ? placeExtensions(application, context) : undefined,
  },
  // The applicant is already on the application's page.
  'application-started': 'none',
  'role-changed': 'none',
  'answers-changed': 'none',
  'place-confirmed': 'none',
  // Staff see these in their morning digest.
  'reviewers-assigned': 'none',
  'reviewer-recused': 'none',
  'review-recorded': 'none',
  'note-added': 'none',
  // The school hears of it when it is decided.
  'decision-planned': 'none',
  'decision-unplanned': 'none',
};

const write = writing(ofApplication);

/** The letters to each contact of an application. Only a new contact hears that they are one. */
export function applicationLetters(
  event: ApplicationEvent,
  application: Application,
  context: LetterContext,
): readonly Letter[] {
  const isTold: readonly string[] =
    event.type === 'contact-corrected' ? (event.to ?? ['applicant']) : contactRoles;
  return asEachContact(application)
    .filter((_, index) => isTold.includes(contactRoles[index] ?? ''))
    .flatMap((own) => write(event, own, context));
}
