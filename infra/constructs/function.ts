import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type IGrantable, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../entries.ts';
import { acknowledge } from './acknowledge.ts';
import type { Alarms, AlarmWords } from './alarms.ts';

/**
 * The value of one environment variable, with the permission to use the thing it names. A function can't get
 * one without the other.
 */
export type Granted = {
  readonly value: string;
  readonly permit: (fn: LambdaFunction) => void;
};

/** Adds to what a function or a role may do. */
export const allow = (
  { grantPrincipal }: IGrantable,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Record<string, unknown> = {},
) =>
  grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }),
  );

/** A value that needs no permission. */
export const plain = (value: string): Granted => ({ value, permit: () => {} });

/** One granted value for each variable in a function's `env.ts`: none missing, none extra. */
export type Environment<Env> = { readonly [Name in keyof Env]-?: Granted };

/** Settings that all functions of an environment share. */
export type FunctionDefaults = {
  /** The bundle's output: one folder per function. */
  readonly builtFunctions: string;
  readonly memoryMb: number;
  readonly logRetention: RetentionDays;
  readonly logRemoval: RemovalPolicy;
  readonly alarms: Alarms;
};

export type FunctionProps<Env> = {
  readonly defaults: FunctionDefaults;
  readonly name: FunctionName;
  /** What people notice if this function fails: the clause of its alarms. */
  readonly ifItFails: string;
  readonly environment: Environment<Env>;
  readonly timeout: Duration;
  /** If the work needs more memory than usual, and the processor share that comes with it. */
  readonly memoryMb?: number;
  /** Only for a function that is invoked asynchronously: the queue for its lost events. */
  readonly lostEvents?: IQueue;
};

/** A Lambda function of the program: its code, role, log, and alarms. */
export class ProgramFunction<Env> extends Construct {
  readonly lambda: LambdaFunction;
  readonly log: LogGroup;
  readonly functionName: FunctionName;
  readonly alarmWords: AlarmWords;
  /** They cover every version. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: FunctionProps<Env>) {
    super(scope, id);
    const { defaults } = props;
    this.functionName = props.name;
    this.alarmWords = { ifItFails: props.ifItFails };
    this.log = new LogGroup(this, 'Log', {
      retention: defaults.logRetention,
      removalPolicy: defaults.logRemoval,
    });
    // Its own role instead of AWSLambdaBasicExecutionRole, which may write to every log of the account.
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.log.grantWrite(role);
    const granted = Object.entries<Granted>(props.environment);
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Learning Partners: ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(defaults.builtFunctions, props.name)),
      handler: 'index.handler',
      memorySize: props.memoryMb ?? defaults.memoryMb,
      timeout: props.timeout,
      role,
      logGroup: this.log,
      loggingFormat: LoggingFormat.JSON,
      // A version that was rolled back, or may come back, must still exist.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      environment: Object.fromEntries(granted.map(([variable, { value }]) => [variable, value])),
      ...(props.lostEvents && { deadLetterQueue: props.lostEvents }),
    });
    for (const [, { permit }] of granted) permit(this.lambda);
    this.alarms = this.ringOnFailure(defaults.alarms);
    this.acknowledgeRules(props);
  }

  private ringOnFailure(alarms: Alarms): readonly Alarm[] {
    const period = Duration.minutes(5);
    return [
      alarms.ring(this, 'Errors', this.lambda.metricErrors({ period }), 1, this.alarmWords),
      alarms.ring(this, 'Throttles', this.lambda.metricThrottles({ period }), 1, this.alarmWords),
    ];
  }

  private acknowledgeRules({ lostEvents }: FunctionProps<Env>): void {
    acknowledge(
      this,
      'Lambda already logs how long each start and call took. Tracing would give every function a permission on all resources.',
      'Serverless-LambdaTracing',
    );
    if (lostEvents) return;
    acknowledge(
      this,
      'Nothing invokes this function asynchronously. The caller sees a failure, or the stream mapping retries it and has its own failure queue.',
      'Serverless-LambdaDLQ',
    );
  }
}
