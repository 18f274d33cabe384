import { openApplications } from './applications.ts';
import { openCycles } from './cycles.ts';
import { openHeldLetters } from './held-letters.ts';
import { openPairings } from './pairings.ts';
import { openScenarios } from './scenarios.ts';
import { openTable, type Table } from './table.ts';
import { openUndelivered } from './undelivered.ts';

export type Store = ReturnType<typeof openStore>;

/**
 * All data of the service, for the stream, the night, and commands. Unknown IDs give undefined; outages throw. Functions
 * for pages open only what they use, so that they load fewer parsers.
 */
export const openStore = (tableName: string, table: Table = openTable(tableName)) => ({
  table,
  ...openCycles(table),
  ...openApplications(table),
  ...openScenarios(table),
  ...openPairings(table),
  ...openUndelivered(table),
  ...openHeldLetters(table),
});
