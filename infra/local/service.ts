import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import * as v from 'valibot';
import { countOf } from '#domain/base/wording.ts';
import { databaseElsewhere, startDatabase } from './data/database.ts';
import { createTables, deleteExpired } from './data/tables.ts';
import { openClock } from './ground/clock.ts';
import { deadLettersIn, type Report, silentReport } from './ground/report.ts';
import { type StaffMember, sampleStaff } from './ground/sample-staff.ts';
import { openState } from './ground/state.ts';
import { identityPath, startIdentity } from './identity/identity.ts';
import { lambdaEnvironment, openFunctions, refuseUnknownTargets } from './lambda/functions.ts';
import { followStreams } from './lambda/streams.ts';
import { type Inbox, openInbox } from './mail/inbox.ts';
import { openReceiving, type Receiving } from './mail/receiving.ts';
import { answerMailCall, openMailFeedback } from './mail/ses.ts';
import { answerSchedulerCall } from './scheduler/api.ts';
import { openScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { openTimeTravel } from './scheduler/time-travel.ts';
import { addresses } from './template/addresses.ts';
import { readPlan } from './template/plan.ts';
import { type Synthesize, synthesizeProduct } from './template/product.ts';
import { answerLocalPage, buildPages } from './tour/local-pages.ts';
import { noSeed, type Seed, sampleSchema, storySteps } from './tour/story.ts';
import { createObjects, openFrontDoor } from './web/front-door.ts';
import { answerRequest } from './web/gateway.ts';
import { readRoutes } from './web/routes.ts';
import { listen } from './web/server.ts';

export type LocalOptions = {
  /** The data folder. */
  readonly data: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The stacks to run. Default: the product. */
  readonly synthesize?: Synthesize;
  /** Fills empty tables. Default: nothing. */
  readonly seed?: Seed;
  /** The staff who can sign in. Default: the sample staff. */
  readonly staff?: readonly StaffMember[];
  /** Default: silent. */
  readonly report?: Report;
  /** Another DynamoDB instead of the embedded one. */
  readonly databaseEndpoint?: string | undefined;
};

export type LocalService = {
  /** `http://localhost:8080`, without a trailing slash. */
  readonly origin: string;
  readonly inbox: Pick<Inbox, 'letters' | 'letter'>;
  readonly receive: Receiving['receive'];
  readonly clock: {
    /** The service's time in milliseconds. */
    readonly now: () => number;
    readonly advance: (ms: number) => Promise<void>;
    readonly toNextMorning: () => Promise<void>;
    readonly toNextLetter: () => Promise<void>;
  };
  /** The template's tables and their endpoint, for your own DynamoDB client. */
  readonly tables: { readonly endpoint: string; readonly region: string; readonly names: readonly string[] };
  readonly schedules: Pick<Scheduler, 'list' | 'put'>;
  /** Resolves when every change so far is delivered to the functions that follow the tables. */
  readonly settled: () => Promise<void>;
  /** Whether the data is from an earlier start, so that nothing was seeded. */
  readonly seededBefore: boolean;
  readonly stop: () => Promise<void>;
  /** Resolves when the embedded database has ended, by `stop` or by itself. */
  readonly databaseEnded: Promise<unknown>;
};

/** In the data folder: the variables of each function. */
export const configurationFile = 'functions.json';

/**
 * Starts a whole service on this machine. Several may run at once, each with its own folder.
 * @throws sentences for people.
 */
export async function startLocal(options: LocalOptions): Promise<LocalService> {
  const { report = silentReport, staff = sampleStaff } = options;
  const folder = resolve(options.data);
  const logFolder = join(folder, 'logs');
  mkdirSync(logFolder, { recursive: true });
  // Undone in reverse order, also if the start fails halfway.
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await start();
  } catch (error) {
    await stop();
    throw error;
  }

  async function start(): Promise<LocalService> {
    const state = openState(join(folder, 'runner.db'));
    undo.push(() => state.close());
    const server = await listen(options.port);
    undo.push(() => server.close());
    const awsServer = await listen(0);
    undo.push(() => awsServer.close());
    const origin = `http://localhost:${server.port}`;
    const issuer = `${origin}${identityPath}`;
    const clock = openClock(state);
    const inbox = openInbox(join(folder, 'letters'));

    const [database, product] = await Promise.all([
      options.databaseEndpoint === undefined
        ? startDatabase(join(folder, 'tables.db'))
        : databaseElsewhere(options.databaseEndpoint),
      (options.synthesize ?? synthesizeProduct())(folder, report),
    ]);
    undo.push(() => database.stop());
    const { stacks, builtFunctions } = product;
    const plan = readPlan(stacks, { origin, issuer, state });
    report.progress(
      `read ${plan.functions.length} functions and ${plan.routes.length} routes from the template`,
    );

    const client = {
      endpoint: database.endpoint,
      region: addresses.region,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    const dynamo = new DynamoDBClient(client);
    const streamsClient = new DynamoDBStreamsClient(client);
    const created = await createTables(plan.tables, dynamo);
    database.indexStreams();
    report.progress(
      created.length > 0 ? `made ${countOf(created.length, 'table')}` : 'reusing existing tables',
    );

    const functions = openFunctions(plan, {
      clock,
      logFolder,
      report,
      endpoints: lambdaEnvironment(database.endpoint, `http://127.0.0.1:${awsServer.port}`),
    });
    undo.push(() => functions.stop());
    refuseUnknownTargets(plan, functions);
    // Operators read variables here, as they would ask Lambda for a function's configuration.
    writeFileSync(
      join(folder, configurationFile),
      JSON.stringify(plan.functions.map(({ reference }) => functions.settings(reference)?.variables ?? {})),
      { mode: 0o600 },
    );
    const deadLetters = deadLettersIn(join(folder, 'dead-letters.jsonl'), clock.now, report);
    const receiving = openReceiving(plan, {
      folder: join(folder, 'received'),
      functions,
      clock,
      deadLetters,
    });
    const scheduler = openScheduler(plan, { state, clock, functions, deadLetters });
    awsServer.answer((request, response) => {
      const [, service, ...path] = (request.url ?? '').split('/');
      if (service === 's3') return receiving.answerObject(request, response, `/${path.join('/')}`);
      return service === 'scheduler'
        ? answerSchedulerCall(request, response, `/${path.join('/')}`, scheduler)
        : answerMailCall(request, response, { inbox, clock });
    });
    const { pages, file: pagesFile } = await buildPages(folder, builtFunctions);
    const identity = await startIdentity({
      plan,
      issuer,
      clock,
      state,
      staff,
      pagesFile,
      logFile: join(logFolder, 'sign-in-provider.log'),
    });
    undo.push(() => identity.stop());

    const tableNames = plan.tables.map(({ reference }) => reference);
    const seededBefore = created.length === 0 && state.read('seed', 'sample') !== undefined;
    if (!seededBefore) {
      const seed = options.seed ?? noSeed;
      const sample = await seed({ tableNames, endpoint: database.endpoint, now: clock.now(), report });
      state.write('seed', 'sample', JSON.stringify(sample ?? null));
    }
    const streams = followStreams(plan, {
      database: dynamo,
      streams: streamsClient,
      functions,
      state,
      deadLetters,
      report,
    });
    undo.push(() => streams.stop());
    const sweep = async () => void (await deleteExpired(plan.tables, dynamo, clock));
    const sweeping = setInterval(() => void sweep().catch((error) => report.problem(String(error))), 60_000);
    undo.push(() => clearInterval(sweeping));
    scheduler.start();
    undo.push(() => scheduler.stop());

    const timeTravel = openTimeTravel({
      clock,
      scheduler,
      zone: plan.schedules[0]?.properties.ScheduleExpressionTimezone ?? 'UTC',
      sent: inbox.count,
      afterStep: async () => {
        identity.clockMoved();
        await streams.settled();
      },
      // The service checks expiry by its own clock, so expired items needn't be deleted at each step.
      afterMove: sweep,
    });
    const routes = readRoutes(plan);
    createObjects(plan.pageAssets, state);
    const answerVisitor = openFrontDoor(plan, {
      state,
      answerApi: (request, response, added) =>
        answerRequest(request, response, { routes, functions, clock, report }, added),
    });
    const sample = v.parse(v.nullable(sampleSchema), JSON.parse(state.read('seed', 'sample') ?? 'null'));
    const feedback = openMailFeedback(plan, { functions, clock, deadLetters });
    const story = storySteps(sample ?? undefined);
    server.answer((request, response) => {
      const path = request.url ?? '/';
      if (path.startsWith(`${identityPath}/`)) return identity.answer(request, response);
      if (/^\/local([/?]|$)/.test(path)) {
        return answerLocalPage(request, response, {
          pages,
          inbox,
          clock,
          timeTravel,
          story,
          feedback,
          receiving,
        });
      }
      return answerVisitor(request, response);
    });
    return {
      origin,
      inbox,
      receive: receiving.receive,
      clock: {
        now: clock.now,
        advance: timeTravel.advance,
        toNextMorning: timeTravel.toNextMorning,
        toNextLetter: timeTravel.toNextLetter,
      },
      tables: { endpoint: database.endpoint, region: addresses.region, names: tableNames },
      schedules: scheduler,
      settled: streams.settled,
      seededBefore,
      stop,
      databaseEnded: database.ended,
    };
  }
}
