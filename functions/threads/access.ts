import { inboxIn } from '#http/env.ts';
import { staffDoors } from '#http/staff-access.tsx';
import { nowhere } from '#letters/letter.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openFaqs } from '#store/faqs.ts';
import { openMailings } from '#store/mailings.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRosters } from '#store/rosters.ts';
import { openSchools } from '#store/schools.ts';
import { openSessions } from '#store/sessions.ts';
import { openThreads } from '#store/threads.ts';
import { openUndelivered } from '#store/undelivered.ts';
import { previewAddresses } from '../letter-links.ts';
import { doneWords } from './done.ts';
import { readEnv } from './env.ts';

const env = readEnv();

export const origin = env.ORIGIN;
/** For the preview of a reply. */
/** For the preview of an invitation. */
export const previewed = { ...previewAddresses(env.ORIGIN), ...inboxIn(env.INBOX) };
export const addresses = { ...nowhere, ...inboxIn(env.INBOX) };
export const table = openTable(env.TABLE_NAME);
export const store = {
  ...openCycles(table),
  ...openApplications(table),
  ...openPartnerships(table),
  ...openFaqs(table),
  ...openRosters(table),
  ...openThreads(table),
  ...openMailings(table),
  ...openSchools(table),
  ...openUndelivered(table),
  ...openSessions(table),
};
export const { forStaff } = staffDoors({ env, sessions: store, cycleOf: store.currentCycle, doneWords });
