import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyRoster } from '#domain/admission/roster.ts';
import { addressesIn } from '#domain/records/erasure.ts';
import { broughtBack } from '#store/erasure.ts';
import { deleteRecords, everyPage } from '#store/raw-records.ts';
import { claimLetter, recordLetter } from '#store/sent-letters.ts';
import { openSessions } from '#store/sessions.ts';
import { applyRetentionCommand } from '../../infra/cli/apply-retention.ts';
import type { Terminal } from '../../infra/cli/command.ts';
import { erasePersonCommand } from '../../infra/cli/erase-person.ts';
import { fingerprintOf } from '../../infra/cli/restore/records.ts';
import { seedDistrict } from '../../infra/cli/seed.ts';
import { aCycle, aDecidedApplication, aReview, aSchool, aStaffMember } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

const now = '2014-06-01T14:00:00.000Z';
let table: TestTable;
beforeAll(async () => {
  table = await startTable();
});
afterAll(() => table.stop());

type Command = (args: readonly string[], terminal: Terminal, now: string) => Promise<number>;
async function run(command: Command, at: string, ...args: readonly string[]) {
  const said: string[] = [];
  const warned: string[] = [];
  const environment = { TABLE_NAME: table.tableName, AWS_ENDPOINT_URL_DYNAMODB: table.endpoint };
  const exit = await command(
    args,
    { say: (line) => said.push(line), warn: (line) => warned.push(line), environment },
    at,
  );
  return { exit, said, warned };
}

/** A digest of each record, so that two readings can be compared whatever the order of attributes. */
async function digests(): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of everyPage(table)) found.push(...page.map((raw) => fingerprintOf(raw).digest));
  return found.sort();
}

/** Everything in the table, as one text. */
async function everything(): Promise<string> {
  let text = '';
  for await (const page of everyPage(table)) text += JSON.stringify(page);
  return text;
}

const amara = { email: 'amara.okafor@example.org', name: 'Amara Okafor' };
const marks = {
  conflicts: [{ email: amara.email, schoolId: '13K113', by: 'ruth.lindqvist@example.org' }],
  recusals: [{ email: amara.email, schoolId: '14K050' }],
};
const letter = '2014-13K113#3#decision#dana.principal@example.org';

