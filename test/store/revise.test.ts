import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawApplication } from '#domain/admission/apply.ts';
import { reviseApplication } from '#store/revise.ts';
import { anApplication, aProgram, aSchool } from '../builders.ts';
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
const now = '2014-04-20T10:00:00.000Z';

async function stored(id: string) {
  const application = anApplication({ school: aSchool({ id }) });
  await store.commitApplication({ after: application, events: [] }, program);
  return application.reference;
}

const addReader = (reader: string) => (application: ReturnType<typeof anApplication>) => ({
  after: { ...application, reviewers: [...application.reviewers, reader] },
  events: [],
});

const readersOf = async (reference: string, reader: string) =>
  reviseApplication(store, program, reference, (application) =>
    application.state === 'submitted' ? addReader(reader)(application) : { refused: 'not-submitted' },
  );

test('returns the current state with its version', async () => {
  const reference = await stored('A');
  expect(await readersOf(reference, 'a')).toMatchObject({ version: 2, reviewers: ['a'] });
  expect(await store.application(reference)).toMatchObject({ version: 2, reviewers: ['a'] });
});

test('if someone else was first, it decides again, so that neither change is lost', async () => {
  const reference = await stored('B');
  await Promise.all(['a', 'b', 'c'].map((reader) => readersOf(reference, reader)));
  const after = await store.application(reference);
  expect(after && 'reviewers' in after && after.reviewers.toSorted()).toEqual(['a', 'b', 'c']);
});

test('a refusal writes nothing, even on the second attempt', async () => {
  const reference = await stored('C');
  let looks = 0;
  const outcome = await reviseApplication(store, program, reference, (application) => {
    looks += 1;
    return withdrawApplication(application, now);
  });
  expect(outcome).toMatchObject({ state: 'withdrawn' });
  expect(looks).toBe(1);
  expect(await readersOf(reference, 'late')).toEqual({ refused: 'not-submitted' });
  expect(await store.application(reference)).toMatchObject({ version: 2, state: 'withdrawn' });
});

test('an unknown application is undefined', async () => {
  expect(await readersOf('2014-NONE', 'a')).toBeUndefined();
});

test('gives up with an error if someone else is always first', async () => {
  const reference = await stored('D');
  const beaten = { ...store, commitApplication: async () => 'conflict' as const };
  const outcome = reviseApplication(beaten, program, reference, (application) =>
    withdrawApplication(application, now),
  );
  await expect(outcome).rejects.toThrow('2014-D was changed by others 10 times in a row');
});

test('does not read again what was just read, unless someone else was first', async () => {
  const reference = await stored('READ');
  const read = await store.application(reference);
  if (read?.state !== 'submitted') throw new Error('It was stored as submitted.');
  let reads = 0;
  const counting = {
    commitApplication: store.commitApplication,
    application: (asked: string) => {
      reads += 1;
      return store.application(asked);
    },
  };
  const addTo = (reader: string) =>
    reviseApplication(counting, program, read, (application) =>
      application.state === 'submitted' ? addReader(reader)(application) : { refused: 'not-submitted' },
    );
  expect(await addTo('a')).toMatchObject({ reviewers: ['a'] });
  expect(reads).toBe(0);
  expect(await addTo('b')).toMatchObject({ reviewers: ['a', 'b'] });
  expect(reads).toBe(1);
});
