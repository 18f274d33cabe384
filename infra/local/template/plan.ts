import { randomInt } from 'node:crypto';
import * as v from 'valibot';
import type { State } from '../ground/state.ts';
import { addresses, localNames } from './addresses.ts';
import * as frontDoorKinds from './front-door-kinds.ts';
import { type Meaning, resolveIntrinsics } from './intrinsics.ts';
import type { secret } from './kinds.ts';
import * as serviceKinds from './kinds.ts';
import {
  type Json,
  mapTexts,
  type Resource,
  type ResourceKind,
  type Stack,
  withoutLocalMeaning,
} from './template.ts';

const kinds = { ...serviceKinds, ...frontDoorKinds };
const interpretedTypes: ReadonlySet<string> = new Set(Object.values(kinds).map(({ type }) => type));

export type Read<Kind extends { readonly reads: v.GenericSchema }> = {
  readonly resource: Resource;
  /** The value of `Ref`. */
  readonly reference: string;
  readonly properties: v.InferOutput<Kind['reads']>;
};

/** The parts of the synthesized app that have a meaning on this machine, with every reference resolved. */
export type Plan = ReturnType<typeof readPlan>;

/** Addresses of the runner's own parts. `origin` and `issuer` have no trailing slash. */
type Setting = { readonly origin: string; readonly issuer: string; readonly state: State };

/**
 * Reads the stacks of one environment.
 * @throws for anything unsupported.
 */
export function readPlan(stacks: readonly Stack[], setting: Setting) {
  refuseUnknownTypes(stacks);
  const meaning = meaningOf(stacks, setting);
  const all = <Schema extends v.GenericSchema>(kind: ResourceKind<Schema>) =>
    stacks.flatMap((stack) => {
      const onlyDeploying = deployersIn(stack);
      return [...stack.resources.values()]
        .filter(({ type, logicalId }) => type === kind.type && !onlyDeploying.has(logicalId))
        .map((resource) => readResource(resource, kind, meaning, setting));
    });
  // First, because environment variables refer to them.
  const secrets = all(kinds.secret);
  createSecrets(secrets, setting.state);
  return {
    tables: all(kinds.table),
    functions: all(kinds.lambdaFunction),
    aliases: all(kinds.alias),
    asynchronousInvocations: all(kinds.asynchronousInvocation),
    mappings: all(kinds.eventSourceMapping),
    apis: all(kinds.api),
    stages: all(kinds.stage),
    integrations: all(kinds.integration),
    routes: all(kinds.route),
    authorizers: all(kinds.authorizer),
    schedules: all(kinds.schedule),
    scheduleGroups: all(kinds.scheduleGroup),
    userPools: all(kinds.userPool),
    userPoolClients: all(kinds.userPoolClient),
    userPoolGroups: all(kinds.userPoolGroup),
    subscriptions: all(kinds.subscription),
    receiptRules: all(kinds.receiptRule),
    eventDestinations: all(kinds.eventDestination),
    distributions: all(kinds.distribution),
    responseHeaders: all(kinds.responseHeaders),
    buckets: all(kinds.bucket),
    pageAssets: all(kinds.pageAsset),
  };
}

function refuseUnknownTypes(stacks: readonly Stack[]): void {
  const unknown = stacks
    .flatMap((stack) => [...stack.resources.values()])
    .filter(({ type }) => !interpretedTypes.has(type) && withoutLocalMeaning[type] === undefined)
    .map(({ stack, logicalId, type }) => `${type} (${logicalId} in ${stack.name})`);
  if (unknown.length > 0) throw new Error(`The local runner doesn’t support ${unknown.join(', ')}.`);
}

/** Functions that CloudFormation calls during a deployment, behind custom resources. There is none here. */
function deployersIn(stack: Stack): ReadonlySet<string> {
  const tokens = [...stack.resources.values()].map(({ properties }) =>
    v.safeParse(v.object({ 'Fn::GetAtt': v.tuple([v.string(), v.literal('Arn')]) }), properties.ServiceToken),
  );
  return new Set(tokens.flatMap(({ success, output }) => (success ? [output['Fn::GetAtt'][0]] : [])));
}

