import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import * as v from 'valibot';

export const templateSchema = v.looseObject({
  Resources: v.optional(
    v.record(
      v.string(),
      v.looseObject({
        Type: v.string(),
        Properties: v.optional(v.unknown()),
        DeletionPolicy: v.optional(v.string()),
        UpdateReplacePolicy: v.optional(v.string()),
      }),
    ),
    {},
  ),
  Parameters: v.optional(v.record(v.string(), v.unknown())),
});

/** The parts of a CloudFormation template that this reads. */
export type Template = v.InferOutput<typeof templateSchema>;

/** @throws if the text isn't a template. */
export const parsedTemplate = (text: string): Template => v.parse(templateSchema, JSON.parse(text));

export const emptyTemplate: Template = { Resources: {} };

/** What happens to a resource, the worst first. `orphaned`: it leaves the stack and stays in the account. */
const impacts = ['destroyed', 'replaced', 'perhaps-replaced', 'orphaned', 'changed', 'made'] as const;
type Impact = (typeof impacts)[number];

export type ResourceChange = {
  readonly impact: Impact;
  readonly type: string;
  /** Its ID in the template, with the hash from CDK. */
  readonly logicalId: string;
  /** The names of the changed properties. */
  readonly properties: readonly string[];
  /** Only for a replacement: whether the old one stays in the account, outside the stack. */
  readonly oldOneStays: boolean;
};

const impactOf: Readonly<Record<ResourceImpact, Impact | undefined>> = {
  [ResourceImpact.WILL_DESTROY]: 'destroyed',
  [ResourceImpact.WILL_REPLACE]: 'replaced',
  [ResourceImpact.MAY_REPLACE]: 'perhaps-replaced',
  [ResourceImpact.WILL_ORPHAN]: 'orphaned',
  [ResourceImpact.WILL_UPDATE]: 'changed',
  [ResourceImpact.WILL_CREATE]: 'made',
  [ResourceImpact.WILL_IMPORT]: 'made',
  [ResourceImpact.NO_CHANGE]: undefined,
};

/** The changes from deploying `after` over `before`, the worst first, then by ID. */
export function changesBetween(before: Template, after: Template): readonly ResourceChange[] {
  const changes: ResourceChange[] = [];
  fullDiff(before, after).resources.forEachDifference((logicalId, difference) => {
    const impact = impactOf[difference.changeImpact];
    if (!impact) return;
    changes.push({
      impact,
      type: difference.oldResourceType ?? difference.newResourceType ?? 'unknown',
      logicalId,
      properties: Object.keys(difference.propertyUpdates).sort(),
      oldOneStays: before.Resources[logicalId]?.UpdateReplacePolicy === 'Retain',
    });
  });
  const rank = ({ impact }: ResourceChange) => impacts.indexOf(impact);
  return changes.sort((a, b) => rank(a) - rank(b) || (a.logicalId < b.logicalId ? -1 : 1));
}

/** Types whose replacement is empty, or unknown to people and mail servers that knew the old one. */
export const statefulTypes: ReadonlySet<string> = new Set([
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::DynamoDB::Table',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SES::EmailIdentity',
  'AWS::SecretsManager::Secret',
]);

/** The changes that lose people's data, or hide it from the service. */
export const lossesOf = (changes: readonly ResourceChange[]): readonly ResourceChange[] =>
  changes.filter(
    ({ impact, type }) =>
      statefulTypes.has(type) && ['destroyed', 'replaced', 'perhaps-replaced', 'orphaned'].includes(impact),
  );

/** The names of the service's resources; for others, the last part of the type. */
const nouns: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'HTTP API',
  'AWS::ApiGatewayV2::Integration': 'function integration',
  'AWS::ApiGatewayV2::Route': 'route',
  'AWS::Budgets::Budget': 'budget',
  'AWS::CloudFront::Distribution': 'CloudFront distribution',
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::CloudWatch::Dashboard': 'dashboard',
  'AWS::Cognito::UserPool': 'staff user pool',
  'AWS::Cognito::UserPoolClient': 'sign-in client',
  'AWS::Cognito::UserPoolGroup': 'staff group',
  'AWS::DynamoDB::Table': 'table',
  'AWS::IAM::Policy': 'permission',
  'AWS::IAM::Role': 'role',
  'AWS::Lambda::EventSourceMapping': 'table stream mapping',
  'AWS::Lambda::Function': 'function',
  'AWS::Lambda::Permission': 'permission to call',
  'AWS::Logs::LogGroup': 'log',
  'AWS::S3::Bucket': 'bucket',
  'AWS::SES::ConfigurationSet': 'email configuration',
  'AWS::SES::EmailIdentity': 'email sender',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::Scheduler::Schedule': 'schedule',
  'AWS::SecretsManager::Secret': 'secret',
};

const nounOf = (type: string) => nouns[type] ?? type.split('::').slice(1).join(' ');
const without = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

const headings: Readonly<Record<Impact, string>> = {
  destroyed: 'DESTROYED with everything in it',
  replaced: 'REPLACED by a new, empty one',
  'perhaps-replaced': 'POSSIBLY REPLACED by a new, empty one',
  orphaned: 'no longer part of the service; it stays in the account',
  changed: 'changed',
  made: 'new',
};

// One terminal page; the rest is counted.
const mostLines = 20;

/** The changes of one stack in plain words: destroyed and replaced resources one by one and first, new ones as counts. */
export function sayChanges(changes: readonly ResourceChange[]): readonly string[] {
  if (changes.length === 0) return ['no changes'];
  return impacts.flatMap((impact) => {
    const own = changes.filter((change) => change.impact === impact);
    if (own.length === 0) return [];
    if (impact === 'made') return [`${headings.made}: ${sayCounts(own)}`];
    const lines = own.map((change) => `${headings[impact]}: ${sayChange(change)}`);
    if (impact !== 'changed' || lines.length <= mostLines) return lines;
    return [...lines.slice(0, mostLines), `changed: ${sayCounts(own.slice(mostLines))} more`];
  });
}

function sayChange({ impact, type, logicalId, properties, oldOneStays }: ResourceChange): string {
  const what = `${nounOf(type)} ${without(logicalId)}`;
  const because = properties.length > 0 ? ` (${properties.join(', ')})` : '';
  const old = impact.endsWith('replaced') && oldOneStays ? '; the old one stays in the account' : '';
  return `${what}${because}${old}`;
}

/** `3 × function, 1 × table`, the most frequent first. */
function sayCounts(changes: readonly ResourceChange[]): string {
  return [...Map.groupBy(changes, ({ type }) => nounOf(type))]
    .map(([noun, { length }]) => ({ noun, length }))
    .sort((a, b) => b.length - a.length || (a.noun < b.noun ? -1 : 1))
    .map(({ noun, length }) => `${length} × ${noun}`)
    .join(', ');
}

/** Why an environment that keeps everything isn't deployed. */
export function sayRefusal(losses: readonly ResourceChange[]): string {
  const named = losses.map(({ type, logicalId }) => `the ${nounOf(type)} ${without(logicalId)}`).join(', ');
  return `This would take ${named} out of use, but this environment keeps all data. Keep its logical ID and its key, or move its data first (infra/RUNBOOK.md, “Routine: replace something that holds data”).`;
}
