import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parsedTemplate, type Template } from '../../checks/template-changes.ts';
import type { Environment } from '../../environments.ts';
import { type StackPart, stacksOf } from './facts.ts';

const root = join(import.meta.dirname, '../../..');

const assemblyOf = (environment: string) => `dist/deploy/${environment}`;

/** The arguments for the CDK's pinned command line. */
export const cdkArguments = {
  synthesize: ({ name, release }: Pick<Environment, 'name' | 'release'>) => [
    'synth',
    '--quiet',
    '--no-notices',
    '--context',
    `environment=${name}`,
    '--context',
    `release=${release}`,
    '--output',
    assemblyOf(name),
  ],
  // From the synthesized and compared templates, so that it deploys exactly what was shown.
  deploy: (environment: string) => [
    'deploy',
    '--no-notices',
    '--app',
    assemblyOf(environment),
    '--require-approval',
    'never',
    '--progress',
    'events',
    `${environment}/*`,
  ],
  destroy: (environment: string) => [
    'destroy',
    '--no-notices',
    '--force',
    '--context',
    `environment=${environment}`,
    `${environment}/*`,
  ],
} as const;

/** As an operator would type it. */
export const typed = (args: readonly string[]): string =>
  ['npx', 'cdk', ...args.map((one) => (one.includes('*') ? `'${one}'` : one))].join(' ');

/** The templates of an environment's stacks, by part. */
export type Templates = ReadonlyMap<StackPart, Template>;

/** Everything that changes something. Each rejects if its command fails, after the command printed why. */
export type Toolkit = {
  readonly synthesize: (environment: Environment) => Promise<Templates>;
  readonly deploy: (environment: Environment) => Promise<void>;
  readonly destroy: (environment: Environment) => Promise<void>;
};

export const cdkToolkit: Toolkit = {
  synthesize: async (environment) => {
    // Otherwise it would keep a copy of every old bundle.
    rmSync(join(root, assemblyOf(environment.name)), { recursive: true, force: true });
    await run(cdkArguments.synthesize(environment));
    return readTemplates(environment);
  },
  deploy: ({ name }) => run(cdkArguments.deploy(name)),
  destroy: ({ name }) => run(cdkArguments.destroy(name)),
};

function readTemplates(environment: Environment): Templates {
  const { name } = environment;
  const folder = join(root, assemblyOf(name), `assembly-${name}`);
  const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  const templateOf = (part: StackPart) => {
    const file = files.find((one) => one.startsWith(`${name}${part}`));
    if (!file) throw new Error(`No template for ${name}/${part} in ${folder}`);
    return parsedTemplate(readFileSync(join(folder, file), 'utf8'));
  };
  return new Map(stacksOf(environment).map(({ part }) => [part, templateOf(part)]));
}

function run(args: readonly string[]): Promise<void> {
  const bin = join(root, 'node_modules/.bin');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(join(bin, 'cdk'), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  child.once('error', reject);
  child.once('exit', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`cdk ${args[0]} ended with ${code}. Its output is above.`));
  });
  return promise;
}
