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
import type { Table } from '#store/dynamo-table.ts';
import { deleteRecords } from '#store/raw-records.ts';
import type { Fingerprint } from './records.ts';

/**
 * The mappings that deliver a table's changes to functions. They are paused during a restore, so that no one
 * gets a letter.
 */
export type Mappings = {
  /** Returns how many are paused now, by this run or an interrupted one. */
  readonly pause: () => Promise<number>;
  /**
   * Starts the paused mappings again, also those of an interrupted run. They continue where they stopped.
   * Returns the ones that are still off.
   */
  readonly resume: () => Promise<readonly string[]>;
};

/** A table on this machine has no mappings to pause. */
export const noMappings: Mappings = { pause: async () => 0, resume: async () => [] };

const pollMs = 2000;
// Lambda takes a minute or two.
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
      // Stored before the first mapping is off, so that the next run knows even if this one is interrupted.
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

/** The list of paused mappings is in the table itself and is never copied from another. */
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
