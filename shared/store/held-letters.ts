import * as v from 'valibot';
import { plusDays } from '#domain/base/time.ts';
import { epochSeconds, keyOf } from './keys.ts';
import { type HeldLetter, heldLetterSchema } from './letter-schema.ts';
import { parseRecord } from './parse-record.ts';
import type { StoredRecord, Table } from './table.ts';

const heldRecord = v.object({ body: heldLetterSchema });

const parseHeld = (record: StoredRecord): HeldLetter => parseRecord(heldRecord, record).body;

/** Test emails are read soon. */
const keptDays = 30;

/** Held letters. They exist only in environments that hold letters. */
export const openHeldLetters = (table: Table) => ({
  /** Storing the same letter again changes only its time. */
  holdLetter: async (letter: HeldLetter): Promise<void> => {
    await table.put({
      ...keyOf.heldLetter(letter.id),
      type: 'held-letter',
      body: letter,
      expiresAt: epochSeconds(plusDays(letter.at.slice(0, 10), keptDays)),
    });
  },

  heldLetter: async (id: string): Promise<HeldLetter | undefined> => {
    const record = await table.get(keyOf.heldLetter(id));
    return record && parseHeld(record);
  },

  /** Newest first. */
  heldLetters: async (): Promise<readonly HeldLetter[]> => {
    const records = await table.query({
      KeyConditionExpression: 'pk = :held',
      ExpressionAttributeValues: { ':held': { S: keyOf.heldLetter('').pk } },
    });
    return records.map(parseHeld).sort((a, b) => (a.at > b.at ? -1 : 1));
  },
});
