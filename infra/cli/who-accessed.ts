#!/usr/bin/env node
import * as v from 'valibot';
import { isEmail, normalEmail } from '#domain/base/email.ts';
import { countOf } from '#domain/base/wording.ts';
import { type AccessLine, personCodes } from '#links/person-code.ts';
import { environmentNamed } from '../environments.ts';
import { isBroken } from '../parsing/parsed.ts';
import { type Aws, deployedAccessLogs, localAccessLogs } from './access-logs.ts';
import { command, dataFolder, exits, found, misused, runCommand } from './command.ts';

export const whoAccessedCommand = command({
  usage: 'npm run -s who-accessed -- --email ADDRESS | --since TIME [options]',
  about: `Lists what staff opened, changed, downloaded, or were refused: the time, the person, the answer’s status, the
address, and the IDs in it. 403 means refused; 401 means that the session was over.

Logs have a code in place of the person. This command finds the code of an address with the keys that sign
sessions, so it needs an operator’s permissions. Accounts that were deleted show as codes, unless you name
their address. Logs are kept as long as logRetention in the environment’s record says.`,
  options: {
    email: { value: 'ADDRESS', about: 'only this person' },
    since: { value: 'TIME', about: 'only since then, like 2027-10-04 or 2027-10-04T14:00Z' },
    env: {
      value: 'ENV',
      about: 'a deployed environment; needs the AWS CLI (default: the service on this\nmachine)',
    },
  },
  exitCodes: '0 = done; 2 = nothing done.',
  run: async (given, terminal, aws?: Aws) => {
    const email = given.email === undefined ? undefined : normalEmail(given.email);
    if (email === undefined && given.since === undefined)
      return misused(terminal, '--email ADDRESS or --since TIME is required.');
    if (email !== undefined && !isEmail(email))
      return misused(terminal, `“${given.email}” isn’t an email address.`);
    const sinceMs = Date.parse(given.since ?? '1970-01-01');
    if (Number.isNaN(sinceMs)) return misused(terminal, `“${given.since}” isn’t a time.`);
    const environment = given.env === undefined ? undefined : found(() => environmentNamed(given.env ?? ''));
    if (environment && isBroken(environment)) return misused(terminal, ...environment.problems);
    const logs = environment
      ? await deployedAccessLogs(environment.parsed, aws)
      : localAccessLogs(dataFolder(terminal));
    const since = new Date(sinceMs).toISOString();
    const people = email === undefined ? logs.staff.map(normalEmail) : [email];
    const named = new Map(people.flatMap((one) => personCodes(logs.keys, one).map((code) => [code, one])));
    const lines = (await logs.linesSince(since))
      .flatMap((line) => accessIn(line) ?? [])
      .filter(({ at, who }) => at >= since && (email === undefined || named.has(who)))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    for (const { at, who, status, route, about } of lines)
      terminal.say([at, named.get(who) ?? who, status, route, about.join(' ')].join('  ').trimEnd());
    terminal.say(countOf(lines.length, 'request'));
    return exits.done;
  },
});

const accessLine = v.object({
  what: v.literal('staff access'),
  at: v.string(),
  who: v.string(),
  route: v.string(),
  status: v.number(),
  about: v.array(v.string()),
}) satisfies v.GenericSchema<unknown, AccessLine>;

const logged = v.pipe(
  v.string(),
  v.parseJson(),
  // Lambda wraps each line; the local runner doesn't.
  v.union([
    accessLine,
    v.pipe(
      v.object({ message: accessLine }),
      v.transform(({ message }) => message),
    ),
  ]),
);

/** The access in a line of the log, if it is about one. */
function accessIn(line: string): AccessLine | undefined {
  const read = v.safeParse(logged, line);
  return read.success ? read.output : undefined;
}

if (import.meta.main) await runCommand(whoAccessedCommand);
