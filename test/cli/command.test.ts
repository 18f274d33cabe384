import { expect, test } from 'vitest';
import { command, exits, progressBar } from '../../infra/cli/command.ts';
import { run } from './run.ts';

const move = command({
  usage: 'npm run -s move -- FROM TO --by NAME [options]',
  about: 'Moves one thing.',
  takes: ['from', 'to'],
  options: {
    by: { value: 'NAME', about: 'who moves it', required: 'Give a name with --by.' },
    limit: { value: 'SEC', usual: '60', about: 'stop after SEC seconds\n(default 60)' },
    note: { value: 'TEXT', about: 'why' },
    'dry-run': { about: 'change nothing' },
  },
  exitCodes: '0 = moved; 2 = nothing done.',
  run: (given, { say }, place = 'here') => {
    say(JSON.stringify({ ...given, place }));
    return exits.done;
  },
});

const moved = (...args: readonly string[]) => run((terminal) => move(args, terminal));

test('arguments come by name, with their defaults', async () => {
  const { exit, said } = await moved('a', 'b', '--by', 'Mei');
  expect(exit).toBe(exits.done);
  expect(JSON.parse(said[0] ?? '')).toEqual({
    from: 'a',
    to: 'b',
    by: 'Mei',
    limit: '60',
    'dry-run': false,
    place: 'here',
  });
});

test('the help aligns every option, and ends with the exit codes', async () => {
  for (const flag of ['--help', '-h'])
    expect(await moved(flag)).toEqual({
      exit: exits.done,
      warned: [],
      said: [
        `npm run -s move -- FROM TO --by NAME [options]

Moves one thing.

  --by NAME         who moves it
  --limit SEC       stop after SEC seconds
                    (default 60)
  --note TEXT       why
  --dry-run         change nothing
  --help            show this help

Exit codes: 0 = moved; 2 = nothing done.`,
      ],
    });
});

test.each([
  [['a', '--by', 'Mei'], 'FROM and TO are required. See --help.'],
  [['a', 'b', 'c', '--by', 'Mei'], 'FROM and TO are required. See --help.'],
  [['a', 'b'], 'Give a name with --by. See --help.'],
  [['a', 'b', '--by', ''], 'Give a name with --by. See --help.'],
  [['a', 'b', '--by', 'Mei', '--note='], 'Give a value after --note. See --help.'],
  [['a', 'b', '--bye'], /^Unknown option '--bye'.+ See --help\.$/],
  [['a', 'b', '--by'], /^Option '--by <value>' argument missing.+ See --help\.$/s],
])('%j is refused in one sentence', async (args, sentence) => {
  const { exit, said, warned } = await moved(...args);
  expect({ exit, said }).toEqual({ exit: exits.notDone, said: [] });
  expect(warned).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
});

test('the progress bar is redrawn only when it changes, and nothing is left of it at the end', () => {
  const written: string[] = [];
  const bar = progressBar((text) => written.push(text));
  bar.clear();
  for (let done = 1; done <= 1000; done += 1) bar.draw(done, 1000);
  const half = `\r${'█'.repeat(15)}${'░'.repeat(15)} 50%`;
  expect(new Set(written).size).toBe(written.length);
  expect(written).toContain(half);
  expect(written.at(-1)).toBe('\r\x1b[K');
  bar.draw(1, 2);
  bar.clear();
  expect(written.slice(-2)).toEqual([half, '\r\x1b[K']);
});
