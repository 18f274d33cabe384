import * as v from 'valibot';
import type { DirectoryEntry, School } from '../domain/school.ts';
import { keyOf } from './records.ts';
import { directoryPageSchema } from './schemas.ts';
import type { StoredRecord, Table } from './table.ts';

/** What became of the schools of one import. */
export type ImportCount = { readonly added: number; readonly changed: number; readonly unchanged: number };

/** Schools on one page of the directory: about 100 bytes each, and a record may hold 400 kB. */
const schoolsPerPage = 1000;

/** Requests under way at once: enough to hide the network, few enough for a table that just woke up. */
const requestsAtOnce = 16;

/**
 * Keeps every school, and writes only what differs from what is kept; no school is ever removed. The pages that searches read come
 * last, so that whatever a search finds exists. `onProgress` hears after each school how many are done.
 */
export async function importSchools(
  table: Table,
  schools: readonly School[],
  onProgress: (done: number) => void = () => {},
): Promise<ImportCount> {
  const count = { added: 0, changed: 0, unchanged: 0 };
  let done = 0;
  await forEach(schools, async (school) => {
    count[await keepSchool(table, school)] += 1;
    done += 1;
    onProgress(done);
  });
  await keepDirectory(table, schools);
  return count;
}

async function keepSchool(table: Table, school: School): Promise<keyof ImportCount> {
  const found = await table.get(keyOf.school(school.id));
  if (found && isSame(found.body, school)) return 'unchanged';
  await table.put({ ...keyOf.school(school.id), type: 'school', body: school });
  return found ? 'changed' : 'added';
}

async function keepDirectory(table: Table, schools: readonly School[]): Promise<void> {
  const kept = await table.query({
    KeyConditionExpression: 'pk = :directory',
    ExpressionAttributeValues: { ':directory': { S: keyOf.directoryPage(0).pk } },
    ConsistentRead: true,
  });
  const before = kept.map((record) => v.parse(v.object({ body: directoryPageSchema }), record).body.schools);
  const after = pagesOf(merged(before.flat(), schools));
  const changed = after.flatMap((page, index) =>
    isSame(before[index], page) ? [] : [pageRecord(index, page)],
  );
  await forEach(changed, (record) => table.put(record));
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

function pagesOf(entries: readonly DirectoryEntry[]): readonly (readonly DirectoryEntry[])[] {
  const pages: DirectoryEntry[][] = [];
  for (let from = 0; from < entries.length; from += schoolsPerPage)
    pages.push(entries.slice(from, from + schoolsPerPage));
  return pages;
}

/** Whether two plain values say the same, whatever the order of their keys. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a, sorted) === JSON.stringify(b, sorted);

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

async function forEach<T>(values: readonly T[], act: (value: T) => Promise<unknown>): Promise<void> {
  const rest = values.values();
  const worker = async () => {
    for (const value of rest) await act(value);
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, worker));
}
