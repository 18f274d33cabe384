import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Thread } from '#domain/threads/thread.ts';
import { openReceivingStore, receiveEmail } from '../../functions/notifications/receive-email.ts';
import { aCycle, anApplication, aThread } from '../builders.ts';
import { openStore, type Store } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';

let table: TestTable;
let store: Store;
const logged: unknown[] = [];
beforeAll(async () => {
  table = await startTable();
  store = openStore(table.tableName, table);
  await store.putCycle(aCycle());
  await store.commitApplication({ after: anApplication(), events: [] }, aCycle().program);
});
afterAll(() => table.stop());

const now = '2014-04-24T14:00:00.000Z';
const dana = 'dana.principal@example.org';

type Sent = {
  readonly id: string;
  readonly headers?: readonly string[];
  readonly body?: string;
  readonly bytes?: number;
  readonly verdicts?: object;
};

async function receive({ id, headers = [], body = 'Hello', bytes, verdicts = {} }: Sent): Promise<void> {
  const raw = Buffer.from([...headers, '', body].join('\r\n'));
  const note = (entry: unknown) => void logged.push(entry);
  await receiveEmail(
    {
      store: openReceivingStore(table),
      log: { info: note, error: note },
      now: () => now,
      read: async (_, most) => ({ raw: raw.subarray(0, most), bytes: bytes ?? raw.length }),
      ours: ['learning-partners@example.org', 'questions@mail.example.org'],
    },
    { id, isSpam: false, hasVirus: false, isVouchedFor: true, ...verdicts },
  );
}
const from = (email: string, subject: string) => [`From: ${email}`, `Subject: ${subject}`];
const titled = async (title: string) =>
  (await store.threadSummaries()).filter((thread) => thread.title === title);
const stored = async (id: string): Promise<Thread> => {
  const thread = await store.thread(id);
  if (!thread) throw new Error('The thread is gone');
  return thread;
};

describe('an email from someone new', () => {
  test('begins a question, once, however often it is delivered', async () => {
    const sent = { id: 'new1', headers: from('Rosa <rosa@example.org>', 'Substitutes'), body: 'Who pays?' };
    await receive(sent);
    await receive(sent);
    const found = await titled('Substitutes');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ state: 'open', asker: { name: 'Rosa', email: 'rosa@example.org' } });
    expect(found[0]).not.toHaveProperty('about');
  });

  test('with a forged application number is only a claim', async () => {
    await receive({ id: 'forged1', headers: from('stranger@example.com', 'Accept 2014-13K113 now') });
    const [thread] = await titled('Accept 2014-13K113 now');
    expect(thread?.about).toMatchObject({ reference: '2014-13K113', isProven: false });
    expect(await store.application('2014-13K113')).toEqual({ ...anApplication(), version: 1 });
  });

  test('with the number of no application belongs to none, and opens none', async () => {
    await receive({ id: 'forged2', headers: from('stranger@example.com', 'About 2014-99Z999') });
    expect((await titled('About 2014-99Z999'))[0]).not.toHaveProperty('about');
    expect(await store.application('2014-99Z999')).toBeUndefined();
  });
});

describe('an email from the contact of an application', () => {
  test('is about that application, proven if the sender’s domain vouches for it', async () => {
    await receive({ id: 'own1', headers: from(dana, 'Vouched for') });
    await receive({ id: 'own2', headers: from(dana, 'Not vouched for'), verdicts: { isVouchedFor: false } });
    expect((await titled('Vouched for'))[0]?.about).toMatchObject({
      reference: '2014-13K113',
      isProven: true,
    });
    expect((await titled('Not vouched for'))[0]?.about).toMatchObject({ isProven: false });
  });
});

describe('a reply', () => {
  const id = 'aa11bb22cc33dd44ee55';
  const answer = [`References: <question.${id}.0@example.org> <question.${id}.1@example.org>`];

  test('from the asker joins its question and opens it again, once', async () => {
    await store.commitThread({ after: aThread({ id, state: 'closed' }), events: [] });
    const sent = {
      id: 'reply1',
      headers: [...from('rosa.delgado@example.org', 'Re: Hi'), ...answer],
      body: 'Thanks!',
    };
    await receive(sent);
    await receive(sent);
    const thread = await stored(id);
    expect(thread.state).toBe('open');
    expect(thread.messages.map(({ text }) => text)).toEqual(['Who pays for substitutes?', 'Thanks!']);
  });

  test('with a forged reference from someone else begins a question of its own', async () => {
    const before = await stored(id);
    await receive({ id: 'reply2', headers: [...from('stranger@example.com', 'Re: forged'), ...answer] });
    expect(await stored(id)).toEqual(before);
    expect(await titled('Re: forged')).toHaveLength(1);
  });

  test('to a question without room begins another', async () => {
    const full = 'ff11bb22cc33dd44ee55';
    const messages = Array.from({ length: 40 }, (_, place) => ({
      ...{ id: `m${place}`, at: now, from: 'asker' as const, by: 'Rosa' },
      text: 'é'.repeat(4000),
    }));
    await store.commitThread({ after: aThread({ id: full, messages }), events: [] });
    await receive({
      id: 'reply3',
      headers: [
        ...from('rosa.delgado@example.org', 'Re: one more'),
        `In-Reply-To: <question.${full}.1@x.org>`,
      ],
    });
    expect((await stored(full)).messages).toHaveLength(40);
    expect(await titled('Re: one more')).toHaveLength(1);
  });
});

describe('what is refused leaves nothing behind:', () => {
  test.each([
    ['spam', from('spam@example.com', 'Buy now'), { isSpam: true }],
    ['a virus', from('virus@example.com', 'Buy now'), { hasVirus: true }],
    ['an auto-reply', [...from('away@example.com', 'Buy now'), 'Auto-Submitted: auto-replied'], {}],
    ['a bounce', ['Return-Path: <>', ...from('mailer@example.com', 'Buy now')], {}],
    ['our own email', from('learning-partners@example.org', 'Buy now'), {}],
    ['an email without a sender', ['Subject: Buy now'], {}],
  ])('%s', async (_, headers, verdicts) => {
    const before = await store.threadSummaries();
    await receive({ id: 'refused', headers, verdicts });
    expect(await store.threadSummaries()).toEqual(before);
    expect(logged.at(-1)).toMatchObject({ what: 'email ignored', email: 'refused' });
  });

  test('more than twenty from one sender within an hour', async () => {
    for (let count = 1; count <= 25; count += 1)
      await receive({ id: `many${count}`, headers: from('flood@example.com', `Flood ${count}`) });
    const all = (await store.threadSummaries()).filter(({ asker }) => asker.email === 'flood@example.com');
    expect(all).toHaveLength(20);
  });
});

test('of an email of 30 MB, only the start is read, and staff see that', async () => {
  await receive({
    id: 'large',
    headers: from('rosa@example.org', 'Our building plan'),
    body: `See the plan.\r\n${'x'.repeat(400_000)}`,
    bytes: 30_000_000,
  });
  const [found] = await titled('Our building plan');
  const thread = await stored(found?.id ?? '');
  expect(thread.messages[0]?.mail?.tooLargeBytes).toBe(30_000_000);
  expect(thread.messages[0]?.text).toMatch(/^See the plan\./);
});

test('no log line has an address, a name, or a word of an email in it', () => {
  expect(JSON.stringify(logged)).not.toMatch(/@|rosa|Substitutes|Flood/i);
});
