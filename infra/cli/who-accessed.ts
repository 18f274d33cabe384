#!/usr/bin/env node
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { isEmail, normalEmail } from '#domain/base/email.ts';
import type { Instant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { readSigningKeys } from '#http/env.ts';
import { type AccessLine, personCodes } from '#links/person-code.ts';
import type { SigningKeys } from '#links/token.ts';
import { type Environment, environmentNamed } from '../environments.ts';
import { sampleStaff } from '../local/ground/sample-staff.ts';
import { configurationFile } from '../local/service.ts';
import { isBroken } from '../parsing/parsed.ts';
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

/** What the command needs of a service: the keys behind the codes, who could be meant, and the log. */
type AccessLogs = {
  readonly keys: SigningKeys;
  /** The addresses of everyone who can sign in. */
  readonly staff: readonly string[];
  /** Lines of the log since then, and maybe earlier ones. */
  readonly linesSince: (since: Instant) => Promise<readonly string[]>;
};

const sessionKeys = v.object({ SESSION_KEYS: v.string() });

/**
 * The service that runs, or ran, with this data folder.
 * @throws a sentence if none did.
 */
function localAccessLogs(folder: string): AccessLogs {
  const file = path.join(folder, configurationFile);
  if (!existsSync(file)) throw new Error(`${folder} has no service yet. Run npm start first.`);
  const configurations: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const found = [configurations].flat().find((one) => v.is(sessionKeys, one));
  return {
    keys: readSigningKeys(v.parse(sessionKeys, found).SESSION_KEYS),
    staff: sampleStaff.map(({ email }) => email),
    linesSince: async () =>
      globSync(path.join(folder, 'logs/*.log')).flatMap((log) => readFileSync(log, 'utf8').split('\n')),
  };
}

/** Runs the AWS CLI with the operator's own credentials, and reads its JSON. Tests pass their own. */
export type Aws = (...args: readonly string[]) => Promise<unknown>;

const awsCli: Aws = async (...args) => {
  const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'json'], {
    maxBuffer: 1024 * 1024 * 1024,
  });
  return JSON.parse(stdout);
};

const resources = v.object({
  StackResourceSummaries: v.array(
    v.object({
      LogicalResourceId: v.string(),
      PhysicalResourceId: v.optional(v.string(), ''),
      ResourceType: v.string(),
    }),
  ),
});
const users = v.object({
  Users: v.array(v.object({ Attributes: v.array(v.object({ Name: v.string(), Value: v.string() })) })),
});
const events = v.object({ events: v.array(v.object({ message: v.string() })) });
const configuration = v.object({ Environment: v.object({ Variables: sessionKeys }) });

/** The functions that staff use. */
const staffPages = /^Pages(Reviews|Pairings|Visits|Records|SignIn)/;

/**
 * A deployed service. The AWS CLI gets every page of an answer.
 * @throws a sentence if it isn't deployed.
 */
async function deployedAccessLogs(
  { name, region }: Pick<Environment, 'name' | 'region'>,
  cli: Aws = awsCli,
): Promise<AccessLogs> {
  const aws: Aws = (...args) => cli(...args, ...(region === undefined ? [] : ['--region', region]));
  const idsIn = async (stack: string) => {
    const answer = await aws('cloudformation', 'list-stack-resources', '--stack-name', stack);
    const found = v.parse(resources, answer).StackResourceSummaries;
    return (type: string, logicalId = /^/) =>
      found
        .filter(
          ({ ResourceType, LogicalResourceId }) => ResourceType === type && logicalId.test(LogicalResourceId),
        )
        .map(({ PhysicalResourceId }) => PhysicalResourceId);
  };
  const service = `learning-partners-${name}-service`;
  const [inService, inData] = await Promise.all([idsIn(service), idsIn(`learning-partners-${name}-data`)]);
  const [reviews] = inService('AWS::Lambda::Function', /^PagesReviews/);
  if (!reviews) throw new Error(`${service} has no pages for staff. Deploy it first.`);
  const { Environment } = v.parse(
    configuration,
    await aws('lambda', 'get-function-configuration', '--function-name', reviews),
  );
  const found = await Promise.all(
    inData('AWS::Cognito::UserPool').map((pool) => aws('cognito-idp', 'list-users', '--user-pool-id', pool)),
  );
  return {
    keys: readSigningKeys(Environment.Variables.SESSION_KEYS),
    staff: found.flatMap((answer) =>
      v
        .parse(users, answer)
        .Users.flatMap(({ Attributes }) =>
          Attributes.flatMap((one) => (one.Name === 'email' ? [one.Value] : [])),
        ),
    ),
    linesSince: async (since) => {
      const answers = await Promise.all(
        inService('AWS::Logs::LogGroup', staffPages).map((group) =>
          aws(
            ...['logs', 'filter-log-events', '--log-group-name', group],
            ...['--start-time', String(Date.parse(since))],
            ...['--filter-pattern', '{ $.message.what = "staff access" }'],
          ),
        ),
      );
      return answers.flatMap((answer) => v.parse(events, answer).events.map(({ message }) => message));
    },
  };
}

if (import.meta.main) await runCommand(whoAccessedCommand);
