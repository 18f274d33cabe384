import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { applicant, asking, type Stage, startStage, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

const ask = (caller: string, email: string, more = {}) =>
  stage.visitor(caller).post('/applications', { ...asking, email, role: 'host', school: '99Q01', ...more });

const statuses = async (count: number, once: (index: number) => Promise<{ readonly status: number }>) => {
  const found: number[] = [];
  for (let index = 0; index < count; index++) found.push((await once(index)).status);
  return found;
};

test('one email address gets at most six emails an hour, whoever requests them', async () => {
  const asked = await statuses(7, (index) => ask(`203.0.113.${index}`, 'flooded@example.org'));
  expect(asked).toEqual([202, 202, 202, 202, 202, 202, 429]);
  const back = await stage
    .visitor('203.0.113.50')
    .send('/apply/return', { school: '99Q01', email: 'flooded@example.org' });
  expect(back.status).toBe(429);
  expect(back.text).toContain('Please wait before you try again');
  expect(await stage.lettersTo('flooded@example.org')).toHaveLength(6);
  stage.moveTo('2014-04-14T15:00:00.000Z');
  expect((await ask('203.0.113.8', 'flooded@example.org')).status).toBe(202);
});

test('one caller can request sixty emails an hour, and others are not affected', async () => {
  const asked = await statuses(61, (index) => ask('198.51.100.1', `p${index}@example.org`));
  expect(asked).toEqual([...Array(60).fill(202), 429]);
  expect((await ask('198.51.100.2', 'else@example.org')).status).toBe(202);
});

test('counters don’t identify anyone and are deleted', async () => {
  await ask('198.51.100.200', 'private@example.org');
  const counted = (await stage.contents()).filter(({ pk }) => String(pk).startsWith('LIMIT#'));
  expect(counted.length).toBeGreaterThan(0);
  expect(JSON.stringify(counted)).not.toMatch(/198\.51|private@/);
  const inTwoHours = Date.parse(today) / 1000 + 2 * 60 * 60;
  for (const { expiresAt } of counted) expect(Number(expiresAt)).toBeGreaterThanOrEqual(inTwoHours);
});

test('a form with a filled trap looks successful and stores nothing', async () => {
  const before = await stage.contents();
  const visitor = stage.visitor();
  const page = await visitor.open('/apply/contact?role=host&school=99Q02');
  const [trap = ''] = /(?<=class="lp-trap".*name=")[^"]+/s.exec(page.text) ?? [];
  const fields = { ...asking, role: 'host', school: '99Q02', [trap]: 'Buy now' };
  const [trapped, genuine] = [
    await visitor.send('/applications', fields),
    await stage.visitor('203.0.113.77').send('/applications', { ...fields, [trap]: '' }),
  ];
  expect(trapped).toEqual(genuine);
  const back = await visitor.send('/apply/return', {
    school: '99Q02',
    email: applicant.email,
    [trap]: 'Buy now',
  });
  expect(back.headers.location).toBe('/apply/link-sent');
  const requests = (await stage.contents()).length - before.length;
  expect(requests).toBe(3);
});

test.each([
  // The front door appends the true address to the visitor’s X-Forwarded-For.
  ['a false header', (index: number) => `203.0.113.${index}, 198.51.100.9`],
  ['another address of the same household', (index: number) => `2001:db8:7:8::${(index + 1).toString(16)}`],
])('%s about their address doesn’t get them more emails', async (_, callerOf) => {
  const asked = await statuses(61, (index) =>
    ask(callerOf(index), `${index}@${callerOf(0).replaceAll(/\W/g, '')}.example.org`),
  );
  expect(asked).toEqual([...Array(60).fill(202), 429]);
});

test('all spellings of a network address count together, and its neighbor counts separately', async () => {
  await statuses(60, (index) => ask('2001:0DB8:0:1:ffff::1', `n${index}@example.org`));
  expect((await ask('2001:db8::1:0:0:0:2', 'same@example.org')).status).toBe(429);
  expect((await ask('2001:db8:0:2::1', 'neighbor@example.org')).status).toBe(202);
});
