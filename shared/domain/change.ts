import type { Event } from './events.ts';

/** Anything that is stored and revised as one whole. `version` counts its commits; 0 is not yet stored. */
export type Aggregate = { readonly version: number };

/**
 * What a decision wants written: the aggregate as it shall be, and what that says happened.
 * It holds only if the stored version is still `after.version`; a commit stores the next one.
 */
export type Change<A extends Aggregate> = { readonly after: A; readonly events: readonly Event[] };

/** An expected "no", with the reason as a word that pages turn into a sentence. */
export type Refusal<R extends string> = { readonly refused: R };

export const refuse = <R extends string>(refused: R): Refusal<R> => ({ refused });

export const isRefusal = <R extends string>(outcome: object): outcome is Refusal<R> => 'refused' in outcome;
