import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import type { Environment } from '../../environments.ts';
import type { StreamEvent } from '../../local/lambda/stream-event.ts';
import { lostWork, type Pointer, type QueueName, readRecords } from './work.ts';

/** A queue message, hidden from others until it is removed or its time is up. */
export type Message = { readonly id: string; readonly body: string; readonly receipt: string };

/** What retrying lost work needs from the account. Tests pass their own. */
export type LostWork = {
  /** The next few messages; empty at the end. */
  readonly receive: (hiddenSeconds: number) => Promise<readonly Message[]>;
  readonly remove: (message: Message) => Promise<void>;
  readonly read: (pointer: Pointer) => Promise<readonly StreamEvent[] | 'gone' | 'not-all'>;
  /** Undefined if the function did everything; otherwise the reason. */
  readonly invoke: (payload: unknown) => Promise<string | undefined>;
};

export type OpenLostWork = (environment: Environment, name: QueueName) => Promise<LostWork>;

export const openLostWork: OpenLostWork = async ({ name: environment, region }, name) => {
  const config = region === undefined ? {} : { region };
  const { queueUrl, functionName } = await found(new CloudFormationClient(config), environment, name);
  const [sqs, lambda, streams] = [
    new SQSClient(config),
    new LambdaClient(config),
    new DynamoDBStreamsClient(config),
  ];
  return {
    receive: async (hiddenSeconds) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: hiddenSeconds,
          WaitTimeSeconds: 2,
        }),
      );
      return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '' }) => ({
        id: MessageId,
        body: Body,
        receipt: ReceiptHandle,
      }));
    },
    remove: async ({ receipt }) =>
      void (await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: receipt }))),
    read: (pointer) => readRecords(streams, pointer),
    invoke: async (payload) => {
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(payload)) }),
      );
      return whyNotDone(answer.FunctionError, Buffer.from(answer.Payload ?? []).toString());
    },
  };
};

const partial = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ batchItemFailures: v.array(v.object({ itemIdentifier: v.string() })) }),
);

/** Why a function didn't do all of its work, from its response. */
export function whyNotDone(functionError: string | undefined, answer: string): string | undefined {
  if (functionError !== undefined) return 'the function failed again';
  const failures = v.is(partial, answer) ? v.parse(partial, answer).batchItemFailures.length : 0;
  return failures === 0 ? undefined : `${failures} of its changes failed again`;
}

/**
 * The queue and the function in the deployed stack.
 * @throws a sentence if they don't exist.
 */
async function found(cloudFormation: CloudFormationClient, environment: string, name: QueueName) {
  const StackName = `learning-partners-${environment}-service`;
  const ids = new Map<string, string>();
  for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName }))
    for (const {
      LogicalResourceId = '',
      PhysicalResourceId = '',
      ResourceType,
    } of page.StackResourceSummaries ?? [])
      if (ResourceType === 'AWS::SQS::Queue' || ResourceType === 'AWS::Lambda::Function')
        ids.set(LogicalResourceId, PhysicalResourceId);
  const idOf = (prefix: string) => [...ids].find(([logicalId]) => logicalId.startsWith(prefix))?.[1];
  const [queueUrl, functionName] = [idOf(lostWork[name].queue), idOf(lostWork[name].function)];
  if (queueUrl === undefined || functionName === undefined)
    throw new Error(`${StackName} has no failure queue for ${name}. Deploy it first.`);
  return { queueUrl, functionName };
}
