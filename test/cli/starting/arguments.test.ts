import path from 'node:path';
import { expect, test } from 'vitest';
import { type Order, startCommand } from '../../../infra/cli/starting.ts';
import { run } from '../run.ts';

async function start(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const served: Order[] = [];
  const serve = async (order: Order) => void served.push(order);
  return { ...(await run((terminal) => startCommand(args, terminal, serve), environment)), served };
}

test('by default it listens on 8080, keeps its data in .local, and has a fictional district', async () => {
  expect(await start([], {})).toMatchObject({
    exit: 0,
    served: [
      {
        port: 8080,
        folder: path.resolve('.local'),
        databaseEndpoint: undefined,
        letters: 'sent',
        beginning: { empty: false, schoolsFile: undefined, columnsFile: undefined },
      },
    ],
  });
});

test('arguments and variables override the defaults', async () => {
  const variables = { PORT: '0', LOCAL_DATA: '/tmp/x', DYNAMODB_ENDPOINT: 'http://localhost:8000' };
  const args = ['--schools', 'a.csv', '--columns', 'b.json', '--ignore-columns', 'c,d', '--hold-letters'];
  expect((await start(args, variables)).served).toEqual([
    {
      port: 0,
      folder: '/tmp/x',
      databaseEndpoint: 'http://localhost:8000',
      letters: 'held',
      beginning: { empty: false, schoolsFile: 'a.csv', columnsFile: 'b.json', ignored: ['c', 'd'] },
    },
  ]);
});

test('help lists the commands and variables', async () => {
  const { exit, said, served } = await start(['--help'], {});
  expect({ exit, served }).toEqual({ exit: 0, served: [] });
  for (const word of ['--empty', '--schools', '--hold-letters', 'PORT', 'LOCAL_DATA', 'DYNAMODB_ENDPOINT'])
    expect(said.join()).toContain(word);
});

test.each([
  [['--odd'], {}, /Unknown option '--odd'/],
  [['--columns', 'x.json'], {}, /^--columns requires --schools/],
  [['--empty', '--schools', 'x.csv'], {}, /^Use either/],
  [[], { PORT: 'eight' }, /^Invalid PORT “eight”/],
  [[], { PORT: '70000' }, /^Invalid PORT/],
])('nonsense is refused in one sentence: %j %j', async (args, variables, sentence) => {
  expect(await start(args, variables)).toEqual({
    exit: 2,
    said: [],
    warned: [expect.stringMatching(sentence)],
    served: [],
  });
});
