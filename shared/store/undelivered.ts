import type { Change } from '#domain/base/change.ts';
import { plusDays } from '#domain/base/time.ts';
import type { UndeliveredLetter } from '#domain/records/undelivered.ts';
import { type CommitOutcome, committingTo } from './commit.ts';
import { epochSeconds, keyOf, parserOf, recordOf } from './keys.ts';
import { undeliveredSchema } from './letter-schema.ts';
import type { Exactly } from './parse-record.ts';
import type { StoredRecord, Table } from './table.ts';

const parseUndelivered: (record: StoredRecord) => UndeliveredLetter = parserOf(
  undeliveredSchema satisfies Exactly<UndeliveredLetter, typeof undeliveredSchema>,
);

/** As long as the record of a sent letter. */
const keptDays = 400;

/** Undelivered letters of all cycles. */
export const openUndelivered = (table: Table) => ({
  undelivered: async (): Promise<readonly UndeliveredLetter[]> => {
    const { pk } = keyOf.undelivered('');
    const records = await table.query({
      KeyConditionExpression: 'pk = :undelivered',
      ExpressionAttributeValues: { ':undelivered': { S: pk } },
      ConsistentRead: true,
    });
    return records.map(parseUndelivered);
  },

  undeliveredLetter: async (id: string): Promise<UndeliveredLetter | undefined> => {
    const record = await table.get(keyOf.undelivered(id));
    return record && parseUndelivered(record);
  },

  /** A `conflict` for a new one means that it is already known: the mail service reports some more than once. */
  commitUndelivered: ({ after }: Change<UndeliveredLetter, never>): Promise<CommitOutcome> =>
    committingTo(table)(
      {
        ...recordOf('undelivered-letter', keyOf.undelivered(after.id), after, []),
        expiresAt: epochSeconds(plusDays(after.at.slice(0, 10), keptDays)),
      },
      after.version,
    ),
});
