import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aDecidedApplication, anApplication, aReview, aSchool, aStaffMember } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { amara, aSecondLater, type Console, daniel, mei, ruth, startConsole } from './console.ts';

const school = aSchool({ id: '14K050', name: 'J.H.S. 050 John D. Wells' });
const other = aSchool({ id: '15K429', name: 'Brooklyn School for Global Studies' });
const nora = aStaffMember({ name: 'Nora', email: 'nora@example.org' });

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  for (const one of [school, other]) await staffed.putSchool(one);
  await staffed.table.put({
    pk: 'DIRECTORY',
    sk: 'PAGE#0000',
    type: 'directory',
    body: { schools: [school, other].map(({ id, name, region, levels }) => ({ id, name, region, levels })) },
  });
});
beforeEach(async () => {
  const { version, cycleId } = await staffed.store.roster('2014');
  const reviewers = [amara, daniel].map(({ email, name }) => ({ email, name }));
  await staffed.store.commitRoster({
    version,
    cycleId,
    reviewers,
    facilitators: [],
    conflicts: [],
    recusals: [],
  });
});
afterAll(() => staffed.stop());

const conflictsOf = async () => (await staffed.store.roster('2014')).conflicts;
const send = { school: school.id, step: 'send' };

/** Replaces the school's application. */
async function put(over: Parameters<typeof anApplication>[0]) {
  const version = (await staffed.store.application(`2014-${school.id}`))?.version ?? 0;
  return staffed.put(anApplication({ school, version, ...over }));
}

const statusFor = async (staff: typeof amara, reference = `2014-${school.id}`) =>
  (await staffed.open(staff, 'staffApplication', { reference })).status;

test('a search finds a school by the name people use', async () => {
  const found = await staffed.open(amara, 'conflicts', {}, '?school=JHS+50');
  expect(found.text).toContain('J.H.S. 050 John D. Wells');
  expect(found.text).not.toContain('Brooklyn School for Global Studies');
});

describe('declaring a conflict', () => {
  test.each([
    [{ reviews: [aReview()] }, 'You’ve reviewed its application. Your review will be deleted'],
    [{}, 'You’re assigned to its application.'],
    [{ reviewers: [daniel.email] }, 'no review will be deleted'],
  ])('previews the cost and changes nothing: %#', async (over, words) => {
    const reference = await put({ reviewers: [amara.email], ...over });
    const before = await staffed.store.application(reference);
    const page = await staffed.send(amara, 'declareConflict', {}, { school: school.id });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Declare a conflict of interest with');
    expect(page.text).toContain(words);
    expect(await conflictsOf()).toEqual([]);
    expect(await staffed.store.application(reference)).toEqual(before);
  });

  test('removes the reviewer and the review, hides the application, and lists the conflict', async () => {
    const reference = await put({ reviewers: [amara.email, daniel.email], reviews: [aReview()] });
    const answer = await staffed.send(amara, 'declareConflict', {}, send);
    expect(answer.headers.location).toBe('/console/reviewers/conflicts?done=declared');
    expect(await staffed.store.application(reference)).toMatchObject({
      reviewers: [daniel.email],
      reviews: [],
      recused: [],
      history: [{ by: amara.name, because: 'conflict', whom: amara.name }],
    });
    expect(await statusFor(amara)).toBe(403);
    const own = { id: school.id, school: school.name, email: amara.email, name: amara.name };
    const { data } = await staffed.read(amara, 'conflicts');
    expect(data).toEqual({ conflicts: [{ ...own, declaredBy: 'self' }] });
  });

  test('leaves a decided application as it is', async () => {
    const version = (await staffed.store.application(`2014-${school.id}`))?.version ?? 0;
    const decided = aDecidedApplication({ school, version, reviewers: [amara.email], reviews: [aReview()] });
    await staffed.put(decided);
    await staffed.send(amara, 'declareConflict', {}, send);
    expect(await staffed.store.application(decided.reference)).toMatchObject({ reviews: [aReview()] });
    expect(await statusFor(amara)).toBe(403);
  });

  test('is open to all staff, on the roster or not, and stops a director from deciding', async () => {
    const reference = await put({});
    const { host, ...sample } = aPartnership();
    await staffed.store.commitPartnership({
      after: {
        ...{ ...sample, version: 0, facilitator: { name: mei.name, email: mei.email } },
        host: { ...host, id: school.id, reference },
      },
      events: [],
    });
    for (const staff of [ruth, mei]) {
      expect(await statusFor(staff)).toBe(200);
      await staffed.send(staff, 'declareConflict', {}, send);
      expect(await statusFor(staff)).toBe(403);
    }
    const wanted = { outcome: 'accepted', reason: 'Mine', step: 'send' };
    expect((await staffed.send(ruth, 'decide', { reference }, wanted)).status).toBe(403);
  });

  test('lasts when the person leaves the roster', async () => {
    await put({});
    await staffed.send(ruth, 'addReviewer', {}, { name: nora.name, email: nora.email });
    await staffed.send(nora, 'declareConflict', {}, send);
    await staffed.send(ruth, 'removeReviewer', {}, { email: nora.email, step: 'send' });
    aSecondLater();
    expect(await statusFor(nora)).toBe(403);
    await staffed.send(ruth, 'addReviewer', {}, { name: nora.name, email: nora.email });
    expect(await statusFor(nora)).toBe(403);
    expect((await staffed.read(nora, 'conflicts')).data.conflicts).toMatchObject([{ id: school.id }]);
  });

  test.each([{}, { school: '' }, { school: '99X999' }, { school: 'x'.repeat(10_000) }])(
    'needs a school in the directory: %#',
    async (fields) => {
      const answer = await staffed.send(amara, 'declareConflict', {}, { ...fields, step: 'send' });
      expect(answer.status).toBe(422);
      expect(await conflictsOf()).toEqual([]);
    },
  );
});

