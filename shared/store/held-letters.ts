import * as v from 'valibot';
import { plusDays } from '#domain/base/time.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { allOf, epochSeconds, keyOf } from './keys.ts';
import { parseRecord, text } from './parse-record.ts';

export const heldLetterSchema = v.object({ id: text, at: text, kind: text, to: text, subject: text, text });

/** A letter that was held here instead of sent, as text. `id` says nothing about its recipient. */
export type HeldLetter = Readonly<v.InferOutput<typeof heldLetterSchema>>;

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
    const records = await table.query(allOf(keyOf.heldLetter('')));
    return records.map(parseHeld).sort((a, b) => (a.at > b.at ? -1 : 1));
  },
});
