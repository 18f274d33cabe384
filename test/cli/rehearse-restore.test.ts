import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTable, type Table } from '#store/dynamo-table.ts';
import { rememberErasure } from '#store/erasure.ts';
import { everyPage } from '#store/raw-records.ts';
import { claimLetter, recordLetter } from '#store/sent-letters.ts';
import { rehearseRestoreCommand } from '../../infra/cli/rehearse-restore.ts';
import type { Mappings } from '../../infra/cli/restore/mappings.ts';
import { restoreRecords } from '../../infra/cli/restore/records.ts';
import { copy } from '../../infra/cli/restore/table-rehearsal.ts';
import { aCycle, anApplication, aSchool } from '../builders.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

const now = '2014-04-24T14:00:00.000Z';
let lost: TestTable;
let number = 0;
beforeAll(async () => {
  lost = await startTable();
});
afterAll(() => lost.stop());

/** Another empty table in the same engine. */
async function anotherTable(): Promise<Table> {
  number += 1;
  const tableName = `restored-${number}`;
  await lost.client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  return openTable(tableName, lost.client);
}

async function run(...args: readonly string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  const terminal = { say: (line: string) => said.push(line), warn: (line: string) => warned.push(line) };
  const exit = await rehearseRestoreCommand(args, { ...terminal, environment: {} }, now);
  return { exit, said, warned };
}

const between = (from: Table, to: Table, ...more: readonly string[]) =>
  run('--from', from.tableName, '--to', to.tableName, '--endpoint', lost.endpoint, ...more);

const bySchool = (id: string, name = 'Dana Principal') =>
  anApplication({
    school: aSchool({ id }),
    applicant: { name, position: 'Principal', email: 'dana.principal@example.org' },
  });

async function put(table: Table, ...applications: readonly ReturnType<typeof anApplication>[]) {
  const store = openStore(table.tableName, table);
  for (const after of applications) await store.commitApplication({ after, events: [] }, aCycle().program);
}

test('on one machine, every exported record is restored', async () => {
  const { exit, said, warned } = await run();
  expect({ exit, warned }).toEqual({ exit: 0, warned: [] });
  expect(said).toContain('Wiped the table; 0 records left');
  expect(said.at(-1)).toMatch(/^Compared \d{3} records: all restored, nothing lost$/);
  // Loads all of CDK for the table's template.
}, 60_000);

test('missing records are restored, and a second run writes nothing', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  await put(from, bySchool('A1'));
  await between(from, to);
  await put(from, bySchool('B1'));
  const first = await between(from, to);
  expect(first).toMatchObject({ exit: 0, warned: [] });
  expect(first.said.slice(-2)).toEqual([
    `Wrote 1 record to ${to.tableName}`,
    'Compared: 2 records the same in both tables, none missing',
  ]);
  expect((await between(from, to)).said).toContain(`Wrote 0 records to ${to.tableName}`);
});

test('a dry run counts by type and writes nothing', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  await put(from, bySchool('A1'));
  const { said } = await between(from, to, '--dry-run');
  expect(said.slice(0, 2)).toEqual(['1 missing', '       1  application']);
  expect(said.at(-1)).toBe(`1 record would be written to ${to.tableName}. Dry run: nothing was changed.`);
  expect(await openStore(to.tableName, to).application('2014-A1')).toBeUndefined();
});

test('later changes stay, unless they are to be replaced', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  await put(from, bySchool('A1', 'As it was'));
  await put(to, bySchool('A1', 'As it is'));
  const nameIn = async () => (await openStore(to.tableName, to).application('2014-A1'))?.applicant.name;
  await between(from, to);
  expect(await nameIn()).toBe('As it is');
  await between(from, to, '--replace');
  expect(await nameIn()).toBe('As it was');
});

test('a letter recorded as sent stays so, and no one gets it twice', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  await claimLetter(from, 'a letter', now);
  await claimLetter(to, 'a letter', now);
  await recordLetter(to, 'a letter', 'message 1', now);
  expect((await between(from, to, '--replace')).exit).toBe(0);
  expect(await claimLetter(to, 'a letter', '2014-05-24T14:00:00.000Z')).toBe('sent');
});

