import * as v from 'valibot';
import { openTable } from '#store/dynamo-table.ts';
import { readNightSettings } from './env.ts';
import { consoleLog } from './log.ts';
import { forgetPeople, reconcile } from './night.ts';

const { tableName, keepsPeopleMonths } = readNightSettings();
const table = openTable(tableName);

const call = v.object({ kind: v.literal('night') });

/** Called every night. If it fails, no one learns of missing letters, and people of past cycles aren't erased. */
export const handler = async (input: unknown): Promise<void> => {
  v.parse(call, input);
  const now = new Date(Date.now()).toISOString();
  await reconcile({ table, log: consoleLog }, now);
  await forgetPeople({ table, log: consoleLog, keepsPeopleMonths }, now);
};
