import { everyPage, putRaw, type RawRecord } from '../../../shared/store/everything.ts';
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

/** Writes the records of a source whose standing in the table is one of `wanted`. Running it again writes nothing twice. */
export async function restoreRecords(
  source: Source,
  table: Table,
  wanted: readonly Standing[],
  onProgress: (written: number) => void = () => {},
): Promise<number> {
  const there = await digestsOf(table);
  let written = 0;
  for await (const page of source()) {
    const chosen = page.filter((record) => wanted.includes(standingOf(fingerprintOf(record), there)));
    await putRaw(table, chosen);
    written += chosen.length;
    onProgress(written);
  }
  return written;
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
