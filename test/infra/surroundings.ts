import { createServer, type Server } from 'node:http';
import type { Application } from '#domain/admission/application.ts';
import { beginApplicantSession, beginStaffSession } from '#http/sessions.ts';
import { seedDistrict } from '../../infra/cli/seed.ts';
import { sampleStaff } from '../../infra/local/ground/sample-staff.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';
import { aPartnership } from '../letters/sample.ts';
import { startScheduler } from '../schedules/scheduler.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';
import { frontDoorKey } from './fresh-process.ts';

export type Surroundings = {
  /** The environment variables of every function. */
  readonly environment: Readonly<Record<string, string>>;
  /** A signed-in director's cookie: `name=value`. */
  readonly staffCookie: string;
  /** Of a submitted application. */
  readonly reference: string;
  /** The cookie of a browser that opened its link. */
  readonly applicantCookie: string;
  readonly table: TestTable;
  readonly stop: () => Promise<void>;
};

const origin = 'http://localhost';
const keys = { k1: 'a-key-of-the-tests-and-of-nothing-else' };

/** The surroundings of functions that are invoked one by one: a seeded table, a post office, and a sign-in provider. */
export async function openSurroundings(now: string): Promise<Surroundings> {
  const table = await startTable();
  const scheduler = await startScheduler(Date.now);
  const others = createServer(answerForOthers);
  await new Promise<void>((listening) => others.listen(0, '127.0.0.1', listening));
  const elsewhere = addressOf(others);
  const seed = await seedDistrict({ tableName: table.tableName, endpoint: table.endpoint, now });
  if (isBroken(seed)) throw new Error(`The fictional district is broken: ${JSON.stringify(seed)}`);
  const application = await pairedApplication(table);
  return {
    environment: {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: table.endpoint,
      AWS_ENDPOINT_URL_SES: elsewhere,
      AWS_ENDPOINT_URL_SCHEDULER: scheduler.endpoint,
      TABLE_NAME: table.tableName,
      ORIGIN: origin,
      FRONT_DOOR_KEYS: JSON.stringify({ k1: frontDoorKey }),
      LINK_KEYS: JSON.stringify(keys),
      SESSION_KEYS: JSON.stringify(keys),
      SENDER: 'program@example.org',
      CONFIGURATION_SET: 'letters',
      SCHEDULE_GROUP: scheduler.settings.group,
      SCHEDULE_ROLE_ARN: scheduler.settings.roleArn,
      SCHEDULE_TARGET_ARN: scheduler.settings.targetArn,
      SCHEDULE_DEAD_LETTERS_ARN: scheduler.settings.deadLettersArn,
      KEEPS_PEOPLE_MONTHS: '36',
      LETTERS: 'sent',
      LETTERS_REACH: 'nobody',
      INBOX: 'none',
      INBOX_BUCKET: 'inbox',
      INBOX_PREFIX: 'inbox/',
      OIDC_ISSUER: elsewhere,
      OIDC_CLIENT_ID: 'service',
      OIDC_CLIENT_SECRET: 'secret',
    },
    staffCookie: directorCookie(now),
    reference: application.reference,
    applicantCookie: nameAndValue(beginApplicantSession({ origin, keys }, application, now)),
    table,
    stop: async () => {
      await table.stop();
      await scheduler.stop();
      others.closeAllConnections();
      await new Promise((closed) => others.close(closed));
    },
  };
}

/** A submitted application, whose school is the host of a partnership. */
async function pairedApplication(table: TestTable): Promise<Application> {
  const store = openStore(table.tableName, table);
  const cycle = await store.currentCycle();
  const sent = cycle && (await store.summaries(cycle.id)).find(({ state }) => state === 'submitted');
  const application = sent && (await store.application(sent.reference));
  if (!application) throw new Error('The fictional district has no application that was sent.');
  const { reference, school } = application;
  const sample = aPartnership();
  const host = { ...sample.host, id: school.id, reference };
  await store.commitPartnership({
    after: { ...sample, version: 0, cycleId: application.cycleId, host },
    events: [],
  });
  return application;
}

const nameAndValue = (cookie: string): string => cookie.split(';')[0] ?? '';

function directorCookie(now: string): string {
  const director = sampleStaff.find(({ roles }) => roles.includes('director'));
  if (!director) throw new Error('The sample staff has no director.');
  return nameAndValue(beginStaffSession({ origin, keys }, director, now));
}

/** SES's response to every letter, and the sign-in provider's metadata. */
const answerForOthers: Parameters<typeof createServer>[1] = (request, response) => {
  if (request.url === '/.well-known/openid-configuration') {
    const issuer = `http://${request.headers.host}`;
    const endpoints = { authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ issuer, ...endpoints }));
    return;
  }
  response
    .setHeader('content-type', 'text/xml')
    .end(
      '<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
    );
};

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return `http://127.0.0.1:${address.port}`;
}
