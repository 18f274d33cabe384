import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportCycleCommand } from '../../infra/cli/export-cycle.ts';
import { aCycle, anApplication } from '../builders.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

let table: TestTable;
let folder: string;
beforeAll(async () => {
  table = await startTable();
  folder = await mkdtemp(path.join(tmpdir(), 'export-'));
  const store = openStore(table.tableName, table);
  await store.putCycle(aCycle());
  await store.commitApplication({ after: anApplication(), events: [] }, aCycle().program);
});
afterAll(async () => {
  await table.stop();
  await rm(folder, { recursive: true });
});

async function run(...args: readonly string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  const exit = await exportCycleCommand(args, {
    say: (line) => said.push(line),
    warn: (line) => warned.push(line),
    environment: { TABLE_NAME: table.tableName, AWS_ENDPOINT_URL_DYNAMODB: table.endpoint },
  });
  return { exit, said, warned };
}

test('a cycle is written to a folder that may not exist yet', async () => {
  const out = path.join(folder, 'spring');
  const { exit, said } = await run('2014', '--out', out);
  expect(exit).toBe(0);
  expect(said.at(-1)).toBe('1 application, 0 partnerships');
  expect((await readdir(out)).sort()).toEqual([
    ...['2014-answers.csv', '2014-applications.csv', '2014-decisions.csv', '2014-partnerships.csv'],
    ...['2014-questions.csv', '2014-reflections.csv', '2014-reviews.csv', '2014-visits.csv'],
    ...['2014.json', '2014.xlsx'],
  ]);
  expect(JSON.parse(await readFile(path.join(out, '2014.json'), 'utf8')).applications).toMatchObject([
    { reference: '2014-13K113' },
  ]);
});

test.each([
  [['2013', '--out', '/tmp/nowhere'], 'Cycle “2013” not found in programs.'],
  [['2014'], 'Give an output folder with --out. See --help.'],
  [['--out', '/tmp/nowhere'], 'CYCLE is required. See --help.'],
])('an invalid order writes nothing: %j', async (args, problem) => {
  expect(await run(...args)).toEqual({ exit: 2, said: [], warned: [problem] });
});
