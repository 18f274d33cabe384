import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { RawRecord } from '../../../shared/store/raw-records.ts';
import type { Key } from '../../../shared/store/table.ts';

/** The compared parts of a record: its key, its type, and a digest of its content. */
export type Fingerprint = { readonly key: Key; readonly type: string; readonly digest: string };

const named = v.object({
  pk: v.object({ S: v.string() }),
  sk: v.object({ S: v.string() }),
  type: v.optional(v.object({ S: v.string() }), { S: 'untyped' }),
});

export function fingerprintOf(record: RawRecord): Fingerprint {
  const { pk, sk, type } = v.parse(named, record);
  const digest = createHash('sha256').update(JSON.stringify(record, inOneSpelling)).digest('base64');
  return { key: { pk: pk.S, sk: sk.S }, type: type.S, digest };
}

export const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk]);

/** Attributes and the members of sets have no fixed order. */
function inOneSpelling(name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return /^(SS|NS|BS)$/.test(name) ? value.map(String).sort() : value;
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** The number of records of each type, as `npm run` prints them. */
export function countTypes(types: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
