import type { Application } from '../domain/application.ts';
import type { Owned } from '../domain/ownership.ts';
import { type Instant, sayLinkEnd } from '../domain/time.ts';
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

/** The address of a page that an application's owner may open, good until an instant. */
export type OwnPage = (addresses: Addresses, owned: Owned, ends: Instant) => string;

const ownApplication: OwnPage = (addresses, owned, ends) => addresses.application(owned, ends);

type Words = {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly body: readonly Block[];
  /** What the link to the application is called, and when the letter was caused, which says how long it works. */
  readonly link: {
    readonly label: string;
    readonly sentAt: Instant;
    /** Left out: to the application itself. */
    readonly to?: OwnPage;
  };
  /** What is said after the link. */
  readonly after?: readonly Block[];
  /** Left out: the program's team. */
  readonly signer?: Signer;
};

/** What a letter has to know of an application; `version` is that of the aggregate that causes the letter. */
type About = Owned &
  Pick<Application, 'applicant' | 'version'> & {
    readonly school: Pick<Application['school'], 'name'>;
  };

/** A letter to whoever owns an application, with their link to it. */
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
