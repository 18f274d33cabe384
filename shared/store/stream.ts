import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import type { Roster } from '../domain/roster.ts';
import { type Committed, parseCommitted, parseRoster } from './records.ts';

/** What one record of the table's stream says: a commit with its events, or the roster as it now stands. */
export type Delivered = Committed | { readonly type: 'roster'; readonly aggregate: Roster };

const attribute = v.custom<AttributeValue>(
  (value) => typeof value === 'object' && value !== null && Object.keys(value).length === 1,
);

/**
 * Reads the NewImage of a stream record; undefined where its kind has nothing to say to anybody.
 * Throws where it is missing or damaged: nothing may be lost in silence.
 */
export function parseStreamImage(newImage: unknown): Delivered | undefined {
  const record = unmarshall(v.parse(v.record(v.string(), attribute), newImage));
  return record.type === 'roster'
    ? { type: 'roster', aggregate: parseRoster(record) }
    : parseCommitted(record);
}
