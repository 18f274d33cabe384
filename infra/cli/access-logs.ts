import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Instant } from '#domain/base/time.ts';
import { readSigningKeys } from '#http/env.ts';
import type { SigningKeys } from '#links/token.ts';
import type { Environment } from '../environments.ts';
import { sampleStaff } from '../local/ground/sample-staff.ts';
import { configurationFile } from '../local/service.ts';

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
export function localAccessLogs(folder: string): AccessLogs {
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
export async function deployedAccessLogs(
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
