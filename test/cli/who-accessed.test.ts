import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { personCode } from '#links/person-code.ts';
import { type Aws, whoAccessedCommand } from '../../infra/cli/who-accessed.ts';
import { run } from './run.ts';

const keys = { k1: 'a key for tests that is long enough' };
const newerKeys = { ...keys, k2: 'another key for tests, also long' };
const [amara, ruth, gone] = ['amara.okafor@example.org', 'ruth.lindqvist@example.org', 'gone@example.org'];

const line = (at: string, who: string, status: number, about: readonly string[] = []) => ({
  ...{ what: 'staff access', at, who, status, about },
  route: 'GET /console/applications/{reference}',
});
const lines = [
  line('2027-10-05T14:00:00.000Z', personCode(newerKeys, amara), 403, ['2027-L119']),
  line('2027-10-04T14:00:00.000Z', personCode(keys, amara), 200, ['2027-L116']),
  line('2027-10-05T15:00:00.000Z', personCode(newerKeys, ruth), 200),
  line('2027-10-05T16:00:00.000Z', personCode(newerKeys, gone), 200),
];

const folder = mkdtempSync(path.join(tmpdir(), 'who-accessed-'));
mkdirSync(path.join(folder, 'logs'));
writeFileSync(
  path.join(folder, 'functions.json'),
  JSON.stringify([{ ORIGIN: 'x' }, { SESSION_KEYS: JSON.stringify(newerKeys) }]),
);
const others = ['not JSON', JSON.stringify({ route: 'GET /console', status: 200 }), ''];
writeFileSync(
  path.join(folder, 'logs/PagesReviews.log'),
  [...others, ...lines.map((one) => JSON.stringify(one))].join('\n'),
);
afterAll(() => rmSync(folder, { recursive: true }));

const ask = (args: readonly string[], aws?: Aws) =>
  run((terminal) => whoAccessedCommand(args, terminal, aws), { LOCAL_DATA: folder });

const route = 'GET /console/applications/{reference}';

test('lists one person’s accesses, oldest first, also those under an older key', async () => {
  expect(await ask(['--email', 'Amara.Okafor@example.org'])).toEqual({
    exit: 0,
    warned: [],
    said: [
      `2027-10-04T14:00:00.000Z  ${amara}  200  ${route}  2027-L116`,
      `2027-10-05T14:00:00.000Z  ${amara}  403  ${route}  2027-L119`,
      '2 requests',
    ],
  });
});

test('lists everyone since a time; an account that is gone keeps its code until its address is named', async () => {
  const { said } = await ask(['--since', '2027-10-05T14:30Z']);
  expect(said).toEqual([
    `2027-10-05T15:00:00.000Z  ${ruth}  200  ${route}`,
    `2027-10-05T16:00:00.000Z  ${personCode(newerKeys, gone)}  200  ${route}`,
    '2 requests',
  ]);
  expect((await ask(['--email', gone])).said).toEqual([
    `2027-10-05T16:00:00.000Z  ${gone}  200  ${route}`,
    '1 request',
  ]);
});

test('asks a deployed service for its keys, its accounts, and the logs of the pages for staff', async () => {
  const asked: string[] = [];
  const resource = (LogicalResourceId: string, ResourceType: string) => ({
    ...{ LogicalResourceId, ResourceType },
    PhysicalResourceId: `its-${LogicalResourceId}`,
  });
  const answers: Readonly<Record<string, unknown>> = {
    'list-stack-resources': {
      StackResourceSummaries: [
        resource('PagesReviewsFunction1', 'AWS::Lambda::Function'),
        resource('PagesReviewsLog1', 'AWS::Logs::LogGroup'),
        resource('PagesSchoolsLog1', 'AWS::Logs::LogGroup'),
        resource('StaffPool1', 'AWS::Cognito::UserPool'),
      ],
    },
    'get-function-configuration': { Environment: { Variables: { SESSION_KEYS: JSON.stringify(newerKeys) } } },
    'list-users': {
      Users: [
        {
          Attributes: [
            { Name: 'sub', Value: '1' },
            { Name: 'email', Value: ruth },
          ],
        },
      ],
    },
    'filter-log-events': {
      events: lines.map((message) => ({ message: JSON.stringify({ level: 'INFO', message }) })),
    },
  };
  const aws: Aws = async (...args) => {
    asked.push(args.join(' '));
    return answers[args[1] ?? ''];
  };
  const { exit, said } = await ask(['--env', 'prod', '--since', '2027-10-05T14:30Z'], aws);
  expect({ exit, said }).toMatchObject({
    exit: 0,
    said: [expect.stringContaining(ruth), expect.any(String), '2 requests'],
  });
  expect(asked.filter((one) => one.includes('filter-log-events'))).toEqual([
    expect.stringContaining(
      `--log-group-name its-PagesReviewsLog1 --start-time ${Date.parse('2027-10-05T14:30Z')}`,
    ),
  ]);
});

test.each([
  [[], '--email ADDRESS or --since TIME is required. See --help.'],
  [['--email', 'amara'], '“amara” isn’t an email address. See --help.'],
  [['--since', 'yesterday'], '“yesterday” isn’t a time. See --help.'],
  [['--since', '2027-10-05', '--env', 'moon'], /moon/],
])('%j is refused in one sentence', async (args, sentence) => {
  const { exit, said, warned } = await ask(args);
  expect({ exit, said }).toEqual({ exit: 2, said: [] });
  expect(warned[0]).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
});
