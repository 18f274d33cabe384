import type { Aggregate, Change, Happening, Refusal } from '#domain/base/change.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { TooBusy } from './too-busy.ts';

/** `conflict`: someone else's commit came first, so the decision is out of date. Nothing was written. */
export type CommitOutcome = 'committed' | 'conflict';

/** Writes an aggregate's record if its stored version is still `expectedVersion`; 0 means not stored yet. */
export type Commit = (record: StoredRecord, expectedVersion: number) => Promise<CommitOutcome>;

export const committingTo =
  (table: Table): Commit =>
  async (record, expectedVersion) => {
    const { written } = await table.put(
      record,
      expectedVersion === 0
        ? { expression: 'attribute_not_exists(pk)' }
        : { expression: 'version = :expected', values: { ':expected': expectedVersion } },
    );
    return written ? 'committed' : 'conflict';
  };

/** Dozens of changes to one aggregate at the same moment succeed. More don't come from people. */
const attempts = 10;

/** A random pause, at most 20 ms and then longer, so that writers at the same moment don't meet again. */
const pauseAfter = (attempt: number): Promise<void> =>
  new Promise((resume) => setTimeout(resume, Math.random() * Math.min(400, 20 * 2 ** attempt)));

/** How to read and write one aggregate, and its name for errors. */
type Revised<Read, A extends Aggregate, E extends Happening> = {
  readonly read: () => Promise<Read>;
  readonly commit: (change: Change<A, E>) => Promise<CommitOutcome>;
  readonly called: string;
};

/**
 * Reads an aggregate, decides, and commits. If someone else's commit came first, it reads and decides again, so that
 * the rules see the current aggregate. Returns the current aggregate, or the refusal. Undefined if it does not exist.
 */
export async function revising<
  A extends Aggregate,
  B extends Aggregate,
  E extends Happening,
  R extends Refusal<string> = never,
>(revised: Revised<A, B, E>, decide: (current: A) => Change<B, E> | R): Promise<B | R>;
export async function revising<
  A extends Aggregate,
  B extends Aggregate,
  E extends Happening,
  R extends Refusal<string> = never,
>(
  revised: Revised<A | undefined, B, E>,
  decide: (current: A) => Change<B, E> | R,
): Promise<B | R | undefined>;
export async function revising<
  A extends Aggregate,
  B extends Aggregate,
  E extends Happening,
  R extends Refusal<string> = never,
>(
  { read, commit, called }: Revised<A | undefined, B, E>,
  decide: (current: A) => Change<B, E> | R,
): Promise<B | R | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const current = await read();
    if (!current) return undefined;
    const outcome = decide(current);
    if ('refused' in outcome) return outcome;
    if (Object.is(outcome.after, current) && outcome.events.length === 0) return outcome.after;
    if ((await commit(outcome)) === 'committed')
      return { ...outcome.after, version: outcome.after.version + 1 };
    await pauseAfter(attempt);
  }
  throw new TooBusy(`${called} was changed by others ${attempts} times in a row`);
}
