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
export const impacts = ['destroyed', 'replaced', 'perhaps-replaced', 'orphaned', 'changed', 'made'] as const;
export type Impact = (typeof impacts)[number];

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
