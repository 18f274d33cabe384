import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { assetsFolder, functionNames } from '../../infra/entries.ts';
import { type Environment, type EnvironmentName, environmentNamed } from '../../infra/environments.ts';

const resource = v.looseObject({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DeletionPolicy: v.optional(v.string()),
  UpdateReplacePolicy: v.optional(v.string()),
});
const template = v.looseObject({ Resources: v.record(v.string(), resource) });

export type Resource = v.InferOutput<typeof resource>;
export type Resources = Readonly<Record<string, Resource>>;

/** A temporary folder for this test file, with every function bundled to one line. */
export function aFolderOfFunctions(): { readonly builtFunctions: string; readonly outdir: string } {
  const folder = mkdtempSync(join(tmpdir(), 'stack-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of functionNames) {
    mkdirSync(join(folder, 'functions', name), { recursive: true });
    writeFileSync(join(folder, 'functions', name, 'index.mjs'), `export const handler = () => '${name}';`);
  }
  mkdirSync(join(folder, 'functions', assetsFolder));
  writeFileSync(join(folder, 'functions', assetsFolder, 'styles.0123456789ab.css'), 'body {}');
  writeFileSync(join(folder, 'functions', assetsFolder, 'outage.0123456789ab.html'), '<h1>Sorry</h1>');
  return { builtFunctions: join(folder, 'functions'), outdir: join(folder, 'out') };
}

type Stacks = {
  readonly data: Resources;
  readonly edge: Resources;
  readonly service: Resources;
  readonly watch: Resources;
};

/** The resources of an environment's stacks; empty for a stack it doesn't have. */
export const synthesize = (environment: EnvironmentName | Environment): Stacks =>
  synthesizeFrom(aFolderOfFunctions(), environment);

/** Everything that an environment can have: `prod` also receives email. */
export const synthesizeAll = (): Stacks =>
  synthesize({ ...environmentNamed('prod'), inboundEmail: 'questions@mail.example.org' });

/** The same for a release whose functions and files are in a folder. */
export function synthesizeFrom(
  folder: ReturnType<typeof aFolderOfFunctions>,
  environment: EnvironmentName | Environment,
): Stacks {
  const app = buildApp({ ...folder, environments: [environment], rules: 'none' });
  const name = typeof environment === 'string' ? environment : environment.name;
  const { stacks } = app.synth().getNestedAssembly(`assembly-${name}`);
  const resourcesOf = (part: string): Resources => {
    const stack = stacks.find(({ stackName }) => stackName === `learning-partners-${name}-${part}`);
    return stack === undefined ? {} : v.parse(template, stack.template).Resources;
  };
  return {
    data: resourcesOf('data'),
    edge: resourcesOf('edge'),
    service: resourcesOf('service'),
    watch: resourcesOf('watch'),
  };
}

export const ofType = (resources: Resources, type: string): readonly Resource[] =>
  Object.values(resources).filter((one) => one.Type === type);

/** The only resource of that type. */
export function only(resources: Resources, type: string): Resource {
  const [first, ...others] = ofType(resources, type);
  if (!first || others.length > 0)
    throw new Error(`expected one ${type}, found ${others.length + (first ? 1 : 0)}`);
  return first;
}

const intrinsic = v.union([
  v.pipe(
    v.strictObject({ 'Fn::Sub': v.string() }),
    v.transform(({ 'Fn::Sub': text }) => text),
  ),
  v.pipe(
    v.strictObject({ Ref: v.string() }),
    v.transform(({ Ref }) => unhashed(Ref)),
  ),
  v.pipe(
    v.strictObject({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) }),
    v.transform(({ 'Fn::GetAtt': [id, attribute] }) => `${unhashed(id)}.${attribute}`),
  ),
  v.pipe(
    v.strictObject({ 'Fn::ImportValue': v.string() }),
    v.transform(({ 'Fn::ImportValue': name }) =>
      unhashed(name.replace(/^.*:ExportsOutput(Ref|FnGetAtt)/, '')),
    ),
  ),
]);

const unhashed = (id: string) =>
  id.replaceAll(/[0-9A-F]{8}/g, (hash) => (/[0-9]/.test(hash) ? '.' : hash)).replace(/\.+$/, '');

/** A template value in words: references by the construct's ID, without CDK's hashes. */
export function said(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = v.safeParse(
    v.strictObject({ 'Fn::Join': v.tuple([v.literal(''), v.array(v.unknown())]) }),
    value,
  );
  if (joined.success) return joined.output['Fn::Join'][1].map(said).join('');
  return v.parse(intrinsic, value);
}

/** The ID of the function with that entry. */
export function functionNamed(resources: Resources, name: string): { readonly id: string } & Resource {
  const found = Object.entries(resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Function' && Properties.Description === `Learning Partners: ${name}`,
  );
  if (!found) throw new Error(`no function ${name}`);
  return { id: found[0], ...found[1] };
}

const oneOrMore = v.union([
  v.array(v.unknown()),
  v.pipe(
    v.unknown(),
    v.transform((value) => [value]),
  ),
]);
const policy = v.object({
  Roles: v.array(v.object({ Ref: v.string() })),
  PolicyDocument: v.object({
    Statement: v.array(
      v.object({
        Effect: v.literal('Allow'),
        Action: v.pipe(oneOrMore, v.array(v.string())),
        Resource: oneOrMore,
        Condition: v.optional(v.unknown()),
      }),
    ),
  }),
});
const withRole = v.object({ Role: v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Arn')]) }) });

export type Permission = { readonly action: string; readonly on: string; readonly condition?: unknown };

/** All permissions of one function, one line per action and resource. */
export function permissionsOf(resources: Resources, name: string): readonly Permission[] {
  const role = v.parse(withRole, functionNamed(resources, name).Properties).Role['Fn::GetAtt'][0];
  return ofType(resources, 'AWS::IAM::Policy')
    .map(({ Properties }) => v.parse(policy, Properties))
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        Resource.map((on) => ({
          action,
          on: said(on),
          ...(Condition !== undefined && { condition: Condition }),
        })),
      ),
    );
}
