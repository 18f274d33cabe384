import type { Application } from '../domain/admission/application.ts';
import type { Owned } from '../domain/base/person.ts';
import { type Instant, sayLinkEnd } from '../domain/base/time.ts';
import { type Addresses, applicationLinkEnds, type LetterContext, letterKey, letterOf } from './context.ts';
import {
  action,
  type Block,
  type Letter,
  type LetterKind,
  linkedParagraph,
  paragraph,
  type Signer,
} from './letter.ts';

/** The address of a page for an application's owner. It works until an instant. */
export type OwnPage = (addresses: Addresses, owned: Owned, ends: Instant) => string;

const ownApplication: OwnPage = (addresses, owned, ends) => addresses.application(owned, ends);

type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
  /** The link's label, and the moment of the event, which decides how long the link works. */
  readonly link: {
    readonly label: string;
    readonly sentAt: Instant;
    /** The application itself if left out. */
    readonly to?: OwnPage;
  };
  /** Blocks after the link. */
  readonly after?: readonly Block[];
  /** The program's team if left out. */
  readonly signer?: Signer;
};

/** The part of an application that a letter needs. `version` belongs to the aggregate that causes the letter. */
type About = Owned &
  Pick<Application, 'applicant' | 'version'> & {
    readonly school: Pick<Application['school'], 'name'>;
  };

/** A letter to an application's owner, with their link to it. */
export function applicantLetter(application: About, words: Words, context: LetterContext): Letter {
  const { cycle, addresses } = context;
  const { applicant, reference, school } = application;
  const { label, sentAt, to = ownApplication } = words.link;
  const ends = applicationLinkEnds(sentAt);
  return letterOf(context, {
    key: letterKey(reference, application.version, words.kind, applicant.email),
    kind: words.kind,
    to: applicant.email,
    subject: words.subject,
    body: [
      paragraph(`Dear ${applicant.name},`),
      ...words.body,
      action(label, to(addresses, application, ends)),
      linkedParagraph(
        `This link is just for you and works until ${sayLinkEnd(cycle.program.timeZone, ends)}. If it stops working, get a new link at ${addresses.askForLink}`,
        addresses.askForLink,
      ),
      ...(words.after ?? []),
    ],
    signer: words.signer,
    why: `You’re receiving this email because you’re the contact for ${school.name}’s application (${reference}).`,
  });
}
