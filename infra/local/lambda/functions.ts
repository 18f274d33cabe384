import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../ground/clock.ts';
import type { Report } from '../ground/report.ts';
import { addresses, functionArnIn } from '../template/addresses.ts';
import type { lambdaFunction } from '../template/kinds.ts';
import type { Plan, Read } from '../template/plan.ts';
import {
  type ExecutionEnvironment,
  type FunctionSettings,
  type Outcome,
  startEnvironment,
} from './environment.ts';

/** The service's functions, by name or ARN: CloudFormation accepts either. */
export type Functions = {
  readonly invoke: (nameOrArn: string, event: unknown) => Promise<Outcome>;
  readonly settings: (nameOrArn: string) => FunctionSettings | undefined;
  readonly stop: () => Promise<void>;
};

type Options = {
  readonly clock: Clock;
  readonly logFolder: string;
  readonly report: Report;
  /** Variables from Lambda's own environment or a local endpoint. */
  readonly endpoints: Readonly<Record<string, string>>;
};

/** Prepares every function of the plan. Code loads with a function's first event. */
export function openFunctions(plan: Plan, options: Options): Functions {
  const pools = new Map(
    plan.functions.map((read) => {
      const settings = settingsOf(read, options.endpoints);
      return [settings.name, { settings, pool: openPool(settings, options) }];
    }),
  );
  const aliased = new Map(
    plan.aliases.map(({ reference, properties }) => [reference, properties.FunctionName]),
  );
  const found = (nameOrArn: string) => {
    const target = aliased.get(nameOrArn) ?? nameOrArn;
    return pools.get(target.split(':function:')[1] ?? target);
  };
  return {
    settings: (nameOrArn) => found(nameOrArn)?.settings,
    invoke: async (nameOrArn, event) => {
      const target = found(nameOrArn);
      if (target === undefined) throw new Error(`Function ${nameOrArn} isn’t in the template.`);
      const { pool, settings } = target;
      const outcome = await pool.invoke(event);
      if ('failure' in outcome) {
        const { errorType, errorMessage, stack } = outcome.failure;
        options.report.problem(`${settings.label} failed: ${errorType}: ${errorMessage}`);
        writeLog(options.logFolder, settings, `${stack ?? `${errorType}: ${errorMessage}`}\n`);
      }
      return outcome;
    },
    stop: async () => {
      await Promise.all([...pools.values()].map(({ pool }) => pool.stop()));
    },
  };
}

/** @throws if the plan sends anything to a function outside it. */
export function refuseUnknownTargets(plan: Plan, functions: Functions): void {
  const targets = [
    ...plan.mappings.map(({ resource, properties }) => ({ resource, target: properties.FunctionName })),
    ...plan.schedules.map(({ resource, properties }) => ({ resource, target: properties.Target.Arn })),
    ...plan.subscriptions
      .filter(({ properties }) => properties.Protocol === 'lambda')
      .map(({ resource, properties }) => ({ resource, target: properties.Endpoint })),
    ...plan.receiptRules.flatMap(({ resource, properties }) =>
      properties.Rule.Actions.flatMap((action) =>
        'LambdaAction' in action ? [{ resource, target: action.LambdaAction.FunctionArn }] : [],
      ),
    ),
    ...plan.integrations.map(({ resource, properties }) => ({
      resource,
      target: functionArnIn(properties.IntegrationUri),
    })),
  ];
  for (const { resource, target } of targets) {
    if (functions.settings(target) !== undefined) continue;
    throw new Error(
      `${resource.type} ${resource.logicalId} points to ${target}, which isn’t a function in the template.`,
    );
  }
}

function settingsOf(
  { resource, reference: name, properties }: Read<typeof lambdaFunction>,
  endpoints: Readonly<Record<string, string>>,
): FunctionSettings {
  const hash = properties.Code.S3Key.replace(/\.zip$/, '');
  const folder = resource.stack.assets.get(hash);
  const [module = '', exportName = ''] = properties.Handler.split('.');
  const file =
    folder && ['.mjs', '.js'].map((end) => join(folder, module + end)).find((path) => existsSync(path));
  if (!file) throw new Error(`${resource.logicalId} has no file ${module}.mjs in its asset ${hash}.`);
  return {
    label: resource.label,
    name,
    arn: addresses.functionArn(name),
    file,
    exportName,
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    // Lambda's default is a thousand. On a machine with a few cores, more threads only cost time.
    maximumConcurrency: properties.ReservedConcurrentExecutions ?? 8,
    variables: {
      ...endpoints,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      LAMBDA_TASK_ROOT: folder ?? '',
      _HANDLER: properties.Handler,
      ...Object.fromEntries(
        Object.entries(properties.Environment.Variables).map(([key, value]) => [key, String(value)]),
      ),
    },
  };
}

/** As many execution environments as concurrent events, kept warm. */
function openPool(settings: FunctionSettings, { clock, logFolder }: Options) {
  const all = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const waiting: ((environment: ExecutionEnvironment) => void)[] = [];
  let stopped = false;

  const start = () => {
    const environment = startEnvironment(settings, clock, (text) => writeLog(logFolder, settings, text));
    all.add(environment);
    return environment;
  };
  const borrow = async () => {
    const warm = idle.pop();
    if (warm?.alive()) return warm;
    if (warm !== undefined) all.delete(warm);
    if (all.size < settings.maximumConcurrency) return start();
    return new Promise<ExecutionEnvironment>((take) => waiting.push(take));
  };
  const giveBack = (environment: ExecutionEnvironment) => {
    if (!environment.alive()) all.delete(environment);
    const next = waiting.shift();
    if (next !== undefined) next(environment.alive() ? environment : start());
    else if (environment.alive()) idle.push(environment);
  };
  return {
    invoke: async (event: unknown): Promise<Outcome> => {
      if (stopped)
        return { failure: { errorType: 'Stopped', errorMessage: 'The local service is stopping' } };
      const environment = await borrow();
      const outcome = await environment.invoke(event);
      giveBack(environment);
      return outcome;
    },
    stop: async () => {
      stopped = true;
      await Promise.all([...all].map((environment) => environment.stop()));
    },
  };
}

function writeLog(folder: string, { label }: FunctionSettings, text: string): void {
  appendFileSync(join(folder, `${label}.log`), text);
}

/** Every function's environment: where "AWS" is, and its identity there. */
export function lambdaEnvironment(
  databaseEndpoint: string,
  awsEndpoint: string,
): Readonly<Record<string, string>> {
  return {
    AWS_REGION: addresses.region,
    AWS_DEFAULT_REGION: addresses.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: databaseEndpoint,
    AWS_ENDPOINT_URL_S3: `${awsEndpoint}/s3`,
    AWS_ENDPOINT_URL_SES: `${awsEndpoint}/ses`,
    AWS_ENDPOINT_URL_SCHEDULER: `${awsEndpoint}/scheduler`,
    LANG: 'en_US.UTF-8',
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
  };
}
