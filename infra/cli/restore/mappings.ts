import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  GetEventSourceMappingCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { Table } from '../../../shared/store/table.ts';

/** The mappings that hand a table's changes to functions: paused while records are put back, so that nobody is written to. */
export type Mappings = {
  /** Answers how many were running, and are paused now. */
  readonly pause: () => Promise<number>;
  /** Starts those again that `pause` paused; they go on where they stopped. */
  readonly resume: () => Promise<void>;
};

/** A table on this machine has nobody that could be paused from here. */
export const noMappings: Mappings = { pause: async () => 0, resume: async () => {} };

const pollMs = 2000;
// Lambda takes up to a minute or two.
const attempts = 120;

type Pause = (ms: number) => Promise<unknown>;

export function mappingsOf(table: Table, lambda: LambdaClient, pause: Pause = (ms) => wait(ms)): Mappings {
  let paused: readonly string[] = [];
  const change = async (mappingId: string, change: { enabled: boolean; until: string }) => {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: mappingId, Enabled: change.enabled }));
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID: mappingId }));
      if (State === change.until) return;
      await pause(pollMs);
    }
    throw new Error(`The stream mapping ${mappingId} did not become ${change.until} in ${attempts} tries`);
  };
  return {
    pause: async () => {
      const running = await runningMappings(table, lambda);
      for (const mappingId of running) {
        paused = [...paused, mappingId];
        await change(mappingId, { enabled: false, until: 'Disabled' });
      }
      return running.length;
    },
    resume: async () => {
      for (const mappingId of paused) await change(mappingId, { enabled: true, until: 'Enabled' });
      paused = [];
    },
  };
}

async function runningMappings(table: Table, lambda: LambdaClient): Promise<readonly string[]> {
  const { Table: described } = await table.client.send(
    new DescribeTableCommand({ TableName: table.tableName }),
  );
  const stream = described?.LatestStreamArn;
  if (stream === undefined) return [];
  const running: string[] = [];
  const pages = paginateListEventSourceMappings({ client: lambda }, { EventSourceArn: stream });
  for await (const { EventSourceMappings = [] } of pages)
    for (const { UUID, State } of EventSourceMappings)
      if (UUID !== undefined && State !== 'Disabled' && State !== 'Disabling') running.push(UUID);
  return running;
}
