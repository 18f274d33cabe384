import type { CalendarMessage } from '../invitations/invitation.ts';

export const letterKinds = [
  'link-to-start',
  'link-to-return',
  'link-taken',
  'link-unknown',
  'receipt',
  'information-request',
  'closing-reminder',
  'decision',
  'withdrawal',
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
] as const;

/** What a letter is about; with the aggregate, its version and the recipient it names one letter for ever. */
export type LetterKind = (typeof letterKinds)[number];

/** A question or label and what was answered; the answer may have several lines. */
export type Row = { readonly question: string; readonly answer: string };

/** A list entry that leads somewhere; `note` is said beside it. */
export type Entry = { readonly label: string; readonly href: string; readonly note: string };

/** One piece of a letter. Every text is plain text: renderers escape it. */
export type Block =
  /** `address`: one that stands in the text, so that HTML makes it a link. */
  | { readonly kind: 'paragraph'; readonly text: string; readonly address?: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** What somebody wrote, in their words and lines. */
  | { readonly kind: 'quotation'; readonly text: string }
  | { readonly kind: 'rows'; readonly title: string; readonly rows: readonly Row[] }
  /** The one thing that the reader is asked to do. */
  | { readonly kind: 'action'; readonly label: string; readonly href: string }
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  /** What happens or is to do, one after the other: a numbered list. */
  | { readonly kind: 'steps'; readonly steps: readonly string[] };

/** Who signs: a person with a title, or the team without one. */
export type Signer = { readonly name: string; readonly title?: string };

/** "Ruth Lindqvist" and below it "Director, Learning Partners". */
export const signedBy = ({ name, title }: Signer): string =>
  title === undefined ? name : `${name}\n${title}`;

/** A letter before it has a medium: mail renders it as text and HTML, the console as part of a page. */
export type Letter = {
  /** The same for every repetition of the same event, different for every other letter. Holds the recipient's address. */
  readonly key: string;
  readonly kind: LetterKind;
  /** One e-mail address. */
  readonly to: string;
  /** One line of at most 200 characters. */
  readonly subject: string;
  readonly body: readonly Block[];
  readonly signer: Signer;
  /** Why the recipient gets this email; the first lines of the footer. */
  readonly why: string;
  /** Where questions go. */
  readonly contactEmail: string;
  /** The last line of the footer: "Learning Partners, New York City Department of Education". */
  readonly signature: string;
  /** The program's own name, above everything else. */
  readonly program: string;
  /** The language of the text, as BCP 47: `en`. */
  readonly lang: string;
  /** The calendar part for this recipient. */
  readonly calendar?: CalendarMessage;
};

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
/** `address` stands in `text`. */
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
// Line breaks and other controls, and the marks that turn the direction of the text after them.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** `text` as one line of a header: no control characters, at most 200 characters, cut between characters. */
export function subjectLine(text: string): string {
  const line = text.replace(unprintable, ' ').replace(/ {2,}/g, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= longestSubject ? line : `${characters.slice(0, longestSubject - 1).join('')}…`;
}
