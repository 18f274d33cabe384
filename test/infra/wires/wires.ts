import * as v from 'valibot';
import type { Resources } from '../template.ts';
import { inWords } from './policies.ts';
import {
  account,
  actionOn,
  arnIn,
  asRole,
  asService,
  list,
  nameOf,
  ofType,
  type Properties,
  part,
  propertiesOf,
  readStack,
  type Stack,
  takes,
  type Wire,
} from './stack.ts';
import { inFunction, wiresWhileRunning } from './while-running.ts';

type Walk = (stack: Stack, name: string, properties: Properties) => readonly Wire[];

const shiftsAliases = 'arn:aws:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited';
const reading = ['DescribeStream', 'GetRecords', 'GetShardIterator'];

/** By the type of a wire's start: the wires from one such resource. */
const walks: Readonly<Record<string, Walk>> = {
  'AWS::CloudWatch::Alarm': (stack, name, { AlarmActions, OKActions, InsufficientDataActions }) =>
    [AlarmActions, OKActions, InsufficientDataActions]
      .flatMap(list)
      .map((target) =>
        asService(
          stack,
          name,
          'cloudwatch.amazonaws.com',
          target,
          arnIn(stack, 'cloudwatch', `alarm:${name}`),
        ),
      ),
  'AWS::Events::Rule': (stack, name, { Targets }) =>
    list(Targets).map((target) =>
      asService(
        stack,
        name,
        'events.amazonaws.com',
        part(target, 'Arn'),
        arnIn(stack, 'events', `rule/${name}`),
      ),
    ),
  'AWS::Budgets::Budget': (stack, name, { NotificationsWithSubscribers }) =>
    list(NotificationsWithSubscribers)
      .flatMap((one) => list(part(one, 'Subscribers')))
      .filter((one) => part(one, 'SubscriptionType') === 'SNS')
      .map((one) =>
        asService(
          stack,
          name,
          'budgets.amazonaws.com',
          part(one, 'Address'),
          `arn:aws:budgets::${account}:*`,
        ),
      ),
  'AWS::SES::ConfigurationSetEventDestination': (stack, name, { ConfigurationSetName, EventDestination }) => {
    const set = arnIn(stack, 'ses', `configuration-set/${inWords(ConfigurationSetName)}`);
    const topic = part(EventDestination, 'SnsDestination', 'TopicARN');
    return [asService(stack, name, 'ses.amazonaws.com', topic, set)];
  },
  'AWS::SNS::Subscription': (stack, name, { Protocol, Endpoint, TopicArn, RedrivePolicy }) => {
    // A letter to an address needs no one's consent except the recipient's.
    if (Protocol === 'email') return [];
    const lost = part(RedrivePolicy, 'deadLetterTargetArn');
    return [Endpoint, ...(lost === undefined ? [] : [lost])].map((target) =>
      asService(stack, name, 'sns.amazonaws.com', target, inWords(TopicArn)),
    );
  },
  'AWS::Scheduler::Schedule': (stack, name, { GroupName, Target }) => {
    const group = ofType(stack, 'AWS::Scheduler::ScheduleGroup').find(([, { Name }]) => Name === GroupName);
    const role = part(Target, 'RoleArn');
    const calling = { service: 'scheduler.amazonaws.com', role, sourceArn: `${group?.[0]}.Arn` };
    return [part(Target, 'Arn'), part(Target, 'DeadLetterConfig', 'Arn')].map((target) =>
      asRole(stack, name, calling, actionOn(stack, target), inWords(target)),
    );
  },
  'AWS::Lambda::EventSourceMapping': (stack, name, { FunctionName, EventSourceArn, DestinationConfig }) => {
    const role = propertiesOf(stack, FunctionName)?.Role;
    const lost = part(DestinationConfig, 'OnFailure', 'Destination');
    const may = (action: string, on: string) => asRole(stack, name, inFunction(role), action, on);
    return [
      ...reading.map((action) => may(`dynamodb:${action}`, inWords(EventSourceArn))),
      may('dynamodb:ListStreams', '*'),
      may(actionOn(stack, lost), inWords(lost)),
    ];
  },
  'AWS::Lambda::Function': (stack, name, { Role, LoggingConfig, DeadLetterConfig, Environment }) => {
    const may = (action: string, on: string) => asRole(stack, name, inFunction(Role), action, on);
    const log = part(LoggingConfig, 'LogGroup');
    const lost = part(DeadLetterConfig, 'TargetArn');
    return [
      ...(log === undefined ? [] : [may('logs:PutLogEvents', `${nameOf(log)}.Arn`)]),
      ...(lost === undefined ? [] : [may(actionOn(stack, lost), inWords(lost))]),
      ...wiresWhileRunning(stack, name, Role, part(Environment, 'Variables')),
    ];
  },
  'AWS::ApiGatewayV2::Integration': (stack, name, { ApiId, IntegrationUri }) => [
    asService(
      stack,
      name,
      'apigateway.amazonaws.com',
      IntegrationUri,
      arnIn(stack, 'execute-api', `${inWords(ApiId)}/$default/GET/`),
    ),
  ],
  'AWS::CloudFront::Distribution': (stack, name, { DistributionConfig }) =>
    list(part(DistributionConfig, 'Origins'))
      .filter((origin) => part(origin, 'OriginAccessControlId') !== undefined)
      .map((origin) =>
        asService(
          stack,
          name,
          'cloudfront.amazonaws.com',
          part(origin, 'DomainName'),
          `arn:aws:cloudfront::${account}:distribution/${name}`,
        ),
      ),
  'AWS::CodeDeploy::DeploymentGroup': (stack, name, { ServiceRoleArn }) => {
    const service = 'codedeploy.amazonaws.com';
    const readyMade = list(part(propertiesOf(stack, ServiceRoleArn), 'ManagedPolicyArns')).map(inWords);
    return [
      {
        from: name,
        act: { by: { service }, action: 'sts:AssumeRole', on: nameOf(ServiceRoleArn) },
        allowed: takes(stack, { service, role: ServiceRoleArn }) && readyMade.includes(shiftsAliases),
      },
    ];
  },
  'Custom::PageAsset': (stack, name, { ServiceToken, Create }) => {
    const call = v.parse(copy, inWords(Create)).parameters;
    const role = propertiesOf(stack, ServiceToken)?.Role;
    return [
      asRole(stack, name, inFunction(role), 's3:GetObject', `arn:aws:s3:::${call.CopySource}`),
      asRole(stack, name, inFunction(role), 's3:PutObject', `${call.Bucket}.Arn/${call.Key}`),
    ];
  },
};

