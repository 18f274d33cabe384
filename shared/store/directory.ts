import * as v from 'valibot';
import type { DirectoryEntry, School } from '#domain/program/school.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import { parseRecord } from './parse-record.ts';
import { getBatch, inBatches, putBatch, recordsPerBatch } from './raw-records.ts';
import { directoryPageSchema } from './school-schema.ts';

/** The result of one import. */
type ImportCount = { readonly added: number; readonly changed: number; readonly unchanged: number };

/** Schools per page of the directory: about 100 bytes each, and a record can have 400 kB. */
const schoolsPerPage = 1000;

/**
 * Stores every school, and writes only differences. Never removes a school. The pages for searches come last, so that
 * every school found exists. `onProgress` gets the number of schools done.
 */
export async function importSchools(
  table: Table,
  schools: readonly School[],
  onProgress: (done: number) => void = () => {},
): Promise<ImportCount> {
  const count = { added: 0, changed: 0, unchanged: 0 };
  let done = 0;
  for (const batch of inBatches(schools, recordsPerBatch)) {
    const fates = await keepBatch(table, batch);
    for (const fate of fates) count[fate] += 1;
    done += batch.length;
    onProgress(done);
  }
  await keepDirectory(table, schools);
  return count;
}

/** The result for each school of a batch. */
async function keepBatch(table: Table, schools: readonly School[]): Promise<readonly (keyof ImportCount)[]> {
  const found = await getBatch(
    table,
    schools.map(({ id }) => keyOf.school(id)),
  );
  const kept = new Map(found.map((record) => [record.pk, record.body]));
  const fateOf = (school: School): keyof ImportCount => {
    const before = kept.get(keyOf.school(school.id).pk);
    if (before === undefined) return 'added';
    return isSame(before, school) ? 'unchanged' : 'changed';
  };
  const fates = schools.map(fateOf);
  const differing = schools.filter((_, index) => fates[index] !== 'unchanged');
  await putBatch(
    table,
    differing.map((school) => ({ ...keyOf.school(school.id), type: 'school', body: school })),
  );
  return fates;
}

async function keepDirectory(table: Table, schools: readonly School[]): Promise<void> {
  const kept = await table.query({
    KeyConditionExpression: 'pk = :directory',
    ExpressionAttributeValues: { ':directory': { S: keyOf.directoryPage(0).pk } },
    ConsistentRead: true,
  });
  const before = kept.map(
    (record) => parseRecord(v.object({ body: directoryPageSchema }), record).body.schools,
  );
  const after = inBatches(merged(before.flat(), schools), schoolsPerPage);
  const changed = after.flatMap((page, index) =>
    isSame(before[index], page) ? [] : [pageRecord(index, page)],
  );
  for (const record of changed) await table.put(record);
}

const pageRecord = (index: number, schools: readonly DirectoryEntry[]): StoredRecord => ({
  ...keyOf.directoryPage(index),
  type: 'directory-page',
  body: { schools },
});

function merged(before: readonly DirectoryEntry[], schools: readonly School[]): readonly DirectoryEntry[] {
  const entries = new Map(before.map((entry) => [entry.id, entry]));
  for (const { id, name, region, levels } of schools) entries.set(id, { id, name, region, levels });
  return [...entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether two plain values are equal, in any order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a, sorted) === JSON.stringify(b, sorted);

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
