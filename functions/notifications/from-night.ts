import * as v from 'valibot';
import { openStore } from '#store/store.ts';
import { readNightSettings } from './env.ts';
import { consoleLog } from './log.ts';
import { forgetPeople, reconcile } from './night.ts';

const { tableName, keepsPeopleMonths } = readNightSettings();
const store = openStore(tableName);

const call = v.object({ kind: v.literal('night') });

/** Called every night. If it fails, no one learns of missing letters, and people of past cycles aren't erased. */
export const handler = async (input: unknown): Promise<void> => {
  v.parse(call, input);
  const now = new Date(Date.now()).toISOString();
  await reconcile({ store, log: consoleLog }, now);
  await forgetPeople({ store, log: consoleLog, keepsPeopleMonths }, now);
};
