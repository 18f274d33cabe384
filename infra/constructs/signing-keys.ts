import { type RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type Granted, plain } from './function.ts';

/** Signing keys: `{"k1": "<random>"}`. The newest ID signs; every ID verifies. */
export class SigningKeys extends Construct {
  private readonly secret: Secret;
  private readonly versionId: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    {
      sign,
      removalPolicy,
      versionId,
    }: {
      /** What they sign, for the secret's description. */
      readonly sign: string;
      readonly removalPolicy: RemovalPolicy;
      readonly versionId: string | undefined;
    },
  ) {
    super(scope, id);
    this.versionId = versionId;
    this.secret = new Secret(this, 'Secret', {
      description: `Keys that sign ${sign}; to rotate, add k2 next to k1`,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'k1',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy,
    });
    acknowledge(
      this.secret,
      'A key is rotated by adding a newer ID next to it. Replacing it on a timer would break every link already emailed to schools.',
      'AwsSolutions-SMG4',
    );
  }

  /**
   * The keys themselves, resolved by CloudFormation at deployment. No function may read the secret, which
   * saves a call to Secrets Manager at each start.
   */
  get resolved(): Granted {
    const version = this.versionId === undefined ? {} : { versionId: this.versionId };
    return plain(SecretValue.secretsManager(this.secret.secretArn, version).unsafeUnwrap());
  }
}
