import { createServer } from 'node:net';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import { addReviewer, emptyRoster } from '#domain/admission/roster.ts';
import type { Aggregate, Change } from '#domain/base/change.ts';
import { partnershipsOf } from '#domain/partnership/partnership.ts';
import type { UndeliveredLetter } from '#domain/records/undelivered.ts';
import { emptyVisitYear } from '#domain/visits/visit-year.ts';
import type { CommitOutcome } from '#store/commit.ts';
import { openTable, openTableClient, type Table } from '#store/dynamo-table.ts';
import { keyOf } from '#store/keys.ts';
import { getRaw, putRaw } from '#store/raw-records.ts';
import { reviseApplication } from '#store/revise.ts';
import { claimLetter, claimWaiting, keepWaiting } from '#store/sent-letters.ts';
import { isTooBusy } from '#store/too-busy.ts';
import { aDraft, anApplication, aProgram, aSchool } from '../builders.ts';
import { anAskedScenario, aPublishedPairing } from '../domain/pairing/sample.ts';
import { listen } from '../http/listen.ts';
import { everyLetter } from '../letters/sample.ts';
import { openStore, type Store } from './store.ts';
import { startTable, type TestTable } from './table.ts';

const local = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
const now = '2014-04-14T14:00:00.000Z';
const program = aProgram();

let engine: TestTable;
let table: Table;
let store: Store;
/** How many of the next writes succeed without an answer. */
let left = 0;
/** How many writes were tried. */
let writes = 0;

/** The client as deployed, over a network that loses answers. */
function aLosingClient(endpoint: string): DynamoDBClient {
  const client = openTableClient({ endpoint, ...local });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args);
        if (commandName !== 'PutItemCommand') return answer;
        writes += 1;
        if (left === 0) return answer;
        left -= 1;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
    { step: 'deserialize', name: 'loseAnswers' },
  );
  return client;
}

beforeAll(async () => {
  engine = await startTable();
  table = openTable(engine.tableName, aLosingClient(engine.endpoint));
  store = openStore(engine.tableName, table);
});
afterAll(() => engine.stop());
beforeEach(() => {
  left = 0;
  writes = 0;
});

const aRequest: ApplicationRequest = {
  ...{ version: 0, id: 'a-request', cycleId: '2014', school: { id: '13K113', name: 'M.S. 113' } },
  ...{ role: 'partner', applicant: { name: 'Dana', position: 'Principal', email: 'dana@example.org' } },
  ...{ askedAt: '2014-04-12T10:00:00.000Z', expiresAt: '2014-04-19T10:00:00.000Z' },
};
const anUndelivered: UndeliveredLetter = {
  ...{ version: 0, state: 'open', id: 'a-letter', cycleId: '2014', kind: 'decision', to: 'dana@example.org' },
  ...{ reason: 'unclear', detail: '', at: now },
};

/** Commits the first version of one aggregate, then each next version of it. */
type Path = (version: number) => Promise<CommitOutcome>;
const path =
  <A extends Aggregate>(first: A, commit: (change: Change<A, never>) => Promise<CommitOutcome>): Path =>
  (version) =>
    commit({ after: { ...first, version }, events: [] });

const published = await aPublishedPairing();
const [aPartnership] = partnershipsOf(published).map(({ after }) => after);
if (!aPartnership) throw new Error('The sample has no partnership');

const paths: readonly (readonly [string, Path])[] = [
  ['an application', path(aDraft(), (change) => store.commitApplication(change, program))],
  ['a request for a link', path(aRequest, (change) => store.commitRequest(change))],
  ['a roster', path(emptyRoster('2014'), ({ after }) => store.commitRoster(after))],
  ['a scenario', path(anAskedScenario(), (change) => store.commitScenario(change))],
  ['a published pairing', path(published, (change) => store.commitPublication(change))],
  ['a partnership', path(aPartnership, (change) => store.commitPartnership(change))],
  ['a year of visits', path(emptyVisitYear('2014'), (change) => store.commitVisitYear(change))],
  ['an undelivered letter', path(anUndelivered, (change) => store.commitUndelivered(change))],
];

describe.each(paths)('%s whose answer is lost', (_, commit) => {
  test('is committed, new or revised, and blocks everyone who read the same version', async () => {
    for (const version of [0, 1]) {
      left = 1;
      expect(await commit(version)).toBe('committed');
      expect(left).toBe(0);
      expect(await commit(version)).toBe('conflict');
    }
    expect(writes).toBe(6);
  });
});

