import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApplicationRequest, requestKeptUntil } from '#domain/admission/request.ts';
import { addReviewer, declareConflict, emptyRoster, recuseFrom } from '#domain/admission/roster.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { keyOf } from '#store/keys.ts';
import { parseStreamImage } from '#store/stream.ts';
import { aCycle, aDraft, anApplication, aProgram, aSchool } from '../builders.ts';
import { anyApplication } from './application-arbitrary.ts';
import { openStore, type Store } from './store.ts';
import { startTable, type TestTable } from './table.ts';

let table: TestTable;
let store: Store;
beforeAll(async () => {
  table = await startTable();
  store = openStore(table.tableName, table);
});
afterAll(() => table.stop());

const program = aProgram();
const aRequest: ApplicationRequest = {
  version: 0,
  id: 'a-request',
  cycleId: '2014',
  school: { id: '13K113', name: 'M.S. 113' },
  role: 'partner',
  applicant: { name: 'Dana', position: 'Principal', email: 'dana@example.org' },
  askedAt: '2014-04-12T10:00:00.000Z',
  expiresAt: '2014-04-19T10:00:00.000Z',
};

describe('an application', () => {
  test('comes back as committed, with any content, also from the stream', async () => {
    let cycle = 0;
    await fc.assert(
      fc.asyncProperty(anyApplication, async (generated) => {
        cycle += 1;
        const cycleId = `Any${cycle}`;
        const application = { ...generated, cycleId, reference: `${cycleId}-${generated.school.id}` };
        const events = [{ type: 'application-started' }] as const;
        expect(await store.commitApplication({ after: application, events }, program)).toBe('committed');
        const committed = { ...application, version: 1 };
        expect(await store.application(application.reference)).toEqual(committed);
        expect(await store.summaries(cycleId)).toEqual([summaryOf(program, application)]);
        const record = await table.get(keyOf.application(cycleId, application.school.id));
        expect(parseStreamImage(marshall(record))).toEqual({
          type: 'application',
          aggregate: committed,
          events,
        });
      }),
      { numRuns: 40 },
    );
  });

  test('has one place per school and cycle: a second start is a conflict', async () => {
    const first = aDraft({ school: aSchool({ id: 'ONE' }) });
    const second = { ...first, applicant: { ...first.applicant, email: 'second@example.org' } };
    expect(await store.commitApplication({ after: first, events: [] }, program)).toBe('committed');
    expect(await store.commitApplication({ after: second, events: [] }, program)).toBe('conflict');
    expect(await store.application(first.reference)).toEqual({ ...first, version: 1 });
    const elsewhere = aDraft({ cycleId: '2015', school: aSchool({ id: 'ONE' }) });
    expect(await store.commitApplication({ after: elsewhere, events: [] }, program)).toBe('committed');
  });

  test('of two writers who read the same version one wins, and the other writes nothing', async () => {
    const application = anApplication({ school: aSchool({ id: 'RACE' }) });
    await store.commitApplication({ after: application, events: [] }, program);
    const read = { ...application, version: 1 };
    const writers = ['a@example.org', 'b@example.org', 'c@example.org'];
    const outcomes = await Promise.all(
      writers.map((reviewer) =>
        store.commitApplication({ after: { ...read, reviewers: [reviewer] }, events: [] }, program),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['committed', 'conflict', 'conflict']);
    const winner = writers.filter((_, index) => outcomes[index] === 'committed');
    expect(await store.application(application.reference)).toEqual({
      ...read,
      version: 2,
      reviewers: winner,
    });
  });

  test('is undefined if it does not exist or its reference is malformed', async () => {
    for (const reference of ['2014-NONE', 'nonsense', '', '2014-']) {
      expect(await store.application(reference)).toBeUndefined();
    }
  });

  test('throws if it is damaged, so that no one works with half of it', async () => {
    const { pk, sk } = keyOf.application('2014', 'BROKEN');
    await table.put({
      pk,
      sk,
      type: 'application',
      version: 1,
      body: { ...anApplication(), state: 'approved' },
    });
    await expect(store.application('2014-BROKEN')).rejects.toThrow(
      'CYCLE#2014 APPLICATION#BROKEN can’t be read',
    );
    expect(() => parseStreamImage(undefined)).toThrow();
  });
});

test('summaries of a cycle come oldest first, each application once', async () => {
  const school = (id: string) => aSchool({ id });
  const later = aDraft({ cycleId: 'Sum', school: school('A'), startedAt: '2014-04-12T10:00:00.000Z' });
  const earlier = aDraft({ cycleId: 'Sum', school: school('B'), startedAt: '2014-04-11T10:00:00.000Z' });
  for (const after of [later, earlier, { ...later, version: 1 }, { ...later, version: 2 }])
    expect(await store.commitApplication({ after, events: [] }, program)).toBe('committed');
  expect((await store.summaries('Sum')).map(({ schoolId }) => schoolId)).toEqual(['B', 'A']);
  expect(await store.summaries('Nobody')).toEqual([]);
});

test('a request comes back until 23 days after its link expired, when the table deletes it', async () => {
  const events = [{ type: 'link-requested', reply: 'start' }] as const;
  expect(await store.commitRequest({ after: aRequest, events })).toBe('committed');
  expect(await store.commitRequest({ after: aRequest, events })).toBe('conflict');
  expect(await store.request('a-request')).toEqual({ ...aRequest, version: 1 });
  expect(await store.request('another')).toBeUndefined();
  const record = await table.get(keyOf.request('a-request'));
  expect(record?.expiresAt).toBe(Date.parse(requestKeptUntil(aRequest)) / 1000);
  expect(parseStreamImage(marshall(record))).toEqual({
    type: 'application-request',
    aggregate: { ...aRequest, version: 1 },
    events,
  });
});

test('an address’s last request to start an application is found, and no other kind, school, or address', async () => {
  const { applicant } = aRequest;
  const start = { ...aRequest, id: 'start-1', school: { id: 'ASKED', name: 'Asked' } };
  const sentAgain = { ...start, id: 'start-2', expiresAt: '2014-04-30T10:00:00.000Z' };
  const theirs = { ...sentAgain, id: 'theirs', applicant: { ...applicant, email: `x${applicant.email}` } };
  const unknown = { ...sentAgain, id: 'unknown', expiresAt: '2014-05-01T10:00:00.000Z' };
  for (const after of [sentAgain, start, theirs])
    await store.commitRequest({ after, events: [{ type: 'link-requested', reply: 'start' }] });
  await store.commitRequest({ after: unknown, events: [{ type: 'link-requested', reply: 'unknown' }] });
  expect(await store.lastRequest('2014-ASKED', applicant.email)).toEqual({ ...sentAgain, version: 1 });
  expect(await store.lastRequest('2014-ASKED', 'nobody@example.org')).toBeUndefined();
  expect(await store.lastRequest('2014-OTHER', applicant.email)).toBeUndefined();
  expect((await store.summaries('2014')).map(({ schoolId }) => schoolId)).not.toContain('ASKED');
});

test('a roster is empty until it is committed, and one of two changes at once succeeds', async () => {
  expect(await store.roster('2014')).toEqual(emptyRoster('2014'));
  const [amara, zoe] = [
    addReviewer(emptyRoster('2014'), 'Amara', 'amara@example.org'),
    addReviewer(emptyRoster('2014'), 'Zoe', 'zoe@example.org'),
  ];
  expect(await store.commitRoster(amara)).toBe('committed');
  expect(await store.commitRoster(zoe)).toBe('conflict');
  expect(await store.roster('2014')).toEqual({ ...amara, version: 1 });
  const record = await table.get(keyOf.roster('2014'));
  expect(parseStreamImage(marshall(record))).toEqual({ type: 'roster', aggregate: { ...amara, version: 1 } });
});

test('an older roster keeps its reviewers’ conflicts, and the previous release finds the current ones', async () => {
  const amara = { email: 'amara@example.org', name: 'Amara' };
  const before = { cycleId: 'Before', reviewers: [{ ...amara, conflicts: ['13K113'] }], facilitators: [] };
  await table.put({ ...keyOf.roster('Before'), type: 'roster', version: 1, body: before });
  const read = await store.roster('Before');
  expect(read).toEqual({
    ...emptyRoster('Before'),
    version: 1,
    reviewers: [amara],
    conflicts: [{ email: amara.email, schoolId: '13K113', by: amara.email }],
  });
  await store.commitRoster(recuseFrom(read, amara.email, '01M015'));
  expect(await table.get(keyOf.roster('Before'))).toMatchObject({ body: before });
  const declared = { email: 'zoe@example.org', schoolId: '01M015', by: 'ruth@example.org' };
  const now = await store.roster('Before');
  await store.commitRoster(declareConflict(now, declared));
  expect(await store.roster('Before')).toEqual({
    ...now,
    version: 3,
    conflicts: [...read.conflicts, declared],
    recusals: [{ email: amara.email, schoolId: '01M015' }],
  });
});

test('schools apply to the last cycle by ID, and earlier ones can still be read', async () => {
  expect(await store.currentCycle()).toBeUndefined();
  for (const id of ['2014', '2016', '2015']) await store.putCycle(aCycle({ id }));
  expect(await store.currentCycle()).toEqual(aCycle({ id: '2016' }));
  expect(await store.lastTwoCycles()).toEqual([aCycle({ id: '2016' }), aCycle({ id: '2015' })]);
  expect(await store.cycle('2014')).toEqual(aCycle());
  expect(await store.cycle('1999')).toBeUndefined();
});

test('a calendar comes back as stored, also from a cycle of an earlier version', async () => {
  const from = '2014-11-27';
  const entry = {
    from,
    to: '2014-11-28',
    appliesTo: ['all'],
    event: 'Recess',
    studentsPresent: 'no',
  } as const;
  const cycle = aCycle({ id: '0001', calendar: [entry] });
  await store.putCycle(cycle);
  expect(await store.cycle('0001')).toEqual(cycle);

  await table.put({ ...keyOf.cycle('0000'), type: 'cycle', body: { ...cycle, id: '0000' } });
  expect(await store.cycle('0000')).toEqual({ ...cycle, id: '0000' });
});

test('a cycle’s times are stored in the one form that sorts as text', async () => {
  await store.putCycle(aCycle({ id: 'Zoned', closesAt: '2014-05-02T17:00:00-04:00' }));
  expect((await store.cycle('Zoned'))?.closesAt).toBe('2014-05-02T21:00:00.000Z');
});

test('attempts under one key are counted, even many at once, until the first window ends', async () => {
  const counts = await Promise.all(Array.from({ length: 10 }, () => store.countAttempt('someone', 1000)));
  expect(counts.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(await store.countAttempt('someone', 2000)).toBe(11);
  expect(await store.countAttempt('somebody else', 2000)).toBe(1);
  expect(await table.get(keyOf.limit('someone'))).toMatchObject({ expiresAt: 1000 });
});

describe('the table', () => {
  test('returns all records of a query, even across pages', async () => {
    const filling = 'x'.repeat(300_000);
    for (let sk = 0; sk < 5; sk++) await table.put({ pk: 'PAGED', sk: String(sk), filling });
    const found = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'PAGED' } },
    });
    expect(found.map(({ sk }) => sk)).toEqual(['0', '1', '2', '3', '4']);
  });

  test('returns the record that blocked a condition, and throws for anything else', async () => {
    await table.put({ pk: 'P', sk: 'S', word: 'first' });
    const condition = { expression: 'attribute_not_exists(pk)' };
    expect(await table.put({ pk: 'P', sk: 'S', word: 'second' }, condition)).toEqual({
      written: false,
      found: { pk: 'P', sk: 'S', word: 'first' },
    });
    expect(await table.put({ pk: 'P', sk: 'S', word: 'third' })).toEqual({
      written: true,
      replaced: { pk: 'P', sk: 'S', word: 'first' },
    });
    await expect(table.put({ pk: 'P', sk: 'S' }, { expression: 'no condition at all' })).rejects.toThrow();
  });
});
