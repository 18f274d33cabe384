import * as v from 'valibot';
import { type Application, parseReference } from '../domain/application.ts';
import type { Aggregate } from '../domain/change.ts';
import type { Event } from '../domain/events.ts';
import type { ApplicationRequest } from '../domain/request.ts';
import type { Roster } from '../domain/roster.ts';
import type { ApplicationSummary } from '../domain/summary.ts';
import { applicationSchema, eventSchema, requestSchema, rosterSchema } from './schemas.ts';
import type { Key, StoredRecord } from './table.ts';

/** How each aggregate lies in the table: where, and its own attributes beside `body`, `version` and `events`. */

export const keyOf = {
  application: (cycleId: string, schoolId: string): Key => ({
    pk: `CYCLE#${cycleId}`,
    sk: `APPLICATION#${schoolId}`,
  }),
  roster: (cycleId: string): Key => ({ pk: `CYCLE#${cycleId}`, sk: 'ROSTER' }),
  request: (id: string): Key => ({ pk: `REQUEST#${id}`, sk: 'REQUEST' }),
  cycle: (id: string): Key => ({ pk: 'CYCLES', sk: id }),
  school: (id: string): Key => ({ pk: `SCHOOL#${id}`, sk: 'SCHOOL' }),
  directoryPage: (page: number): Key => ({ pk: 'DIRECTORY', sk: `PAGE#${String(page).padStart(4, '0')}` }),
  letter: (key: string): Key => ({ pk: `LETTER#${key}`, sk: 'LETTER' }),
  limit: (key: string): Key => ({ pk: `LIMIT#${key}`, sk: 'LIMIT' }),
};

/** The key of an application by what people quote; undefined where that is no reference. */
export function applicationKey(reference: string): Key | undefined {
  const parts = parseReference(reference);
  return parts && keyOf.application(parts.cycleId, parts.schoolId);
}

export const epochSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

const recordOf = (type: string, key: Key, aggregate: Aggregate, events: readonly Event[]): StoredRecord => {
  const { version, ...body } = aggregate;
  return { ...key, type, version: version + 1, body, events };
};

export const applicationRecord = (
  application: Application,
  events: readonly Event[],
  summary: ApplicationSummary,
): StoredRecord => ({
  ...recordOf(
    'application',
    keyOf.application(application.cycleId, application.school.id),
    application,
    events,
  ),
  overviewKey: application.cycleId,
  overviewSort: `${application.startedAt}#${application.reference}`,
  summary,
});

export const requestRecord = (request: ApplicationRequest, events: readonly Event[]): StoredRecord => ({
  ...recordOf('application-request', keyOf.request(request.id), request, events),
  expiresAt: epochSeconds(request.expiresAt),
});

export const rosterRecord = (roster: Roster): StoredRecord =>
  recordOf('roster', keyOf.roster(roster.cycleId), roster, []);

const stored = v.looseObject({
  version: v.number(),
  body: v.looseObject({}),
});

const withVersion = (record: unknown) => {
  const { version, body } = v.parse(stored, record);
  return { ...body, version };
};

export const parseApplication = (record: unknown): Application =>
  v.parse(applicationSchema, withVersion(record));
export const parseRequest = (record: unknown): ApplicationRequest =>
  v.parse(requestSchema, withVersion(record));
export const parseRoster = (record: unknown): Roster => v.parse(rosterSchema, withVersion(record));

/** What one commit left behind, as the table's stream delivers it. */
export type Committed =
  | { readonly type: 'application'; readonly aggregate: Application; readonly events: readonly Event[] }
  | {
      readonly type: 'application-request';
      readonly aggregate: ApplicationRequest;
      readonly events: readonly Event[];
    };

const eventsOf = (record: unknown): readonly Event[] =>
  v.parse(v.object({ events: v.array(eventSchema) }), record).events;

/** Reads a record of the stream; undefined where its kind has nothing to say. Throws where it is damaged. */
export function parseCommitted(record: StoredRecord): Committed | undefined {
  switch (record.type) {
    case 'application':
      return { type: 'application', aggregate: parseApplication(record), events: eventsOf(record) };
    case 'application-request':
      return { type: 'application-request', aggregate: parseRequest(record), events: eventsOf(record) };
    default:
      return undefined;
  }
}
