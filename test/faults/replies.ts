/** What AWS answers if a call is throttled or fails, word for word, so that the SDK recognizes it. */
import type { Reply } from './proxy.ts';

const fromTable = (status: number, type: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: type, message }),
});

export const tableThrottled = {
  'by the rate of its keys': fromTable(
    400,
    'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  ),
  'while it grows': fromTable(
    400,
    'com.amazonaws.dynamodb.v20120810#ThrottlingException',
    'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.',
  ),
};

export const tableFails = fromTable(
  500,
  'com.amazonaws.dynamodb.v20120810#InternalServerError',
  'Internal server error',
);

/** What the table says if someone else’s write came first. */
export const tableConflicts = fromTable(
  400,
  'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
  'The conditional request failed',
);
