import { openTable } from '#store/dynamo-table.ts';
import { openSessions } from '#store/sessions.ts';
import { readEnv } from './env.ts';

/** Only signing in and out write to the table. Starting a sign-in loads no database client. */
export const { endStaffSessions, noteSignIn } = openSessions(openTable(readEnv().TABLE_NAME));
