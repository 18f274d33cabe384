import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import { Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { allow } from './function.ts';

const issuer = 'token.actions.githubusercontent.com';

type DeployRoleProps = {
  readonly environmentName: string;
  /** On GitHub: `owner/name`. */
  readonly repository: string;
  readonly tableArn: string;
};

/** Allowed actions in the account, and their resources by service, region, and name. Regions and names are patterns. */
type Allowed = {
  readonly actions: readonly string[];
  readonly service: string;
  readonly region: string;
  readonly name: string;
};

/** What `deploy` asks before any change, and the roles from `cdk bootstrap` that make the changes. */
const allowedFor = (environmentName: string): readonly Allowed[] => [
  { actions: ['sts:AssumeRole'], service: 'iam', region: '', name: 'role/cdk-hnb659fds-*' },
  {
    actions: ['ssm:GetParameter'],
    service: 'ssm',
    region: '*',
    name: 'parameter/cdk-bootstrap/hnb659fds/version',
  },
  {
    actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
    service: 'cloudformation',
    region: '*',
    name: `stack/learning-partners-${environmentName}-*/*`,
  },
  { actions: ['ses:GetEmailIdentity'], service: 'ses', region: '*', name: 'identity/*' },
  { actions: ['acm:DescribeCertificate'], service: 'acm', region: '*', name: 'certificate/*' },
];

// Opening a cycle and importing schools do this.
const fillsTheTable = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'];

/**
 * The role of the workflow `deploy.yml`, without any stored key. Only a run of that repository for its
 * environment of the same name can assume it, and that environment can require approval. It may ask what
 * `deploy` asks, fill the table, and assume the roles from `cdk bootstrap`, which set their own limits.
 */
export class DeployRole extends Construct {
  constructor(scope: Construct, id: string, { environmentName, repository, tableArn }: DeployRoleProps) {
    super(scope, id);
    const provider = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:oidc-provider/${issuer}`;
    const role = new Role(this, 'Role', {
      description: `Deploys ${environmentName} from ${repository} on GitHub`,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new WebIdentityPrincipal(provider, {
        StringEquals: {
          [`${issuer}:aud`]: 'sts.amazonaws.com',
          [`${issuer}:sub`]: `repo:${repository}:environment:${environmentName}`,
        },
      }),
    });
    const allowed = allowedFor(environmentName);
    for (const { actions, service, region, name } of allowed)
      allow(role, actions, [`arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${name}`]);
    allow(role, ['ses:GetAccount'], ['*']);
    allow(
      role,
      fillsTheTable.map((action) => `dynamodb:${action}`),
      [tableArn],
    );
    acknowledge(
      role,
      'A deployment checks stacks, senders, and certificates before they exist, and assumes the bootstrap roles by their common prefix. ses:GetAccount has no narrower resource.',
      'AwsSolutions-IAM5[Resource::*]',
      ...allowed.map(
        ({ service, region, name }) =>
          `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${service}:${region}:<AWS::AccountId>:${name}]`,
      ),
    );
    new CfnOutput(this, 'Arn', { value: role.roleArn });
  }
}
