import * as v from 'valibot';
import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent, RequestEvent } from '#domain/admission/events.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import { emptyRoster, type Roster } from '#domain/admission/roster.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import type { Change } from '#domain/base/change.ts';
import type { Program } from '#domain/program/program.ts';
import type { DirectoryEntry, School } from '#domain/program/school.ts';
import {
  applicationRecord,
  parseApplication,
  parseRequest,
  parseRoster,
  requestRecord,
  rosterRecord,
  summarySchema,
} from './application-schema.ts';
import { type CommitOutcome, committingTo } from './commit.ts';
import { allOf, applicationKey, keyOf, requestsFor } from './keys.ts';
import { parseRecord } from './parse-record.ts';
import { directoryPageSchema, schoolSchema } from './school-schema.ts';
import type { StoredRecord, Table } from './table.ts';

export type Applications = ReturnType<typeof openApplications>;

/** How long a directory is cached for searches. */
const directoryLifetimeMs = 5 * 60 * 1000;

const inBody = <T>(schema: v.GenericSchema<unknown, T>, record: StoredRecord | undefined): T | undefined =>
  record && parseRecord(v.object({ body: schema }), record).body;

/** The applications in a table, with the schools, requests, and rosters that they need. */
export function openApplications(table: Table) {
  const commit = committingTo(table);

  const readDirectory = async (): Promise<readonly DirectoryEntry[]> => {
    const pages = await table.query({
      KeyConditionExpression: 'pk = :directory',
      ExpressionAttributeValues: { ':directory': { S: 'DIRECTORY' } },
    });
    return pages.flatMap((page) => inBody(directoryPageSchema, page)?.schools ?? []);
  };
  let directory:
    | { readonly readAt: number; readonly entries: Promise<readonly DirectoryEntry[]> }
    | undefined;

  return {
    school: async (id: string): Promise<School | undefined> =>
      inBody(schoolSchema, await table.get(keyOf.school(id))),

    /** All schools with the fields for searches; up to five minutes old. */
    directory: (): Promise<readonly DirectoryEntry[]> => {
      if (!directory || Date.now() - directory.readAt > directoryLifetimeMs) {
        const entries = readDirectory();
        directory = { readAt: Date.now(), entries };
        // Don't cache a failed read: the next search tries again.
        entries.catch(() => {
          directory = undefined;
        });
      }
      return directory.entries;
    },

    /** By application number, `2014-13K113`. */
    application: async (reference: string): Promise<Application | undefined> => {
      const key = applicationKey(reference);
      const record = key && (await table.get(key));
      return record && parseApplication(record);
    },

    /** Every application of a cycle, complete and current: a few kB each. For lists, use `summaries`. */
    applications: async (cycleId: string): Promise<readonly Application[]> =>
      (await table.query(allOf(keyOf.application(cycleId, '')))).map(parseApplication),

    applicationCount: (cycleId: string): Promise<number> =>
      table.howMany(allOf(keyOf.application(cycleId, ''))),

    request: async (id: string): Promise<ApplicationRequest | undefined> => {
      const record = await table.get(keyOf.request(id));
      return record && parseRequest(record);
    },

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
      const record = found && (await table.get({ pk: String(found.pk), sk: String(found.sk) }));
      return record && parseRequest(record);
    },

    roster: async (cycleId: string): Promise<Roster> => {
      const record = await table.get(keyOf.roster(cycleId));
      return record ? parseRoster(record) : emptyRoster(cycleId);
    },

    /** A summary of every application in a cycle, oldest first. May be a moment behind the last commit. */
    summaries: async (cycleId: string): Promise<readonly ApplicationSummary[]> => {
      const records = await table.query({
        IndexName: 'overview',
        KeyConditionExpression: 'overviewKey = :cycle',
        ExpressionAttributeValues: { ':cycle': { S: cycleId } },
      });
      return records.map((record) => parseRecord(v.object({ summary: summarySchema }), record).summary);
    },

    commitApplication: (
      { after, events }: Change<Application, ApplicationEvent>,
      program: Program,
    ): Promise<CommitOutcome> =>
      commit(applicationRecord(after, events, summaryOf(program, after)), after.version),

    commitRequest: ({ after, events }: Change<ApplicationRequest, RequestEvent>): Promise<CommitOutcome> =>
      commit(requestRecord(after, events), after.version),

    commitRoster: (roster: Roster): Promise<CommitOutcome> => commit(rosterRecord(roster), roster.version),

    /**
     * Counts one more attempt under `key` (hash personal data). Returns the count in the window that ends at
     * `endsAt`.
     */
    countAttempt: (key: string, endsAt: number): Promise<number> => table.count(keyOf.limit(key), endsAt),
  };
}
