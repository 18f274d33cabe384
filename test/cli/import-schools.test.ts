import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importSchoolsCommand } from '../../infra/cli/import-schools.ts';
import { openCycleCommand } from '../../infra/cli/open-cycle.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

let table: TestTable;
let folder: string;
beforeAll(async () => {
  table = await startTable();
  folder = await mkdtemp(path.join(tmpdir(), 'directory-'));
});
afterAll(async () => {
  await table.stop();
  await rm(folder, { recursive: true });
});

type Command = typeof importSchoolsCommand;

async function run(command: Command, ...args: readonly string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  const progress: (readonly [number, number])[] = [];
  const exit = await command(args, {
    say: (line) => said.push(line),
    warn: (line) => warned.push(line),
    progress: (done, total) => progress.push([done, total]),
    environment: { TABLE_NAME: table.tableName, AWS_ENDPOINT_URL_DYNAMODB: table.endpoint },
  });
  return { exit, said, warned, progress };
}

async function fileOf(...rows: readonly string[]): Promise<string> {
  const file = path.join(folder, 'schools.csv');
  await writeFile(file, ['id,name,region,grades', ...rows].join('\n'));
  return file;
}

const store = () => openStore(table.tableName, table);

test('good rows are imported, bad ones are reported by line, and the exit code shows it', async () => {
  const file = await fileOf('A1,Alder,North,K;1', ',Birch,North,K', 'C1,Cedar,South,9;10');
  expect(await run(importSchoolsCommand, file)).toEqual({
    exit: 1,
    said: ['2 new, 0 changed, 0 unchanged'],
    warned: [`${file}:3: id: missing`, '1 row skipped'],
    progress: [[2, 2]],
  });
  expect(await store().school('C1')).toMatchObject({ name: 'Cedar', levels: ['high'] });
  expect(await store().directory()).toEqual([
    { id: 'A1', name: 'Alder', region: 'North', levels: ['elementary'] },
    { id: 'C1', name: 'Cedar', region: 'South', levels: ['high'] },
  ]);
});

test('only changes are written, and no school is ever removed', async () => {
  const first = await fileOf('A1,Alder,North,K;1', 'C1,Cedar,South,9;10');
  await run(importSchoolsCommand, first);
  const second = await fileOf('C1,Cedar High,South,9;10', 'A1,Alder,North,K;1', 'B1,Birch,North,6;7');
  expect((await run(importSchoolsCommand, second)).said).toEqual(['1 new, 1 changed, 1 unchanged']);
  const third = await fileOf('B1,Birch,North,6;7');
  expect((await run(importSchoolsCommand, third)).said).toEqual(['0 new, 0 changed, 1 unchanged']);
  const names = (await store().directory()).map(({ name }) => name);
  expect(names).toEqual(['Alder', 'Birch', 'Cedar High']);
});

test('an ID in other letters is the same school, also in a later file', async () => {
  const file = await fileOf('b1,Birch,North,6;7');
  expect((await run(importSchoolsCommand, file)).said).toEqual(['0 new, 0 changed, 1 unchanged']);
  expect(await store().school('b1')).toBeUndefined();
});

test('a dry run reports problems and writes nothing', async () => {
  const file = await fileOf('D1,Damson,North,K;1', 'D1,Damson,North,K;1');
  expect(await run(importSchoolsCommand, file, '--dry-run')).toMatchObject({
    exit: 1,
    said: ['1 school ready to import. Dry run: nothing was changed.'],
  });
  expect(await store().school('D1')).toBeUndefined();
});