describe('a write during the restore', () => {
  const nameIn = async (table: Table, reference: string) =>
    (await openStore(table.tableName, table).application(reference))?.applicant.name;
  const revise = async (table: Table, name: string) => {
    const store = openStore(table.tableName, table);
    const application = await store.application('2014-A1');
    if (!application) throw new Error('There is no application');
    const after = { ...application, applicant: { ...application.applicant, name } };
    expect(await store.commitApplication({ after, events: [] }, aCycle().program)).toBe('committed');
  };

  test('stays, whether it was there before or not, and is reported', async () => {
    const [from, to] = [await anotherTable(), await anotherTable()];
    await put(from, bySchool('A1', 'As it was'), bySchool('B1', 'As it was'), bySchool('C1', 'As it was'));
    await put(to, bySchool('A1', 'As it is'), bySchool('C1', 'As it is'));
    const source = async function* () {
      await revise(to, 'Just now');
      await put(to, bySchool('B1', 'Just now'));
      yield* everyPage(from);
    };
    const { written, left } = await restoreRecords(source, to, ['missing', 'differing']);
    expect({ written, left: left.map(({ type, key }) => `${type} ${key.sk}`).sort() }).toEqual({
      written: 1,
      left: ['application APPLICATION#A1', 'application APPLICATION#B1'],
    });
    expect(await Promise.all(['A1', 'B1', 'C1'].map((id) => nameIn(to, `2014-${id}`)))).toEqual([
      'Just now',
      'Just now',
      'As it was',
    ]);
  });

  test('is counted at the end, and the stream continues', async () => {
    const [from, to] = [await anotherTable(), await anotherTable()];
    await put(from, bySchool('A1', 'As it was'));
    await put(to, bySchool('A1', 'As it is'));
    const client = new DynamoDBClient({
      endpoint: lost.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    let scans = 0;
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (call) => {
          if (commandName === 'ScanCommand') scans += 1;
          // The source is read to count, to restore, and to compare.
          if (commandName === 'ScanCommand' && scans === 2) await revise(to, 'Just now');
          return next(call);
        },
      { step: 'initialize' },
    );
    const warned: string[] = [];
    let resumed = 0;
    const mappings: Mappings = {
      pause: async () => 1,
      resume: async () => {
        resumed += 1;
        return [];
      },
    };
    const terminal = { say: () => {}, warn: (line: string) => warned.push(line), environment: {} };
    const ends = { from: openTable(from.tableName, client), to, mappings };
    expect(await copy({ replaces: true, dryRun: false }, ends, terminal)).toBe(1);
    client.destroy();
    expect({ resumed, warned, name: await nameIn(to, '2014-A1') }).toEqual({
      resumed: 1,
      warned: ['Changed during the run and kept: 1 record', '       1  application'],
      name: 'Just now',
    });
  });
});

test('people who were erased since then don’t come back', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  for (const table of [from, to]) await openStore(table.tableName, table).putCycle(aCycle());
  await put(from, bySchool('A1'));
  await rememberErasure(to, 'dana.principal@example.org', now);
  const { said } = await between(from, to);
  expect(said).toContain('Erased again: 1 person');
  expect((await openStore(to.tableName, to).application('2014-A1'))?.applicant).toEqual({
    name: '[name removed]',
    position: '',
    email: aCycle().program.contactEmail,
  });
});

test('the stream is paused before the first write and continues after the last', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  await put(from, bySchool('A1'));
  const happened: string[] = [];
  const isThere = async () =>
    (await openStore(to.tableName, to).application('2014-A1')) ? 'there' : 'missing';
  const mappings: Mappings = {
    pause: async () => {
      happened.push(`paused while ${await isThere()}`);
      return 1;
    },
    resume: async () => {
      happened.push(`resumed while ${await isThere()}`);
      return [];
    },
  };
  const terminal = { say: () => {}, warn: () => {}, environment: {} };
  await copy({ replaces: false, dryRun: false }, { from, to, mappings }, terminal);
  expect(happened).toEqual(['paused while missing', 'resumed while there']);
});

test('a stream mapping that is off at the end is reported, with another exit code', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  await put(from, bySchool('A1'));
  const warned: string[] = [];
  const mappings: Mappings = { pause: async () => 1, resume: async () => ['letters'] };
  const terminal = { say: () => {}, warn: (line: string) => warned.push(line), environment: {} };
  expect(await copy({ replaces: false, dryRun: false }, { from, to, mappings }, terminal)).toBe(1);
  expect(warned).toEqual([
    'The stream mapping letters was already off. Unless someone turned it off on purpose, start it (infra/RUNBOOK.md, “Routine: restore the table”).',
  ]);
});

test('another table’s list of paused mappings isn’t copied', async () => {
  const [from, to] = [await anotherTable(), await anotherTable()];
  const memory = { pk: 'RESTORE', sk: 'PAUSED-MAPPINGS' };
  await from.put({ ...memory, type: 'paused-mappings', mappings: ['long gone'] });
  expect((await between(from, to)).exit).toBe(0);
  expect(await to.get(memory)).toBeUndefined();
});

test.each([
  [['--from', 'a'], '--from and --to are required together. See --help.'],
  [['--from', 'a', '--to', 'a'], '--from and --to must be different tables. See --help.'],
  [['--from', 'a', '--to', 'b', '--endpoint', 'nowhere'], '“nowhere” isn’t a valid URL. See --help.'],
])('an invalid order does nothing: %j', async (args, problem) => {
  expect(await run(...args)).toEqual({ exit: 2, said: [], warned: [problem] });
});
