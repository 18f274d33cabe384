import type { Cycle } from '../domain/cycle.ts';
import type { Owned } from '../domain/ownership.ts';
import { type Instant, plusHours } from '../domain/time.ts';
import { type Letter, type Signer, subjectLine } from './letter.ts';

/** The absolute addresses that letters point to. Signed ones are good until `expiresAt`. */
export type Addresses = {
  readonly program: string;
  readonly askForLink: string;
  readonly decisionList: string;
  readonly readingList: string;
  readonly staffApplication: (reference: string) => string;
  /** A proposal, where staff look at it. */
  readonly scenario: (scenarioId: string) => string;
  /** The year of visits, where facilitators look at it. */
  readonly visitList: string;
  /** The same with every visit that nobody has noted yet. */
  readonly unnotedVisits: string;
  /** The coaching of principals, where staff look at it. */
  readonly coaching: string;
  /** A partnership, where its facilitator and directors look at it; by the reference of its host. */
  readonly partnership: (reference: string) => string;
  /** A visit, where its facilitator changes it; by its partnership, named like that, and its number. */
  readonly visit: (reference: string, visit: number) => string;
  /** Opens the application that a confirmed request may start. */
  readonly start: (requestId: string, expiresAt: Instant) => string;
  /** Opens an application as its owner. */
  readonly application: (owned: Owned, expiresAt: Instant) => string;
  /** Opens a school's visits as their owner; one of them, by its number in the partnership; and what to take from it. */
  readonly schoolVisits: (owned: Owned, expiresAt: Instant) => string;
  readonly schoolVisit: (owned: Owned, visit: number, expiresAt: Instant) => string;
  readonly schoolReflection: (owned: Owned, visit: number, expiresAt: Instant) => string;
  /** The domain of the service, which tells its visits from those of all other calendars. */
  readonly domain: string;
};

/** Leads nowhere: for whoever asks which letters there are, and reads none of them. */
export const nowhere: Addresses = {
  program: '',
  askForLink: '',
  decisionList: '',
  readingList: '',
  visitList: '',
  unnotedVisits: '',
  coaching: '',
  domain: '',
  staffApplication: () => '',
  scenario: () => '',
  partnership: () => '',
  visit: () => '',
  start: () => '',
  application: () => '',
  schoolVisits: () => '',
  schoolVisit: () => '',
  schoolReflection: () => '',
};

export type LetterContext = { readonly cycle: Cycle; readonly addresses: Addresses };

/** How long a link to an application works: from spring, when schools apply, well into the school year. */
const applicationLinkHours = 180 * 24;

export const applicationLinkEnds = (sentAt: Instant): Instant => plusHours(sentAt, applicationLinkHours);

type OfProgram = 'contactEmail' | 'signature' | 'program' | 'lang';

/** A letter with what all letters of a cycle share. Without a signer, the program's team signs. */
export function letterOf(
  { cycle: { program } }: LetterContext,
  {
    signer = { name: `The ${program.name} team` },
    ...letter
  }: Omit<Letter, OfProgram | 'signer'> & {
    readonly signer?: Signer | undefined;
  },
): Letter {
  return {
    ...letter,
    subject: subjectLine(letter.subject),
    signer,
    contactEmail: program.contactEmail,
    signature: `${program.name}, ${program.district}`,
    program: program.name,
    lang: program.lang,
  };
}

/** The reason in the footer of an email to staff, whose links ask them to sign in. */
export const whyToStaff = (because: string): string =>
  `You’ll be asked to sign in first.\nYou’re receiving this email because ${because}.`;

/** Names a letter about one commit of one aggregate. */
export const letterKey = (aggregateId: string, version: number, kind: Letter['kind'], to: string): string =>
  [aggregateId, version, kind, to].join('#');
