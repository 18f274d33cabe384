import { randomUUID } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Instant, plusHours } from '#domain/base/time.ts';
import type { Committed } from '#domain/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import {
  type MissingLetter,
  missingLetters,
  type SentKeys,
  type Stretch,
  sentKeys,
} from '#letters/missing-letters.ts';
import { missingCalls, missingCoaching, missingMornings } from '#letters/missing-others.ts';
import { openCycles } from './cycles.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { letterKeyIn } from './keys.ts';
import { everyPage, putRaw } from './raw-records.ts';
import { parseCommitted } from './stream.ts';

/** The data that says which letters should have been sent, and which were. */
export type Kept = {
  readonly cycles: readonly Cycle[];
  readonly commits: readonly Committed[];
  readonly sent: SentKeys;
};

/** Reads the whole table once. */
export async function keptIn(table: Table): Promise<Kept> {
  const commits: Committed[] = [];
  const sent: string[] = [];
  for await (const page of everyPage(table))
    for (const record of page.map((raw) => unmarshall(raw))) {
      if (record.type === 'letter') noteSent(record, sent);
      const commit = parseCommitted(record);
      if (commit) commits.push(commit);
    }
  return { cycles: await openCycles(table).cycles(), commits, sent: sentKeys(sent) };
}

/** Staff see a refused letter. A waiting letter is missing until it is sent. */
const seenTo = new Set<unknown>(['sent', 'erased', 'refused']);

function noteSent(record: StoredRecord, sent: string[]): void {
  if (seenTo.has(record.state)) sent.push(letterKeyIn(record));
}

// A letter that is still unsent after this waits for the mail service, was given up by the stream, or was lost.
const youngestHours = 1;
const oldestHours = 3 * 24;

/** The period to check: the last three days without the last hour. */
const lookedAt = (now: Instant): Stretch => ({
  from: plusHours(now, -oldestHours),
  until: plusHours(now, -youngestHours),
});

/** Letters that should have been sent by now and were not. Add other things that can be missed here. */
export function missingIn(kept: Kept, now: Instant): readonly MissingLetter[] {
  return [
    ...kept.commits.flatMap(missingAfter(kept, now)),
    ...missingMornings(kept.cycles, kept.sent, lookedAt(now)),
  ];
}

/**
 * Repeats the commits that miss a letter, as after an outage of the stream, and returns how many. Only the commit ID
 * changes, so that the stream delivers the record again. Letters that went out are not sent again.
 */
export async function repeatCommits(table: Table, kept: Kept, now: Instant): Promise<number> {
  const missingOf = missingAfter(kept, now);
  let repeated = 0;
  for await (const page of everyPage(table))
    for (const raw of page) {
      const commit = parseCommitted(unmarshall(raw));
      if (!commit || missingOf(commit).length === 0) continue;
      // A record that changed in the meantime is on its way through the stream anyway.
      if (await putRaw(table, { ...raw, commitId: { S: randomUUID() } }, raw)) repeated += 1;
    }
  return repeated;
}

function missingAfter(kept: Kept, now: Instant): (commit: Committed) => readonly MissingLetter[] {
  const partnerships = Map.groupBy(
    kept.commits.flatMap(({ type, aggregate }) => (type === 'partnership' ? [aggregate] : [])),
    ({ cycleId }) => cycleId,
  );
  return (commit) => missingOf(commit, kept, partnerships, lookedAt(now));
}

function missingOf(
  commit: Committed,
  { cycles, sent }: Kept,
  partnerships: ReadonlyMap<string, readonly Partnership[]>,
  stretch: Stretch,
): readonly MissingLetter[] {
  const cycle = cycles.find(({ id }) => id === commit.aggregate.cycleId);
  if (!cycle) return [];
  if (commit.type === 'visit-year')
    return missingCoaching(commit, cycle, partnerships.get(cycle.id) ?? [], sent, stretch);
  const ofCalls = commit.type === 'partnership' ? missingCalls(commit.aggregate, cycle, sent, stretch) : [];
  return [...missingLetters(commit, cycle, sent, stretch), ...ofCalls];
}