test('schools apply in the opened cycle, and its regions are found in any case', async () => {
  const opened = await run(openCycleCommand, 'programs/wexmoor/cycle-2027.json');
  expect(opened).toMatchObject({ exit: 0, warned: [] });
  expect(await store().currentCycle()).toMatchObject({ id: '2027', closesAt: '2027-05-07T21:00:00.000Z' });
  const file = await fileOf('A1,Alder,harborside ,K;1', 'C1,Cedar,Harbourside,9;10', 'D1,Damson,Nowhere,K;1');
  const regions = 'Harborside, Highlands, Northgate, Old Mill, Riverbend';
  expect(await run(importSchoolsCommand, file)).toMatchObject({
    exit: 1,
    said: ['0 new, 1 changed, 0 unchanged'],
    warned: [
      `${file}:3: region: “Harbourside” (expected one of ${regions}; did you mean Harborside?)`,
      `${file}:4: region: “Nowhere” (expected one of ${regions})`,
      '2 rows skipped',
    ],
  });
  expect(await store().school('A1')).toMatchObject({ region: 'Harborside' });
});

test('a dry run checks regions against a given program file', async () => {
  const many = Array.from({ length: 30 }, (_, index) => `N${index},North ${index},Nowhere,K;1`);
  const file = await fileOf('B1,Birch,bronx,6;7', ...many, 'A1,Alder,Bronx,K;1');
  const program = ['--program', 'programs/learning-partners/program.json'];
  const { exit, said, warned } = await run(importSchoolsCommand, file, '--dry-run', ...program);
  expect({ exit, said }).toEqual({
    exit: 1,
    said: ['2 schools ready to import. Dry run: nothing was changed.'],
  });
  expect(warned).toHaveLength(22);
  expect(warned.slice(-2)).toEqual(['… and 10 more', '30 rows skipped']);
  expect((await run(importSchoolsCommand, file, '--dry-run')).warned).toEqual([]);
  expect(await run(importSchoolsCommand, file, '--dry-run', '--program', 'package.json')).toMatchObject({
    exit: 2,
    said: [],
  });
});

test.each([
  ['no file', [], /^FILE is required/],
  ['two files', ['a.csv', 'b.csv'], /^FILE is required/],
  ['an unknown option', ['a.csv', '--colums', 'x'], /colums/],
  ['an invalid endpoint', ['a.csv', '--endpoint', 'here'], /^“here” isn’t a valid URL/],
  ['a missing file', ['nowhere.csv'], /^nowhere\.csv: file not found/],
  ['a folder', ['programs'], /^programs: this is a folder/],
  [
    'a file that is not text',
    ['shared/ui/styles/../../../node_modules/@dynoxide/linux-x64/dynoxide'],
    /not a spreadsheet.*UTF-8/,
  ],
  ['a file in other columns', ['programs/wexmoor/calendar.csv'], /unknown columns “date_from”, “date_to”/],
  ['a file that isn’t a mapping', ['a.csv', '--columns', 'package.json'], /^package\.json: /],
])('%s: one sentence, and nothing is done', async (_, args, sentence) => {
  const outcome = await run(importSchoolsCommand, ...args);
  expect(outcome).toMatchObject({ exit: 2, said: [] });
  expect(outcome.warned[0]).toMatch(sentence);
});

test.each([
  ['import-schools', importSchoolsCommand],
  ['open-cycle', openCycleCommand],
])('%s explains itself', async (name, command) => {
  const { exit, said } = await run(command, '--help');
  expect(exit).toBe(0);
  expect(said.join()).toContain(`npm run -s ${name} -- FILE`);
});

const realFile = '../shared/data/nyc-schools.csv';

// The City's open data isn't part of this repository. 30 s, because a busy machine writes 100 schools a second.
const withRealFile = { skip: !existsSync(realFile), timeout: 60_000 };

test('the real directory is imported once, and again without a change', withRealFile, async () => {
  const args = [
    ...[realFile, '--columns', 'programs/columns/nyc-schools.json'],
    ...['--program', 'programs/learning-partners/program.json'],
  ];
  const first = await run(importSchoolsCommand, ...args);
  expect(first).toMatchObject({ exit: 0, said: ['1823 new, 0 changed, 0 unchanged'] });
  expect(first.progress.at(-1)).toEqual([1823, 1823]);
  expect((await run(importSchoolsCommand, ...args)).said).toEqual(['0 new, 0 changed, 1823 unchanged']);
  const found = (await store().directory()).filter(({ id }) => /^\d\d[A-Z]\d{3}$/.test(id));
  expect(found).toHaveLength(1823);
});
