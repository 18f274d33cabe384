import { staffDoors } from '#http/staff-access.tsx';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openExplanations } from '#store/explanations.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRosters } from '#store/rosters.ts';
import { openScenarios } from '#store/scenarios.ts';
import { openSessions } from '#store/sessions.ts';
import { openVisitYears } from '#store/visit-years.ts';
import { previewAddresses } from '../letter-links.ts';
import { doneWords } from './done.ts';
import { readEnv } from './env.ts';

const env = readEnv();

export const origin = env.ORIGIN;
export const addresses = previewAddresses(origin);
const table = openTable(env.TABLE_NAME);
export const store = {
  ...openCycles(table),
  ...openApplications(table),
  ...openRosters(table),
  ...openScenarios(table),
  ...openExplanations(table),
  ...openPartnerships(table),
  ...openVisitYears(table),
  ...openSessions(table),
};
export const { forRoles, forStaff } = staffDoors({
  env,
  sessions: store,
  cycleOf: store.currentCycle,
  doneWords,
});
