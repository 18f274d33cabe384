import * as v from 'valibot';
import { plusDays } from '#domain/base/time.ts';
import { rejectedParts, type UndeliveredLetter, undeliveredReasons } from '#domain/records/undelivered.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { epochSeconds, keyOf } from './keys.ts';
import { type Exactly, maybe, text } from './parse-record.ts';

const common = {
  version: v.number(),
  id: text,
  cycleId: text,
  kind: text,
  to: text,
  school: maybe(v.object({ name: text, reference: text })),
  reason: v.picklist(undeliveredReasons),
  rejected: v.exactOptional(v.picklist(rejectedParts)),
  detail: text,
  at: text,
};

export const undeliveredSchema = v.variant('state', [
  v.object({ ...common, state: v.literal('open') }),
  v.object({ ...common, state: v.literal('settled'), settledBy: text, settledAt: text }),
]);

/** As long as the record of a sent letter. */
const keptDays = 400;

const undeliveredRecords = aggregateRecord<UndeliveredLetter, never>(
  'undelivered-letter',
  ({ id }) => keyOf.undelivered(id),
  undeliveredSchema satisfies Exactly<UndeliveredLetter, typeof undeliveredSchema>,
  ({ at }) => ({ expiresAt: epochSeconds(plusDays(at.slice(0, 10), keptDays)) }),
);

/** Undelivered letters of all cycles. */
export function openUndelivered(table: Table) {
  const letters = openAggregates(table, undeliveredRecords);
  return {
    undelivered: () => letters.all(keyOf.undelivered('')),

    undeliveredLetter: (id: string) => letters.one(keyOf.undelivered(id)),

    /** A `conflict` for a new one means that it is already known: the mail service reports some more than once. */
    commitUndelivered: letters.commit,
  };
}
