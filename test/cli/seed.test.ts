import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDistrict } from '../../infra/cli/seed.ts';
import { openStore } from '../../shared/store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

const now = '2026-11-23T15:00:00.000Z';
let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

test('a seeded district has an open cycle and a directory to search', async () => {
  await seedDistrict({ tableName: table.tableName, endpoint: table.endpoint, now });
  const store = openStore(table.tableName, table);
  expect(await store.directory()).toHaveLength(120);
});