beforeEach(async () => {
  for await (const page of everyPage(table))
    await deleteRecords(
      table,
      page.map(({ pk, sk }) => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' })),
    );
  const store = openStore(table.tableName, table);
  await store.putCycle(aCycle());
  const decided = aDecidedApplication({
    reviewers: [amara.email],
    reviews: [aReview()],
    history: [{ at: now, by: 'Dana Principal', what: 'application-submitted' }],
  });
  const others = aDecidedApplication({
    school: aSchool({ id: '07X223' }),
    applicant: { name: 'Other Principal', position: 'Principal', email: 'other@example.org' },
  });
  for (const after of [decided, others])
    await store.commitApplication({ after, events: [{ type: 'application-decided' }] }, aCycle().program);
  await store.commitPartnership({ after: { ...aPartnership(), version: 0 }, events: [] });
  await store.commitRoster({ ...(await store.roster('2014')), reviewers: [amara], ...marks });
  await claimLetter(table, letter, now);
  await recordLetter(table, letter, 'message-1', now);
});

const erase = (...args: readonly string[]) => run(erasePersonCommand, now, ...args);

test('a dry run lists what would be erased, by field and ID, and writes nothing', async () => {
  const before = await digests();
  const { exit, said } = await erase('--email', 'Dana.Principal@example.org', '--dry-run');
  expect(exit).toBe(0);
  expect(said).toHaveLength(4);
  expect(said).toEqual(
    expect.arrayContaining([
      'letter  2014-13K113 decision  whole record',
      'application  APPLICATION#13K113  applicant.email, applicant.name, applicant.position, history.0.by',
      '2 records',
      'Dry run: nothing was changed.',
    ]),
  );
  expect(await digests()).toEqual(before);
});

test('an applicant is erased everywhere, and the decision stays', async () => {
  expect((await erase('--email', 'dana.principal@example.org')).exit).toBe(0);
  expect(await everything()).not.toMatch(/dana/i);
  const store = openStore(table.tableName, table);
  expect(await store.application('2014-13K113')).toMatchObject({
    version: 2,
    applicant: { name: '[name removed]', position: '', email: aCycle().program.contactEmail },
    decision: { outcome: 'accepted', by: 'Ruth Lindqvist' },
  });
  expect((await erase('--email', 'dana.principal@example.org')).said).toEqual([
    'No stored data contains this address.',
  ]);
});

test('no one gets a letter about it, and no one else loses anything', async () => {
  await erase('--email', 'dana.principal@example.org');
  const store = openStore(table.tableName, table);
  expect((await store.application('2014-07X223'))?.version).toBe(1);
  expect((await table.get({ pk: 'CYCLE#2014', sk: 'APPLICATION#13K113' }))?.events).toEqual([]);
});

test('a reviewer is erased from roster, lists, reviews, and overview', async () => {
  await erase('--email', amara.email);
  expect(await everything()).not.toMatch(/amara|okafor/i);
  const store = openStore(table.tableName, table);
  expect(await store.roster('2014')).toEqual({ ...emptyRoster('2014'), version: 2 });
  expect(await store.application('2014-13K113')).toMatchObject({ reviews: [{ scores: aReview().scores }] });
});

test('the sessions of an erased person end', async () => {
  const staff = aStaffMember(amara);
  const { isStaffSessionOver } = openSessions(table);
  const isOver = (startedAt: string) => isStaffSessionOver({ staff, startedAt });
  expect(await isOver('2014-06-01T13:00:00.000Z')).toBe(false);
  await erase('--email', amara.email);
  expect(await isOver('2014-06-01T13:00:00.000Z')).toBe(true);
});

test('an erased person is remembered by a digest, so that a restored table doesn’t bring them back', async () => {
  await erase('--email', 'dana.principal@example.org');
  expect(await broughtBack(table)).toEqual([]);
  const after = aDecidedApplication({ school: aSchool({ id: '99Z999' }) });
  await openStore(table.tableName, table).commitApplication({ after, events: [] }, aCycle().program);
  expect(await broughtBack(table)).toEqual(['dana.principal@example.org']);
});

test.each([
  [[], '--email ADDRESS is required. See --help.'],
  [['--email', 'dana'], '--email ADDRESS is required. See --help.'],
  [['--email', ''], 'Give a value after --email. See --help.'],
])('without a whole address nothing happens: %j', async (args, sentence) => {
  expect(await erase(...args)).toEqual({ exit: 2, said: [], warned: [sentence] });
});

const retain = (at: string, ...args: readonly string[]) => run(applyRetentionCommand, at, ...args);

test('a cycle’s people stay until the environment’s months have passed', async () => {
  const before = await digests();
  const { exit, said } = await retain('2018-07-05T00:00:00.000Z', 'prod');
  expect({ exit, said }).toEqual({
    exit: 0,
    said: ['Cycle 2014 ended on 2015-07-06. Its people will be kept until 36 months after that.', 'Done.'],
  });
  expect(await digests()).toEqual(before);
});

test('then they are erased, and decisions stay', async () => {
  const { said } = await retain('2018-07-07T00:00:00.000Z', 'prod');
  expect(said[0]).toBe('Cycle 2014 ended on 2015-07-06. Its people are due to be erased.');
  const store = openStore(table.tableName, table);
  const [application, ...others] = await store.applications('2014');
  expect(others).toHaveLength(1);
  expect(application).toMatchObject({
    state: 'decided',
    history: [],
    decision: { outcome: 'accepted', reason: 'Your teams have much to share.', by: '[name removed]' },
  });
  expect(addressesIn([...(await store.applications('2014')), ...(await store.partnerships('2014'))])).toEqual(
    [],
  );
  expect(await everything()).not.toMatch(/principal@|amara|lindqvist|tanaka/i);
  expect((await retain('2018-07-07T00:00:00.000Z', 'prod')).said.at(-1)).toBe('Done.');
});

test('a dry run of the rule writes nothing', async () => {
  const before = await digests();
  const { said } = await retain('2018-07-07T00:00:00.000Z', 'prod', '--dry-run');
  expect(said).toContain('letter  2014-13K113 decision  whole record');
  expect(await digests()).toEqual(before);
});

test('everyone in the sample district can be erased, one by one', async () => {
  const seeded = await seedDistrict({ tableName: table.tableName, endpoint: table.endpoint, now });
  if ('problems' in seeded) throw new Error(seeded.problems.join());
  const people = seeded.parsed.applications.slice(0, 5).map(({ applicant }) => applicant.email);
  for (const email of people) expect((await erase('--email', email)).exit).toBe(0);
  const left = await everything();
  expect(people.filter((email) => left.includes(email))).toEqual([]);
});
