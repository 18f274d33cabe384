import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listen } from '../http/listen.ts';
import { type FaultProxy, startFaultProxy } from './proxy.ts';

/** What reached the service, in order. */
const arrived: string[] = [];
const service = createServer(async (request, response) => {
  arrived.push(await text(request));
  response.end(`answer ${arrived.length}`);
});
let proxy: FaultProxy;
beforeAll(async () => {
  proxy = await startFaultProxy(await listen(service));
});
afterAll(async () => {
  await proxy.stop();
  service.close();
});
beforeEach(() => {
  proxy.heal();
  arrived.length = 0;
});

const all = () => true;
const say = async (body: string, timeoutMs = 2000) => {
  const answer = await fetch(proxy.endpoint, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(timeoutMs),
  });
  return `${answer.status} ${await answer.text()}`;
};

describe('the proxy', () => {
  test('passes calls through until a fault is injected, and after it healed', async () => {
    expect(await say('one')).toBe('200 answer 1');
    proxy.inject('drop-answer', { on: all });
    await expect(say('two')).rejects.toThrow('fetch failed');
    proxy.heal();
    expect(await say('three')).toBe('200 answer 3');
    expect(arrived).toEqual(['one', 'two', 'three']);
  });

  test('drops only the answer', async () => {
    proxy.inject('drop-answer', { on: all, times: 1 });
    await expect(say('lost')).rejects.toThrow('fetch failed');
    expect(arrived).toEqual(['lost']);
    expect(await say('next')).toBe('200 answer 2');
  });

  test('hangs without passing the call on', async () => {
    proxy.inject('hang', { on: all, times: 1 });
    await expect(say('hangs', 100)).rejects.toThrow(/timeout/);
    expect(arrived).toEqual([]);
  });

  test('answers in place of the service', async () => {
    proxy.inject({ status: 500, headers: {}, body: 'No' }, { on: ({ body }) => body === 'bad' });
    expect(await say('bad')).toBe('500 No');
    expect(await say('good')).toBe('200 answer 1');
    expect(proxy.injected()).toBe(1);
  });

  test('repeats a call, and returns the second answer', async () => {
    proxy.inject('repeat', { on: all, times: 1 });
    expect(await say('twice')).toBe('200 answer 2');
    expect(arrived).toEqual(['twice', 'twice']);
  });

  test('lets a later call pass an earlier one', async () => {
    proxy.inject('reorder', { on: ({ body }) => body === 'first' });
    expect(await Promise.all([say('first'), say('second')])).toEqual(['200 answer 2', '200 answer 1']);
    expect(arrived).toEqual(['second', 'first']);
  });

  test('names a call by its form if it has an action', async () => {
    await say('Action=SendRawEmail&Source=a');
    await say('plain');
    expect(proxy.calls.map(({ name }) => name)).toEqual(['SendRawEmail', 'POST /']);
  });
});
