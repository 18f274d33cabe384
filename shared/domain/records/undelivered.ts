import { type Change, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';

/**
 * Why a letter could not be delivered. `no-such-address`: the mail server rejects the address. `full-or-busy`: hours
 * of retries failed. `unclear`: the mail server gave no useful reason. `complaint`: it was delivered and reported as
 * spam. `blocked`: an earlier problem stopped all mail to the address. `refused`: the mail service rejected it.
 */
export const undeliveredReasons = [
  'no-such-address',
  'full-or-busy',
  'unclear',
  'complaint',
  'blocked',
  'refused',
] as const;
export type UndeliveredReason = (typeof undeliveredReasons)[number];

/** What the mail server didn't accept in the letter. A new address alone doesn't help. */
export const rejectedParts = ['attachment', 'content', 'size'] as const;
export type RejectedPart = (typeof rejectedParts)[number];

type Common = {
  readonly version: number;
  readonly id: string;
  readonly cycleId: string;
  /** The letter's kind: `decision`. */
  readonly kind: string;
  readonly to: string;
  /** The school whose contact has this address, if it is one. */
  readonly school?: { readonly name: string; readonly reference: string };
  readonly reason: UndeliveredReason;
  /** Next to the reason `unclear`, which earlier releases know. */
  readonly rejected?: RejectedPart;
  /** The mail server's own words; may be empty. */
  readonly detail: string;
  readonly at: Instant;
};

/** An undelivered letter that staff must handle. */
export type OpenLetter = Common & { readonly state: 'open' };
type SettledLetter = Common & {
  readonly state: 'settled';
  readonly settledBy: string;
  readonly settledAt: Instant;
};
export type UndeliveredLetter = OpenLetter | SettledLetter;

/** Someone handled it: they reached the school another way or corrected its address. */
export function settleLetter(
  letter: UndeliveredLetter,
  staff: NamedStaff,
  now: Instant,
): Change<SettledLetter, never> | Refusal<'already-settled'> {
  if (letter.state === 'settled') return refuse('already-settled');
  return { after: { ...letter, state: 'settled', settledBy: staff.name, settledAt: now }, events: [] };
}

/** Open letters, newest first. */
export const openLetters = (letters: readonly UndeliveredLetter[]): readonly OpenLetter[] =>
  letters
    .flatMap((letter) => (letter.state === 'open' ? [letter] : []))
    .sort((a, b) => (a.at > b.at ? -1 : 1));
