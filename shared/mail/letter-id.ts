import { createHash } from 'node:crypto';

/** A name for a letter that says nothing about its reader: the same for every repetition of it. */
export const letterId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
