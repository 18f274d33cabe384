import type { DynamoDBStreamEvent } from 'aws-lambda';
import { optimizer } from '#optimizer/highs.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openExplanations } from '#store/explanations.ts';
import { openScenarios } from '#store/scenarios.ts';
import { readEnv } from './env.ts';
import { answerScenarios, type Parts } from './respond.tsx';

const table = openTable(readEnv().TABLE_NAME);

const parts: Parts = {
  store: { ...openScenarios(table), ...openExplanations(table) },
  optimizer,
  now: () => new Date(Date.now()).toISOString(),
  log: {
    info: (entry) => console.info(JSON.stringify(entry)),
    error: (entry) => console.error(JSON.stringify(entry)),
  },
};

/** The table's stream calls this with waiting scenarios. If it fails, directors get no proposals or no exact costs. */
export const handler = (batch: DynamoDBStreamEvent) => answerScenarios(parts, batch);
