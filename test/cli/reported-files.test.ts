/** Files that people reported, which aren't part of this repository. Their kinds are in `test/fixtures`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SNSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { parseEmail } from '#domain/base/email.ts';
import { readFeedback } from '../../functions/notifications/mail-feedback.ts';
import { checkPairingCommand } from '../../infra/cli/check-pairing.ts';
import type { Exit, Terminal } from '../../infra/cli/command.ts';
import { importSchoolsCommand } from '../../infra/cli/import-schools.ts';
import { pairCommand } from '../../infra/cli/pair.ts';
import { planVisitsCommand } from '../../infra/cli/plan-visits.ts';
import { run } from './run.ts';

const folder = '../shared/cases';
const at = (name: string) => path.join(folder, name);

type Command = (args: readonly string[], terminal: Terminal) => Promise<Exit>;
type Case = {
  readonly command: Command;
  readonly args: readonly string[];
  readonly exit: Exit;
  readonly said: RegExp;
};

const imported = (file: string, exit: Exit, said: RegExp): Case => ({
  command: importSchoolsCommand,
  args: [at(file), '--dry-run'],
  exit,
  said,
});
const paired = (hosts: string, partners: string, exit: Exit, said: RegExp): Case => ({
  command: pairCommand,
  args: ['--hosts', at(hosts), '--partners', at(partners), '--json'],
  exit,
  said,
});
const planned = (partnerships: string, calendar: string, exit: Exit, said: RegExp): Case => ({
  command: planVisitsCommand,
  args: ['--partnerships', at(partnerships), '--calendar', at(calendar), '--json'],
  exit,
  said,
});
const checked = (from: string, result: string, said: RegExp, ...options: readonly string[]): Case => ({
  command: checkPairingCommand,
  args: [
    '--hosts',
    at(`${from}/hosts.csv`),
    '--partners',
    at(`${from}/partners.csv`),
    '--pairing',
    at(`${from}/${result}`),
    ...options,
  ],
  exit: 1,
  said,
});

/** What each file is expected to lead to, and the commands that read it. */
const cases: readonly Case[] = [
  imported('longitude-sign-lost.csv', 0, /0, 0 is in the Atlantic/),
  imported('grades-partly-unknown.csv', 1, /“5th”/),
  imported('ids-by-case.csv', 1, /“q1” is already on line 2/),
  imported('invisible-name.csv', 1, /name: missing/),
  imported('quote-inside-cell.csv', 0, /2 schools ready/),
  imported('rows-of-commas.csv', 0, /1 school ready/),
  paired('pair-hosts.csv', 'pair-partners-case.csv', 0, /"host": ?"H1"/),
  paired('pair-hosts.csv', 'pair-partners-same-case.csv', 0, /"host": ?"H1"/),
  paired('pair-hosts.csv', 'pair-partners-formula-accent.csv', 0, /José|"partner": ?"P2"/),
  paired('pair-hosts-empty-columns.csv', 'pair-partners-same-case.csv', 0, /"host": ?"H1"/),
  paired('pair-hosts-comma-areas.csv', 'pair-partners-same-case.csv', 2, /focus_areas: “math, reading”/),
  planned('partnerships-elementary.csv', 'calendar-empty-row.csv', 0, /"visits"/),
  planned('partnerships-elementary.csv', 'calendar-group-misspelt.csv', 2, /did you mean elementary\?/),
  planned('partnerships-apostrophe-email.csv', 'calendar-empty-row.csv', 0, /"visits"/),
  planned('calendar/partnerships.csv', 'calendar/calendar.csv', 2, /no school is “Middle schools”/),
  planned('calendar/partnerships.csv', 'calendar/calendar-prek.csv', 0, /"visits"/),
  checked('float', 't.json', /too large to be added up exactly/),
  checked('dropped', 't.json', /P1 is chosen twice/, '--rules', at('dropped/rules.json')),
  checked(
    'timelimit',
    'claim.json',
    /The reason for P002 with H002 should be/,
    '--select',
    '--rules',
    at('timelimit/rules.json'),
  ),
];

const reports = new Map([
  ['ses-attachment-rejected.json', ['attachment']],
  ['ses-out-of-office.json', []],
]);

// Scripts against an earlier layout of the source. Their promises are tests of their own, such as `visits-ids.test.ts`.
const scripts = ['numeric-ids.ts', 'stored-shapes.ts'];

describe.skipIf(!existsSync(folder))('files that people reported', () => {
  test.each(cases.map((one) => [one.args.join(' ').replaceAll(`${folder}/`, ''), one] as const))(
    '%s',
    async (_, { command, args, exit, said }) => {
      const outcome = await run((terminal) => command(args, terminal));
      expect(outcome.exit).toBe(exit);
      expect([...outcome.said, ...outcome.warned].join('\n')).toMatch(said);
    },
  );

  test.each([...reports])('%s', (name, rejected) => {
    const Message = readFileSync(at(name), 'utf8');
    const event: unknown = { Records: [{ Sns: { Message } }] };
    const isEvent = (value: unknown): value is SNSEvent => typeof value === 'object';
    expect(isEvent(event) && readFeedback(event).map((feedback) => feedback.rejected)).toEqual(rejected);
  });

  test('emails.txt has only addresses', () => {
    const addresses = readFileSync(at('emails.txt'), 'utf8').trim().split('\n');
    expect(addresses.map(parseEmail)).toEqual(addresses);
  });

  test('are all used', () => {
    const used = new Set([
      ...cases.flatMap(({ args }) => args.map((arg) => path.relative(folder, arg))),
      ...[...reports.keys(), ...scripts, 'emails.txt'],
    ]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
    expect(files.filter((name) => !used.has(name))).toEqual([]);
  });
});
