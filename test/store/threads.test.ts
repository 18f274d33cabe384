import { afterAll, beforeAll, expect, test } from 'vitest';
import { erase, stepsForCycles, stepsForPerson } from '#store/erasure.ts';
import { aThread } from '../builders.ts';
import { openStore, type Store } from './store.ts';
import { startTable, type TestTable } from './table.ts';

let table: TestTable;
let store: Store;
beforeAll(async () => {
  table = await startTable();
  store = openStore(table.tableName, table);
});
afterAll(() => table.stop());

const mei = { email: 'mei.tanaka@example.org', name: 'Mei Tanaka' };

test('a question of an erased person goes as a whole; one that they were assigned stays without them', async () => {
  await store.commitThread({ after: aThread({ id: 'a1' }), events: [] });
  await store.commitThread({
    after: aThread({ id: 'a2', asker: { name: 'Kim', email: 'kim@example.org' }, assignee: mei }),
    events: [],
  });
  const erasePerson = async (email: string) =>
    erase(table, await stepsForPerson(table, email, 'mark', () => 'staff@example.org'));
  await erasePerson('rosa.delgado@example.org');
  await erasePerson(mei.email);
  expect(await store.thread('a1')).toBeUndefined();
  const [left] = await store.threadSummaries();
  expect(left?.asker.email).toBe('kim@example.org');
  expect(JSON.stringify([left, await store.thread('a2')])).not.toMatch(/mei/i);
});

test('the questions of a cycle go with its people', async () => {
  await store.commitThread({ after: aThread({ id: 'a3', cycleId: '2013' }), events: [] });
  await store.commitThread({ after: aThread({ id: 'a4' }), events: [] });
  await erase(table, await stepsForCycles(table, ['2013']));
  expect(await store.thread('a3')).toBeUndefined();
  expect(await store.thread('a4')).toBeDefined();
});
