import { inWords } from './policies.ts';
import { type Acting, actionOn, arnIn, asRole, ofType, part, type Stack, type Wire } from './stack.ts';

export const inFunction = (role: unknown): Acting => ({ service: 'lambda.amazonaws.com', role });

/** The resources that a function uses at run time, by the variables that name them. */
export const wiresWhileRunning = (
  stack: Stack,
  name: string,
  role: unknown,
  variables: unknown,
): readonly Wire[] => [
  ...schedulesSetBy(stack, name, role, variables),
  ...lettersSentBy(stack, name, role, variables),
];

/**
 * Letters. In its sandbox, SES checks permission on the sender's identity, the recipient's, and the
 * configuration set.
 */
function lettersSentBy(stack: Stack, name: string, role: unknown, variables: unknown): readonly Wire[] {
  const sender = part(variables, 'SENDER');
  if (sender === undefined) return [];
  const [, address = ''] = /<(.+)>$/.exec(inWords(sender)) ?? [];
  const sending = { ...inFunction(role), context: { 'ses:fromaddress': address } };
  return [
    `identity/${address}`,
    'identity/confirmed@reader.test',
    `configuration-set/${inWords(part(variables, 'CONFIGURATION_SET'))}`,
  ].map((asked) => asRole(stack, name, sending, 'ses:SendRawEmail', arnIn(stack, 'ses', asked)));
}

/** Calls that a function schedules at run time. It may create them and pass the role, and the role may make them. */
function schedulesSetBy(stack: Stack, name: string, role: unknown, variables: unknown): readonly Wire[] {
  const [group, callRole, named, lost] = ['GROUP', 'ROLE_ARN', 'TARGET_ARN', 'DEAD_LETTERS_ARN'].map((one) =>
    part(variables, `SCHEDULE_${one}`),
  );
  // Without a target, the function has itself called, and only for waiting letters.
  const target = named ?? { 'Fn::GetAtt': [name, 'Arn'] };
  const call = named === undefined ? 'delayed-email.one' : 'one';
  if (group === undefined) return [];
  const owner = ofType(stack, 'AWS::Scheduler::ScheduleGroup').find(([, { Name }]) => Name === group);
  const setter = asRole(
    stack,
    name,
    inFunction(role),
    'scheduler:CreateSchedule',
    arnIn(stack, 'scheduler', `schedule/${inWords(group)}/${call}`),
  );
  const calling = { service: 'scheduler.amazonaws.com', role: callRole, sourceArn: `${owner?.[0]}.Arn` };
  const calls = [target, lost].map((one) => asRole(stack, name, calling, actionOn(stack, one), inWords(one)));
  return [setter, ...calls];
}
