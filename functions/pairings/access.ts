import { staffDoors } from '#http/staff-access.tsx';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openPairings } from '#store/pairings.ts';
import { openScenarios } from '#store/scenarios.ts';
import { openTable } from '#store/table.ts';
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
  ...openScenarios(table),
  ...openPairings(table),
};
export const { forRoles, forStaff } = staffDoors({ env, cycleOf: store.currentCycle, doneWords });
