import { createHash } from 'node:crypto';
import type { Fields } from './fields.ts';

/** A hash of the data that a page showed; its form sends it back. The order of keys does not matter. */
export const seenOf = (shown: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(shown ?? null, inOrder))
    .digest('base64url')
    .slice(0, 22);

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

export const isSame = (one: unknown, other: unknown): boolean => seenOf(one) === seenOf(other);

/** Whether the data changed after the form was made. A form without a hash counts as up to date. */
export const isOvertaken = (shown: unknown, seen: string): boolean => seen !== '' && seen !== seenOf(shown);

/** The hash for a form that comes back with errors: still that of the page on which it was filled in. */
export const seenBefore = ({ seen }: Fields, otherwise: string): string =>
  typeof seen === 'string' && seen !== '' ? seen : otherwise;
