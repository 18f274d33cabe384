import { inBatches } from '../../../shared/store/batches.ts';
import { everyPage, getRaw, putRaw, type RawRecord } from '../../../shared/store/everything.ts';
import type { Table } from '../../../shared/store/table.ts';
import { type Fingerprint, fingerprintOf, nameOf } from './records.ts';

/** Where records come from, page by page; asked anew for each pass. */
export type Source = () => AsyncIterable<readonly RawRecord[]>;

/**
 * `missing`: is not there. `differing`: is there and says something else. `same`: is there as it was. `kept`: a letter that
 * is on record there stays, whatever the source says, because it certainly went out.
 */
export type Standing = 'missing' | 'differing' | 'same' | 'kept';

export type Found = { readonly fingerprint: Fingerprint; readonly standing: Standing };

/** How every record of a source stands in a table. */
export async function standingsIn(source: Source, table: Table): Promise<readonly Found[]> {
  const there = await digestsOf(table);
  const found: Found[] = [];
  for await (const page of source())
    for (const record of page) {
      const fingerprint = fingerprintOf(record);
      found.push({ fingerprint, standing: standingOf(fingerprint, there) });
    }
  return found;
}

/** How many records were written, and those that somebody else wrote meanwhile, which stayed as they are. */
export type Restored = { readonly written: number; readonly left: readonly Fingerprint[] };

// At some 10 ms each below the 4,000 writes a second that a new table takes.
const lanes = 25;

/**
 * Writes the records of a source whose standing in the table is one of `wanted`, each only while the table says what it said when
 * this began: others may be writing. Running it again writes nothing twice.
 */
export async function restoreRecords(
  source: Source,
  table: Table,
  wanted: readonly Standing[],
  onProgress: (written: number) => void = () => {},
): Promise<Restored> {
  const there = await digestsOf(table);
  const left: Fingerprint[] = [];
  let written = 0;
  for await (const page of source()) {
    const chosen = page
      .map((record) => ({ record, fingerprint: fingerprintOf(record) }))
      .filter(({ fingerprint }) => wanted.includes(standingOf(fingerprint, there)));
    for (const batch of inBatches(chosen, lanes)) {
      const outcomes = await Promise.all(
        batch.map(async ({ record, fingerprint }) => ({
          fingerprint,
          isWritten: await putWhereUnchanged(table, record, fingerprint, there),
        })),
      );
      written += outcomes.filter(({ isWritten }) => isWritten).length;
      left.push(...outcomes.flatMap(({ isWritten, fingerprint }) => (isWritten ? [] : [fingerprint])));
    }
    onProgress(written);
  }
  return { written, left };
}

async function putWhereUnchanged(
  table: Table,
  record: RawRecord,
  { key }: Fingerprint,
  there: ReadonlyMap<string, string>,
): Promise<boolean> {
  const digest = there.get(nameOf(key));
  if (digest === undefined) return putRaw(table, record);
  const standing = await getRaw(table, key);
  if (!standing || fingerprintOf(standing).digest !== digest) return false;
  return putRaw(table, record, standing);
}

async function digestsOf(table: Table): Promise<ReadonlyMap<string, string>> {
  const digests = new Map<string, string>();
  for await (const page of everyPage(table))
    for (const { key, digest } of page.map(fingerprintOf)) digests.set(nameOf(key), digest);
  return digests;
}

function standingOf({ key, type, digest }: Fingerprint, there: ReadonlyMap<string, string>): Standing {
  const known = there.get(nameOf(key));
  if (known === undefined) return 'missing';
  if (known === digest) return 'same';
  return type === 'letter' ? 'kept' : 'differing';
}
