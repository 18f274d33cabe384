import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenLetter } from '#domain/records/undelivered.ts';
import { aDecidedApplication, anApplication, anUndeliveredLetter, aSchool } from '../builders.ts';
import { amara, type Console, locationOf, mei, ruth, startConsole } from '../reviews/console.ts';

let desk: Console;
beforeAll(async () => {
  desk = await startConsole(() => import('../../functions/records/handler.ts'));
  await desk.put(anApplication());
});
afterAll(() => desk.stop());

const bounced = (id: string, over: Partial<OpenLetter> = {}) =>
  desk.store.commitUndelivered({ after: anUndeliveredLetter({ id, ...over }), events: [] });

const corrected = { name: 'Dana Principal', position: 'Principal', email: 'dana@example.org' };
const idsOf = async () => {
  const { data } = await desk.read(ruth, 'undelivered');
  return data.letters.map(({ id }: { id: string }) => id);
};

test('a director sees an undelivered letter with its school and reason', async () => {
  await bounced('first');
  const { text } = await desk.open(ruth, 'undelivered');
  for (const said of [
    'M.S. 113 Ronald Edmonds Learning Center',
    'Decision',
    'dana.principal@example.org',
    'The address doesn’t exist',
  ])
    expect(text).toContain(said);
  expect(text).toContain('href="/console/letters/first/contact"');
});

test.each([
  ['attachment', 'The mail server doesn’t accept the calendar file', 'accept calendar files (.ics)'],
  ['content', 'The mail server rejected the content', 'ask their IT team to accept emails from us'],
  ['size', 'The email is too large for the mail server', 'won’t help'],
] as const)('a letter with a rejected %s has its reason and a next step', async (rejected, ...words) => {
  await bounced(rejected, { reason: 'unclear', rejected, detail: '' });
  for (const { text } of [
    await desk.open(ruth, 'undelivered'),
    await desk.open(ruth, 'contactPage', { letter: rejected }),
  ]) {
    for (const said of words) expect(text).toContain(said);
    expect(text).not.toMatch(/mailbox was full|unknown reason/);
  }
  await desk.send(ruth, 'settleLetter', { letter: rejected }, {});
});

test('the JSON has the letter and the contact to update', async () => {
  const { status, data } = await desk.read(ruth, 'contactPage', { letter: 'first' });
  expect([status, data.letter.id, data.contact.email]).toEqual([200, 'first', 'dana.principal@example.org']);
});

test('a handled letter leaves the list, even if it is handled twice', async () => {
  await bounced('second', { kind: 'receipt' });
  for (const _ of ['once', 'twice'])
    expect(locationOf(await desk.send(ruth, 'settleLetter', { letter: 'second' }, {}))).toBe(
      '/console/letters?done=settled',
    );
  expect(await idsOf()).toEqual(['first']);
  expect(await desk.store.undeliveredLetter('second')).toMatchObject({
    state: 'settled',
    settledBy: ruth.name,
  });
});

test('the same address is refused', async () => {
  const same = { ...corrected, email: 'dana.principal@example.org' };
  const { status, text } = await desk.send(ruth, 'correctContact', { letter: 'first' }, same);
  expect(status).toBe(422);
  expect(text).toContain('Our email to this one didn’t arrive.');
});

test.each([
  [{ ...corrected, email: 'dana' }, 'Enter a valid email address, like name@example.org'],
  [{ ...corrected, name: '' }, 'Enter the contact’s name'],
])('an invalid contact comes back with the error: %j', async (fields, problem) => {
  const { status, text } = await desk.send(ruth, 'correctContact', { letter: 'first' }, fields);
  expect({ status, says: text.includes(problem) }).toEqual({ status: 422, says: true });
});

