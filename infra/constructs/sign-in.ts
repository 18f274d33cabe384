import { Aws, CfnOutput, Duration, type RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolClient,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { type Granted, plain } from './function.ts';

const staffGroups = {
  reviewer: 'Reviews, scores, and recommends applications',
  director: 'Decides applications and publishes pairings',
  facilitator: 'Manages partnerships and their visits',
};

/** The staff accounts. Only an administrator creates one, and a group gives the role. */
export class StaffPool extends Construct {
  readonly pool: UserPool;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly environmentName: string;
      readonly removalPolicy: RemovalPolicy;
      readonly deletionProtection: boolean;
    },
  ) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      removalPolicy: props.removalPolicy,
      deletionProtection: props.deletionProtection,
    });
    for (const [groupName, description] of Object.entries(staffGroups)) {
      const group = new CfnUserPoolGroup(this, groupName, {
        userPoolId: this.pool.userPoolId,
        groupName,
        description,
      });
      // The group, not the account, makes someone a director.
      group.applyRemovalPolicy(props.removalPolicy);
    }
    // The account number makes the prefix unique in the region, where all customers share one namespace.
    this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `learning-partners-${props.environmentName}-${Aws.ACCOUNT_ID}` },
    });
    new CfnOutput(this, 'PoolId', { value: this.pool.userPoolId });
  }
}

/** The sign-in function's client of the staff pool: code flow only, with a secret. The caller adds PKCE. */
export class StaffSignIn extends Construct {
  readonly issuer: Granted;
  readonly clientId: Granted;
  readonly clientSecret: Granted;

  constructor(scope: Construct, id: string, props: { readonly pool: UserPool; readonly origin: string }) {
    super(scope, id);
    const client = new UserPoolClient(this, 'Client', {
      userPool: props.pool,
      generateSecret: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${props.origin}/sign-in/callback`],
        logoutUrls: [`${props.origin}/`],
      },
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      // No one uses it. An hour is the shortest.
      refreshTokenValidity: Duration.hours(1),
    });
    // Without a list, Cognito also allows passwords sent to its API.
    resourceOf(client).explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH'];
    this.issuer = plain(props.pool.userPoolProviderUrl);
    this.clientId = plain(client.userPoolClientId);
    // The resource's own attribute. The construct's getter would add a custom resource with a Lambda function.
    this.clientSecret = plain(resourceOf(client).attrClientSecret);
  }
}

function resourceOf(client: UserPoolClient): CfnUserPoolClient {
  const resource = client.node.defaultChild;
  if (!(resource instanceof CfnUserPoolClient)) throw new Error('The user pool client has no resource');
  return resource;
}