describe('withdrawing a conflict', () => {
  test('shows the application again if there was no recusal', async () => {
    await put({ reviewers: [amara.email] });
    await staffed.send(amara, 'declareConflict', {}, send);
    const answer = await staffed.send(amara, 'withdrawConflict', {}, { school: school.id });
    expect(answer.headers.location).toBe('/console/reviewers/conflicts?done=withdrawn');
    expect(await statusFor(amara)).toBe(200);
    expect(await conflictsOf()).toEqual([]);
  });

  test('says if the application stays hidden', async () => {
    const reference = await put({ reviewers: [amara.email] });
    await staffed.send(amara, 'recuse', { reference }, { reason: 'I taught there.' });
    await staffed.send(amara, 'declareConflict', {}, send);
    const answer = await staffed.send(amara, 'withdrawConflict', {}, { school: school.id });
    expect(answer.headers.location).toBe('/console/reviewers/conflicts?done=withdrawn-kept');
    expect((await staffed.open(amara, 'conflicts', {}, '?done=withdrawn-kept')).text).toContain(
      'The application stays hidden',
    );
    expect(await statusFor(amara)).toBe(403);
  });
});

describe('a director', () => {
  const forDaniel = { ...send, email: daniel.email };

  test('sees the cost of each colleague’s conflict, and declares one for a colleague', async () => {
    const reference = await put({
      reviewers: [daniel.email],
      reviews: [aReview({ reviewer: daniel.email, reviewerName: daniel.name })],
    });
    const page = await staffed.send(ruth, 'declareConflict', {}, { school: school.id });
    expect(page.text).toContain('Daniel Reyes</span>: the submitted review will be deleted');
    await staffed.send(ruth, 'declareConflict', {}, forDaniel);
    expect(await statusFor(daniel)).toBe(403);
    expect(await staffed.store.application(reference)).toMatchObject({
      reviews: [],
      history: [{ by: ruth.name, whom: daniel.name }],
    });
    expect((await staffed.read(ruth, 'conflicts')).data).toMatchObject({
      conflicts: [],
      others: [{ name: daniel.name, declaredBy: 'director' }],
    });
  });

  test('is the only one who can withdraw a conflict that a director declared', async () => {
    await staffed.send(ruth, 'declareConflict', {}, forDaniel);
    expect((await staffed.open(daniel, 'conflicts')).text).not.toContain('>Withdraw<span');
    expect((await staffed.send(daniel, 'withdrawConflict', {}, { school: school.id })).status).toBe(403);
    expect(await conflictsOf()).toHaveLength(1);
    await staffed.send(ruth, 'withdrawConflict', {}, { school: school.id, email: daniel.email });
    expect(await conflictsOf()).toEqual([]);
  });

  test('can withdraw the conflict of a person who left the roster', async () => {
    await staffed.declare(nora, school.id);
    await staffed.send(ruth, 'withdrawConflict', {}, { school: school.id, email: nora.email });
    expect(await conflictsOf()).toEqual([]);
  });

  test.each([
    [amara, { ...send, email: daniel.email }],
    [mei, { ...send, email: daniel.email }],
    [ruth, { ...send, email: 'nobody@example.org' }],
  ])(
    'can declare a conflict for others, but not for unknown people; no one else can: %#',
    async (staff, fields) => {
      const answer = await staffed.send(staff, 'declareConflict', {}, fields);
      expect(answer.status).toBe(422);
      expect(await conflictsOf()).toEqual([]);
    },
  );
});