const copy = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ parameters: v.object({ Bucket: v.string(), Key: v.string(), CopySource: v.string() }) }),
);

/** Every wire of a stack. */
export function wiresOf(resources: Resources, region: string): readonly Wire[] {
  const stack = readStack(resources, region);
  return Object.entries(walks).flatMap(([type, walk]) =>
    ofType(stack, type).flatMap(([name, properties]) => walk(stack, name, properties)),
  );
}

/** A sentence for each wire that isn't allowed. */
export const sayBroken = (wires: readonly Wire[]): readonly string[] =>
  wires
    .filter(({ allowed }) => !allowed)
    .map(({ from, act: { by, action, on } }) => {
      const who = 'service' in by ? by.service : by.role;
      return `${from}: ${who} may not ${action} on ${on}`;
    });

// They only say who may act, or what is shown. Nothing starts from them.
const silent = [
  'AWS::IAM::Policy',
  'AWS::Lambda::Permission',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::CloudWatch::Dashboard',
];

/** The types in a stack that name a topic or a queue, but whose wires aren't checked. */
export function unwalked(resources: Resources): readonly string[] {
  const receivers = Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::SNS::Topic' || Type === 'AWS::SQS::Queue')
    .map(([id]) => `"${id}"`);
  const naming = Object.values(resources)
    .filter(({ Properties }) => receivers.some((id) => JSON.stringify(Properties).includes(id)))
    .map(({ Type }) => Type);
  return [...new Set(naming)].filter((type) => !silent.includes(type) && !Object.hasOwn(walks, type)).sort();
}
