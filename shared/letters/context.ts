import type { Owned } from '../domain/base/person.ts';
import { type Instant, plusHours } from '../domain/base/time.ts';
import type { Cycle } from '../domain/program/cycle.ts';
import { type Letter, type Signer, subjectLine } from './letter.ts';

/** The absolute addresses in letters. Signed ones work until `expiresAt`. */
export type Addresses = {
  readonly program: string;
  readonly askForLink: string;
  readonly decisionList: string;
  readonly readingList: string;
  readonly staffApplication: (reference: string) => string;
  /** The staff page of a proposal. */
  readonly scenario: (scenarioId: string) => string;
  /** The staff page of this year's visits. */
  readonly visitList: string;
  /** The same page with every visit that needs notes. */
  readonly unnotedVisits: string;
  /** The staff page of principal coaching. */
  readonly coaching: string;
  /** The staff page of a partnership, by the reference of its host. */
  readonly partnership: (reference: string) => string;
  /** The staff page of a visit, by the reference of its host and its number. */
  readonly visit: (reference: string, visit: number) => string;
  /** Starts the application of a confirmed request. */
  readonly start: (requestId: string, expiresAt: Instant) => string;
  /** Opens an application for its owner. */
  readonly application: (owned: Owned, expiresAt: Instant) => string;
  /** Open a school's visits for their owner: all of them, one by its number in the partnership, and its reflection. */
  readonly schoolVisits: (owned: Owned, expiresAt: Instant) => string;
  readonly schoolVisit: (owned: Owned, visit: number, expiresAt: Instant) => string;
  readonly schoolReflection: (owned: Owned, visit: number, expiresAt: Instant) => string;
  /** The domain of the service. It makes the IDs of its visits unique in all calendars. */
  readonly domain: string;
};

/** Empty addresses, for callers that count letters and send none. */
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

/** How long a link to an application works. Schools apply in spring, and it has to last well into the school year. */
const applicationLinkHours = 180 * 24;

export const applicationLinkEnds = (sentAt: Instant): Instant => plusHours(sentAt, applicationLinkHours);

type OfProgram = 'contactEmail' | 'signature' | 'program' | 'lang';

/** Adds the parts that all letters of a cycle share. Without a signer, the program's team signs. */
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

/** The reason in the footer of an email to staff, with a note about signing in. */
export const whyToStaff = (because: string): string =>
  `You’ll be asked to sign in first.\nYou’re receiving this email because ${because}.`;

/** The key of a letter about one commit of one aggregate. */
export const letterKey = (aggregateId: string, version: number, kind: Letter['kind'], to: string): string =>
  [aggregateId, version, kind, to].join('#');
