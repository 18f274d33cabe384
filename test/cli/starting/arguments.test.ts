import { expect, test } from 'vitest';
import { help, readCommand } from '../../../infra/cli/starting.ts';

test('by default it listens on 8080, keeps its data in .local, and has a fictional district', () => {
  expect(readCommand([], {})).toEqual({
    port: 8080,
    folder: '.local',
    databaseEndpoint: undefined,
    letters: 'sent',
    beginning: { empty: false, schoolsFile: undefined, columnsFile: undefined },
  });
});

test('arguments and variables override the defaults', () => {
  const variables = { PORT: '0', LOCAL_DATA: '/tmp/x', DYNAMODB_ENDPOINT: 'http://localhost:8000' };
  expect(readCommand(['--schools', 'a.csv', '--columns', 'b.json', '--hold-letters'], variables)).toEqual({
    port: 0,
    folder: '/tmp/x',
    databaseEndpoint: 'http://localhost:8000',
    letters: 'held',
    beginning: { empty: false, schoolsFile: 'a.csv', columnsFile: 'b.json' },
  });
});

test('help lists the commands and variables', () => {
  expect(readCommand(['--help'], {})).toBe('help');
  for (const word of ['--empty', '--schools', '--hold-letters', 'PORT', 'LOCAL_DATA', 'DYNAMODB_ENDPOINT'])
    expect(help).toContain(word);
});

test.each([
  [['--odd'], {}, /Unknown option '--odd'/],
  [['--columns', 'x.json'], {}, /^--columns requires --schools/],
  [['--empty', '--schools', 'x.csv'], {}, /^Use either/],
  [[], { PORT: 'eight' }, /^Invalid PORT “eight”/],
  [[], { PORT: '70000' }, /^Invalid PORT/],
])('nonsense is refused in one sentence: %j %j', (args, variables, sentence) => {
  expect(() => readCommand(args, variables)).toThrow(sentence);
});
