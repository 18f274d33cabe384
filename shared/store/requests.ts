import * as v from 'valibot';
import type { RequestEvent } from '#domain/admission/events.ts';
import { type ApplicationRequest, requestedReference, requestKeptUntil } from '#domain/admission/request.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { epochSeconds, keyOf } from './keys.ts';
import { applicantSchema, type Exactly, growing, maybe, namedSchoolSchema, text } from './parse-record.ts';

export const requestEvent = v.object({
  type: v.literal('link-requested'),
  reply: v.picklist(['start', 'return', 'taken', 'unknown']),
});

export const requestSchema = growing({
  version: v.number(),
  id: text,
  cycleId: text,
  school: namedSchoolSchema,
  role: v.picklist(['host', 'partner']),
  applicant: applicantSchema,
  principal: maybe(applicantSchema),
  askedAt: text,
  expiresAt: text,
  ownership: maybe(text),
  renewedAt: maybe(text),
});

/**
 * The overview's key for requests to start an application, sorted by address and by when links were sent. No cycle
 * has such an ID.
 */
const requestsFor = (reference: string): string => `REQUESTS#${reference}`;

export const requestRecords = aggregateRecord<ApplicationRequest, RequestEvent>(
  'application-request',
  ({ id }) => keyOf.request(id),
  requestSchema satisfies Exactly<ApplicationRequest, typeof requestSchema>,
  (request, events) => ({
    ...(events.some(({ reply }) => reply === 'start') && {
      overviewKey: requestsFor(requestedReference(request)),
      overviewSort: `${request.applicant.email}#${request.expiresAt}`,
    }),
    expiresAt: epochSeconds(requestKeptUntil(request)),
  }),
);

/** The requests for links in a table, and how many there were. */
export function openRequests(table: Table) {
  const requests = openAggregates(table, requestRecords);
  return {
    request: (id: string) => requests.one(keyOf.request(id)),

    /**
     * The last request from an address to start an application, while it is kept. May be a moment behind the last
     * commit.
     */
    lastRequest: async (reference: string, email: string): Promise<ApplicationRequest | undefined> => {
      const [found] = await table.first(1, {
        IndexName: 'overview',
        KeyConditionExpression: 'overviewKey = :requests AND begins_with(overviewSort, :email)',
        ExpressionAttributeValues: {
          ':requests': { S: requestsFor(reference) },
          ':email': { S: `${email}#` },
        },
        ScanIndexForward: false,
      });
      return found && requests.one({ pk: String(found.pk), sk: String(found.sk) });
    },

    commitRequest: requests.commit,

    /**
     * Counts one more attempt under `key` (hash personal data). Returns the count in the window that ends at
     * `endsAt`.
     */
    countAttempt: (key: string, endsAt: number): Promise<number> => table.count(keyOf.limit(key), endsAt),
  };
}
