import { type Cycle, sayDeadline, sayGraceEnd, stateOf } from '../domain/cycle.ts';
import type { LinkReply } from '../domain/events.ts';
import { type ApplicationRequest, requestedApplication, requestedReference } from '../domain/request.ts';
import { sayInstant } from '../domain/time.ts';
import { applicationLinkEnds, type LetterContext, letterKey, letterOf } from './context.ts';
import { action, type Block, type Letter, type LetterKind, linkedParagraph, paragraph } from './letter.ts';

// Nobody has confirmed these addresses yet, so the letters carry nothing that was typed into the form: no name, no
// position. Otherwise the form could be used to send a stranger's words to a stranger.
const greeting = paragraph('Hello,');

type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
};

/** The answer to somebody who asked to apply or to come back. */
export function linkLetter(request: ApplicationRequest, reply: LinkReply, context: LetterContext): Letter {
  const { kind, subject, body } = replies[reply](request, context);
  const to = request.applicant.email;
  return letterOf(context, {
    key: letterKey(request.id, request.version, kind, to),
    kind,
    to,
    subject,
    body: [greeting, ...body],
    why:
      `You get this letter because this address was given on the pages of ${context.cycle.program.name}. ` +
      'If that was not you, you can ignore it: nothing has happened, and nobody else learns of this letter.',
  });
}

function sayUntilWhen({ askedAt, renewedAt = askedAt }: ApplicationRequest, cycle: Cycle): string {
  return stateOf(cycle, renewedAt) === 'closed'
    ? `Applications closed on ${sayDeadline(cycle)}. Because you asked to apply before that, you can still send yours until ${sayGraceEnd(cycle)}.`
    : `Applications close on ${sayDeadline(cycle)}. We read them as they come in, so it helps to send yours early.`;
}

const replies: Readonly<Record<LinkReply, (request: ApplicationRequest, context: LetterContext) => Words>> = {
  start: (request, { cycle, addresses }) => ({
    kind: 'link-to-start',
    subject: `Your link to apply for ${request.school.name}`,
    body: [
      paragraph(
        `Here is your link to apply for ${request.school.name} as a ${request.role} school in ${cycle.program.name}, starting in ${cycle.startsIn}.`,
      ),
      action('Start your application', addresses.start(request.id, request.expiresAt)),
      paragraph(
        `The link works until ${sayInstant(cycle.program.timeZone, request.expiresAt)}. Until then it also brings you back to your application: every page is saved as you go.`,
      ),
      paragraph(sayUntilWhen(request, cycle)),
      linkedParagraph(
        `If you need a new link, ask for one with this e-mail address and the reference ${requestedReference(request)}, or the id of the school, ${request.school.id}, at ${addresses.askForLink}`,
        addresses.askForLink,
      ),
      paragraph('Please do not forward this letter: whoever has the link can work on your application.'),
    ],
  }),
  return: (request, { cycle, addresses }) => {
    const ends = applicationLinkEnds(request.askedAt);
    return {
      kind: 'link-to-return',
      subject: `Your link back to the application of ${request.school.name}`,
      body: [
        paragraph(
          `Here is your link back to the application of ${request.school.name} to ${cycle.program.name}.`,
        ),
        action('Open your application', addresses.application(requestedApplication(request), ends)),
        paragraph(`The link works until ${sayInstant(cycle.program.timeZone, ends)}.`),
        paragraph('Please do not forward this letter: whoever has the link can work on your application.'),
      ],
    };
  },
  taken: (request, { cycle }) => ({
    kind: 'link-taken',
    subject: `${request.school.name} already has an application`,
    body: [
      paragraph(
        `You asked to apply for ${request.school.name}. The school has an application in ${cycle.program.name} already.`,
      ),
      paragraph(
        'Each school sends one application. To protect whoever started it, we do not say who that is, and show it to nobody else.',
      ),
      paragraph(
        `Please ask the colleagues at your school first. If you think that the application should be yours, write to ${cycle.program.contactEmail} and name the school. Our staff will help.`,
      ),
    ],
  }),
  unknown: (request, { addresses }) => ({
    kind: 'link-unknown',
    subject: `We found no application of ${request.school.name} with this address`,
    body: [
      paragraph(
        `You asked for a link back to the application of ${request.school.name}. We found none that belongs to this address.`,
      ),
      paragraph(
        'Perhaps you gave another address when you applied: then ask for the link with that one. Or you have not applied yet: then start on the program page.',
      ),
      action('Go to the program page', addresses.program),
    ],
  }),
};
