import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Roster } from '#domain/admission/roster.ts';
import type { Committed, Kinds } from '#domain/events.ts';
import { applicationEvents, applicationRecords } from './applications.ts';
import type { StoredRecord } from './dynamo-table.ts';
import { mailingEvents, mailingRecords } from './mailings.ts';
import { type Exactly, type Parser, parseRecord } from './parse-record.ts';
import { partnershipEvents, partnershipRecords, publicationEvent, publishedRecords } from './partnerships.ts';
import { requestEvent, requestRecords } from './requests.ts';
import { rosterRecords } from './rosters.ts';
import { scenarioEvents, scenarioRecords } from './scenarios.ts';
import { threadEvents, threadRecords } from './threads.ts';
import { visitYearRecords, yearEvents } from './visit-years.ts';

/** One record of the table's stream: a commit with its events, or the current roster. */
export type Delivered = Committed | { readonly type: 'roster'; readonly aggregate: Roster };

const attribute = v.custom<AttributeValue>(
  (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 1,
);

/**
 * Reads the NewImage of a stream record; undefined if its kind is not for the stream. Throws if it is missing or
 * damaged: nothing may be lost silently.
 */
export function parseStreamImage(newImage: unknown): Delivered | undefined {
  const record = unmarshall(v.parse(v.record(v.string(), attribute), newImage));
  return record.type === 'roster'
    ? { type: 'roster', aggregate: rosterRecords.parse(record) }
    : parseCommitted(record);
}

const schemas = {
  application: v.variant('type', applicationEvents),
  'application-request': requestEvent,
  scenario: v.variant('type', scenarioEvents),
  pairing: publicationEvent,
  partnership: v.variant('type', partnershipEvents),
  mailing: v.variant('type', mailingEvents),
  thread: v.variant('type', threadEvents),
  'visit-year': v.variant('type', yearEvents),
};

/** The events of each kind of aggregate, as a commit stores them. */
export const eventSchemas = schemas satisfies {
  readonly [K in keyof Kinds]: Exactly<Kinds[K]['event'], (typeof schemas)[K]>;
};

/** Reads a record of the table; undefined if its kind is not written by commits. Throws if it is damaged. */
export function parseCommitted(record: StoredRecord): Committed | undefined {
  const commitOf = <K extends keyof Kinds>(
    type: K,
    parse: (record: StoredRecord) => Kinds[K]['of'],
    event: Parser<Kinds[K]['event']>,
  ) => {
    const { events } = parseRecord(v.object({ events: v.array(event) }), record);
    return { type, aggregate: parse(record), events };
  };
  switch (record.type) {
    case 'application':
      return commitOf('application', applicationRecords.parse, eventSchemas.application);
    case 'application-request':
      return commitOf('application-request', requestRecords.parse, eventSchemas['application-request']);
    case 'scenario':
      return commitOf('scenario', scenarioRecords.parse, eventSchemas.scenario);
    case 'pairing':
      return commitOf('pairing', publishedRecords.parse, eventSchemas.pairing);
    case 'partnership':
      return commitOf('partnership', partnershipRecords.parse, eventSchemas.partnership);
    case 'mailing':
      return commitOf('mailing', mailingRecords.parse, eventSchemas.mailing);
    case 'thread':
      return commitOf('thread', threadRecords.parse, eventSchemas.thread);
    case 'visit-year':
      return commitOf('visit-year', visitYearRecords.parse, eventSchemas['visit-year']);
    default:
      return undefined;
  }
}
