import type { CalendarDate, Instant } from './time.ts';

/** Anything that is stored and revised as a whole. `version` counts its commits; 0 means not stored yet. */
export type Aggregate = { readonly version: number };

/**
 * A form that created a part of an aggregate. It is stored with that part, so that the same form sent twice creates it
 * once. `key` and `said` are hashes.
 */
export type Creation = {
  readonly key: string;
  readonly said: string;
  /** The number of the new part, if it has one. */
  readonly number?: number;
};

/** An aggregate whose parts are created by forms. It keeps the latest creations. */
export type Grown = Aggregate & { readonly creations?: readonly Creation[] };

/** Something that happened to an aggregate. Each room names its own, in its `events.ts`. */
export type Happening = { readonly type: string };

/**
 * The result of a decision: the aggregate to write, and the events to record. It is valid only while the stored
 * version is `after.version`; the commit stores the next version.
 */
export type Change<A extends Aggregate, E extends Happening> = {
  readonly after: A;
  readonly events: readonly E[];
};

/** An expected "no". Pages turn its code into a sentence. */
export type Refusal<R extends string> = { readonly refused: R };

export const refuse = <R extends string>(refused: R): Refusal<R> => ({ refused });

export const isRefusal = <O extends object>(outcome: O): outcome is Extract<O, Refusal<string>> =>
  'refused' in outcome;

/** One line of an aggregate's history: when, who, and the type of the event. */
export type HistoryEntry<T extends string = string> = {
  readonly at: Instant;
  readonly by: string;
  readonly what: T;
  readonly note?: string;
  /** The name of the reviewer who was removed. */
  readonly whom?: string;
  /** The day that the event was about. */
  readonly date?: CalendarDate;
  /** The number of the visit, if it is about one. */
  readonly visit?: number;
};

/** An aggregate with the history of its events. */
type WithHistory<T extends string> = { readonly history: readonly HistoryEntry<T>[] };

/**
 * Whether the last thing that happened to an aggregate is what these values say. Then a form that asks for the same was sent
 * twice, perhaps because its first answer was lost.
 */
export function wasLast<T extends string>(
  { history }: WithHistory<T>,
  said: Omit<HistoryEntry<NoInfer<T>>, 'at'>,
): boolean {
  const last = history.at(-1);
  return last !== undefined && JSON.stringify({ ...last, ...said }) === JSON.stringify(last);
}

/** Adds a line to the history: `by` did `event` at `at`. The last parameter is a note, or more about the event. */
export const noted = <T extends string, A extends WithHistory<T>>(
  aggregate: A & WithHistory<T>,
  at: Instant,
  by: string,
  { type, visit }: { readonly type: NoInfer<T>; readonly visit?: number },
  about?: string | Omit<A['history'][number], 'at' | 'by' | 'what' | 'visit'>,
): A => ({
  ...aggregate,
  history: [
    ...aggregate.history,
    {
      at,
      by,
      what: type,
      ...(typeof about === 'string' ? { note: about } : about),
      ...(visit === undefined ? {} : { visit }),
    },
  ],
});