function meaningOf(stacks: readonly Stack[], setting: Setting): Meaning {
  const exported = new Map<string, { stack: Stack; value: Parameters<typeof resolveIntrinsics>[0] }>();
  const find = (stack: Stack, logicalId: string): Resource => {
    const resource = stack.resources.get(logicalId);
    if (resource === undefined) throw new Error(`${stack.name} refers to ${logicalId}, which isn’t in it.`);
    return resource;
  };
  const nameOf = (resource: Resource) => {
    const property = localNames[resource.type];
    const given = property === undefined ? undefined : resource.properties[property];
    const name = given === undefined ? undefined : resolveIntrinsics(given, resource.stack, meaning);
    return typeof name === 'string' ? name : `${resource.stack.name}-${resource.logicalId}`;
  };
  const meaning: Meaning = {
    pseudo: addresses.pseudo,
    ref: (stack, logicalId) => {
      const resource = find(stack, logicalId);
      return addresses.reference(resource, nameOf(resource));
    },
    attribute: (stack, logicalId, attribute) => {
      const resource = find(stack, logicalId);
      return addresses.attribute(resource, nameOf(resource), attribute, setting);
    },
    imported: (exportName) => {
      const found = exported.get(exportName);
      const value = found && resolveIntrinsics(found.value, found.stack, meaning);
      if (value === undefined) throw new Error(`No stack exports ${exportName}.`);
      return value;
    },
  };
  for (const stack of stacks) {
    for (const { value, exportName } of stack.outputs.values()) {
      const name = exportName === undefined ? undefined : resolveIntrinsics(exportName, stack, meaning);
      if (typeof name === 'string') exported.set(name, { stack, value });
    }
  }
  return meaning;
}

function readResource<Schema extends v.GenericSchema>(
  resource: Resource,
  kind: ResourceKind<Schema>,
  meaning: Meaning,
  setting: Setting,
): Read<ResourceKind<Schema>> {
  const relevant = Object.fromEntries(
    Object.entries(resource.properties).filter(([name]) => kind.leavesOut[name] === undefined),
  );
  const resolved = withoutTls(
    resolveSecrets(resolveIntrinsics(relevant, resource.stack, meaning) ?? {}, setting.state),
    setting.origin,
  );
  const parsed = v.safeParse(kind.reads, resolved);
  if (!parsed.success) {
    throw new Error(
      `${resource.type} ${resource.logicalId} has a property that the local runner doesn’t support:\n${v.summarize(parsed.issues)}`,
    );
  }
  return { resource, reference: meaning.ref(resource.stack, resource.logicalId), properties: parsed.output };
}

/** A template's front door always uses TLS, but this machine has no certificate for it. */
const withoutTls = (value: Json, origin: string): Json =>
  mapTexts(value, (text) => text.replaceAll(`https://${new URL(origin).host}`, origin));

type Secret = {
  readonly reference: string;
  readonly properties: v.InferOutput<(typeof secret)['reads']>;
};

const drawer = 'secrets';

/**
 * Adds every missing secret of the template to `state`, so that links in old letters keep working after a
 * restart. Secrets never leave the data folder.
 */
function createSecrets(secrets: readonly Secret[], state: State): void {
  for (const { reference, properties } of secrets) {
    if (state.read(drawer, reference) === undefined) state.write(drawer, reference, newValue(properties));
  }
}

function newValue({ SecretString, GenerateSecretString: generated }: Secret['properties']): string {
  if (SecretString !== undefined) return SecretString;
  if (generated === undefined) return randomText(32);
  const text = randomText(generated.PasswordLength);
  if (generated.GenerateStringKey === undefined) return text;
  const template = v.parse(
    v.record(v.string(), v.string()),
    JSON.parse(generated.SecretStringTemplate ?? '{}'),
  );
  return JSON.stringify({ ...template, [generated.GenerateStringKey]: text });
}

// Letters and digits satisfy every exclusion that a template can set.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const randomText = (length: number) =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');

const reference = /\{\{resolve:([a-z-]+):(.*?)\}\}/g;

/**
 * `value` with every dynamic reference (`{{resolve:secretsmanager:…}}`) resolved.
 * @throws for one it can't resolve.
 */
const resolveSecrets = (value: Json, state: State): Json =>
  mapTexts(value, (text) =>
    text.replace(reference, (whole, service: string, rest: string) => {
      if (service !== 'secretsmanager') throw new Error(`The local runner can’t resolve ${whole}.`);
      return secretAt(rest, state);
    }),
  );

// `<id>:SecretString:<key>:<version stage>:<version id>`, where the ID is an ARN that contains colons.
function secretAt(rest: string, state: State): string {
  const [id = '', selection = ''] = rest.split(':SecretString');
  const [, key = '', ...version] = selection.split(':');
  const text = state.read(drawer, id);
  if (text === undefined) throw new Error(`Secret ${id} isn’t in the template.`);
  if (version.some((part) => part !== ''))
    throw new Error(`The local runner only keeps one version of ${id}.`);
  if (key === '') return text;
  const found = v.parse(v.record(v.string(), v.string()), JSON.parse(text))[key];
  if (found === undefined) throw new Error(`The secret ${id} has no key ${key}.`);
  return found;
}
