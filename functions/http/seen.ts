import { createHash } from 'node:crypto';
import type { Fields } from './fields.ts';

/** What a page showed, as a word that its form sends back: the same as long as that is the same, in whatever order it is kept. */
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

/** Whether something else stands now than what a form was made from; one that does not say what it saw is not held against it. */
export const isOvertaken = (shown: unknown, seen: string): boolean => seen !== '' && seen !== seenOf(shown);

/** What a form that comes back with errors was made from: still the page that somebody filled it in on. */
export const seenBefore = ({ seen }: Fields, otherwise: string): string =>
  typeof seen === 'string' && seen !== '' ? seen : otherwise;
