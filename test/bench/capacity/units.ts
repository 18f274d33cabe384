/**
 * DynamoDB's arithmetic: an item's size, and the units to read or write it. See "Item sizes and formats" and
 * "Capacity unit consumption" in the DynamoDB developer guide.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

/** In bytes: the attribute names in UTF-8, and their values. */
export const sizeOf = (item: Item): number =>
  Object.entries(item).reduce(
    (bytes, [name, value]) => bytes + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  );

/** Units of 1 KB, at least one per write. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Units of 4 KB, half for eventually consistent reads, at least one per read. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

function sizeOfValue(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return sizeOfNumber(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1;
  if (value.L !== undefined) return 3 + value.L.reduce((bytes, one) => bytes + 1 + sizeOfValue(one), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOf(value.M);
  if (value.SS !== undefined) return value.SS.reduce((bytes, one) => bytes + Buffer.byteLength(one), 0);
  if (value.NS !== undefined) return value.NS.reduce((bytes, one) => bytes + sizeOfNumber(one), 0);
  throw new Error(`Unknown size of ${Object.keys(value).join(', ')}.`);
}

/** A byte per two significant digits, one for the exponent, one for a minus. */
function sizeOfNumber(text: string): number {
  const digits = text
    .replace(/^-/, '')
    .replace(/e.*$/i, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}
