import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  addressesIn,
  type Erased,
  mentions,
  namesOf,
  withoutPeople,
  withoutPerson,
} from '../domain/erasing.ts';
import { type Instant, plusDays } from '../domain/time.ts';
import { keyWithout } from '../letters/sent-keys.ts';
import { deleteRecords, everyPage } from './everything.ts';
import { epochSeconds, keyOf, letterKeyIn } from './records.ts';
import { parseCommitted } from './stream.ts';
import type { Key, StoredRecord, Table } from './table.ts';

/** What erasing means for one record: texts taken out of it, or all of it gone. `id` names no person. */
export type Erasing = {
  readonly type: string;
  readonly id: string;
  readonly what: readonly string[] | 'deleted';
};

/** What to do, and the record as it shall be; without one it goes, and `leaves` is what stays in its place under another key. */
type Step = {
  readonly erasing: Erasing;
  readonly key: Key;
  readonly after?: StoredRecord;
  readonly leaves?: StoredRecord;
};

// Nothing in them is about a person.
const impersonal = new Set(['cycle', 'school', 'directory-page', 'limit', 'erasure', 'paused-mappings']);
// They say who was written to, and are worth nothing without.
const aboutLetters = new Set(['letter', 'application-request', 'undelivered-letter', 'held-letter']);

const typeOf = ({ type }: StoredRecord): string => String(type ?? '');
const keyIn = ({ pk, sk }: StoredRecord): Key => ({ pk: String(pk), sk: String(sk) });

/** Every record that could be about a person. Only for upkeep: it reads all there is. */
async function personal(table: Table): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  for await (const page of everyPage(table))
    for (const record of page.map((raw) => unmarshall(raw)))
      if (!impersonal.has(typeOf(record))) found.push(record);
  return found;
}

/** What is erased where one person is; `successorOf` says who is written to in a cycle from then on. */
export async function stepsForPerson(
  table: Table,
  email: string,
  mark: string,
  successorOf: (cycleId: string) => string,
): Promise<readonly Step[]> {
  const records = await personal(table);
  const staffNames = records.flatMap((record) =>
    namesOf(record, email).flatMap(({ name, isStaff }) => (isStaff ? [name] : [])),
  );
  return records.flatMap((record) => {
    if (aboutLetters.has(typeOf(record))) return mentions(record, email) ? [deletionFor(record, email)] : [];
    const successor = successorOf(cycleIdOf(record));
    return revision(
      record,
      withoutPerson(withoutReader(record, email), { email, staffNames, successor, mark }),
    );
  });
}

/** What is erased of everybody in the cycles of these ids. */
export async function stepsForCycles(table: Table, cycleIds: readonly string[]): Promise<readonly Step[]> {
  const records = (await personal(table)).filter((record) => cycleIds.includes(cycleIdOf(record)));
  return records.flatMap((record) =>
    aboutLetters.has(typeOf(record))
      ? [deletion(record)]
      : revision(record, withoutPeople(withoutRoster(record))),
  );
}

/** Takes the steps. A record that somebody else changed meanwhile is left for the next time; answers how many were. */
export async function erase(table: Table, steps: readonly Step[]): Promise<number> {
  let missed = 0;
  for (const { after, key, leaves } of steps) {
    if (!after) {
      if (leaves) await table.put(leaves);
      await deleteRecords(table, [key]);
      continue;
    }
    const { written } = await table.put(after, {
      expression: 'version = :expected',
      values: { ':expected': Number(after.version) - 1 },
    });
    if (!written) missed += 1;
  }
  return missed;
}

const deletion = (record: StoredRecord): Step => ({
  erasing: { type: typeOf(record), id: letterName(record), what: 'deleted' },
  key: keyIn(record),
});

/** That a letter of its kind was seen to stays on record: otherwise the night would miss what the history says should have gone out. */
function deletionFor(record: StoredRecord, email: string): Step {
  const key = typeOf(record) === 'letter' ? letterKeyIn(record) : undefined;
  const left = key === undefined ? undefined : keyWithout(key, email);
  if (left === undefined) return deletion(record);
  const { expiresAt } = record;
  return {
    ...deletion(record),
    leaves: { ...keyOf.letter(left), type: 'letter', state: 'erased', expiresAt },
  };
}

/** No step where nothing was taken out. What is left must still be what its type says, or nothing may be written. */
function revision(record: StoredRecord, { value, paths }: Erased<StoredRecord>): readonly Step[] {
  if (paths.length === 0 && JSON.stringify(value.body) === JSON.stringify(record.body)) return [];
  const after = { ...value, ...keyIn(record), version: Number(record.version) + 1, events: [] };
  parseCommitted(after);
  const what = [...new Set(paths.map((path) => path.replace(/^body\./, '')))].sort();
  return [{ erasing: { type: typeOf(record), id: keyIn(record).sk, what }, key: keyIn(record), after }];
}

/** A roster without somebody: who is on no list is given nothing to read, and kept from nothing. */
const withoutReader = (record: StoredRecord, email: string): StoredRecord =>
  withLists(record, (list) => (Array.isArray(list) ? list.filter((one) => one?.email !== email) : list));

const withoutRoster = (record: StoredRecord): StoredRecord => withLists(record, () => []);

/** A roster with each of its lists as `revise` has it; every other record as it is. */
function withLists(record: StoredRecord, revise: (list: unknown) => unknown): StoredRecord {
  if (typeOf(record) !== 'roster') return record;
  const lists = ['reviewers', 'facilitators', 'conflicts', 'recusals'].filter((name) => name in record.body);
  const revised = lists.map((name) => [name, revise(record.body[name])] as const);
  return { ...record, body: { ...record.body, ...Object.fromEntries(revised) } };
}

/** Of the records of a cycle by its partition, of requests by what they say, of letters by what they are about. */
function cycleIdOf(record: StoredRecord): string {
  const { pk } = keyIn(record);
  if (pk.startsWith('CYCLE#')) return pk.slice('CYCLE#'.length);
  const about = /^LETTER#([^#-]+)/.exec(pk)?.[1];
  return about ?? String(record.body?.cycleId ?? record.cycleId ?? '');
}

/** What a letter is about and of what kind, without whom it went to. */
const letterName = (record: StoredRecord): string => {
  const [, about = '', , kind = ''] = keyIn(record).pk.split('#');
  return typeOf(record) === 'letter' ? `${about} ${kind}`.trim() : typeOf(record);
};

// Longer than the 35 days out of which a table can be restored.
const rememberedDays = 40;

const erasureKey = (email: string): Key => ({
  pk: `ERASURE#${createHash('sha256').update(email).digest('hex')}`,
  sk: 'ERASURE',
});

/** Remembers, by a digest, that somebody was erased: a table that is restored must not bring them back. */
export async function rememberErasure(table: Table, email: string, now: Instant): Promise<void> {
  const expiresAt = epochSeconds(plusDays(now.slice(0, 10), rememberedDays));
  await table.put({ ...erasureKey(email), type: 'erasure', at: now, expiresAt });
}

/** Addresses that stand in the table although whoever had them was erased. */
export async function broughtBack(table: Table): Promise<readonly string[]> {
  const erased = new Set<string>();
  const addresses = new Set<string>();
  for await (const page of everyPage(table))
    for (const record of page.map((raw) => unmarshall(raw))) {
      if (typeOf(record) === 'erasure') erased.add(keyIn(record).pk);
      else if (!impersonal.has(typeOf(record))) for (const email of addressesIn(record)) addresses.add(email);
    }
  return [...addresses].filter((email) => erased.has(erasureKey(email).pk));
}
