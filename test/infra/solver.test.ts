import path from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidateEntrants } from '#domain/pairing/scenario/entrants.ts';
import { keyOf } from '#store/keys.ts';
import { aProgram } from '../builders.ts';
import { anAskedScenario, fiveSchools, problemOf } from '../domain/pairing/sample.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';
import { invokeOnce } from './fresh-process.ts';

const built = path.resolve(import.meta.dirname, '../../dist/functions/solver/index.mjs');

let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

test('the deployed solver has its optimizer and needs only the table’s name', async () => {
  const store = openStore(table.tableName, table);
  const { entrants, selection } = candidateEntrants(fiveSchools, aProgram());
  const terms = { ...selection, accepted: [], targets: { host: 1, partner: 2 }, quotas: [] };
  const asked = anAskedScenario({ problem: problemOf(fiveSchools, entrants), selection: terms });
  await store.commitScenario({ after: asked, events: [{ type: 'proposal-requested' }] });
  const NewImage = marshall(await table.get(keyOf.scenario('2014', asked.id)));
  await invokeOnce(
    built,
    { Records: [{ dynamodb: { SequenceNumber: '1', NewImage } }] },
    {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      TABLE_NAME: table.tableName,
    },
  );
  const answered = await store.scenario('2014', asked.id);
  expect(answered).toMatchObject({ state: 'proposed', choice: { gap: 0 } });
});
