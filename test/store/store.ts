import { openApplicationCommits } from '#store/application-commits.ts';
import { openApplications } from '#store/applications.ts';
import { openCycles } from '#store/cycles.ts';
import { openTable, type Table } from '#store/dynamo-table.ts';
import { openExplanations } from '#store/explanations.ts';
import { openFaqs } from '#store/faqs.ts';
import { openHeldLetters } from '#store/held-letters.ts';
import { openMailings } from '#store/mailings.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRequests } from '#store/requests.ts';
import { openRosters } from '#store/rosters.ts';
import { openScenarios } from '#store/scenarios.ts';
import { openSchools } from '#store/schools.ts';
import { openThreads } from '#store/threads.ts';
import { openUndelivered } from '#store/undelivered.ts';
import { openVisitYears } from '#store/visit-years.ts';

export type Store = ReturnType<typeof openStore>;

/** Everything in a table. Functions open only what they use. */
export const openStore = (tableName: string, table: Table = openTable(tableName)) => ({
  table,
  ...openCycles(table),
  ...openSchools(table),
  ...openRequests(table),
  ...openRosters(table),
  ...openApplications(table),
  ...openApplicationCommits(table),
  ...openScenarios(table),
  ...openExplanations(table),
  ...openMailings(table),
  ...openPartnerships(table),
  ...openVisitYears(table),
  ...openThreads(table),
  ...openFaqs(table),
  ...openUndelivered(table),
  ...openHeldLetters(table),
});
