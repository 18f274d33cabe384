import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.minValue(0));
const journey = v.strictObject({
  readUnits: count,
  writeUnits: count,
  /** Requests from browsers, without styles, which browsers cache. */
  requests: count,
  letters: count,
  /** Changed records that letters follow; each is a call of a function. */
  changes: count,
});

const countedSchema = v.strictObject({ apply: journey, review: journey, decide: journey });

/** The use of one person's journey. */
export type Counted = v.InferOutput<typeof countedSchema>;
export type JourneyCount = v.InferOutput<typeof journey>;

export const countedFile = join(import.meta.dirname, 'counted.json');

/** The last result of `npm run bench:capacity -- --keep`. */
export const readCounted = (): Counted =>
  v.parse(countedSchema, JSON.parse(readFileSync(countedFile, 'utf8')));
