import type { Happening } from '#domain/base/change.ts';
import type { Letter, LetterContext, LetterKind } from './letter.ts';

type Caused<A, E> = {
  /** What the nightly check looks for. `varies`: the event itself decides, and the aggregate has no history to look at. */
  readonly kind: LetterKind | 'varies';
  /** Undefined if the event can't have happened to that aggregate. */
  readonly write: (aggregate: A, context: LetterContext, event: E) => readonly Letter[] | undefined;
};

type ByType<E extends Happening> = { readonly [T in E['type']]: Extract<E, { readonly type: T }> };

/** One line for each event in `M`. */
type Lines<A, M, More = unknown> = { readonly [T in keyof M]: 'none' | (Caused<A, M[T]> & More) };

/**
 * The letters that each event of an aggregate causes. Sending, previews, and the night's check all read this table.
 * `More` is what else a line tells.
 */
export type LettersOf<A, E extends Happening, More = unknown> = Lines<A, ByType<E>, More>;

/** Writes the letters of one event. Throws if it can't have happened to that aggregate: no one may get a letter about a bug. */
export const writing =
  <A, M>(table: Lines<A, M>) =>
  (
    event: M[keyof M & string] & { readonly type: keyof M & string },
    aggregate: A,
    context: LetterContext,
  ): readonly Letter[] => {
    const line: 'none' | Caused<A, M[keyof M & string]> = table[event.type];
    if (line === 'none') return [];
    const letters = line.write(aggregate, context, event);
    if (!letters) throw new Error(`${event.type} can’t have happened to this aggregate`);
    return letters;
  };
