import type { Event } from './events.ts';

/** Anything that is stored and revised as a whole. `version` counts its commits; 0 means not stored yet. */
export type Aggregate = { readonly version: number };

/**
 * The result of a decision: the aggregate to write, and the events to record. It is valid only while the stored
 * version is `after.version`; the commit stores the next version.
 */
export type Change<A extends Aggregate> = { readonly after: A; readonly events: readonly Event[] };

/** An expected "no". Pages turn its code into a sentence. */
export type Refusal<R extends string> = { readonly refused: R };

export const refuse = <R extends string>(refused: R): Refusal<R> => ({ refused });

export const isRefusal = <R extends string>(outcome: object): outcome is Refusal<R> => 'refused' in outcome;
