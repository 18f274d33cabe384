import { afterAll, beforeAll, expect, test } from 'vitest';
import { letterAddresses } from '../../functions/letter-links.ts';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import { deployed, keys, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const email = 'rosa@example.org';
const link = new URL(letterAddresses(deployed, keys).optOut(email)).pathname;
const isOut = async () => (await stage.store.optedOut([email])).has(email);

test('following the link changes nothing, and the button on its page opts out, however often', async () => {
  const visitor = stage.visitor();
  const page = await visitor.open(link);
  expect(page.text).toContain(email);
  expect(await isOut()).toBe(false);
  for (const _ of ['first', 'second'])
    expect((await visitor.send(link)).text).toContain('You’ll get no more invitations');
  expect(await isOut()).toBe(true);
  const kept = await stage.store.table.query({
    KeyConditionExpression: 'pk = :none',
    ExpressionAttributeValues: { ':none': { S: email } },
  });
  expect(kept).toEqual([]);
});

test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=X'])(
  'a mail program opts out with one %s',
  async (type) => {
    const one = `${type.slice(0, 4)}@example.org`;
    const path = new URL(letterAddresses(deployed, keys).optOut(one)).pathname;
    const body = type.startsWith('multipart')
      ? '--X\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--X--\r\n'
      : 'List-Unsubscribe=One-Click';
    const answer = await invoke(
      stage.handler,
      anEvent('POST /opt-out/{token}', path, {
        headers: { 'content-type': type },
        pathParameters: { token: path.split('/').at(-1) ?? '' },
        body,
      }),
    );
    expect(answer.status).toBe(200);
    expect((await stage.store.optedOut([one])).has(one)).toBe(true);
  },
);

test('a broken link says what to do', async () => {
  const broken = await stage.visitor().open(`${link}x`);
  expect(broken.status).toBe(404);
  expect(broken.text).toContain('Copy the whole link from the email');
});
