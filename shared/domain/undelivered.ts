import { type Change, type Refusal, refuse } from './change.ts';
import type { NamedStaff } from './person.ts';
import type { Instant } from './time.ts';

/**
 * Why a letter did not arrive. `no-such-address`: its mail server takes nothing for it. `full-or-busy`: it was tried for hours.
 * `unclear`: the mail server said nothing that helps. `complaint`: it arrived, and was reported as unwanted. `blocked`: nothing is
 * sent there since an earlier one of these. `refused`: the mail service would not send it.
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

type Common = {
  readonly version: number;
  readonly id: string;
  readonly cycleId: string;
  /** What it was about, as its kind says: `decision`. */
  readonly kind: string;
  readonly to: string;
  /** Whose contact the address is, where it is a school's. */
  readonly school?: { readonly name: string; readonly reference: string };
  readonly reason: UndeliveredReason;
  /** What the mail server said, as it said it; may be empty. */
  readonly detail: string;
  readonly at: Instant;
};

/** A letter that did not arrive: somebody of the staff has to see to it. */
export type OpenLetter = Common & { readonly state: 'open' };
export type SettledLetter = Common & {
  readonly state: 'settled';
  readonly settledBy: string;
  readonly settledAt: Instant;
};
export type UndeliveredLetter = OpenLetter | SettledLetter;

/** Somebody has seen to it: wrote to the school by other ways, or corrected its address. */
export function settleLetter(
  letter: UndeliveredLetter,
  staff: NamedStaff,
  now: Instant,
): Change<SettledLetter> | Refusal<'already-settled'> {
  if (letter.state === 'settled') return refuse('already-settled');
  return { after: { ...letter, state: 'settled', settledBy: staff.name, settledAt: now }, events: [] };
}

/** Those that wait for somebody, the newest first. */
export const openLetters = (letters: readonly UndeliveredLetter[]): readonly OpenLetter[] =>
  letters
    .flatMap((letter) => (letter.state === 'open' ? [letter] : []))
    .sort((a, b) => (a.at > b.at ? -1 : 1));
