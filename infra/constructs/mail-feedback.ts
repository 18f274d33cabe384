import { Duration } from 'aws-cdk-lib';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { FeedbackEnv } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import { DeadLetters } from './dead-letters.ts';
import { type FunctionDefaults, ProgramFunction } from './function.ts';

type MailFeedbackProps = {
  readonly data: DataStack;
  readonly topic: Topic;
  readonly defaults: FunctionDefaults;
};

/** Shows bounces and complaints to staff. */
export class MailFeedback extends Construct {
  constructor(scope: Construct, id: string, { data, topic, defaults }: MailFeedbackProps) {
    super(scope, id);
    const ifItFails = "Staff aren't seeing some undelivered emails";
    const lost = new DeadLetters(this, 'Lost', { alarms: defaults.alarms, ifItFails });
    const feedback = new ProgramFunction<FeedbackEnv>(this, 'Function', {
      defaults,
      name: 'notifications/from-mail-feedback',
      timeout: Duration.seconds(30),
      ifItFails,
      environment: { TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'Query'], 'without-overview') },
      lostEvents: lost.queue,
    });
    topic.addSubscription(new LambdaSubscription(feedback.lambda, { deadLetterQueue: lost.queue }));
  }
}
