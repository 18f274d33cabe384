import type { LinkReply, RequestEvent } from '#domain/admission/events.ts';
import {
  type ApplicationRequest,
  requestedApplication,
  requestedReference,
} from '#domain/admission/request.ts';
import { sayInstant, sayLinkEnd } from '#domain/base/time.ts';
import { type Cycle, sayDeadline, sayGraceEnd, stateOf } from '#domain/program/cycle.ts';
import {
  type Addresses,
  action,
  applicationLinkEnds,
  type Block,
  type Letter,
  type LetterContext,
  type LetterKind,
  letterKey,
  letterOf,
  linkedParagraph,
  paragraph,
} from './letter.ts';
import type { LettersOf } from './letters-of.ts';

// These addresses are not confirmed yet. The letters carry nothing that was typed into the form, neither name nor job
// title. Otherwise a stranger could use the form to send their words to someone else.
const greeting = paragraph('Hello,');

const dontForward = (risk: string): Block =>
  paragraph(`Please don’t forward this email. Anyone with the link can ${risk}.`);

type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
};

/** The reply to a request to apply or to return. */
function linkLetter(request: ApplicationRequest, reply: LinkReply, context: LetterContext): Letter {
  const { kind, subject, body } = replies[reply](request, context);
  const to = request.applicant.email;
  return letterOf(context, {
    key: letterKey(request.id, request.version, kind, to),
    kind,
    to,
    subject,
    body: [greeting, ...body],
    why:
      `You’re receiving this email because someone entered this address on the ${context.cycle.program.name} website. ` +
      'If it wasn’t you, you can ignore this email.',
  });
}

function sayUntilWhen({ askedAt, renewedAt = askedAt }: ApplicationRequest, cycle: Cycle): string {
  return stateOf(cycle, renewedAt) === 'closed'
    ? `Applications closed on ${sayDeadline(cycle)}. Because you started before then, you can still submit yours until ${sayGraceEnd(cycle)}.`
    : `Applications close on ${sayDeadline(cycle)}. We review them as they come in, so it helps to submit early.`;
}

function howToApply({ askedAt }: ApplicationRequest, cycle: Cycle, addresses: Addresses): readonly Block[] {
  const goToProgram = action('Go to the program page', addresses.program);
  switch (stateOf(cycle, askedAt)) {
    case 'not-yet-open':
      return [
        paragraph(`Applications open on ${sayInstant(cycle.program.timeZone, cycle.opensAt)}.`),
        goToProgram,
      ];
    case 'open':
      return [paragraph('If you haven’t applied yet, start on the program page.'), goToProgram];
    case 'closed':
      return [
        paragraph(
          `Applications closed on ${sayDeadline(cycle)}. If you haven’t applied yet, you’re welcome to apply next year.`,
        ),
      ];
  }
}

const replies: Readonly<Record<LinkReply, (request: ApplicationRequest, context: LetterContext) => Words>> = {
  start: (request, { cycle, addresses }) => ({
    kind: 'link-to-start',
    subject: `Your link to apply for ${request.school.name}`,
    body: [
      paragraph(
        `Here’s your link to apply for ${request.school.name} as a ${request.role} school in ${cycle.program.name}. The program starts in ${cycle.startsIn}.`,
      ),
      action('Start your application', addresses.start(request.id, request.expiresAt)),
      paragraph(
        `The link works until ${sayLinkEnd(cycle.program.timeZone, request.expiresAt)}. Until then, you can use it to come back anytime. We save each page as you go.`,
      ),
      paragraph(sayUntilWhen(request, cycle)),
      linkedParagraph(
        `Need a new link? Go to ${addresses.askForLink} and enter this email address and your application number, ${requestedReference(request)}.`,
        addresses.askForLink,
      ),
      dontForward('change your application'),
    ],
  }),
  return: (request, { cycle, addresses }) => {
    const ends = applicationLinkEnds(cycle, request.askedAt);
    return {
      kind: 'link-to-return',
      subject: `Your link to ${request.school.name}’s application`,
      body: [
        paragraph(`Here’s your link to ${request.school.name}’s ${cycle.program.name} application.`),
        action('Open your application', addresses.application(requestedApplication(request), ends)),
        paragraph(`The link works until ${sayLinkEnd(cycle.program.timeZone, ends)}.`),
        dontForward('open your application and withdraw it'),
      ],
    };
  },
  taken: (request, { cycle }) => ({
    kind: 'link-taken',
    subject: `Already applied: ${request.school.name}`,
    body: [
      paragraph(
        `You asked to apply for ${request.school.name}, but the school already has an application in ${cycle.program.name}.`,
      ),
      paragraph(
        'Each school can submit one application. To protect the applicant’s privacy, we can’t tell you who started it or show it to you.',
      ),
      paragraph(
        `Please check with your colleagues first. If you can’t find out who started it, email ${cycle.program.contactEmail} and tell us your school’s name.`,
      ),
    ],
  }),
  unknown: (request, { cycle, addresses }) => ({
    kind: 'link-unknown',
    subject: `No application for ${request.school.name}`,
    body: [
      paragraph(
        `You asked for a link to ${request.school.name}’s application. We couldn’t find one for this email address.`,
      ),
      linkedParagraph(
        `If you applied with another email address, go to ${addresses.askForLink} and enter that one.`,
        addresses.askForLink,
      ),
      ...howToApply(request, cycle, addresses),
    ],
  }),
};

/** What follows from the event of a request to apply or to return. */
export const ofRequest: LettersOf<ApplicationRequest, RequestEvent> = {
  'link-requested': {
    kind: 'varies',
    write: (request, context, { reply }) => [linkLetter(request, reply, context)],
  },
};
