import * as v from 'valibot';
import type { Resource, Resources } from '../template.ts';
import { type Act, inWords, permits, type Statement, statementsOf } from './policies.ts';

/** A resource that uses another one, and whether everyone involved allows it. */
export type Wire = { readonly from: string; readonly act: Act; readonly allowed: boolean };

export type Properties = Resource['Properties'];

/** One stack, by the names of its resources. */
export type Stack = { readonly resources: ReadonlyMap<string, Resource>; readonly region: string };

export function readStack(resources: Resources, region: string): Stack {
  const named = new Map(Object.entries(resources).map(([id, one]) => [inWords({ Ref: id }), one]));
  if (named.size < Object.keys(resources).length) throw new Error('Two resources share a name');
  return { resources: named, region };
}

/** `NotificationsLostCallsQueue.Arn` and `AlarmsTopic` are the same resource: references by ARN, name, or ID. */
export const nameOf = (reference: unknown) =>
  inWords(reference).replace(/\.(Arn|StreamArn|RegionalDomainName)$/, '');

const record = v.record(v.string(), v.unknown());
export const part = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((whole, name) => (v.is(record, whole) ? whole[name] : undefined), value);
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const account = 'AWS::AccountId';
export const arnIn = ({ region }: Stack, service: string, rest: string) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

export const ofType = (
  { resources }: Stack,
  type: string,
): readonly (readonly [name: string, properties: Properties])[] =>
  [...resources]
    .filter(([, { Type }]) => Type === type)
    .map(([name, { Properties }]) => [name, Properties] as const);

export const propertiesOf = ({ resources }: Stack, reference: unknown) =>
  resources.get(nameOf(reference))?.Properties;

/** An action on the referenced resource. */
export function actionOn({ resources }: Stack, target: unknown): string {
  const type = resources.get(nameOf(target))?.Type;
  if (type === 'AWS::SNS::Topic') return 'sns:Publish';
  if (type === 'AWS::SQS::Queue') return 'sqs:SendMessage';
  if (type === 'AWS::Lambda::Function' || type === 'AWS::Lambda::Alias') return 'lambda:InvokeFunction';
  if (type === 'AWS::S3::Bucket') return 's3:GetObject';
  throw new Error(`Unknown action on ${inWords(target)}, a ${type}`);
}

/** A service that acts by itself. It needs the consent of the resource it acts on. */
export function asService(
  stack: Stack,
  from: string,
  service: string,
  target: unknown,
  sourceArn: string,
): Wire {
  const action = actionOn(stack, target);
  const act: Act = {
    by: { service },
    action,
    on: action === 's3:GetObject' ? `${nameOf(target)}.Arn/a-file` : inWords(target),
    context: { 'aws:sourceaccount': account, 'aws:sourcearn': sourceArn },
  };
  return { from, act, allowed: permits(consentOf(stack, nameOf(target), action), act) };
}

/** Someone who acts in a role: the service may assume the role, and the role may act. */
export type Acting = {
  readonly service: string;
  readonly role: unknown;
  /** Why the service assumes the role, if its trust policy asks. */
  readonly sourceArn?: string;
  /** The request's condition keys, in lower case. */
  readonly context?: Act['context'];
};

export function asRole(stack: Stack, from: string, acting: Acting, action: string, on: string): Wire {
  const { role, context = {} } = acting;
  const act: Act = { by: { role: nameOf(role) }, action, on, context };
  return { from, act, allowed: takes(stack, acting) && permits(statementsOfRole(stack, role), act) };
}

export function takes(stack: Stack, { service, role, sourceArn }: Acting): boolean {
  const trust = statementsOf(part(propertiesOf(stack, role), 'AssumeRolePolicyDocument'));
  const context = {
    'aws:sourceaccount': account,
    ...(sourceArn !== undefined && { 'aws:sourcearn': sourceArn }),
  };
  return permits(trust, { by: { service }, action: 'sts:AssumeRole', on: nameOf(role), context });
}

const statementsOfRole = (stack: Stack, role: unknown): readonly Statement[] =>
  ofType(stack, 'AWS::IAM::Policy')
    .filter(([, { Roles }]) => list(Roles).map(nameOf).includes(nameOf(role)))
    .flatMap(([, { PolicyDocument }]) => statementsOf(PolicyDocument));

/** The resource's policy about who may act on it. */
function consentOf(stack: Stack, name: string, action: string): readonly Statement[] {
  if (action === 'lambda:InvokeFunction') return permissionsOn(stack, name);
  const [type, naming] = consentIn(action);
  return ofType(stack, type)
    .filter(([, properties]) => [properties[naming]].flat().map(nameOf).includes(name))
    .flatMap(([, { PolicyDocument }]) => statementsOf(PolicyDocument));
}

function consentIn(action: string): readonly [type: string, naming: string] {
  if (action === 'sns:Publish') return ['AWS::SNS::TopicPolicy', 'Topics'];
  if (action === 'sqs:SendMessage') return ['AWS::SQS::QueuePolicy', 'Queues'];
  return ['AWS::S3::BucketPolicy', 'Bucket'];
}

/** An `AWS::Lambda::Permission` in the words of a policy. */
const permissionsOn = (stack: Stack, name: string): readonly Statement[] =>
  ofType(stack, 'AWS::Lambda::Permission')
    .filter(([, { FunctionName }]) => nameOf(FunctionName) === name)
    .map(([, { Action, Principal, SourceArn }]) => ({
      Effect: 'Allow',
      Action: [inWords(Action)],
      Principal: { Service: [inWords(Principal)] },
      Condition: SourceArn === undefined ? undefined : { ArnLike: { 'aws:SourceArn': SourceArn } },
    }));
