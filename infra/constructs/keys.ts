import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { acknowledge } from './acknowledge.ts';
import { type Granted, plain } from './function.ts';

type KeyProps = {
  readonly description: string;
  readonly removalPolicy: RemovalPolicy;
  /** Why nothing rotates them on a timer. */
  readonly notOnATimer: string;
};

/** A secret with keys by ID: `{"k1": "<random>"}`. People rotate them by adding k2 next to k1. */
function keySecret(scope: Construct, { description, removalPolicy, notOnATimer }: KeyProps): Secret {
  const secret = new Secret(scope, 'Secret', {
    description: `${description}; to rotate, add k2 next to k1`,
    generateSecretString: {
      secretStringTemplate: '{}',
      generateStringKey: 'k1',
      passwordLength: 64,
      excludePunctuation: true,
    },
    removalPolicy,
  });
  acknowledge(secret, notOnATimer, 'AwsSolutions-SMG4');
  return secret;
}

/** What CloudFormation reads at deployment: all keys, or one. Without a version, the current ones. */
const keysIn = (secret: Secret, versionId: string | undefined, jsonField?: string): string =>
  SecretValue.secretsManager(secret.secretArn, {
    ...(versionId !== undefined && { versionId }),
    ...(jsonField !== undefined && { jsonField }),
  }).unsafeUnwrap();

/**
 * Keys that tell the functions that a request came through the front door. One is sent and all are accepted, so
 * that a new key can take over without downtime.
 */
export class FrontDoorKeys extends Construct {
  /** All keys, for the functions. */
  readonly accepted: Granted;
  /** The key that the front door sends. */
  readonly sent: string;

  constructor(scope: Construct, id: string, chosen: Environment['frontDoorKey']) {
    super(scope, id);
    const secret = keySecret(this, {
      description: 'Keys that identify the front door to the functions',
      // Nothing outside the service knows them, so they are worthless without it.
      removalPolicy: RemovalPolicy.DESTROY,
      notOnATimer:
        'The front door and the functions read a key at deployment. Replacing it on a timer would shut everyone out until the next deployment.',
    });
    this.accepted = plain(keysIn(secret, chosen?.versionId));
    this.sent = keysIn(secret, chosen?.versionId, chosen?.sent ?? 'k1');
  }
}

type SigningProps = {
  /** What they sign, for the secret's description. */
  readonly sign: string;
  readonly removalPolicy: RemovalPolicy;
  readonly versionId: string | undefined;
};

/** Signing keys. The newest ID signs; every ID verifies. */
export class SigningKeys extends Construct {
  /**
   * The keys themselves, resolved by CloudFormation at deployment. No function may read the secret, which
   * saves a call to Secrets Manager at each start.
   */
  readonly resolved: Granted;

  constructor(scope: Construct, id: string, { sign, removalPolicy, versionId }: SigningProps) {
    super(scope, id);
    const secret = keySecret(this, {
      description: `Keys that sign ${sign}`,
      removalPolicy,
      notOnATimer:
        'A key is rotated by adding a newer ID next to it. Replacing it on a timer would break every link already emailed to schools.',
    });
    this.resolved = plain(keysIn(secret, versionId));
  }
}
