import * as v from 'valibot';
import { openStore } from '../../shared/store/store.ts';
import { readNightSettings } from './env.ts';
import { forgetPeople } from './forget-people.ts';
import { consoleLog } from './log.ts';

const { tableName, keepsPeopleMonths } = readNightSettings();
const store = openStore(tableName);

const call = v.object({ kind: v.literal('night') });

/** Called every night. If it fails, people of past cycles stay longer than they should. */
export const handler = async (input: unknown): Promise<void> => {
  v.parse(call, input);
  const now = new Date(Date.now()).toISOString();
  await forgetPeople({ store, log: consoleLog, keepsPeopleMonths }, now);
};
