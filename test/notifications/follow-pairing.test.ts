import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { withdrawApplication } from '#domain/admission/apply.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import type { Change } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { endPartnership, fillPlace } from '#domain/partnership/repair.ts';
import type { Key } from '#store/dynamo-table.ts';
import { keyOf } from '#store/keys.ts';
import { followCommits } from '../../functions/notifications/follow-commits.ts';
import {
  anAskedScenario,
  aProposedScenario,
  aPublishedPairing,
  done,
  fiveSchools,
  may,
  mei,
  ruth,
} from '../domain/pairing/sample.ts';
import { batchOf, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(may(9));
  for (const application of fiveSchools) await stage.commit(application, []);
});
afterEach(() => stage.stop());

let sequence = 0;
/** The delivery of a record's current state by the table's stream. */
async function deliveryOf(key: Key): Promise<DynamoDBRecord> {
  sequence += 1;
  const record = marshall(await stage.store.table.get(key), { removeUndefinedValues: true });
  return {
    eventName: 'MODIFY',
    dynamodb: {
      SequenceNumber: String(sequence).padStart(21, '0'),
      Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
      NewImage: JSON.parse(JSON.stringify(record)),
    },
  };
}

const follow = async (...records: readonly DynamoDBRecord[]) =>
  (await followCommits(stage.parts, batchOf(...records))).batchItemFailures.length;
const partnershipRecord = (host: string) => deliveryOf(keyOf.partnership('2014', host));
const recipients = async () =>
  (await stage.mails()).flatMap(({ to }) => (to && !Array.isArray(to) ? [to.text] : [])).sort();

async function publish(): Promise<DynamoDBRecord> {
  const after = await aPublishedPairing();
  await stage.store.commitPublication({ after, events: [{ type: 'pairing-published' }] });
  return deliveryOf(keyOf.pairing('2014'));
}

/** Both partnerships formed and announced, as by the stream. */
async function publishAndFollow(): Promise<void> {
  expect(await follow(await publish())).toBe(0);
  expect(await follow(await partnershipRecord('H1'), await partnershipRecord('H2'))).toBe(0);
}

async function withdraw(schoolId: string): Promise<DynamoDBRecord> {
  const application = await stage.store.application(`2014-${schoolId}`);
  if (!application) throw new Error('The school has not applied');
  const change: Change<Application, ApplicationEvent> = {
    after: done(withdrawApplication(application, may(10))),
    events: [{ type: 'application-withdrawn' }],
  };
  return stage.commit(change.after, change.events);
}

async function revised(
  host: string,
  revise: (partnership: Partnership) => Change<Partnership, PartnershipEvent> | object,
) {
  const partnership = await stage.store.partnership('2014', host);
  const change = partnership && revise(partnership);
  if (!change || !('after' in change)) throw new Error('It cannot be revised so');
  await stage.store.commitPartnership(change);
  return partnershipRecord(host);
}

const everybody = [
  'h1@example.org',
  'h2@example.org',
  'mei@example.org',
  'omar@example.org',
  'p1@example.org',
  'p2@example.org',
  'p3@example.org',
];

describe('a published pairing', () => {
  test('forms each partnership once and tells everyone in it once, however often the stream repeats it', async () => {
    const published = await publish();
    for (let delivery = 0; delivery < 3; delivery++) expect(await follow(published)).toBe(0);
    expect((await stage.store.partnerships('2014')).map(({ host, version }) => [host.id, version])).toEqual([
      ['H1', 1],
      ['H2', 1],
    ]);
    const formed = [await partnershipRecord('H1'), await partnershipRecord('H2')];
    for (let delivery = 0; delivery < 3; delivery++) expect(await follow(...formed)).toBe(0);
    expect(await recipients()).toEqual(everybody);
  });

  test('is completed after an interruption at any partnership', async () => {
    const published = await publish();
    const { store } = stage;
    let left = 1;
    const failing = {
      ...stage.parts,
      store: {
        ...store,
        commitPartnership: async (change: Change<Partnership, PartnershipEvent>) => {
          if (left-- === 0) throw new Error('interrupted');
          return store.commitPartnership(change);
        },
      },
    };
    expect((await followCommits(failing, batchOf(published))).batchItemFailures).toHaveLength(1);
    expect(await store.partnerships('2014')).toHaveLength(1);
    expect(await follow(published)).toBe(0);
    expect(await store.partnerships('2014')).toHaveLength(2);
  });

  test('repeated late changes nothing in a partnership with later changes', async () => {
    const published = await publish();
    expect(await follow(published)).toBe(0);
    expect(await follow(await withdraw('P1'))).toBe(0);
    const before = await stage.store.partnerships('2014');
    expect(await follow(published)).toBe(0);
    expect(await stage.store.partnerships('2014')).toEqual(before);
  });
});

