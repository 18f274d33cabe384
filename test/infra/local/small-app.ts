import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import {
  Code,
  FilterCriteria,
  FilterRule,
  Function as LambdaFunction,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Synthesize } from '../../../infra/local/template/product.ts';
import { readStacks } from '../../../infra/local/template/template.ts';

/** The source of each function's `index.mjs`. Functions that are left out return nothing. */
export type Sources = { readonly web?: string; readonly stream?: string; readonly morning?: string };

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'learning-partners-'));

const silent = 'export const handler = async () => null;';

/** A stage with two stacks: a table and a secret, and a web API, a stream follower, and a daily schedule. */
export const smallApp =
  (sources: Sources): Synthesize =>
  async (folder) => {
    const app = new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false });
    const stage = new Stage(app, 'dev');
    const data = new Stack(stage, 'data');
    const table = new Table(data, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expiresAt',
    });
    const secret = new Secret(data, 'Keys', {
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'k1' },
    });
    const service = new Stack(stage, 'service');
    const environment = {
      TABLE_NAME: table.tableName,
      KEYS: secret.secretValue.unsafeUnwrap(),
      KEY: secret.secretValueFromJson('k1').unsafeUnwrap(),
    };
    const fn = (name: keyof Sources) => {
      const code = join(folder, 'code', name);
      mkdirSync(code, { recursive: true });
      writeFileSync(join(code, 'index.mjs'), sources[name] ?? silent);
      return new LambdaFunction(service, name, {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: Code.fromAsset(code),
        timeout: Duration.seconds(5),
        environment,
      });
    };
    const api = new HttpApi(service, 'Api');
    const web = new HttpLambdaIntegration('Web', fn('web'));
    api.addRoutes({ path: '/things/{name}', methods: [HttpMethod.GET, HttpMethod.POST], integration: web });
    api.addRoutes({ path: '/things/special', methods: [HttpMethod.GET], integration: web });
    api.addRoutes({ path: '/all/{rest+}', methods: [HttpMethod.ANY], integration: web });
    fn('stream').addEventSourceMapping('Stream', {
      eventSourceArn: table.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 3,
      filters: [
        FilterCriteria.filter({ dynamodb: { NewImage: { type: { S: FilterRule.isEqual('told') } } } }),
      ],
      onFailure: new SqsDlq(new Queue(service, 'Lost')),
    });
    new Schedule(service, 'Morning', {
      schedule: ScheduleExpression.cron({ minute: '0', hour: '8' }),
      target: new LambdaInvoke(fn('morning'), { input: ScheduleTargetInput.fromObject({ kind: 'morning' }) }),
    });
    return { stacks: readStacks(app.synth()) };
  };
