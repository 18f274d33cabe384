import type { Event } from '#domain/events.ts';
import type { Instant } from './time.ts';

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

export type EventType = Event['type'];

/** One line of an aggregate's history: when, who, what. */
export type HistoryEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly what: EventType;
  readonly note?: string;
  /** The name of the reviewer who was removed. */
  readonly whom?: string;
  /** The number of the visit, if it is about one. */
  readonly visit?: number;
};

/** Adds a line to the history: `by` did `event` at `at`. The last parameter is the reviewer it was about. */
export const noted = <A extends { readonly history: readonly HistoryEntry[] }>(
  application: A,
  at: Instant,
  by: string,
  event: Event,
  note?: string,
  whom?: string,
): A => ({
  ...application,
  history: [
    ...application.history,
    {
      at,
      by,
      what: event.type,
      ...(note === undefined ? {} : { note }),
      ...(whom === undefined ? {} : { whom }),
      ...('visit' in event ? { visit: event.visit } : {}),
    },
  ],
});
