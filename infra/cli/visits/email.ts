import * as v from 'valibot';
import type { Cell } from '../directory/cells.ts';

/** An address that letters reach. */
export const emailSchema = v.pipe(v.string(), v.email(), v.maxLength(254));

export const readEmail = (text: string): Cell<string> =>
  v.safeParse(emailSchema, text).success
    ? { value: text }
    : { problem: `“${text.slice(0, 60)}” (expected an email address)` };