test('the new contact owns the application, and every letter to the old address is handled', async () => {
  await bounced('third', { kind: 'receipt' });
  await bounced('other', { to: 'somebody.else@example.org' });
  expect(locationOf(await desk.send(ruth, 'correctContact', { letter: 'first' }, corrected))).toBe(
    '/console/letters?done=corrected',
  );
  expect(await desk.store.application('2014-13K113')).toMatchObject({ applicant: corrected });
  expect((await desk.table.get({ pk: 'CYCLE#2014', sk: 'APPLICATION#13K113' }))?.events).toEqual([
    { type: 'contact-corrected', again: ['receipt', 'decision'] },
  ]);
  expect(await idsOf()).toEqual(['other']);
});

test('a director can read a held letter with its links', async () => {
  await desk.store.holdLetter({
    id: 'held1',
    at: '2014-04-22T14:00:00.000Z',
    kind: 'receipt',
    to: 'principal@school.example.net',
    subject: 'We have your application',
    text: 'Thank you.\nhttps://apply.example.org/links/abc\n<b>',
  });
  expect((await desk.open(ruth, 'undelivered')).text).toContain('See 1 held email');
  expect((await desk.read(ruth, 'heldLetters')).data.letters).toMatchObject([
    { id: 'held1', kind: 'receipt' },
  ]);
  const { text } = await desk.open(ruth, 'heldLetter', { letter: 'held1' });
  expect(text).toContain('href="https://apply.example.org/links/abc"');
  expect(text).toContain('&lt;b>');
});

test('a held letter that is gone leads to the others', async () => {
  const { text } = await desk.open(ruth, 'heldLetter', { letter: 'nope' });
  expect(text).toMatch(/Held emails are kept for 30 days\..*See held emails/);
});

test.each(['contactPage', 'heldLetter'] as const)('an unknown letter is not found by %s', async (route) => {
  expect((await desk.read(ruth, route, { letter: 'none' })).status).toBe(404);
});

test.each(['undelivered', 'contactPage', 'heldLetters', 'heldLetter'] as const)(
  '%s is for directors only',
  async (route) => {
    for (const staff of [amara, mei])
      expect((await desk.read(staff, route, { letter: 'other' })).status).toBe(403);
    expect((await desk.read(undefined, route, { letter: 'other' })).status).toBe(401);
  },
);

test.each(['settleLetter', 'correctContact'] as const)(
  'no one else changes anything by %s',
  async (route) => {
    for (const staff of [amara, mei])
      expect((await desk.send(staff, route, { letter: 'other' }, corrected)).status).toBe(403);
    expect(await idsOf()).toEqual(['other']);
  },
);

test('a director changes the contact from the application, and what bounced is sent to the new one', async () => {
  const reference = await desk.put(aDecidedApplication({ school: aSchool({ id: '10X500' }) }));
  const school = { name: 'School', reference };
  await bounced('of-the-app', { school });
  const page = await desk.open(ruth, 'applicationContact', { reference });
  expect(page.text).toContain('We’ll also send again what didn’t arrive: Decision.');
  const sent = await desk.send(ruth, 'changeContact', { reference }, corrected);
  expect(locationOf(sent)).toBe(`/console/applications/${reference}?done=contact`);
  expect(await desk.store.application(reference)).toMatchObject({ applicant: corrected });
  expect(await idsOf()).not.toContain('of-the-app');
  const again = await desk.send(ruth, 'changeContact', { reference }, corrected);
  expect(again.status).toBe(303);
});

test('only a director who may see an application can change its contact', async () => {
  const reference = await desk.put(anApplication({ school: aSchool({ id: '10X501' }) }));
  for (const staff of [amara, mei])
    expect((await desk.send(staff, 'changeContact', { reference }, corrected)).status).toBe(403);
  await desk.declare(ruth, '10X501');
  expect((await desk.send(ruth, 'changeContact', { reference }, corrected)).status).toBe(404);
  expect((await desk.open(ruth, 'applicationContact', { reference: 'nothing' })).status).toBe(404);
});
