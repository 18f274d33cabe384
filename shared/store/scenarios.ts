import type { Change } from '#domain/base/change.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import { type CommitOutcome, committingTo } from './commit.ts';
import { allOf, keyOf } from './keys.ts';
import { parseScenario, scenarioRecord } from './scenario-schema.ts';
import type { Table } from './table.ts';

/** The scenarios in a table. */
export function openScenarios(table: Table) {
  const commit = committingTo(table);
  return {
    scenario: async (cycleId: string, id: string): Promise<Scenario | undefined> => {
      const record = await table.get(keyOf.scenario(cycleId, id));
      return record && parseScenario(record);
    },

    /** All scenarios of a cycle, newest first. */
    scenarios: async (cycleId: string): Promise<readonly Scenario[]> => {
      const records = await table.query(allOf(keyOf.scenario(cycleId, '')));
      return records.map(parseScenario).sort((a, b) => (a.askedAt > b.askedAt ? -1 : 1));
    },

    commitScenario: ({ after, events }: Change<Scenario, ScenarioEvent>): Promise<CommitOutcome> =>
      commit(scenarioRecord(after, events), after.version),
  };
}
