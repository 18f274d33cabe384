import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApplication, aReview, aSchool, aStaffMember } from '../builders.ts';
import {
  amara,
  aSecondLater,
  type Console,
  daniel,
  hiddenField,
  locationOf,
  ruth,
  sixTimes,
  startConsole,
} from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  await staffed.putRoster([{ email: amara.email, name: amara.name }]);
});
afterAll(() => staffed.stop());

const rosterOf = async () => (await staffed.store.roster('2014')).reviewers;

test('a director adds a reviewer, and the address is stored in lower case', async () => {
  const answer = await staffed.send(
    ruth,
    'addReviewer',
    {},
    { name: ' Daniel  Reyes ', email: 'Daniel.Reyes@Example.org' },
  );
  expect(answer.headers.location).toBe('/console/reviewers?done=added');
  expect(await rosterOf()).toContainEqual({ email: daniel.email, name: 'Daniel Reyes' });
});

test('a reviewer without a name or with an invalid address is not added, and the typed text is kept', async () => {
  const answer = await staffed.send(ruth, 'addReviewer', {}, { name: '', email: 'mei.tanaka@' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Enter the reviewer’s name');
  expect(answer.text).toContain('value="mei.tanaka@"');
  expect(await rosterOf()).toHaveLength(2);
});

test('two directors who add reviewers at once both succeed', async () => {
  const add = (name: string) =>
    staffed.send(ruth, 'addReviewer', {}, { name, email: `${name.toLowerCase()}@example.org` });
  const answers = await Promise.all([add('Ines'), add('Jonas')]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await rosterOf()).map(({ name }) => name)).toEqual(expect.arrayContaining(['Ines', 'Jonas']));
});

test('a form for a reviewer sent six times at once, or later, changes the list once', async () => {
  const idempotencyKey = hiddenField(await staffed.open(ruth, 'reviewers'), 'idempotencyKey');
  const send = (email: string) =>
    staffed.send(ruth, 'addReviewer', {}, { name: 'Ada Obi', email, idempotencyKey });
  const { version } = await staffed.store.roster('2014');
  const answers = await sixTimes(() => send('ada@example.org'));
  answers.push(await send('ada@example.org'));
  expect(answers.map(locationOf)).toEqual(Array(7).fill('/console/reviewers?done=added'));
  expect((await staffed.store.roster('2014')).version).toBe(version + 1);
  const other = await send('a.obi@example.org');
  expect(other.status).toBe(422);
  expect(other.text).toContain('value="a.obi@example.org"');
  expect((await rosterOf()).filter(({ name }) => name === 'Ada Obi')).toHaveLength(1);
});

test('a director sees each reviewer’s workload', async () => {
  await staffed.put(anApplication({ reviewers: [amara.email] }));
  await staffed.put(
    anApplication({ school: aSchool({ id: '10X001' }), reviewers: [amara.email], reviews: [aReview()] }),
  );
  const { data } = await staffed.read(ruth, 'reviewers');
  expect(data.reviewers).toContainEqual({
    name: amara.name,
    email: amara.email,
    assigned: 2,
    toRead: 1,
    conflicts: 0,
  });
});

test('the last reviewer’s applications wait, and the page says so', async () => {
  const before = await staffed.store.roster('2014');
  await staffed.store.commitRoster({ ...before, reviewers: [{ email: 'lena@example.org', name: 'Lena' }] });
  await staffed.put(anApplication({ school: aSchool({ id: '10X004' }), reviewers: ['lena@example.org'] }));
  const preview = await staffed.send(ruth, 'removeReviewer', {}, { email: 'lena@example.org' });
  expect(preview.text).toContain('1 application they haven’t reviewed will wait until you add a reviewer.');
  const removed = await staffed.send(ruth, 'removeReviewer', {}, { email: 'lena@example.org', step: 'send' });
  expect(removed.headers.location).toBe('/console/reviewers?done=removed-last');
  expect((await staffed.open(ruth, 'reviewers', {}, '?done=removed-last')).text).toContain(
    'Any unreviewed applications will wait until you add a reviewer.',
  );
  const { version } = await staffed.store.roster('2014');
  await staffed.store.commitRoster({ ...before, version });
});

test('a removed reviewer’s unreviewed applications go to others, and their reviews stay', async () => {
  const reader = { email: 'lena@example.org', name: 'Lena' };
  const lena = aStaffMember(reader);
  await staffed.send(ruth, 'addReviewer', {}, reader);
  const unread = await staffed.put(
    anApplication({ school: aSchool({ id: '10X002' }), reviewers: [reader.email] }),
  );
  const read = await staffed.put(
    anApplication({
      school: aSchool({ id: '10X003' }),
      reviewers: [reader.email],
      reviews: [aReview({ reviewer: reader.email, reviewerName: reader.name })],
    }),
  );
  const preview = await staffed.send(ruth, 'removeReviewer', {}, { email: reader.email });
  expect(preview.text).toContain('Remove <span dir="auto">Lena</span> as a reviewer?');
  expect(preview.text).toContain('1 application they haven’t reviewed will go to other reviewers.');
  expect(await rosterOf()).toContainEqual(expect.objectContaining({ email: reader.email }));

  const answer = await staffed.send(ruth, 'removeReviewer', {}, { email: reader.email, step: 'send' });
  expect(answer.headers.location).toBe('/console/reviewers?done=removed');
  expect(await rosterOf()).not.toContainEqual(expect.objectContaining({ email: reader.email }));
  expect(await staffed.store.application(unread)).toMatchObject({
    reviewers: [],
    recused: [],
    history: [{ by: ruth.name, what: 'reviewers-assigned', because: 'no-reviewer', whom: 'Lena' }],
  });
  expect(await staffed.store.application(read)).toMatchObject({ reviewers: [reader.email] });
  const shown = await staffed.open(ruth, 'staffApplication', { reference: unread });
  expect(shown.text).toContain('No longer reviewing: Lena');

  await staffed.send(ruth, 'addReviewer', {}, reader);
  aSecondLater();
  expect((await staffed.open(lena, 'staffApplication', { reference: unread })).status).toBe(200);
});

test.each(['N', '🎒'])(
  'a name of 10,000 %s is shown in full again, and the form states the limit',
  async (one) => {
    const name = one.repeat(10_000);
    const first = await staffed.open(ruth, 'reviewers');
    expect(first.text).toContain('Up to 100 characters.');
    const answer = await staffed.send(ruth, 'addReviewer', {}, { name, email: 'n@example.org' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`value="${name}"`);
  },
);

test('a director plans a leave, hands the open reviews on, and ends the leave', async () => {
  await staffed.putRoster([amara, daniel].map(({ email, name }) => ({ email, name })));
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '75Q100' }), reviewers: [amara.email, daniel.email] }),
  );
  const fields = { reviewer: amara.email, from: '2014-04-28', to: '2014-05-02', handsOn: 'yes' };
  const back = await staffed.send(ruth, 'planLeave', {}, { ...fields, to: '2014-04-01' });
  expect(back.text).toContain('Enter a last day that isn’t before the first');
  const half = await staffed.send(ruth, 'planLeave', {}, { ...fields, to: '' });
  expect(half.text).toContain('Enter the first and the last day');
  const saved = await staffed.send(ruth, 'planLeave', {}, fields);
  expect(locationOf(saved)).toBe('/console/reviewers?done=leave');
  expect(await staffed.store.application(reference)).toMatchObject({
    reviewers: [daniel.email],
    history: [{ because: 'on-leave', whom: amara.name }],
  });
  expect((await staffed.open(ruth, 'reviewers')).text).toContain('End leave');
  const ended = await staffed.send(ruth, 'planLeave', {}, { reviewer: amara.email });
  expect(locationOf(ended)).toBe('/console/reviewers?done=leave-ended');
  expect((await staffed.store.roster(staffed.cycle.id)).leaves).toEqual([]);
});
