import { createServer } from 'node:http';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import { openScheduleClient, type ScheduleSettings } from '#schedules/schedules.ts';
import { openState } from '../../infra/local/ground/state.ts';
import { answerSchedulerCall } from '../../infra/local/scheduler/api.ts';
import { openScheduler, type StoredSchedule } from '../../infra/local/scheduler/scheduler.ts';
import { readPlan } from '../../infra/local/template/plan.ts';
import { readStack } from '../../infra/local/template/template.ts';

/** A local endpoint that speaks EventBridge Scheduler, with one group and one function to call. */
export type TestScheduler = {
  readonly endpoint: string;
  readonly settings: ScheduleSettings;
  readonly client: () => SchedulerClient;
  /** Future calls, sorted by name. */
  readonly schedules: () => readonly StoredSchedule[];
  /** One line per request: `POST visits.1`. */
  readonly requests: readonly string[];
  /** Makes the calls that are due. Returns the function's inputs in order. */
  readonly fireDue: () => Promise<readonly unknown[]>;
  readonly stop: () => Promise<void>;
};

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:from-schedule';

const scheduleSettings: ScheduleSettings = {
  group: 'visits',
  roleArn: 'arn:aws:iam::000000000000:role/visits',
  targetArn: functionArn,
  deadLettersArn: 'arn:aws:sqs:us-east-1:000000000000:lost',
};

const template = {
  Resources: { Visits: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'visits' } } },
};
const settings = {
  ...{ label: 'FromSchedule', name: 'from-schedule', arn: functionArn, file: '', exportName: 'handler' },
  ...{ timeoutMs: 1000, memoryMb: 128, maximumConcurrency: 1, variables: {} },
};

/** `now` returns milliseconds. */
export async function startScheduler(now: () => number): Promise<TestScheduler> {
  const state = openState(':memory:');
  const called: unknown[] = [];
  const requests: string[] = [];
  const plan = readPlan([readStack('service', template, new Map())], {
    origin: 'http://localhost',
    issuer: '',
    state,
  });
  const scheduler = openScheduler(plan, {
    state,
    clock: { now, offsetMs: () => 0, moveTo: () => {} },
    functions: {
      settings: (name) => (name === functionArn ? settings : undefined),
      invoke: async (_, event) => {
        called.push(event);
        return { answer: null };
      },
      stop: async () => {},
    },
    deadLetters: () => {},
  });
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(
      `${request.method} ${decodeURIComponent(new URL(path, 'http://peer').pathname.split('/')[2] ?? '')}`,
    );
    void answerSchedulerCall(request, response, path, scheduler);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
  return {
    endpoint,
    settings: scheduleSettings,
    client: () =>
      openScheduleClient({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    schedules: () => [...scheduler.list('visits')].sort((a, b) => (a.name < b.name ? -1 : 1)),
    requests,
    fireDue: async () => {
      called.length = 0;
      await scheduler.fireDue();
      return [...called];
    },
    stop: async () => {
      await new Promise((closed) => server.close(closed).closeAllConnections());
      state.close();
    },
  };
}
