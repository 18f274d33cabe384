import { createHash } from 'node:crypto';

/** A letter's ID without any trace of its recipient. It is the same each time the letter is repeated. */
export const letterId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
