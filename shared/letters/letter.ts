import type { Owned } from '#domain/base/person.ts';
import { type Instant, plusDays, plusHours } from '#domain/base/time.ts';
import { type Cycle, endsOn } from '#domain/program/cycle.ts';
import type { CalendarMessage } from '#invitations/icalendar.ts';

export const letterKinds = [
  'link-to-start',
  'link-to-return',
  'link-taken',
  'link-unknown',
  'receipt',
  'information-request',
  'question-reminder',
  'question-withdrawn',
  'answer-receipt',
  'closing-reminder',
  'extension',
  'decision',
  'decision-correction',
  'place-reminder',
  'place-extension',
  'invited-again',
  'withdrawal',
  'reinstatement',
  'contact-corrected',
  'proposal',
  'partnership',
  'partnership-change',
  'paired-withdrawal',
  'new-facilitator',
  'visits-planned',
  'visit-booked',
  'visit-moved',
  'visit-changed',
  'visit-cancelled',
  'visit-without-you',
  'date-proposed',
  'date-declined',
  'visit-reminder',
  'reflection-request',
  'coaching',
  'reading-digest',
  'decision-digest',
  'visit-digest',
  'question-copy',
  'question-reply',
  'invitation-to-apply',
] as const;

/** The subject of a letter. Together with the aggregate, its version, and the recipient, it identifies one letter forever. */
export type LetterKind = (typeof letterKinds)[number];

/** A question or label and its answer. The answer may have several lines. */
export type Row = { readonly question: string; readonly answer: string };

/** A list entry with a link. `note` is shown below it. */
export type Entry = { readonly label: string; readonly href: string; readonly note: string };

/** One piece of a letter. All text is plain, and renderers escape it. */
export type Block =
  /** `address` is part of the text, and HTML makes it a link. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly address?: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** A person's own words, with their line breaks. */
  | { readonly kind: 'quotation'; readonly text: string }
  | { readonly kind: 'rows'; readonly title: string; readonly rows: readonly Row[] }
  /** The one task for the reader. */
  | { readonly kind: 'action'; readonly label: string; readonly href: string }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  /** Steps in order: a numbered list. */
  | { readonly kind: 'steps'; readonly steps: readonly string[] };

/** A person with a title, or the team without one. */
export type Signer = { readonly name: string; readonly title?: string };

/** "Ruth Lindqvist" and below it "Director, Learning Partners". */
export const signedBy = ({ name, title }: Signer): string =>
  title === undefined ? name : `${name}\n${title}`;

/**
 * The place of a letter in a conversation. `id` is unique to it, and `references` are the messages before it, oldest first:
 * Message-IDs in angle brackets, or IDs of our own letters. A letter without references is an automatic one.
 */
export type Threading = { readonly id: string; readonly references: readonly string[] };

/** A letter without a medium. Mail renders it as text and HTML, the console as part of a page. */
export type Letter = {
  /** Unique to this letter, and the same each time the event is repeated. It contains the recipient's address. */
  readonly key: string;
  readonly kind: LetterKind;
  /** One email address. */
  readonly to: string;
  /** One line of at most 200 characters. */
  readonly subject: string;
  readonly body: readonly Block[];
  readonly signer: Signer;
  /** Why the recipient gets this email: the first lines of the footer. */
  readonly why: string;
  /** Where questions go. */
  readonly contactEmail: string;
  /** The last line of the footer: "Learning Partners, New York City Department of Education". */
  readonly signature: string;
  /** The program's own name, in the first line. */
  readonly program: string;
  /** The language of the text, as BCP 47: `en`. */
  readonly lang: string;
  /** The calendar part for this recipient. */
  readonly calendar?: CalendarMessage;
  /** Only for letters about a question that someone asked. */
  readonly threading?: Threading;
  /** Where the recipient can opt out of letters like this one. A POST to it opts out at once (RFC 8058). */
  readonly optOut?: string;
  /** IDs of what a morning email lists. They are kept with its record, so that the next email can tell what is new. */
  readonly tells?: readonly string[];
};

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
/** `address` is part of `text`. */
export const linkedParagraph = (text: string, address: string): Block => ({
  kind: 'paragraph',
  text,
  address,
});
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const quotation = (text: string): Block => ({ kind: 'quotation', text });
export const rows = (title: string, entries: readonly Row[]): Block => ({
  kind: 'rows',
  title,
  rows: entries,
});
export const steps = (...said: readonly string[]): Block => ({ kind: 'steps', steps: said });
export const action = (label: string, href: string): Block => ({ kind: 'action', label, href });

const longestSubject = 200;
// Line breaks, other controls, and the marks that change the direction of text.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** `text` as one header line without control characters. It is cut after 200 characters. */
export function subjectLine(text: string): string {
  const line = text.replace(unprintable, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= longestSubject ? line : `${characters.slice(0, longestSubject - 1).join('')}…`;
}

/** The absolute addresses in letters. Signed ones work until `expiresAt`. */
export type Addresses = {
  readonly program: string;
  readonly askForLink: string;
  readonly decisionList: string;
  /** Where a director closes the cycle. */
  readonly finalAnswers: string;
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
  /** Opts an address out of invitations. */
  readonly optOut: (email: string) => string;
  /** The staff page of a thread, and the one of all threads. */
  readonly thread: (id: string) => string;
  readonly threads: string;
  /** Where replies to letters go, if the service reads email itself. */
  readonly inbox?: string;
  /** The domain of the service. It makes the IDs of its visits unique in all calendars. */
  readonly domain: string;
};

/** Empty addresses, for callers that count letters and send none. */
export const nowhere: Addresses = {
  program: '',
  askForLink: '',
  decisionList: '',
  finalAnswers: '',
  readingList: '',
  visitList: '',
  unnotedVisits: '',
  coaching: '',
  threads: '',
  domain: '',
  staffApplication: () => '',
  scenario: () => '',
  thread: () => '',
  partnership: () => '',
  visit: () => '',
  start: () => '',
  application: () => '',
  schoolVisits: () => '',
  schoolVisit: () => '',
  schoolReflection: () => '',
  optOut: () => '',
};

export type LetterContext = { readonly cycle: Cycle; readonly addresses: Addresses };

/** How long a link to an application works at least. */
const applicationLinkHours = 180 * 24;

/** Schools apply in spring, and the links in their emails last until the end of the school year. */
export function applicationLinkEnds(cycle: Cycle, sentAt: Instant): Instant {
  const least = plusHours(sentAt, applicationLinkHours);
  const yearEnds = `${plusDays(endsOn(cycle), 1)}T00:00:00.000Z`;
  return least > yearEnds ? least : yearEnds;
}

type OfProgram = 'contactEmail' | 'signature' | 'program' | 'lang';

/** Adds the parts that all letters of a cycle share. Without a signer, the program's team signs. */
export function letterOf(
  { cycle: { program }, addresses }: LetterContext,
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
    contactEmail: addresses.inbox ?? program.contactEmail,
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
