import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Application } from '#domain/admission/application.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import type { Roster } from '#domain/admission/roster.ts';
import type { Event } from '#domain/events.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import type { Partnership, PublishedPairing } from '#domain/partnership/partnership.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import {
  applicationEvents,
  parseApplication,
  parseRequest,
  parseRoster,
  requestEvent,
} from './application-schema.ts';
import {
  parsePartnership,
  parsePublished,
  parseVisitYear,
  partnershipEvents,
  publicationEvent,
} from './pairing-schema.ts';
import { type Exactly, parseRecord } from './parse-record.ts';
import { parseScenario, scenarioEvents } from './scenario-schema.ts';
import type { StoredRecord } from './table.ts';
import { yearEvents } from './visit-schema.ts';

type Of<T extends string, A> = {
  readonly type: T;
  readonly aggregate: A;
  readonly events: readonly Event[];
};

/** One commit, as the table's stream delivers it. */
export type Committed =
  | Of<'application', Application>
  | Of<'application-request', ApplicationRequest>
  | Of<'scenario', Scenario>
  | Of<'pairing', PublishedPairing>
  | Of<'partnership', Partnership>
  | Of<'visit-year', VisitYear>;

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
    ? { type: 'roster', aggregate: parseRoster(record) }
    : parseCommitted(record);
}

const eventSchema = v.variant('type', [
  requestEvent,
  ...applicationEvents,
  ...scenarioEvents,
  publicationEvent,
  ...partnershipEvents,
  ...yearEvents,
]) satisfies v.GenericSchema<unknown, Event>;

/** Reads a record of the table; undefined if its kind is not written by commits. Throws if it is damaged. */
export function parseCommitted(record: StoredRecord): Committed | undefined {
  switch (record.type) {
    case 'application':
      return { type: 'application', aggregate: parseApplication(record), events: eventsOf(record) };
    case 'application-request':
      return { type: 'application-request', aggregate: parseRequest(record), events: eventsOf(record) };
    case 'scenario':
      return { type: 'scenario', aggregate: parseScenario(record), events: eventsOf(record) };
    case 'pairing':
      return { type: 'pairing', aggregate: parsePublished(record), events: eventsOf(record) };
    case 'partnership':
      return { type: 'partnership', aggregate: parsePartnership(record), events: eventsOf(record) };
    case 'visit-year':
      return { type: 'visit-year', aggregate: parseVisitYear(record), events: eventsOf(record) };
    default:
      return undefined;
  }
}

const eventsOf = (record: StoredRecord): readonly Event[] =>
  parseRecord(v.object({ events: v.array(eventSchema satisfies Exactly<Event, typeof eventSchema>) }), record)
    .events;
