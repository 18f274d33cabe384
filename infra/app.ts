import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, PermissionsBoundary, Stage, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as v from 'valibot';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { assetsFolder, functionNames } from './entries.ts';
import { globalRegion } from './environment-record.ts';
import {
  chosenEnvironments,
  type Environment,
  type EnvironmentName,
  environmentNamed,
  releasedAs,
} from './environments.ts';
import { ServiceStack, WatchStack } from './service-stack.ts';

const root = join(import.meta.dirname, '..');

type AppOptions = {
  /**
   * By name, or as whole records. Default: the context `environment`, or all of them, with the release way in
   * the context `release`.
   */
  readonly environments?: readonly (EnvironmentName | Environment)[];
  /** The folder for templates. Default: that of the CDK command line. */
  readonly outdir?: string;
  /** The output of the bundle. Default: `dist/functions`. */
  readonly builtFunctions?: string;
  /** `none` only if the same template is checked elsewhere, which saves a local start one second. */
  readonly rules?: 'all' | 'none';
};

/**
 * The whole service, ready to synthesize offline. Each environment is a stage with the stacks `data` and
 * `service`. It has `edge` if it has a firewall, and `watch` if it isn't in the region of CloudFront's
 * metrics.
 * @throws if the environment doesn't exist or the functions aren't bundled yet.
 */
export function buildApp(options: AppOptions = {}): App {
  const app = new App({
    analyticsReporting: false,
    context: featureFlags(),
    builtinCloudFormationValidation: options.rules !== 'none',
    ...(options.outdir !== undefined && { outdir: options.outdir }),
  });
  const context = (name: string): unknown => app.node.tryGetContext(name);
  const chosen =
    options.environments ??
    chosenEnvironments(context('environment')).map((one) => releasedAs(one, context('release')));
  const builtFunctions = options.builtFunctions ?? join(root, 'dist/functions');
  expectBundles(builtFunctions);
  for (const one of chosen) {
    addStage(app, typeof one === 'string' ? environmentNamed(one) : one, builtFunctions);
  }
  if (options.rules !== 'none') {
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  }
  return app;
}

function addStage(app: App, environment: Environment, builtFunctions: string): void {
  const { name, region, keepsEverything, firewall, permissionsBoundary } = environment;
  const account = environment.account === undefined ? {} : { account: environment.account };
  const stage = new Stage(app, name, {
    env: { ...account, region },
    ...(permissionsBoundary !== undefined && {
      permissionsBoundary: PermissionsBoundary.fromName(permissionsBoundary),
    }),
  });
  const stackProps = (part: string) => ({
    environment,
    stackName: `learning-partners-${name}-${part}`,
    terminationProtection: keepsEverything,
  });
  const data = new DataStack(stage, 'data', {
    ...stackProps('data'),
    description: 'Learning Partners: table, link keys, and staff accounts',
  });
  const edge =
    firewall &&
    new EdgeStack(stage, 'edge', {
      ...stackProps('edge'),
      env: { ...account, region: globalRegion },
      description: 'Learning Partners: firewall',
      environmentName: name,
      firewall,
    });
  const service = new ServiceStack(stage, 'service', {
    ...stackProps('service'),
    description: 'Learning Partners: functions, routes, email, schedules, and alarms',
    data,
    edge,
    builtFunctions,
  });
  if (region !== globalRegion) {
    new WatchStack(stage, 'watch', {
      ...stackProps('watch'),
      env: { ...account, region: globalRegion },
      description: 'Learning Partners: front door alarms',
      alarmAddress: environment.alarmAddress,
      watched: service.watched,
    });
  }
  Tags.of(stage).add('program', 'learning-partners');
  Tags.of(stage).add('environment', name);
}

function expectBundles(builtFunctions: string): void {
  const built = [...functionNames.map((name) => `${name}/index.mjs`), assetsFolder];
  const missing = built.filter((path) => !existsSync(join(builtFunctions, path)));
  if (missing.length > 0) {
    throw new Error(
      `${missing.join(', ')}: not bundled in ${builtFunctions} yet. Run \`npm run build\` first.`,
    );
  }
}

const cdkSettings = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ context: v.record(v.string(), v.unknown()) }),
);

// The command line passes them anyway, but tests and the local runner must get the same template.
function featureFlags(): Record<string, unknown> {
  return v.parse(cdkSettings, readFileSync(join(root, 'cdk.json'), 'utf8')).context;
}

// A mistyped environment prints a sentence, not a stack trace.
function synthesize(): void {
  try {
    buildApp().synth();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (import.meta.main) synthesize();
