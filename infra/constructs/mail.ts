import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { FeedbackEnv } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import type { Environment } from '../environments.ts';
import { acknowledge, placeInFindings } from './acknowledge.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow, type FunctionDefaults, type Granted, ProgramFunction, plain } from './function.ts';

/** Sends letters: one verified sender, always over TLS, never to an address that bounced or complained. */
export class Mail extends Construct {
  readonly sender: Granted;
  readonly configurationSet: Granted;
  readonly letters: Granted;
  readonly lettersReach: Granted;
  /** The topic where SES reports undelivered letters. */
  readonly feedback: Topic;

  constructor(
    scope: Construct,
    id: string,
    { sender, letters, lettersReach = [] }: Pick<Environment, 'sender' | 'letters' | 'lettersReach'>,
  ) {
    super(scope, id);
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      reputationMetrics: true,
    });
    this.feedback = new Topic(this, 'Feedback', { enforceSSL: true });
    configurationSet.addEventDestination('Undelivered', {
      destination: EventDestination.snsTopic(this.feedback),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT],
    });
    const identity = new EmailIdentity(this, 'Identity', {
      identity: identityOf(sender),
      configurationSet,
      // A domain signs its mail. A single address can't.
      ...(sender.verifiedAs === 'domain' && { dkimSigning: true }),
      // Reports come through the topic, because the sender's address may have no mailbox.
      feedbackForwarding: false,
    });
    identity.applyRemovalPolicy(RemovalPolicy.DESTROY);
    if (sender.verifiedAs === 'domain') this.printRecords(identity);
    this.letters = plain(letters);
    this.lettersReach = plain(lettersReach.join(' ') || 'nobody');
    this.configurationSet = plain(configurationSet.configurationSetName);
    this.sender = {
      value: `${sender.name} <${sender.address}>`,
      permit: (fn) => this.permitSending(fn, sender, configurationSet),
    };
  }

  // In the sandbox, SES also checks permission on the recipient's identity, so no single identity works.
  // The sender's address can be named.
  private permitSending(
    fn: LambdaFunction,
    { address }: Environment['sender'],
    { configurationSetName }: ConfigurationSet,
  ): void {
    const arnOf = (name: string) => Stack.of(this).formatArn({ service: 'ses', resource: name });
    const { partition, region, account } = placeInFindings(this);
    const identities = [arnOf('identity/*'), arnOf(`configuration-set/${configurationSetName}`)];
    allow(fn, ['ses:SendRawEmail'], identities, { StringEquals: { 'ses:FromAddress': address } });
    acknowledge(
      fn.role ?? fn,
      'In the sandbox, SES also checks permission on each recipient. The condition limits every email to the one sender.',
      `AwsSolutions-IAM5[Resource::arn:${partition}:ses:${region}:${account}:identity/*]`,
    );
  }

  // The three CNAME records that the domain's owner must add before SES sends.
  private printRecords(identity: EmailIdentity): void {
    for (const [index, { name, value }] of identity.dkimRecords.entries()) {
      new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` });
    }
  }
}

function identityOf({ address, verifiedAs }: Environment['sender']): Identity {
  if (verifiedAs === 'address') return Identity.email(address);
  const [, domain] = address.split('@');
  if (!domain) throw new Error(`The sender "${address}" has no domain`);
  return Identity.domain(domain);
}

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
