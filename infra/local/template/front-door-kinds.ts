import * as v from 'valibot';
import { kind } from './template.ts';

// The parts of CloudFront, and of its origins, that the runner reads.
const text = v.string();

// CloudFront's managed policies that have a meaning here, by AWS's documented IDs.
const cachePolicies = {
  optimized: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  disabled: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
};
const allViewerExceptHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const behavior = {
  TargetOriginId: text,
  // Nothing is cached between the browser and this machine, so both work the same.
  CachePolicyId: v.picklist(Object.values(cachePolicies)),
  OriginRequestPolicyId: v.optional(v.literal(allViewerExceptHost)),
  ResponseHeadersPolicyId: v.optional(text),
  AllowedMethods: v.optional(v.array(text), ['GET', 'HEAD']),
  Compress: v.optional(v.boolean(), false),
  // This machine has no certificate to redirect to.
  ViewerProtocolPolicy: v.picklist(['redirect-to-https', 'https-only', 'allow-all']),
};

export const distribution = kind(
  'AWS::CloudFront::Distribution',
  v.strictObject({
    DistributionConfig: v.strictObject({
      Enabled: v.literal(true),
      DefaultCacheBehavior: v.strictObject(behavior),
      CacheBehaviors: v.optional(
        v.array(
          v.strictObject({
            ...behavior,
            PathPattern: v.pipe(text, v.regex(/^\/[a-z-]+\/\*$/, 'expected one folder, such as /assets/*')),
          }),
        ),
        [],
      ),
      Origins: v.array(
        v.strictObject({
          Id: text,
          DomainName: text,
          CustomOriginConfig: v.optional(v.unknown()),
          S3OriginConfig: v.optional(v.unknown()),
          // Nothing checks permissions on this machine.
          OriginAccessControlId: v.optional(text),
          OriginCustomHeaders: v.optional(
            v.array(v.strictObject({ HeaderName: text, HeaderValue: text })),
            [],
          ),
        }),
      ),
      // What CloudFront shows if it can't reach the API. On this machine it always can.
      CustomErrorResponses: v.optional(v.unknown()),
      // How the real one is reached and what it costs.
      Aliases: v.optional(v.array(text)),
      Comment: v.optional(text),
      HttpVersion: v.optional(text),
      IPV6Enabled: v.optional(v.boolean()),
      PriceClass: v.optional(text),
      ViewerCertificate: v.optional(v.unknown()),
      // No one needs to be blocked on your own machine.
      WebACLId: v.optional(text),
    }),
  }),
);

// The response's own header wins. The opposite isn't supported.
const Override = v.literal(false);

export const responseHeaders = kind(
  'AWS::CloudFront::ResponseHeadersPolicy',
  v.strictObject({
    ResponseHeadersPolicyConfig: v.strictObject({
      Name: text,
      Comment: v.optional(text),
      SecurityHeadersConfig: v.strictObject({
        ContentSecurityPolicy: v.strictObject({ ContentSecurityPolicy: text, Override }),
        ContentTypeOptions: v.strictObject({ Override }),
        FrameOptions: v.strictObject({ FrameOption: text, Override }),
        ReferrerPolicy: v.strictObject({ ReferrerPolicy: text, Override }),
        StrictTransportSecurity: v.strictObject({
          AccessControlMaxAgeSec: v.number(),
          IncludeSubdomains: v.literal(true),
          Override,
        }),
      }),
    }),
  }),
);

export const bucket = kind('AWS::S3::Bucket', v.strictObject({ BucketName: v.optional(text) }), {
  BucketEncryption: 'local data isn’t encrypted',
  LifecycleConfiguration: 'the data folder should be easy to delete',
  OwnershipControls: 'nothing checks permissions on this machine',
  PublicAccessBlockConfiguration: 'nothing checks permissions on this machine',
});

/** A call of CDK's custom resource, which puts one file of the app in a bucket. */
const copyObject = v.pipe(
  text,
  v.parseJson(),
  v.strictObject({
    service: v.literal('S3'),
    action: v.literal('copyObject'),
    parameters: v.strictObject({
      Bucket: text,
      Key: text,
      CopySource: text,
      MetadataDirective: v.literal('REPLACE'),
      CacheControl: text,
      ContentType: text,
    }),
    physicalResourceId: v.unknown(),
  }),
);

export const pageAsset = kind('Custom::PageAsset', v.strictObject({ Create: copyObject }), {
  InstallLatestAwsSdk: 'the runner copies the file itself',
  ServiceToken: 'the runner copies the file itself',
  Update: 'every start copies again',
});

/** What happens to an email to one address: it is stored in a bucket, and a function is told. */
export const receiptRule = kind(
  'AWS::SES::ReceiptRule',
  v.strictObject({
    RuleSetName: text,
    Rule: v.strictObject({
      Enabled: v.literal(true),
      Recipients: v.array(text),
      Actions: v.array(
        v.union([
          v.strictObject({ S3Action: v.strictObject({ BucketName: text, ObjectKeyPrefix: text }) }),
          v.strictObject({
            LambdaAction: v.strictObject({ FunctionArn: text, InvocationType: v.literal('Event') }),
          }),
        ]),
      ),
      // There is no mail server here that could find spam or refuse a connection.
      ScanEnabled: v.optional(v.boolean()),
      TlsPolicy: v.optional(text),
    }),
  }),
);

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
