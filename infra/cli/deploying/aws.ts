import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parsedTemplate, type Template } from '../../checks/template-changes.ts';
import type { Environment } from '../../environments.ts';
import {
  type Answer,
  answerTo,
  type Certificate,
  type DeployedStack,
  type Facts,
  type Failure,
  type Identity,
  type MailAccount,
  type PlacedStack,
  stacksOf,
} from './facts.ts';
import { identityOf } from './judge.ts';

/** The questions to ask an account. None of them changes anything. */
export type Aws = {
  readonly facts: () => Promise<Facts>;
  readonly stack: (stack: PlacedStack) => Promise<Answer<DeployedStack>>;
  readonly template: (stack: PlacedStack) => Promise<Answer<Template>>;
};

// A refused question would be refused again.
const patience = { maxAttempts: 2 };
const settingIn = (region: string) => ({ ...patience, region });

/** The signed-in account, in the regions of the record. */
export function openAws(environment: Environment): Aws {
  const stack = ({ name, region }: PlacedStack) =>
    answerTo(() => describeStack(new CloudFormationClient(settingIn(region)), name), isAbsentStack);
  return {
    stack,
    template: ({ name, region }) =>
      answerTo(() => templateOf(new CloudFormationClient(settingIn(region)), name), isAbsentStack),
    facts: () => factsOf(environment, stack),
  };
}

async function factsOf(environment: Environment, stack: Aws['stack']): Promise<Facts> {
  const { region, sender, domain } = environment;
  const caller = await answerTo(() => callerOf(new STSClient(settingIn(region))));
  // Without credentials, every question would fail the same way, each after its own wait.
  if ('failed' in caller) return { caller, ...unknownBecause(caller) };
  const ses = new SESv2Client(settingIn(region));
  const placed = stacksOf(environment);
  const regions = [...new Set(placed.map((one) => one.region))];
  const [bootstraps, stacks, mail, identity, certificate] = await Promise.all([
    Promise.all(regions.map(async (one) => ({ region: one, version: await bootstrapVersionIn(one) }))),
    Promise.all(placed.map(async (one) => ({ ...one, answer: await stack(one) }))),
    answerTo(() => mailAccountOf(ses)),
    answerTo(() => identityAt(ses, identityOf(sender)), named('NotFoundException')),
    domain ? certificateAt(domain.certificateArn) : ({ absent: true } as const),
  ]);
  return { caller, bootstraps, stacks, mail, identity, certificate };
}

const unknownBecause = (failed: { readonly failed: Failure }): Omit<Facts, 'caller'> => ({
  bootstraps: [],
  stacks: [],
  mail: failed,
  identity: failed,
  certificate: failed,
});

const named = (name: string) => (error: Error) => error.name === name;
const isAbsentStack = (error: Error) =>
  error.name === 'ValidationError' && error.message.includes('does not exist');

async function callerOf(sts: STSClient) {
  const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  return { account: Account, arn: Arn };
}

const bootstrapVersionIn = (region: string): Promise<Answer<number>> =>
  answerTo(async () => {
    const asked = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
    return Number((await new SSMClient(settingIn(region)).send(asked)).Parameter?.Value);
  }, named('ParameterNotFound'));

async function templateOf(cloudFormation: CloudFormationClient, StackName: string): Promise<Template> {
  const { TemplateBody } = await cloudFormation.send(
    new GetTemplateCommand({ StackName, TemplateStage: 'Original' }),
  );
  return parsedTemplate(TemplateBody ?? '{}');
}

async function describeStack(cloudFormation: CloudFormationClient, name: string): Promise<DeployedStack> {
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
  const [stack] = Stacks ?? [];
  return {
    status: stack?.StackStatus ?? 'unknown',
    outputs: Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    ),
  };
}

async function mailAccountOf(ses: SESv2Client): Promise<MailAccount> {
  const { ProductionAccessEnabled, SendingEnabled, SendQuota } = await ses.send(new GetAccountCommand({}));
  return {
    writesToAnybody: ProductionAccessEnabled === true,
    sends: SendingEnabled === true,
    dailyQuota: SendQuota?.Max24HourSend ?? 0,
    perSecond: SendQuota?.MaxSendRate ?? 0,
  };
}

async function identityAt(ses: SESv2Client, name: string): Promise<Identity> {
  const { VerifiedForSendingStatus } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
  return { verified: VerifiedForSendingStatus === true };
}

// A certificate's region comes from its ARN and may differ from the service's.
const certificateAt = (arn: string): Promise<Answer<Certificate>> =>
  answerTo(async () => {
    const acm = new ACMClient(settingIn(arn.split(':')[3] ?? ''));
    const { Certificate: found } = await acm.send(new DescribeCertificateCommand({ CertificateArn: arn }));
    const names = [found?.DomainName ?? '', ...(found?.SubjectAlternativeNames ?? [])].filter(Boolean);
    return { status: found?.Status ?? 'unknown', names: [...new Set(names)] };
  }, named('ResourceNotFoundException'));
