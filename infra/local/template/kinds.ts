import * as v from 'valibot';
import { kind } from './template.ts';

// Long because it's one list: when you add to the stack, check here how the runner handles it.
const text = v.string();
// CloudFormation also accepts numbers and booleans as text.
const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.number());
const truth = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])]),
  v.transform((value) => String(value) === 'true'),
);
const keySchema = v.array(v.strictObject({ AttributeName: text, KeyType: v.picklist(['HASH', 'RANGE']) }));
const onFailure = v.strictObject({ OnFailure: v.strictObject({ Destination: text }) });
const deadLetterConfig = v.strictObject({ Arn: text });

export const table = kind(
  'AWS::DynamoDB::Table',
  v.strictObject({
    TableName: v.optional(text),
    KeySchema: keySchema,
    AttributeDefinitions: v.array(
      v.strictObject({ AttributeName: text, AttributeType: v.picklist(['S', 'N', 'B']) }),
    ),
    BillingMode: v.literal('PAY_PER_REQUEST'),
    GlobalSecondaryIndexes: v.optional(
      v.array(
        v.strictObject({
          IndexName: text,
          KeySchema: keySchema,
          Projection: v.strictObject({
            ProjectionType: v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE']),
            NonKeyAttributes: v.optional(v.array(text), []),
          }),
        }),
      ),
      [],
    ),
    StreamSpecification: v.optional(
      v.strictObject({
        StreamViewType: v.picklist(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
      }),
    ),
    TimeToLiveSpecification: v.optional(v.strictObject({ AttributeName: text, Enabled: truth })),
  }),
  {
    ContributorInsightsSpecification: 'there are no local metrics',
    DeletionProtectionEnabled: 'the data folder should be easy to delete',
    OnDemandThroughput: 'nothing is throttled on this machine',
    PointInTimeRecoverySpecification: 'copy the data folder instead',
    SSESpecification: 'local data isn’t encrypted',
  },
);

export const lambdaFunction = kind(
  'AWS::Lambda::Function',
  v.strictObject({
    FunctionName: v.optional(text),
    Code: v.strictObject({ S3Bucket: v.unknown(), S3Key: text }),
    Handler: text,
    Runtime: v.literal('nodejs24.x'),
    PackageType: v.optional(v.literal('Zip')),
    Timeout: v.optional(number, 3),
    MemorySize: v.optional(number, 128),
    Environment: v.optional(v.strictObject({ Variables: v.record(text, v.union([text, number])) }), {
      Variables: {},
    }),
    ReservedConcurrentExecutions: v.optional(number),
    DeadLetterConfig: v.optional(v.strictObject({ TargetArn: text })),
  }),
  {
    Architectures: 'the code has no machine code in it',
    Description: 'only for people',
    LoggingConfig: 'logs are files in the data folder',
    RecursiveLoop: 'loops show in the terminal',
    Role: 'nothing checks permissions on this machine',
    RuntimeManagementConfig: 'the Node of this machine runs it',
    TracingConfig: 'there are no local traces',
  },
);

/** Here a function has one version, the newest. Its aliases point to it. */
export const alias = kind(
  'AWS::Lambda::Alias',
  v.strictObject({ FunctionName: text, FunctionVersion: text, Name: text }),
  { Description: 'only for people' },
);

export const asynchronousInvocation = kind(
  'AWS::Lambda::EventInvokeConfig',
  v.strictObject({
    FunctionName: text,
    Qualifier: v.literal('$LATEST'),
    MaximumRetryAttempts: v.optional(number, 2),
    DestinationConfig: v.optional(onFailure),
  }),
  { MaximumEventAgeInSeconds: 'an invocation on this machine never waits for hours' },
);

export const eventSourceMapping = kind(
  'AWS::Lambda::EventSourceMapping',
  v.strictObject({
    EventSourceArn: text,
    FunctionName: text,
    StartingPosition: v.picklist(['TRIM_HORIZON', 'LATEST']),
    BatchSize: v.optional(number, 100),
    BisectBatchOnFunctionError: v.optional(truth, false),
    MaximumRetryAttempts: v.optional(number, -1),
    MaximumRecordAgeInSeconds: v.optional(number, -1),
    FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
    FilterCriteria: v.optional(v.strictObject({ Filters: v.array(v.strictObject({ Pattern: text })) }), {
      Filters: [],
    }),
    DestinationConfig: v.optional(onFailure),
    Enabled: v.optional(truth, true),
  }),
  {
    MaximumBatchingWindowInSeconds: 'no one wants to wait on their own machine',
    MetricsConfig: 'there are no local metrics',
    ParallelizationFactor: 'one shard is read in order, which is a stronger guarantee',
  },
);

export const api = kind(
  'AWS::ApiGatewayV2::Api',
  v.strictObject({ Name: text, ProtocolType: v.literal('HTTP') }),
  { Description: 'only for people', DisableExecuteApiEndpoint: 'there is one local address' },
);

export const stage = kind(
  'AWS::ApiGatewayV2::Stage',
  v.strictObject({ ApiId: text, StageName: v.literal('$default'), AutoDeploy: v.literal(true) }),
  {
    AccessLogSettings: 'logs are files in the data folder',
    DefaultRouteSettings: 'nothing is throttled on this machine',
    Description: 'only for people',
    RouteSettings: 'nothing is throttled on this machine',
  },
);

export const integration = kind(
  'AWS::ApiGatewayV2::Integration',
  v.strictObject({
    ApiId: text,
    IntegrationType: v.literal('AWS_PROXY'),
    IntegrationUri: text,
    IntegrationMethod: v.optional(v.literal('POST')),
    PayloadFormatVersion: v.literal('2.0'),
    TimeoutInMillis: v.optional(number, 30_000),
  }),
  { Description: 'only for people' },
);

export const route = kind(
  'AWS::ApiGatewayV2::Route',
  v.strictObject({
    ApiId: text,
    RouteKey: text,
    Target: text,
    AuthorizationType: v.optional(v.picklist(['NONE', 'JWT', 'AWS_IAM', 'CUSTOM']), 'NONE'),
  }),
  {
    // A route with an authorizer refuses everyone here, so it doesn't matter which one.
    AuthorizationScopes: 'read only together with an authorizer',
    AuthorizerId: 'a route with an authorizer refuses everyone on this machine',
    OperationName: 'only for people',
  },
);

export const authorizer = kind('AWS::ApiGatewayV2::Authorizer', v.strictObject({}), {
  ApiId: 'a route with an authorizer refuses everyone on this machine',
  AuthorizerType: 'a route with an authorizer refuses everyone on this machine',
  IdentitySource: 'a route with an authorizer refuses everyone on this machine',
  JwtConfiguration: 'a route with an authorizer refuses everyone on this machine',
  Name: 'only for people',
});

/** The scheduler's work for one schedule, from a template or from `CreateSchedule`. */
export const scheduleDefinition = v.strictObject({
  ScheduleExpression: text,
  ScheduleExpressionTimezone: v.optional(text, 'UTC'),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  StartDate: v.optional(v.union([text, v.number()])),
  EndDate: v.optional(v.union([text, v.number()])),
  FlexibleTimeWindow: v.strictObject({
    Mode: v.picklist(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: v.optional(number),
  }),
  ActionAfterCompletion: v.optional(v.picklist(['NONE', 'DELETE']), 'NONE'),
  Description: v.optional(text),
  Target: v.strictObject({
    Arn: text,
    RoleArn: text,
    Input: v.optional(text, '{}'),
    RetryPolicy: v.optional(
      v.strictObject({
        MaximumRetryAttempts: v.optional(number),
        MaximumEventAgeInSeconds: v.optional(number),
      }),
    ),
    DeadLetterConfig: v.optional(deadLetterConfig),
  }),
});
export type ScheduleDefinition = v.InferOutput<typeof scheduleDefinition>;

export const schedule = kind(
  'AWS::Scheduler::Schedule',
  v.strictObject({
    ...scheduleDefinition.entries,
    Name: v.optional(text),
    GroupName: v.optional(text, 'default'),
  }),
  { KmsKeyArn: 'local data isn’t encrypted' },
);

export const scheduleGroup = kind(
  'AWS::Scheduler::ScheduleGroup',
  v.strictObject({ Name: v.optional(text) }),
);

export const secret = kind(
  'AWS::SecretsManager::Secret',
  v.strictObject({
    Name: v.optional(text),
    SecretString: v.optional(text),
    GenerateSecretString: v.optional(
      v.strictObject({
        SecretStringTemplate: v.optional(text),
        GenerateStringKey: v.optional(text),
        PasswordLength: v.optional(number, 32),
        ExcludePunctuation: v.optional(truth),
        ExcludeCharacters: v.optional(text),
        IncludeSpace: v.optional(truth),
        RequireEachIncludedType: v.optional(truth),
      }),
    ),
  }),
  { Description: 'only for people', KmsKeyId: 'local data isn’t encrypted' },
);

const poolReason = 'a page of the runner lists the staff, without a password';
export const userPool = kind(
  'AWS::Cognito::UserPool',
  v.strictObject({ UserPoolName: v.optional(text) }),
  Object.fromEntries(
    [
      'AccountRecoverySetting',
      'AdminCreateUserConfig',
      'AliasAttributes',
      'AutoVerifiedAttributes',
      'DeletionProtection',
      'DeviceConfiguration',
      'EmailConfiguration',
      'EmailVerificationMessage',
      'EmailVerificationSubject',
      'EnabledMfas',
      'MfaConfiguration',
      'Policies',
      'Schema',
      'SmsConfiguration',
      'SmsVerificationMessage',
      'UserAttributeUpdateSettings',
      'UserPoolAddOns',
      'UserPoolTags',
      'UserPoolTier',
      'UsernameAttributes',
      'UsernameConfiguration',
      'VerificationMessageTemplate',
      'WebAuthnFactorConfiguration',
      'WebAuthnRelyingPartyID',
      'WebAuthnUserVerification',
    ].map((property) => [property, poolReason]),
  ),
);

export const userPoolClient = kind(
  'AWS::Cognito::UserPoolClient',
  v.strictObject({
    UserPoolId: text,
    ClientName: v.optional(text),
    GenerateSecret: v.optional(truth, false),
    AllowedOAuthScopes: v.optional(v.array(text), []),
    CallbackURLs: v.optional(v.array(text), []),
    LogoutURLs: v.optional(v.array(text), []),
  }),
  {
    AccessTokenValidity: poolReason,
    AllowedOAuthFlows: 'only the code flow is offered',
    AllowedOAuthFlowsUserPoolClient: 'only the code flow is offered',
    AuthSessionValidity: poolReason,
    EnableTokenRevocation: poolReason,
    ExplicitAuthFlows: poolReason,
    IdTokenValidity: poolReason,
    PreventUserExistenceErrors: poolReason,
    ReadAttributes: poolReason,
    RefreshTokenRotation: poolReason,
    RefreshTokenValidity: poolReason,
    SupportedIdentityProviders: poolReason,
    TokenValidityUnits: poolReason,
    WriteAttributes: poolReason,
  },
);

export const userPoolGroup = kind(
  'AWS::Cognito::UserPoolGroup',
  v.strictObject({ UserPoolId: text, GroupName: text }),
  { Description: 'only for people', Precedence: 'roles have no order', RoleArn: poolReason },
);
