import * as v from 'valibot';
import { kind } from './resource-kind.ts';

/** A topic's subscribers. Here only functions listen; people see failures in the terminal. */
export const subscription = kind(
  'AWS::SNS::Subscription',
  v.strictObject({
    TopicArn: v.string(),
    Protocol: v.picklist(['lambda', 'email']),
    Endpoint: v.string(),
  }),
  { RedrivePolicy: 'a delivery that fails is written to dead-letters.jsonl', Region: 'there is one' },
);

/** Where the mail service reports what happens to letters. */
export const eventDestination = kind(
  'AWS::SES::ConfigurationSetEventDestination',
  v.strictObject({
    ConfigurationSetName: v.string(),
    EventDestination: v.strictObject({
      Name: v.optional(v.string()),
      Enabled: v.literal(true),
      MatchingEventTypes: v.array(v.string()),
      SnsDestination: v.strictObject({ TopicARN: v.string() }),
    }),
  }),
);
