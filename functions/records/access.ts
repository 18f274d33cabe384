import { staffDoors } from '#http/staff-access.tsx';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openHeldLetters } from '#store/held-letters.ts';
import { openPairings } from '#store/pairings.ts';
import { openTable } from '#store/table.ts';
import { openUndelivered } from '#store/undelivered.ts';
import { doneWords } from './done.ts';
import { readEnv } from './env.ts';

const env = readEnv();

export const origin = env.ORIGIN;
const table = openTable(env.TABLE_NAME);
export const store = {
  ...openCycles(table),
  ...openApplications(table),
  ...openPairings(table),
  ...openUndelivered(table),
  ...openHeldLetters(table),
};
export const { forStaff } = staffDoors({ env, cycleOf: store.currentCycle, doneWords });
