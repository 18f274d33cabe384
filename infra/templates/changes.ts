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

/** A CloudFormation template, as far as this reads it. */
export type Template = v.InferOutput<typeof templateSchema>;

/** @throws when the text is no template. */
export const parsedTemplate = (text: string): Template => v.parse(templateSchema, JSON.parse(text));

export const emptyTemplate: Template = { Resources: {} };

/** What happens to a resource, the worst first. `orphaned`: it leaves the stack and stays in the account. */
export const impacts = ['destroyed', 'replaced', 'perhaps-replaced', 'orphaned', 'changed', 'made'] as const;
export type Impact = (typeof impacts)[number];

export type ResourceChange = {
  readonly impact: Impact;
  readonly type: string;
  /** In the template, with the hash that CDK adds. */
  readonly logicalId: string;
  /** The names of the properties that change. */
  readonly properties: readonly string[];
  /** Only where it is replaced: whether the old one stays in the account, out of the stack. */
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

/** What deploying `after` does to a stack that is as `before`, the worst first, then by id. */
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

/** Types of which a new one is empty, or unknown to people and mail servers who knew the old one. */
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

/** The changes after which something that people put in is gone, or out of the service's sight. */
export const lossesOf = (changes: readonly ResourceChange[]): readonly ResourceChange[] =>
  changes.filter(
    ({ impact, type }) =>
      statefulTypes.has(type) && ['destroyed', 'replaced', 'perhaps-replaced', 'orphaned'].includes(impact),
  );
