import * as v from 'valibot';
import { type Instant, plusDays } from '../domain/time.ts';
import { parseRecord } from './parse-record.ts';
import { epochSeconds, keyOf } from './records.ts';
import type { StoredRecord, Table } from './table.ts';

/** A letter that was kept here in place of being sent, as text. `id` says nothing about its reader. */
export type HeldLetter = {
  readonly id: string;
  readonly at: Instant;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

const heldRecord = v.object({
  body: v.object({
    id: v.string(),
    at: v.string(),
    kind: v.string(),
    to: v.string(),
    subject: v.string(),
    text: v.string(),
  }),
});

const parseHeld = (record: StoredRecord): HeldLetter => parseRecord(heldRecord, record).body;

/** Tests are looked at while they are fresh. */
const keptDays = 30;

/** The letters that were held back; only where an environment holds letters are there any. */
export const openHeldLetters = (table: Table) => ({
  /** Keeping the same letter again changes nothing but its time. */
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

  /** The newest first. */
  heldLetters: async (): Promise<readonly HeldLetter[]> => {
    const records = await table.query({
      KeyConditionExpression: 'pk = :held',
      ExpressionAttributeValues: { ':held': { S: keyOf.heldLetter('').pk } },
    });
    return records.map(parseHeld).sort((a, b) => (a.at > b.at ? -1 : 1));
  },
});