describe('a paired school that withdraws', () => {
  test('is noted once, and the directors and its facilitator are told once', async () => {
    await publishAndFollow();
    const told = (await recipients()).length;
    const withdrawn = await withdraw('P1');
    for (let delivery = 0; delivery < 3; delivery++) expect(await follow(withdrawn)).toBe(0);
    const noted = await partnershipRecord('H1');
    for (let delivery = 0; delivery < 3; delivery++) expect(await follow(noted)).toBe(0);
    expect(await stage.store.partnership('2014', 'H1')).toMatchObject({
      version: 2,
      partners: [{ id: 'P1', withdrawnAt: may(10) }, { id: 'P2' }],
    });
    // The school's confirmation, the directors' letter, and the facilitator's.
    expect(await recipients()).toHaveLength(told + 3);
    expect((await stage.mails()).map(({ subject }) => subject)).toContain(
      'School P1 withdrew from its partnership',
    );
  });

  test('just before its partnership is formed is noted all the same', async () => {
    const published = await publish();
    expect(await follow(await withdraw('H2'))).toBe(0);
    expect(await follow(published)).toBe(0);
    expect(await stage.store.partnership('2014', 'H2')).toMatchObject({
      version: 2,
      host: { id: 'H2', withdrawnAt: may(10) },
    });
  });

  test('before the publication changes nothing else', async () => {
    expect(await follow(await withdraw('P1'))).toBe(0);
    expect(await stage.store.partnerships('2014')).toEqual([]);
    expect(await recipients()).toEqual(['p1@example.org']);
  });
});

describe('a repair', () => {
  test('moves a partner to another host, with one letter to everyone affected', async () => {
    await publishAndFollow();
    const published = await aPublishedPairing();
    const newcomer = published.partnerships[1]?.partners[0];
    if (!newcomer) throw new Error('A partner is needed');
    await follow(await withdraw('P1'), await withdraw('H2'));
    await follow(await partnershipRecord('H1'), await partnershipRecord('H2'));
    const told = (await recipients()).length;
    const filled = await revised('H1', (one) => fillPlace(one, newcomer, ruth, may(11)));
    const ended = await revised('H2', (one) => endPartnership(one, ['P3'], ruth, may(11)));
    for (let delivery = 0; delivery < 3; delivery++) expect(await follow(filled, ended)).toBe(0);
    expect((await stage.store.partnershipOf('2014', 'P3'))?.host.id).toBe('H1');
    const letters = (await stage.mails()).slice(told);
    expect(letters.map(({ to }) => (to && !Array.isArray(to) ? to.text : '')).sort()).toEqual([
      'h1@example.org',
      mei.email,
      'omar@example.org',
      'p2@example.org',
      'p3@example.org',
    ]);
  });
});

test('the director who requested a proposal gets one letter once it is ready', async () => {
  await stage.store.commitScenario({ after: anAskedScenario(), events: [{ type: 'proposal-requested' }] });
  const key = keyOf.scenario('2014', 'spring');
  expect(await follow(await deliveryOf(key))).toBe(0);
  expect(await recipients()).toEqual([]);
  await stage.store.commitScenario({
    after: await aProposedScenario(),
    events: [{ type: 'pairing-proposed' }],
  });
  const proposed = await deliveryOf(key);
  for (let delivery = 0; delivery < 3; delivery++) expect(await follow(proposed)).toBe(0);
  expect(await recipients()).toEqual([ruth.email]);
});

test('the log of all this has only IDs', async () => {
  await publishAndFollow();
  await follow(await withdraw('P1'));
  expect(JSON.stringify(stage.logged)).not.toMatch(/@|Principal|School /);
});
