import type { Committed, Kinds } from '#domain/events.ts';
import { applicationLetters, ofApplication } from './application-letters.ts';
import type { Letter, LetterContext, LetterKind } from './letter.ts';
import { writing } from './letters-of.ts';
import { ofRequest } from './link-letters.ts';
import { ofMailing } from './mailing-letters.ts';
import { ofPublication, ofScenario } from './pairing-letters.ts';
import { ofPartnership, partnershipLetters } from './partnership-letters.ts';
import { ofThread } from './thread-letters.ts';

/** The aggregates whose events tell everything that their letters need. */
type Told = Omit<Kinds, 'visit-year'>;

/** A commit of one of them. */
export type WithLetters = Committed<keyof Told>;

type Write<K extends keyof Told> = (
  event: Told[K]['event'],
  aggregate: Told[K]['of'],
  context: LetterContext,
) => readonly Letter[];

const writers: { readonly [K in keyof Told]: Write<K> } = {
  application: applicationLetters,
  'application-request': writing(ofRequest),
  scenario: writing(ofScenario),
  pairing: writing(ofPublication),
  partnership: partnershipLetters,
  mailing: writing(ofMailing),
  thread: writing(ofThread),
};

/** The letters that an event of an aggregate causes, given the aggregate after the event's commit. */
export const lettersFor = <K extends keyof Told>(type: K, ...told: Parameters<Write<K>>): readonly Letter[] =>
  writers[type](...told);

type KindOfLetter = 'none' | { readonly kind: LetterKind | 'varies' };

const tables: { readonly [K in keyof Told]: Readonly<Record<Told[K]['event']['type'], KindOfLetter>> } = {
  application: ofApplication,
  'application-request': ofRequest,
  scenario: ofScenario,
  pairing: ofPublication,
  partnership: ofPartnership,
  mailing: ofMailing,
  thread: ofThread,
};

/** The kind of letter that an event of an aggregate causes, for readers that have only its history. */
export const letterAfter = <K extends keyof Told>(type: K, what: Told[K]['event']['type']): KindOfLetter =>
  tables[type][what];
