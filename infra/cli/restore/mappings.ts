import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  type LambdaClient,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { deleteRecords } from '../../../shared/store/everything.ts';
import type { Table } from '../../../shared/store/table.ts';
import type { Fingerprint } from './records.ts';

/** The mappings that hand a table's changes to functions: paused while records are put back, so that nobody is written to. */
export type Mappings = {
  /** Answers how many are paused now, by this run or by one before it that was interrupted. */
  readonly pause: () => Promise<number>;
  /** Starts those again that were paused, by an interrupted run too; they go on where they stopped. Answers which are off all the same. */
  readonly resume: () => Promise<readonly string[]>;
};

/** A table on this machine has nobody that could be paused from here. */
export const noMappings: Mappings = { pause: async () => 0, resume: async () => [] };

const pollMs = 2000;
// Lambda takes up to a minute or two.
const attempts = 120;

type Pause = (ms: number) => Promise<unknown>;

export function mappingsOf(table: Table, lambda: LambdaClient, pause: Pause = (ms) => wait(ms)): Mappings {
  const change = async (mappingId: string, change: { enabled: boolean; until: string }) => {
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: mappingId, Enabled: change.enabled }));
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID: mappingId }));
      if (State === change.until) return;
      await pause(pollMs);
    }
    throw new Error(`The stream mapping ${mappingId} didn’t become ${change.until} in ${attempts} attempts`);
  };
  return {
    pause: async () => {
      const running = idsOf((await standingMappings(table, lambda)).filter(isOn));
      const paused = [...new Set([...(await rememberedIn(table)), ...running])];
      // Before the first of them is off: whatever interrupts this run, the next one knows.
      if (paused.length > 0) await table.put({ ...memoryKey, type: memoryType, mappings: paused });
      for (const mappingId of running) await change(mappingId, { enabled: false, until: 'Disabled' });
      return paused.length;
    },
    resume: async () => {
      for (const mappingId of await rememberedIn(table))
        await change(mappingId, { enabled: true, until: 'Enabled' });
      await deleteRecords(table, [memoryKey]);
      return idsOf((await standingMappings(table, lambda)).filter((mapping) => !isOn(mapping)));
    },
  };
}

const memoryKey = { pk: 'RESTORE', sk: 'PAUSED-MAPPINGS' };
const memoryType = 'paused-mappings';

/** Which mappings are paused stands in the table itself, and comes from no other. */
export const isMemoryOfPause = ({ type }: Pick<Fingerprint, 'type'>): boolean => type === memoryType;

const memory = v.object({ mappings: v.array(v.string()) });

async function rememberedIn(table: Table): Promise<readonly string[]> {
  const record = await table.get(memoryKey);
  return record === undefined ? [] : v.parse(memory, record).mappings;
}

type Mapping = Pick<EventSourceMappingConfiguration, 'UUID' | 'State'>;

const isOn = ({ State }: Mapping): boolean => State !== 'Disabled' && State !== 'Disabling';
const idsOf = (mappings: readonly Mapping[]): readonly string[] => mappings.flatMap(({ UUID }) => UUID ?? []);

/** Every mapping of the table's stream. */
async function standingMappings(table: Table, lambda: LambdaClient): Promise<readonly Mapping[]> {
  const { Table: described } = await table.client.send(
    new DescribeTableCommand({ TableName: table.tableName }),
  );
  const stream = described?.LatestStreamArn;
  if (stream === undefined) return [];
  const found: Mapping[] = [];
  const pages = paginateListEventSourceMappings({ client: lambda }, { EventSourceArn: stream });
  for await (const { EventSourceMappings = [] } of pages) found.push(...EventSourceMappings);
  return found;
}
