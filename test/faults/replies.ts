/** What AWS answers if a call is throttled or fails, word for word, so that the SDK recognizes it. */
import type { Reply } from './proxy.ts';

const fromTable = (status: number, type: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ __type: type, message }),
});

const fromSes = (status: number, type: string, code: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

const fromScheduler = (status: number, type: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
  body: JSON.stringify({ Message: message }),
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

/** What the table says to a function that lost its permission. The SDK does not try again. */
export const tableRefuses = fromTable(
  400,
  'com.amazonaws.dynamodb.v20120810#AccessDeniedException',
  'User is not authorized to perform this operation',
);

/** What the table says if someone else’s write came first. */
export const tableConflicts = fromTable(
  400,
  'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
  'The conditional request failed',
);

export const sesThrottled = fromSes(400, 'Sender', 'Throttling', 'Maximum sending rate exceeded.');

export const sesFails = fromSes(500, 'Receiver', 'InternalFailure', 'Internal failure');

export const schedulerThrottled = fromScheduler(429, 'ThrottlingException', 'Rate exceeded');

export const schedulerFails = fromScheduler(500, 'InternalServerException', 'Internal server error');
