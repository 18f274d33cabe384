import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const count = v.pipe(v.number(), v.minValue(0));
const journey = v.strictObject({
  readUnits: count,
  writeUnits: count,
  /** Of browsers; styles, which a browser keeps, left out. */
  requests: count,
  letters: count,
  /** Of records that the letters follow, each a call of a function. */
  changes: count,
});

const countedSchema = v.strictObject({ apply: journey, review: journey, decide: journey });

/** What one person's way through a journey takes. */
export type Counted = v.InferOutput<typeof countedSchema>;
export type JourneyCount = v.InferOutput<typeof journey>;

export const countedFile = join(import.meta.dirname, 'counted.json');

/** What `npm run bench:capacity -- --keep` counted last. */
export const readCounted = (): Counted =>
  v.parse(countedSchema, JSON.parse(readFileSync(countedFile, 'utf8')));
