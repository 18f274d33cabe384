import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Instant, plusDays } from '#domain/base/time.ts';
import {
  addressesIn,
  type Erased,
  mentions,
  namesOf,
  withoutPeople,
  withoutPerson,
} from '#domain/records/erasure.ts';
import { keyWithout } from '#letters/missing-letters.ts';
import type { Key, StoredRecord, Table } from './dynamo-table.ts';
import { epochSeconds, keyOf, letterKeyIn } from './keys.ts';
import { deleteRecords, everyPage } from './raw-records.ts';
import { parseCommitted } from './stream.ts';

/** What erasing does to one record: removed texts, or the whole record. `id` names no person. */
export type Erasing = {
  readonly type: string;
  readonly id: string;
  readonly what: readonly string[] | 'deleted';
};

/** A change, with the record after it. Without one, the record is deleted, and `leaves` replaces it under another key. */
type Step = {
  readonly erasing: Erasing;
  readonly key: Key;
  readonly after?: StoredRecord;
  readonly leaves?: StoredRecord;
};

// They contain nothing about a person.
const impersonal = new Set([
  'cycle',
  'school',
  'directory-page',
  'limit',
  'session',
  'erasure',
  'paused-mappings',
  'opt-out',
]);
// They only say who got a letter, so they are deleted as a whole.
const aboutLetters = new Set(['letter', 'application-request', 'undelivered-letter', 'held-letter']);

const typeOf = ({ type }: StoredRecord): string => String(type ?? '');
const keyIn = ({ pk, sk }: StoredRecord): Key => ({ pk: String(pk), sk: String(sk) });

/** Every record that could be about a person. Only for maintenance: it reads the whole table. */
async function personal(table: Table): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  for await (const page of everyPage(table))
    for (const record of page.map((raw) => unmarshall(raw)))
      if (!impersonal.has(typeOf(record))) found.push(record);
  return found;
}

/** The steps that erase one person. `successorOf` gives the address that gets their letters in a cycle. */
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
    if (isAskedBy(record, email)) return [deletion(record)];
    const successor = successorOf(cycleIdOf(record));
    return revision(
      record,
      withoutPerson(withoutReader(record, email), { email, staffNames, successor, mark }),
    );
  });
}

/** The steps that erase everyone in these cycles. */
export async function stepsForCycles(table: Table, cycleIds: readonly string[]): Promise<readonly Step[]> {
  const records = (await personal(table)).filter((record) => cycleIds.includes(cycleIdOf(record)));
  return records.flatMap((record) =>
    aboutLetters.has(typeOf(record)) || typeOf(record) === 'thread'
      ? [deletion(record)]
      : revision(record, withoutPeople(withoutRoster(record))),
  );
}

/** Takes the steps. Records that someone else changed in the meantime stay for the next run; returns their number. */
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

/** What people write in their own words may say anything about them, so the whole question goes. */
const isAskedBy = (record: StoredRecord, email: string): boolean =>
  typeOf(record) === 'thread' && String(record.body?.asker?.email).toLowerCase() === email;

const deletion = (record: StoredRecord): Step => ({
  erasing: { type: typeOf(record), id: letterName(record), what: 'deleted' },
  key: keyIn(record),
});

/** The letter's kind stays on record. Otherwise the nightly check would report it as missing. */
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

/** No step if nothing was removed. The rest must still fit its type before it is written. */
function revision(record: StoredRecord, { value, paths }: Erased<StoredRecord>): readonly Step[] {
  if (paths.length === 0 && JSON.stringify(value.body) === JSON.stringify(record.body)) return [];
  const after = { ...value, ...keyIn(record), version: Number(record.version) + 1, events: [] };
  parseCommitted(after);
  const what = [...new Set(paths.map((path) => path.replace(/^body\./, '')))].sort();
  return [{ erasing: { type: typeOf(record), id: keyIn(record).sk, what }, key: keyIn(record), after }];
}

/** A roster without one person, on none of its lists. */
const withoutReader = (record: StoredRecord, email: string): StoredRecord =>
  withLists(record, (list) => (Array.isArray(list) ? list.filter((one) => one?.email !== email) : list));

const withoutRoster = (record: StoredRecord): StoredRecord => withLists(record, () => []);

/** A roster with `revise` applied to each of its lists; every other record unchanged. */
function withLists(record: StoredRecord, revise: (list: unknown) => unknown): StoredRecord {
  if (typeOf(record) !== 'roster') return record;
  const lists = ['reviewers', 'facilitators', 'conflicts', 'recusals'].filter((name) => name in record.body);
  const revised = lists.map((name) => [name, revise(record.body[name])] as const);
  return { ...record, body: { ...record.body, ...Object.fromEntries(revised) } };
}

/** A record's cycle: from its partition, from a request's content, or from a letter's subject. */
function cycleIdOf(record: StoredRecord): string {
  const { pk } = keyIn(record);
  if (pk.startsWith('CYCLE#')) return pk.slice('CYCLE#'.length);
  const about = /^LETTER#([^#-]+)/.exec(pk)?.[1];
  return about ?? String(record.body?.cycleId ?? record.cycleId ?? '');
}

/** A letter's subject and kind, without its recipient. */
const letterName = (record: StoredRecord): string => {
  const [, about = '', , kind = ''] = keyIn(record).pk.split('#');
  return typeOf(record) === 'letter' ? `${about} ${kind}`.trim() : typeOf(record);
};

// Longer than the 35 days that a table can be restored from.
const rememberedDays = 40;

const erasureKey = (email: string): Key => ({
  pk: `ERASURE#${createHash('sha256').update(email).digest('hex')}`,
  sk: 'ERASURE',
});

/** Remembers an erasure as a digest, so that a restored table does not bring the person back. */
export async function rememberErasure(table: Table, email: string, now: Instant): Promise<void> {
  const expiresAt = epochSeconds(plusDays(now.slice(0, 10), rememberedDays));
  await table.put({ ...erasureKey(email), type: 'erasure', at: now, expiresAt });
}

/** Addresses still in the table after their owner was erased. */
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
