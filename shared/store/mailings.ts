import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { MailingEvent } from '#domain/admission/events.ts';
import { type Mailing, mailingKinds } from '#domain/admission/mailing.ts';
import { type Instant, plusDays } from '#domain/base/time.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Key, Table } from './dynamo-table.ts';
import { epochSeconds, keyOf } from './keys.ts';
import { type Exactly, entryOf, growing, list, number, text } from './parse-record.ts';

export const mailingEvents = [v.object({ type: v.literal('mailing-sent') })] as const;

export const mailingSchema = growing({
  version: number,
  ...{ cycleId: text, batch: text, message: text, createdBy: text, createdAt: text, said: text },
  part: number,
  kind: v.picklist(mailingKinds),
  contacts: list(v.object({ schoolId: text, schoolName: text, name: text, email: text })),
  state: v.picklist(['draft', 'sent']),
  history: list(entryOf(mailingEvents)),
});

/** A draft that no one sends is forgotten. After it is sent, a mailing is kept as long as the record of a sent letter. */
const keptDays = { draft: 7, sent: 400 } as const;

export const mailingRecords = aggregateRecord<Mailing, MailingEvent>(
  'mailing',
  ({ cycleId, batch, part }) => keyOf.mailing(cycleId, batch, part),
  mailingSchema satisfies Exactly<Mailing, typeof mailingSchema>,
  ({ state, createdAt }) => ({
    expiresAt: epochSeconds(plusDays(createdAt.slice(0, 10), keptDays[state])),
  }),
);

/** Nothing in it tells whose it is, and it never expires: forgetting it would break a promise. */
const optOutKey = (email: string): Key => ({
  pk: `OPT-OUT#${createHash('sha256').update(email).digest('hex')}`,
  sk: 'OPT-OUT',
});

/** The mailings in a table, and who opted out of them. */
export function openMailings(table: Table) {
  const mailings = openAggregates(table, mailingRecords);
  return {
    /** Every part of every mailing of a cycle. */
    mailings: (cycleId: string) => mailings.all(keyOf.mailing(cycleId)),

    /** The parts of one mailing, in their order. */
    mailing: (cycleId: string, batch: string) => mailings.all(keyOf.mailing(cycleId, batch)),

    commitMailing: mailings.commit,

    /** Those of some addresses, in lower case, that want no more invitations. */
    optedOut: async (emails: readonly string[]): Promise<ReadonlySet<string>> => {
      const found = await Promise.all(emails.map((email) => table.get(optOutKey(email))));
      return new Set(emails.filter((_, index) => found[index] !== undefined));
    },

    /** Again changes nothing but its time. */
    optOut: async (email: string, at: Instant): Promise<void> => {
      await table.put({ ...optOutKey(email), type: 'opt-out', at });
    },
  };
}
