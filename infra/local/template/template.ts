import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import * as v from 'valibot';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** `value` with every text in it changed. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((part) => mapTexts(part, change));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, change)]));
}

export type Resource = {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  /** For people: `PagesApplications`. */
  readonly label: string;
  readonly properties: { readonly [key: string]: Json };
};

export type Stack = {
  readonly name: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: ReadonlyMap<string, Json>;
  readonly outputs: ReadonlyMap<string, { readonly value: Json; readonly exportName: Json | undefined }>;
  /** Folders of the stack's file assets, by hash. */
  readonly assets: ReadonlyMap<string, string>;
};

const json = v.custom<Json>(isJson, 'This isn’t JSON.');

function isJson(value: unknown): boolean {
  if (value === null || ['boolean', 'number', 'string'].includes(typeof value)) return true;
  return typeof value === 'object' && Object.values(value ?? {}).every(isJson);
}

// Strict about sections that would change what runs (conditions, transforms). `Rules` only check the bootstrap version.
const templateSchema = v.strictObject({
  Description: v.optional(v.string()),
  Metadata: v.optional(v.unknown()),
  Rules: v.optional(v.unknown()),
  Resources: v.record(
    v.string(),
    v.strictObject({
      Type: v.string(),
      Properties: v.optional(v.record(v.string(), json)),
      DependsOn: v.optional(v.unknown()),
      Metadata: v.optional(v.unknown()),
      DeletionPolicy: v.optional(v.string()),
      UpdateReplacePolicy: v.optional(v.string()),
      // How an update works. Every start here is a first one.
      UpdatePolicy: v.optional(v.unknown()),
    }),
  ),
  Parameters: v.optional(v.record(v.string(), v.object({ Default: v.optional(json) }))),
  Outputs: v.optional(
    v.record(v.string(), v.object({ Value: json, Export: v.optional(v.object({ Name: json })) })),
  ),
});

const assetsSchema = v.object({
  files: v.optional(v.record(v.string(), v.object({ source: v.object({ path: v.string() }) })), {}),
});

/**
 * One stack from its template's text and its assets by hash.
 * @throws for a section without local meaning.
 */
export function readStack(name: string, template: unknown, assets: ReadonlyMap<string, string>): Stack {
  const parsed = v.safeParse(templateSchema, template);
  if (!parsed.success) {
    throw new Error(
      `The template of ${name} has a part that the local runner doesn’t support: ${v.summarize(parsed.issues)}`,
    );
  }
  const { Resources, Parameters = {}, Outputs = {} } = parsed.output;
  const resources = new Map<string, Resource>();
  const stack: Stack = {
    name,
    resources,
    parameters: new Map(
      Object.entries(Parameters).flatMap(([id, { Default }]) =>
        Default === undefined ? [] : [[id, Default]],
      ),
    ),
    outputs: new Map(
      Object.entries(Outputs).map(([id, output]) => [
        id,
        { value: output.Value, exportName: output.Export?.Name },
      ]),
    ),
    assets,
  };
  for (const [logicalId, { Type: type, Properties: properties = {} }] of Object.entries(Resources)) {
    resources.set(logicalId, { stack, logicalId, label: shortened(logicalId), type, properties });
  }
  return stack;
}

// Without the construct's path: `PagesApplicationsFunction003D34DA` is too long for a terminal line.
const shortened = (logicalId: string) => logicalId.replace(/(Function)?[0-9A-F]{8}$/, '');

/** Every stack of a synthesized app, including those in its stages. */
export function readStacks(assembly: CloudAssembly): readonly Stack[] {
  return assembly.stacksRecursively.map((artifact) => {
    const folder = artifact.assembly.directory;
    const assetsFile = artifact.templateFile.replace(/\.template\.json$/, '.assets.json');
    const { files } = v.parse(assetsSchema, JSON.parse(readFileSync(join(folder, assetsFile), 'utf8')));
    const assets = new Map(
      Object.entries(files).map(([hash, { source }]) => [hash, resolve(folder, source.path)]),
    );
    return readStack(artifact.stackName, JSON.parse(readFileSync(artifact.templateFullPath, 'utf8')), assets);
  });
}

