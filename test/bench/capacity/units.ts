/**
 * DynamoDB's arithmetic: how large an item is, and what reading or writing it takes. After "Item sizes and formats" and
 * "Capacity unit consumption" of the DynamoDB developer guide.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

/** In bytes: the names of the attributes in UTF-8, and their values. */
export const sizeOf = (item: Item): number =>
  Object.entries(item).reduce(
    (bytes, [name, value]) => bytes + Buffer.byteLength(name) + sizeOfValue(value),
    0,
  );

/** Units of 1 KB; whatever is written takes at least one. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Units of 4 KB, half of them where a read may be a moment behind; whatever is read takes at least one. */
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

/** A byte for each two significant digits, one for the exponent, one for a minus. */
function sizeOfNumber(text: string): number {
  const digits = text
    .replace(/^-/, '')
    .replace(/e.*$/i, '')
    .replace('.', '')
    .replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}