test('is decided once, and is not reported as a refusal', async () => {
  const application = anApplication({ school: aSchool({ id: 'ONCE' }) });
  await store.commitApplication({ after: application, events: [] }, program);
  left = 1;
  let decisions = 0;
  const after = await reviseApplication(store, program, application.reference, (current) => {
    decisions += 1;
    if (current.state !== 'submitted' || current.reviewers.length > 0) return { refused: 'has-one' };
    return { after: { ...current, reviewers: ['a@example.org'] }, events: [] };
  });
  expect(after).toMatchObject({ version: 2, reviewers: ['a@example.org'] });
  expect(decisions).toBe(1);
  expect(await store.application(application.reference)).toEqual(after);
});

test('a change that was overwritten before the second attempt is a conflict', async () => {
  const roster = emptyRoster('Overtaken');
  const rival = openStore(engine.tableName, engine);
  const client = aLosingClient(engine.endpoint);
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        await rival.commitRoster({ ...addReviewer(roster, 'Rae', 'rae@example.org'), version: 1 });
        throw error;
      }
    },
    { step: 'deserialize', name: 'overtake', priority: 'high' },
  );
  left = 1;
  const mine = openStore(engine.tableName, openTable(engine.tableName, client));
  expect(await mine.commitRoster(roster)).toBe('conflict');
  expect((await rival.roster('Overtaken')).reviewers).toHaveLength(1);
});

describe('a letter whose claim’s answer is lost', () => {
  test('is claimed by that sender and by no one else', async () => {
    left = 1;
    expect(await claimLetter(table, 'lost', now)).toBe('claimed');
    expect(await claimLetter(table, 'lost', now)).toBe('busy');
  });

  test('is retried by that sender and by no one else, if it waited', async () => {
    const [letter] = everyLetter();
    if (!letter) throw new Error('There is no letter');
    const waiting = { letter, since: now, triesAgainAt: now, reason: 'Throttling', mayHaveGoneOut: false };
    await keepWaiting(table, waiting, now);
    left = 1;
    expect(await claimWaiting(table, letter.key, now)).toEqual(waiting);
    expect(await claimWaiting(table, letter.key, now)).toBeUndefined();
  });
});

test('a raw copy whose answer is lost is written, and another one is not', async () => {
  const record = marshall({ pk: 'RAW', sk: 'COPY', list: [1, { deep: true }] });
  left = 1;
  expect(await putRaw(table, record)).toBe(true);
  expect(await putRaw(table, { ...record, more: { S: 'x' } })).toBe(false);
});

test('the previous release, which knows no commit IDs, reads and writes the same records', async () => {
  const roster = emptyRoster('Older');
  await store.commitRoster(roster);
  const record = await getRaw(engine, keyOf.roster('Older'));
  const { commitId, ...older } = record ?? {};
  expect(commitId?.S).toMatch(/^[0-9a-f-]{36}$/);
  await putRaw(engine, { ...older, version: { N: '2' } }, record);
  expect(await store.roster('Older')).toEqual({ ...roster, version: 2 });
  expect(await store.commitRoster({ ...roster, version: 1 })).toBe('conflict');
  expect(await store.commitRoster({ ...roster, version: 2 })).toBe('committed');
});

test('twenty changes at the same moment all succeed', async () => {
  const application = anApplication({ school: aSchool({ id: 'STORM' }) });
  await store.commitApplication({ after: application, events: [] }, program);
  const readers = Array.from({ length: 20 }, (_, n) => `r${n}@example.org`);
  await Promise.all(
    readers.map((reader) =>
      reviseApplication(store, program, application.reference, (current) =>
        current.state === 'submitted'
          ? { after: { ...current, reviewers: [...current.reviewers, reader] }, events: [] }
          : { refused: 'not-submitted' },
      ),
    ),
  );
  const after = await store.application(application.reference);
  expect(after && 'reviewers' in after && after.reviewers.toSorted()).toEqual(readers.toSorted());
});

test('a table that never answers is given up after three attempts, within 4 seconds', async () => {
  let connections = 0;
  const silent = createServer((socket) => {
    connections += 1;
    socket.on('error', () => socket.destroy());
  });
  const endpoint = await listen(silent);
  const client = openTableClient({ endpoint, ...local });
  const startedAt = performance.now();
  const error = await openTable('programs', client)
    .get({ pk: 'A', sk: 'B' })
    .catch((thrown: unknown) => thrown);
  expect(performance.now() - startedAt).toBeLessThan(4000);
  expect(isTooBusy(error)).toBe(true);
  expect(connections).toBe(3);
  client.destroy();
  silent.close();
});