/**
 * A resource type that the runner interprets: the properties it reads, and the ones it ignores, each with the
 * reason. Any other property is an error, because it might change the service.
 */
export type ResourceKind<Schema extends v.GenericSchema> = {
  readonly type: string;
  readonly reads: Schema;
  readonly leavesOut: Readonly<Record<string, string>>;
};

export const kind = <Schema extends v.GenericSchema>(
  type: string,
  reads: Schema,
  leavesOut: Readonly<Record<string, string>> = {},
): ResourceKind<Schema> => ({ type, reads, leavesOut: { Tags: 'only for the bill', ...leavesOut } });

/**
 * Resource types that don't change what the service does on one machine, each with the reason. Any other type
 * that isn't interpreted stops the runner.
 */
export const withoutLocalMeaning: Readonly<Record<string, string>> = {
  'AWS::Budgets::Budget': 'nothing is paid for on this machine',
  'AWS::CDK::Metadata': 'it only tells AWS which constructs were used',
  'AWS::CertificateManager::Certificate': 'the local address has no certificate',
  'AWS::CloudFront::OriginAccessControl': 'nothing checks permissions on this machine',
  'AWS::CloudWatch::Alarm': 'failures are printed in the terminal',
  'AWS::CloudWatch::CompositeAlarm': 'failures are printed in the terminal',
  'AWS::CloudWatch::Dashboard': 'there are no local metrics to draw',
  'AWS::CodeDeploy::Application': 'every start is a full release',
  'AWS::CodeDeploy::DeploymentGroup': 'every start is a full release',
  'AWS::Cognito::ManagedLoginBranding': 'a page of the runner lists the staff',
  'AWS::Cognito::UserPoolDomain': 'a page of the runner lists the staff',
  'AWS::Cognito::UserPoolResourceServer': 'there are no machine clients on this machine',
  'AWS::Events::Rule': 'it only reports failed releases, and every start is a full release',
  'AWS::IAM::ManagedPolicy': 'nothing checks permissions on this machine',
  'AWS::IAM::Policy': 'nothing checks permissions on this machine',
  'AWS::IAM::Role': 'nothing checks permissions on this machine',
  'AWS::KMS::Alias': 'local data isn’t encrypted',
  'AWS::KMS::Key': 'local data isn’t encrypted',
  'AWS::Lambda::Permission': 'nothing checks permissions on this machine',
  'AWS::Lambda::Version': 'there’s one version of each function on this machine',
  'AWS::Logs::LogGroup': 'logs are files in the data folder',
  'AWS::Logs::MetricFilter': 'there are no local metrics',
  'AWS::Logs::ResourcePolicy': 'nothing checks permissions on this machine',
  'AWS::Route53::RecordSet': 'the address is the one that the runner listens on',
  'AWS::S3::BucketPolicy': 'nothing checks permissions on this machine',
  'AWS::SES::ConfigurationSet': 'emails always go to the inbox page',
  'AWS::SES::ReceiptRuleSet': 'there is one set of rules on this machine',
  'AWS::SES::EmailIdentity': 'emails go to the inbox page from any sender',
  'AWS::SNS::Topic': 'its subscriptions set who is told',
  'AWS::SNS::TopicPolicy': 'nothing checks permissions on this machine',
  'AWS::SQS::Queue': 'queues only take what failed; that is written to dead-letters.jsonl',
  'AWS::SQS::QueuePolicy': 'nothing checks permissions on this machine',
  'AWS::WAFv2::WebACL': 'no one needs to be blocked on your own machine',
  'Custom::S3AutoDeleteObjects': 'deleting the data folder deletes everything',
};
