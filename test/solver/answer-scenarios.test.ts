import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerTo, replayScenario } from '#domain/pairing/scenario/answer.ts';
import type { Asking } from '#domain/pairing/scenario/ask.ts';
import { acceptedEntrants, candidateEntrants } from '#domain/pairing/scenario/entrants.ts';
import { optimizer } from '#optimizer/highs.ts';
import { keyOf } from '#store/keys.ts';
import { answerScenarios, type Parts } from '../../functions/solver/respond.tsx';
import { aProgram } from '../builders.ts';
import { aHost, anAskedScenario, aPartner, fiveSchools, may, problemOf } from '../domain/pairing/sample.ts';
import { openStore, type Store } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

let table: TestTable;
let store: Store;
const logged: unknown[] = [];
beforeAll(async () => {
  table = await startTable();
  store = openStore(table.tableName, table);
});
afterAll(() => table.stop());

const parts = (over: Partial<Parts> = {}): Parts => ({
  store,
  optimizer,
  now: () => may(6),
  log: { info: (entry) => logged.push(entry), error: (entry) => logged.push(entry) },
  ...over,
});

let sequence = 0;
/** Commits a scenario and returns the stream's event for it. */
async function ask(id: string, over: Partial<Asking> = {}): Promise<DynamoDBStreamEvent> {
  await store.commitScenario({
    after: anAskedScenario({ id, ...over }),
    events: [{ type: 'proposal-requested' }],
  });
  sequence += 1;
  const NewImage = JSON.parse(JSON.stringify(marshall(await table.get(keyOf.scenario('2014', id)))));
  return { Records: [{ dynamodb: { SequenceNumber: String(sequence), NewImage } }] };
}
const failures = async (batch: DynamoDBStreamEvent, over: Partial<Parts> = {}) =>
  (await answerScenarios(parts(over), batch)).batchItemFailures.length;

describe('the solver', () => {
  test('answers a waiting scenario once, even if the stream repeats it', async () => {
    const batch = await ask('repeated');
    for (let delivery = 0; delivery < 3; delivery++) expect(await failures(batch)).toBe(0);
    const answered = await store.scenario('2014', 'repeated');
    expect(answered).toMatchObject({ version: 2, state: 'proposed', answeredAt: may(6) });
    const record = await table.get(keyOf.scenario('2014', 'repeated'));
    expect(record?.events).toEqual([{ type: 'pairing-proposed' }]);
  });

  test('answers it once, even if it is delivered several times at once', async () => {
    const batch = await ask('at-once');
    expect(await Promise.all([1, 2, 3].map(() => failures(batch)))).toEqual([0, 0, 0]);
    expect(await store.scenario('2014', 'at-once')).toMatchObject({ version: 2, state: 'proposed' });
  });

  test('chooses schools on request, and the stored proposal can be replayed', async () => {
    const { entrants, selection } = candidateEntrants(fiveSchools, aProgram());
    const terms = { ...selection, accepted: [], targets: { host: 1, partner: 2 }, quotas: [] };
    expect(
      await failures(await ask('chosen', { problem: problemOf(fiveSchools, entrants), selection: terms })),
    ).toBe(0);
    const answered = await store.scenario('2014', 'chosen');
    if (answered?.state !== 'proposed') throw new Error('It can be chosen');
    expect(answered.choice?.chosen.hosts).toHaveLength(1);
    expect(replayScenario(answered)).toEqual({ outcome: 'same' });
    const { solution, choice } = answered;
    expect(await answerTo(answered, optimizer)).toMatchObject({ solution, choice });
  });

  test('gives a host partners of one level if the program requires it', async () => {
    const rules = { ...aProgram().pairing, mixesLevels: false };
    expect(await failures(await ask('one-level', { problem: problemOf(fiveSchools, { rules }) }))).toBe(0);
    const answered = await store.scenario('2014', 'one-level');
    if (answered?.state !== 'proposed') throw new Error('It can be solved');
    expect(answered.choice?.chosen.hosts.map(({ takes }) => takes)).toEqual(['middle', 'middle']);
  });

  test('records why there is no solution', async () => {
    const locks = ['H1', 'H2'].map((host) => ({ host, partner: 'P1', reason: '' }));
    expect(await failures(await ask('clash', { problem: problemOf(fiveSchools, { locks }) }))).toBe(0);
    expect(await store.scenario('2014', 'clash')).toMatchObject({ state: 'impossible' });
  });

  test('stores nothing if it fails, so the stream retries', async () => {
    const { entrants, selection } = candidateEntrants(fiveSchools, aProgram());
    const batch = await ask('failing', { problem: problemOf(fiveSchools, entrants), selection });
    const outage = () => Promise.reject(new Error('out of memory'));
    expect(await failures(batch, { optimizer: { ...optimizer, runMilp: outage, loadLp: outage } })).toBe(1);
    expect(await store.scenario('2014', 'failing')).toMatchObject({ version: 1, state: 'asked' });
  });

  test('then explains the proposal exactly, and stores that next to it', async () => {
    const tight = [aHost('H1', { capacity: 1 }), aPartner('P1'), aPartner('P2')];
    const rules = { ...aProgram().pairing, focus: 'one-each' } as const;
    const { hosts: waitlistedHosts } = acceptedEntrants([aHost('H9')], aProgram());
    const batch = await ask('explained', { problem: problemOf(tight, { rules }), waitlistedHosts });
    expect(await failures(batch)).toBe(0);
    const explanations = await store.explanations('2014', 'explained');
    expect(explanations).toMatchObject({ isComplete: true, whyNots: [] });
    expect(explanations?.remedies.map(({ remedy }) => remedy)).toEqual(
      expect.arrayContaining([
        { kind: 'one-more-place', host: 'H1' },
        { kind: 'accept-host', host: 'H9' },
      ]),
    );
    expect(await store.explanations('2014', 'repeated')).toMatchObject({ isComplete: true });
    expect(await store.explanations('2014', 'clash')).toBeUndefined();
  });

  test('keeps the proposal if the explanation fails, and explains it on the next attempt', async () => {
    const batch = await ask('explained-later');
    const outage = () => Promise.reject(new Error('out of memory'));
    expect(await failures(batch, { optimizer: { ...optimizer, loadLp: outage } })).toBe(1);
    expect(await store.scenario('2014', 'explained-later')).toMatchObject({ state: 'proposed' });
    expect(await store.explanations('2014', 'explained-later')).toBeUndefined();
    expect(await failures(batch)).toBe(0);
    expect(await store.explanations('2014', 'explained-later')).toMatchObject({ isComplete: true });
  });

  test('reports a damaged record and a missing scenario', async () => {
    const [record] = (await ask('gone')).Records;
    const image = { ...record?.dynamodb?.NewImage, packed: { S: 'broken' } };
    expect(await failures({ Records: [{ dynamodb: { SequenceNumber: '1', NewImage: image } }] })).toBe(1);
    const nowhere = { store: { ...store, scenario: async () => undefined } };
    expect(await failures({ Records: record ? [record] : [] }, nowhere)).toBe(1);
  });

  test('logs IDs and never people', () => {
    expect(JSON.stringify(logged)).not.toMatch(/@|Ruth|Principal/);
    expect(logged).toContainEqual({
      what: 'scenario proposed',
      scenario: 'repeated',
      outcome: 'committed',
      ms: 0,
    });
  });
});
