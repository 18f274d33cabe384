import { CfnElement, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses';
import { Lambda, LambdaInvocationType, S3 } from 'aws-cdk-lib/aws-ses-actions';
import { Construct } from 'constructs';
import type { InboxEnv } from '../../functions/notifications/env.ts';
import type { DataStack } from '../data-stack.ts';
import { acknowledge, fitting } from './acknowledge.ts';
import { DeadLetters } from './dead-letters.ts';
import { allow, type FunctionDefaults, ProgramFunction, plain } from './function.ts';
import type { Mail } from './mail.ts';

/** Where SES puts emails. The function may read nothing else. */
const prefix = 'inbox/';

/** Longer than the two weeks in which failed work can be retried. */
const keptDays = 16;

type InboxProps = {
  readonly data: DataStack;
  readonly mail: Mail;
  readonly defaults: FunctionDefaults;
  readonly inboundEmail: string;
};

/** Receives email at one address: SES checks and stores it, then a function adds it to a question. */
export class Inbox extends Construct {
  constructor(scope: Construct, id: string, { data, mail, defaults, inboundEmail }: InboxProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(keptDays) }],
      // Like the files of pages: an environment that keeps everything keeps its bucket; others leave no trace.
      removalPolicy: defaults.logRemoval,
      autoDeleteObjects: defaults.logRemoval === RemovalPolicy.DESTROY,
    });
    acknowledge(
      bucket,
      'Only SES writes here and only one function reads, both by ID. A log would only repeat the log of that function.',
      'AwsSolutions-S1',
    );
    const ifItFails = "Questions that come by email aren't reaching staff";
    const lost = new DeadLetters(this, 'Lost', { alarms: defaults.alarms, ifItFails });
    const receiving = new ProgramFunction<InboxEnv>(this, 'Function', {
      defaults,
      name: 'notifications/from-inbox',
      // It reads at most 10 MB and parses them.
      timeout: Duration.seconds(60),
      ifItFails,
      environment: {
        TABLE_NAME: data.table.allowing(['GetItem', 'PutItem', 'UpdateItem', 'Query'], 'without-overview'),
        INBOX_BUCKET: {
          value: bucket.bucketName,
          permit: (fn) => allow(fn, ['s3:GetObject'], [bucket.arnForObjects(`${prefix}*`)]),
        },
        INBOX_PREFIX: plain(prefix),
        INBOX: plain(inboundEmail),
        // Only to recognize our own letters. It may not send.
        SENDER: plain(mail.sender.value),
      },
      lostEvents: lost.queue,
    });
    acknowledge(
      receiving,
      'SES names the objects, so the function may read all of those under one prefix, in a bucket that has nothing else.',
      `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(fitting(bucket.node.defaultChild, CfnElement.isCfnElement))}.Arn>/${prefix}*]`,
    );
    const rules = new ReceiptRuleSet(this, 'Rules');
    rules.addRule('Questions', {
      recipients: [inboundEmail],
      scanEnabled: true,
      tlsPolicy: TlsPolicy.REQUIRE,
      actions: [
        new S3({ bucket: fitting(bucket, isBucket), objectKeyPrefix: prefix }),
        new Lambda({ function: receiving.lambda, invocationType: LambdaInvocationType.EVENT }),
      ],
    });
    const domain = inboundEmail.replace(/^.*@/, '');
    new CfnOutput(this, 'MailRecord', {
      value: `${domain} MX 10 inbound-smtp.${Stack.of(this).region}.amazonaws.com`,
    });
    // An account has one active set, and CloudFormation can't choose it.
    new CfnOutput(this, 'Activate', {
      value: `aws ses set-active-receipt-rule-set --rule-set-name ${rules.receiptRuleSetName}`,
    });
  }
}

const isBucket = (one: unknown): one is IBucket => one instanceof Bucket;
