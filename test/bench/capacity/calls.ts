import * as v from 'valibot';
import { type Item, readUnits, sizeOf, writeUnits } from './units.ts';

/** The use of calls to the table, and the types of the records they write. */
export type Units = { readonly read: number; readonly write: number; readonly wrote: readonly string[] };

const item = v.custom<Item>((value) => typeof value === 'object' && value !== null);
const call = v.object({
  Item: v.optional(item),
  ConsistentRead: v.optional(v.boolean(), false),
  IndexName: v.optional(v.string()),
  /** Of a BatchGetItem, by table name, like `Responses`. */
  RequestItems: v.optional(v.record(v.string(), v.object({ Keys: v.array(item) })), {}),
});
const answer = v.object({
  Item: v.optional(item),
  Items: v.optional(v.array(item), []),
  Attributes: v.optional(item),
  Responses: v.optional(v.record(v.string(), v.array(item)), {}),
});

/** The units of a call, from its request and response. Undefined for calls that aren't the service's own. */
export function unitsOf(operation: string, sent: unknown, received: unknown): Units | undefined {
  // Only operators and the nightly job write in batches, outside of every journey.
  if (operation === 'BatchWriteItem') return undefined;
  const { Item: written, ConsistentRead: consistent, RequestItems } = v.parse(call, sent);
  const { Item: read, Items: found, Attributes: before, Responses } = v.parse(answer, received);
  switch (operation) {
    case 'GetItem':
      return reading(readUnits(read ? sizeOf(read) : 0, consistent));
    case 'BatchGetItem':
      return reading(unitsOfBatch(Object.values(RequestItems), Object.values(Responses).flat()));
    case 'Query':
      return reading(
        readUnits(
          found.reduce((bytes, one) => bytes + sizeOf(one), 0),
          consistent,
        ),
      );
    case 'PutItem':
      // A write that fails its condition is charged for the existing item, which `Item` then has.
      if (read) return writing(writeUnits(sizeOf(read)));
      return written && writing(unitsOfPut(written, before), written.type?.S ?? 'record');
    case 'UpdateItem':
      // Only counters are updated in place, and they are far below 1 KB.
      return writing(1, 'counter');
    default:
      return undefined;
  }
}

/** Each record as if read alone and consistently. A missing record takes a unit too. */
function unitsOfBatch(asked: readonly { readonly Keys: readonly Item[] }[], found: readonly Item[]): number {
  const missing = asked.reduce((keys, { Keys }) => keys + Keys.length, 0) - found.length;
  return found.reduce((units, one) => units + readUnits(sizeOf(one), true), missing * readUnits(0, true));
}

const reading = (read: number): Units => ({ read, write: 0, wrote: [] });
const writing = (write: number, ...wrote: readonly string[]): Units => ({ read: 0, write, wrote });

/** The larger of both versions, and the same again in the index if the projected part changed. */
function unitsOfPut(after: Item, before: Item | undefined): number {
  const inTable = writeUnits(Math.max(sizeOf(after), before ? sizeOf(before) : 0));
  return inTable + unitsInIndex(inIndex(after), before && inIndex(before));
}

function unitsInIndex(after: Item | undefined, before: Item | undefined): number {
  if (!after && !before) return 0;
  if (JSON.stringify(after) === JSON.stringify(before)) return 0;
  const sizes = [after, before].flatMap((entry) => (entry ? [sizeOf(entry)] : []));
  const moved = after && before && placeOf(after) !== placeOf(before);
  return moved ? sizes.map(writeUnits).reduce((sum, units) => sum + units) : writeUnits(Math.max(...sizes));
}

/** An item's entry in the index `overview`: both keys and the summary. Absent if it has no key there. */
function inIndex({ pk, sk, overviewKey, overviewSort, summary }: Item): Item | undefined {
  if (!pk || !sk || !overviewKey || !overviewSort) return undefined;
  return { pk, sk, overviewKey, overviewSort, ...(summary && { summary }) };
}

const placeOf = ({ overviewKey, overviewSort }: Item): string => JSON.stringify([overviewKey, overviewSort]);
