import * as v from 'valibot';
import type { DirectoryEntry, School } from '#domain/program/school.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import { parseRecord } from './parse-record.ts';
import { directoryPageSchema, schoolSchema } from './school-schema.ts';

/** How long a directory is cached for searches. */
const directoryLifetimeMs = 5 * 60 * 1000;

const inBody = <T>(schema: v.GenericSchema<unknown, T>, record: StoredRecord | undefined): T | undefined =>
  record && parseRecord(v.object({ body: schema }), record).body;

/** The district's schools in a table. */
export function openSchools(table: Table) {
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
  };
}
