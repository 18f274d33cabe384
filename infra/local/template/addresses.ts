import type { Resource } from './template.ts';

/** Not a secret: anyone who can read it can also pick any staff member on the sign-in page. */
export const clientSecretOf = (clientId: string) => `local-secret-of-${clientId}`;

const account = '000000000000';
const region = 'us-east-1';
const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;

/** The property that names a resource of a type, if the template may set one. */
export const localNames: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Lambda::Alias': 'FunctionName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Cognito::UserPoolGroup': 'GroupName',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SES::ReceiptRuleSet': 'RuleSetName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::S3::Bucket': 'BucketName',
};

const arns: Readonly<Record<string, (name: string, resource: Resource) => string>> = {
  'AWS::DynamoDB::Table': (name) => arn('dynamodb', `table/${name}`),
  'AWS::Lambda::Function': (name) => arn('lambda', `function:${name}`),
  'AWS::Lambda::Alias': (name, { properties }) => arn('lambda', `function:${name}:${properties.Name}`),
  'AWS::SecretsManager::Secret': (name) => arn('secretsmanager', `secret:${name}`),
  'AWS::Scheduler::ScheduleGroup': (name) => arn('scheduler', `schedule-group/${name}`),
  'AWS::Cognito::UserPool': (name) => arn('cognito-idp', `userpool/${name}`),
  'AWS::SQS::Queue': (name) => arn('sqs', name),
  'AWS::SNS::Topic': (name) => arn('sns', name),
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::IAM::Role': (name) => arn('iam', `role/${name}`),
  'AWS::Logs::LogGroup': (name) => arn('logs', `log-group:${name}:*`),
};

// Types whose `Ref` is the ARN. For all others it is the name.
const referredByArn = new Set(['AWS::SecretsManager::Secret', 'AWS::SNS::Topic', 'AWS::Lambda::Alias']);

const bucketDomain = (name: string) => `${name}.s3.${region}.amazonaws.com`;

type Setting = { readonly origin: string; readonly issuer: string };

const attributes: Readonly<Record<string, (name: string, setting: Setting) => string>> = {
  'AWS::DynamoDB::Table StreamArn': (name) => arn('dynamodb', `table/${name}/stream/local`),
  'AWS::ApiGatewayV2::Api ApiEndpoint': (_, { origin }) => origin,
  'AWS::ApiGatewayV2::Api ApiId': (name) => name,
  // Without the scheme, which the template adds. The runner removes the S again.
  'AWS::CloudFront::Distribution DomainName': (_, { origin }) => new URL(origin).host,
  'AWS::CloudFront::OriginAccessControl Id': (name) => name,
  'AWS::Lambda::Version Version': () => '1',
  'AWS::S3::Bucket RegionalDomainName': bucketDomain,
  'AWS::Cognito::UserPool ProviderURL': (_, { issuer }) => issuer,
  'AWS::Cognito::UserPool UserPoolId': (name) => name,
  'AWS::Cognito::UserPoolClient ClientId': (name) => name,
  'AWS::Cognito::UserPoolClient ClientSecret': clientSecretOf,
  'AWS::SecretsManager::Secret Id': (name) => arn('secretsmanager', `secret:${name}`),
};

/** The values of a template's names on this machine: one made-up account in one region. */
export const addresses = {
  account,
  region,
  pseudo: {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  },
  functionArn: (name: string) => arn('lambda', `function:${name}`),
  bucketDomain,
  /** An API's address without the front door. */
  apiDomain: (apiId: string) => `${apiId}.execute-api.${region}.amazonaws.com`,
  streamArn: (tableName: string) => arn('dynamodb', `table/${tableName}/stream/local`),
  scheduleArn: (group: string, name: string) => arn('scheduler', `schedule/${group}/${name}`),
  reference: (resource: Resource, name: string): string =>
    referredByArn.has(resource.type) ? arnOf(resource, name) : name,
  /**
   * The value of `Fn::GetAtt`.
   * @throws if the runner doesn't support the attribute.
   */
  attribute: (resource: Resource, name: string, attribute: string, setting: Setting): string => {
    if (attribute === 'Arn') return arnOf(resource, name);
    const known = attributes[`${resource.type} ${attribute}`];
    if (known === undefined) {
      throw new Error(
        `The local runner doesn’t support ${attribute} of ${resource.type} (${resource.logicalId}).`,
      );
    }
    return known(name, setting);
  },
};

function arnOf(resource: Resource, name: string): string {
  const known = arns[resource.type];
  if (known === undefined) {
    throw new Error(`The local runner doesn’t support the ARN of ${resource.type} (${resource.logicalId}).`);
  }
  return known(name, resource);
}

/** CloudFormation accepts the function's ARN directly or wrapped in one of API Gateway's. */
export const functionArnIn = (uri: string) => /functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
