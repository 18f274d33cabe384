import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge } from './acknowledge.ts';
import { type Granted, plain } from './function.ts';

/**
 * Keys that tell the functions that a request came through the front door: `{"k1": "<random>"}`. One is sent
 * and all are accepted, so that a new key can take over without downtime.
 */
export class FrontDoorKeys extends Construct {
  private readonly secret: Secret;
  private readonly chosen: NonNullable<Environment['frontDoorKey']>;

  constructor(scope: Construct, id: string, chosen: Environment['frontDoorKey']) {
    super(scope, id);
    this.chosen = chosen ?? { sent: 'k1' };
    this.secret = new Secret(this, 'Secret', {
      description: 'Keys that identify the front door to the functions; to rotate, add k2 next to k1',
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'k1',
        passwordLength: 64,
        excludePunctuation: true,
      },
      // Nothing outside the service knows them, so they are worthless without it.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(
      this.secret,
      'The front door and the functions read a key at deployment. Replacing it on a timer would shut everyone out until the next deployment.',
      'AwsSolutions-SMG4',
    );
  }

  /** All keys, for the functions. */
  get accepted(): Granted {
    return plain(SecretValue.secretsManager(this.secret.secretArn, this.version).unsafeUnwrap());
  }

  /** The key that the front door sends. */
  get sent(): string {
    const { sent: jsonField } = this.chosen;
    return SecretValue.secretsManager(this.secret.secretArn, { ...this.version, jsonField }).unsafeUnwrap();
  }

  private get version() {
    const { versionId } = this.chosen;
    return versionId === undefined ? {} : { versionId };
  }
}

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
