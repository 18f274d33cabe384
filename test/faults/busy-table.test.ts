import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginApplication, type Stage, startStage, type Visitor } from '../applications/stage.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';
import { tableConflicts, tableFails, tableThrottled } from './replies.ts';

let stage: Stage;
let proxy: FaultProxy;
let visitor: Visitor;
let reference = '';
let question = '';
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(undefined, through)));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  ({ visitor, reference } = await beginApplication(stage));
  question = `/applications/${reference}/questions/leadership`;
});
beforeEach(() => proxy.heal());
afterAll(() => stage.stop());

const isWrite = ({ name }: { readonly name: string }) => name === 'PutItem';
const isCall = () => true;
const typed = (yearsHere: string) => ({ yearsHere, yearsElsewhere: '2' });
const kept = () => stage.store.application(reference);

describe('a school that saves while the table', () => {
  test.each([
    ['throttles every write', tableThrottled['by the rate of its keys'], isWrite],
    ['throttles every call', tableThrottled['while it grows'], isCall],
  ])('%s is asked to try again in 5 seconds, and can', async (_, throttled, on) => {
    const before = await kept();
    proxy.inject(throttled, { on });
    const page = await visitor.send(question, typed('7'));
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5']);
    expect(page.text).toContain('Try again in a few seconds. Anything you already saved is safe.');
    proxy.heal();
    expect(await kept()).toEqual(before);
    expect((await visitor.send(question, typed('7'))).status).toBe(303);
  });

  test.each([
    ['throttles one write', tableThrottled['while it grows']],
    ['fails once', tableFails],
    ['hangs once', 'hang' as const],
    ['receives one write twice', 'repeat' as const],
  ])('%s notices nothing, and the answer is stored once', async (_, fault) => {
    const before = await kept();
    proxy.inject(fault, { on: isWrite, times: 1 });
    expect((await visitor.send(question, typed('8'))).status).toBe(303);
    expect(proxy.injected()).toBe(1);
    expect((await kept())?.version).toBe((before?.version ?? 0) + 1);
  });

  test('fails every write sees the outage page, and nothing is stored', async () => {
    const before = await kept();
    proxy.inject(tableFails, { on: isWrite });
    const page = await visitor.send(question, typed('9'));
    expect(page.status).toBe(500);
    expect(page.text).toContain('Sorry, something went wrong');
    expect(await kept()).toEqual(before);
  });

  test('gives every write to someone else is asked to try again in 5 seconds', async () => {
    const before = await kept();
    proxy.inject(tableConflicts, { on: isWrite });
    const page = await visitor.send(question, typed('10'));
    expect([page.status, page.headers['retry-after']]).toEqual([503, '5']);
    // Ten attempts, and perhaps a call that the client repeats because its connection broke.
    expect([10, 11]).toContain(proxy.injected());
    expect(await kept()).toEqual(before);
  });
});

test('twelve different answers at the same moment: each is confirmed or refused, none fails, and one is stored whole', async () => {
  const years = Array.from({ length: 12 }, (_, n) => String(n + 11));
  const answers = await Promise.all(years.map((year) => visitor.send(question, typed(year))));
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  const answer = (await kept())?.answers.leadership;
  expect(answer).toMatchObject({ yearsElsewhere: 2 });
  expect(years.map(Number)).toContain(answer && 'yearsHere' in answer ? answer.yearsHere : 0);
});

test('writes that arrive in another order than they were sent leave one of them whole', async () => {
  proxy.inject('reorder', { on: isWrite, times: 1 });
  const answers = await Promise.all(['30', '31'].map((year) => visitor.send(question, typed(year))));
  expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  expect(proxy.injected()).toBe(1);
  expect((await kept())?.answers.leadership).toMatchObject({ yearsElsewhere: 2 });
});
