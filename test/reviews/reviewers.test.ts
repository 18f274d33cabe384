import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApplication, aReview, aSchool, aStaffMember } from '../builders.ts';
import { amara, type Console, daniel, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  const schools = [
    aSchool({ id: '14K050', name: 'J.H.S. 050 John D. Wells' }),
    aSchool({ id: '15K429', name: 'Brooklyn School for Global Studies' }),
  ];
  for (const school of schools) await staffed.putSchool(school);
  await staffed.table.put({
    pk: 'DIRECTORY',
    sk: 'PAGE#0000',
    type: 'directory',
    body: { schools: schools.map(({ id, name, region, levels }) => ({ id, name, region, levels })) },
  });
  await staffed.putRoster([{ email: amara.email, name: amara.name }]);
});
afterAll(() => staffed.stop());

const rosterOf = async () => (await staffed.store.roster('2014')).reviewers;

test('a director adds a reviewer, whose address is kept in lower case', async () => {
  const answer = await staffed.send(
    ruth,
    'addReviewer',
    {},
    { name: ' Daniel  Reyes ', email: 'Daniel.Reyes@Example.org' },
  );
  expect(answer.headers.location).toBe('/console/reviewers?done=added');
  expect(await rosterOf()).toContainEqual({ email: daniel.email, name: 'Daniel Reyes' });
});

test('a reviewer without a name or with a broken address is not added, and nothing typed is lost', async () => {
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

test('a director sees how much is on each desk', async () => {
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

test('what a removed reviewer had not read goes to others, and their reviews stay', async () => {
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
  expect(preview.text).toContain('Remove <span dir="auto">Lena</span> from the reviewers?');
  expect(preview.text).toContain('1 application that they have not read yet goes to other readers.');
  expect(await rosterOf()).toContainEqual(expect.objectContaining({ email: reader.email }));

  const answer = await staffed.send(ruth, 'removeReviewer', {}, { email: reader.email, step: 'send' });
  expect(answer.headers.location).toBe('/console/reviewers?done=removed');
  expect(await rosterOf()).not.toContainEqual(expect.objectContaining({ email: reader.email }));
  expect(await staffed.store.application(unread)).toMatchObject({
    reviewers: [],
    recused: [],
    history: [{ by: ruth.name, what: 'reviewers-assigned', note: 'No longer a reviewer', whom: 'Lena' }],
  });
  expect(await staffed.store.application(read)).toMatchObject({ reviewers: [reader.email] });
  const shown = await staffed.open(ruth, 'staffApplication', { reference: unread });
  expect(shown.text).toContain('No longer reads it: Lena');

  await staffed.send(ruth, 'addReviewer', {}, reader);
  expect((await staffed.open(lena, 'staffApplication', { reference: unread })).status).toBe(200);
});

test('a reviewer finds a school as people write it, and declares a conflict with it', async () => {
  const found = await staffed.open(amara, 'reviewers', {}, '?school=JHS+50');
  expect(found.text).toContain('J.H.S. 050 John D. Wells');
  expect(found.text).not.toContain('Brooklyn School for Global Studies');

  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '14K050' }), reviewers: [amara.email] }),
  );
  const answer = await staffed.send(amara, 'declareConflict', {}, { school: '14K050' });
  expect(answer.headers.location).toBe('/console/reviewers?done=declared');
  expect(await staffed.store.application(reference)).toMatchObject({ reviewers: [], recused: [] });
  expect((await staffed.open(amara, 'staffApplication', { reference })).status).toBe(403);
  const { data } = await staffed.read(amara, 'reviewers');
  expect(data.conflicts).toEqual([{ id: '14K050', name: 'J.H.S. 050 John D. Wells' }]);
  expect(data).not.toHaveProperty('reviewers');

  await staffed.send(amara, 'withdrawConflict', {}, { school: '14K050' });
  expect((await staffed.read(amara, 'reviewers')).data.conflicts).toEqual([]);
  expect((await staffed.open(amara, 'staffApplication', { reference })).status).toBe(200);
});

test('a declared conflict outlives the roster entry of who declared it', async () => {
  const reader = { email: 'nora@example.org', name: 'Nora' };
  const nora = aStaffMember(reader);
  const reference = await staffed.put(anApplication({ school: aSchool({ id: '15K429' }) }));
  const opened = async () => (await staffed.open(nora, 'staffApplication', { reference })).status;
  await staffed.send(ruth, 'addReviewer', {}, reader);
  await staffed.send(nora, 'declareConflict', {}, { school: '15K429', step: 'send' });
  expect(await opened()).toBe(403);
  await staffed.send(ruth, 'removeReviewer', {}, { email: reader.email, step: 'send' });
  expect(await opened()).toBe(403);
  await staffed.send(ruth, 'addReviewer', {}, reader);
  expect(await opened()).toBe(403);
  expect((await staffed.read(nora, 'reviewers')).data.conflicts).toMatchObject([{ id: '15K429' }]);
});

test.each([{}, { school: '' }, { school: '99X999' }, { school: 'x'.repeat(10_000) }])(
  'a school that the directory does not know is no conflict: %#',
  async (fields) => {
    const before = await rosterOf();
    const answer = await staffed.send(amara, 'declareConflict', {}, fields);
    expect(answer.status).toBe(422);
    expect(await rosterOf()).toEqual(before);
  },
);

test('whoever is not on the roster declares nothing', async () => {
  const answer = await staffed.send(ruth, 'declareConflict', {}, { school: '14K050' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('A director can add you.');
});

test('a name that is too long for a reviewer is shown whole again, with the limit that was said before', async () => {
  const name = 'N'.repeat(10_000);
  const first = await staffed.open(ruth, 'reviewers');
  expect(first.text).toContain('Up to 100 characters.');
  const answer = await staffed.send(ruth, 'addReviewer', {}, { name, email: 'n@example.org' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`value="${name}"`);
});
