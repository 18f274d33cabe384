import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

const issuer = 'token.actions.githubusercontent.com';

type DeployRoleProps = {
  readonly environmentName: string;
  /** On GitHub: `owner/name`. */
  readonly repository: string;
  readonly tableArn: string;
};

/** What may be done in the account, and with what, named by its service, region and name; regions and names are patterns. */
type Allowed = {
  readonly actions: readonly string[];
  readonly service: string;
  readonly region: string;
  readonly name: string;
};

/** What `deploy` asks before it changes anything, and the roles that `cdk bootstrap` made for what it changes. */
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

// What opening a cycle and importing schools does.
const fillsTheTable = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'BatchWriteItem'];

/**
 * The role that the workflow `deploy.yml` takes without any stored key: only a run of that repository, and only for its
 * environment of the same name, where people can have to agree first. It may ask what `deploy` asks, fill the table, and take
 * the roles that `cdk bootstrap` made; what these may do is decided there.
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
    const allow = (actions: readonly string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [resource] }));
    const allowed = allowedFor(environmentName);
    for (const { actions, service, region, name } of allowed)
      allow(actions, `arn:${Aws.PARTITION}:${service}:${region}:${Aws.ACCOUNT_ID}:${name}`);
    allow(['ses:GetAccount'], '*');
    allow(
      fillsTheTable.map((action) => `dynamodb:${action}`),
      tableArn,
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
