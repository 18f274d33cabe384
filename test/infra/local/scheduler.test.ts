import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type LocalService, startLocal } from '../../../infra/local/service.ts';
import { smallApp, temporaryFolder } from './small-app.ts';

const running: LocalService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

const hourMs = 3_600_000;
const tellsItsEnvironment =
  'export const handler = async () => ({ ...process.env, now: new Date().toISOString() });';
/** Records its calls and their times. Fails as long as it is told to. */
const morning = (folder: string) => `
import { appendFileSync } from 'node:fs';
export const handler = async (event) => {
  const line = { ...event, now: new Date().toISOString().slice(0, 16), ms: Date.now() };
  appendFileSync(${JSON.stringify(join(folder, 'fired'))}, JSON.stringify(line) + '\\n');
  if (event.fails) throw new Error('planned');
};`;

async function start(folder: string): Promise<LocalService> {
  const sources = { web: tellsItsEnvironment, morning: morning(folder) };
  const service = await startLocal({ data: folder, port: 0, synthesize: smallApp(sources) });
  running.push(service);
  return service;
}

const firedIn = (folder: string): Record<string, unknown>[] =>
  existsSync(join(folder, 'fired'))
    ? readFileSync(join(folder, 'fired'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
const environmentOf = async ({ origin }: LocalService) => (await fetch(`${origin}/things/a`)).json();
const minute = (instant: number) => new Date(instant).toISOString().slice(0, 16);

/** The SDK's REST call to EventBridge Scheduler. */
async function call(service: LocalService, method: string, path: string, body?: object) {
  const { AWS_ENDPOINT_URL_SCHEDULER: endpoint } = await environmentOf(service);
  const response = await fetch(endpoint + path, { method, ...(body && { body: JSON.stringify(body) }) });
  return {
    status: response.status,
    error: response.headers.get('x-amzn-errortype'),
    body: await response.json(),
  };
}

async function scheduleAt(service: LocalService, instant: number, input: object, more: object = {}) {
  const [daily] = service.schedules.list();
  return {
    ScheduleExpression: `at(${new Date(instant).toISOString().slice(0, 19)})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: daily?.definition.Target.Arn, RoleArn: 'role', Input: JSON.stringify(input) },
    ClientToken: 'token',
    ...more,
  };
}

test('a service that is stopped while its clock moves ends, however far the clock had to go', async () => {
  const folder = temporaryFolder();
  const service = await start(folder);
  const moved = service.clock.advance(365 * 24 * hourMs);
  await expect.poll(() => firedIn(folder).length).toBeGreaterThan(0);
  await service.stop();
  running.length = 0;
  await moved;
  expect(firedIn(folder).length).toBeLessThan(365);
});

test('functions see the moved clock, and everything due fires once, in order, at its own time', async () => {
  const folder = temporaryFolder();
  const service = await start(folder);
  await service.clock.toNextMorning();
  const eight = service.clock.now();
  expect(minute(eight)).toMatch(/T08:00$/);
  for (const [name, hours] of [
    ['later', 5],
    ['sooner', 2],
  ] as const) {
    const body = await scheduleAt(service, eight + hours * hourMs, { kind: name });
    expect((await call(service, 'POST', `/schedules/${name}`, body)).status).toBe(200);
  }
  await service.clock.advance(24 * hourMs);
  expect(firedIn(folder).map(({ kind, now }) => ({ kind, now }))).toEqual([
    { kind: 'morning', now: minute(eight) },
    { kind: 'sooner', now: minute(eight + 2 * hourMs) },
    { kind: 'later', now: minute(eight + 5 * hourMs) },
    { kind: 'morning', now: minute(eight + 24 * hourMs) },
  ]);
  expect((await environmentOf(service)).now.slice(0, 16)).toBe(minute(service.clock.now()));
});

test('two people who move the clock at once move it twice', async () => {
  const service = await start(temporaryFolder());
  const before = service.clock.now();
  await Promise.all([service.clock.advance(hourMs), service.clock.advance(hourMs)]);
  expect(Math.round((service.clock.now() - before) / hourMs)).toBe(2);
});

test('the clock and the schedules survive a restart, and overdue schedules fire then', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  await first.clock.advance(48 * hourMs);
  const moved = first.clock.now();
  const soon = await scheduleAt(first, moved + 100, { kind: 'missed' });
  await call(first, 'PUT', '/schedules/soon', soon);
  await call(first, 'POST', '/schedules/soon', soon);
  await first.stop();
  const second = await start(folder);
  expect(second.clock.now()).toBeGreaterThanOrEqual(moved);
  await second.clock.advance(1000);
  expect(firedIn(folder).filter(({ kind }) => kind === 'missed')).toHaveLength(1);
});

test('a schedule can be read, changed, listed, and deleted, and a completed one can delete itself', async () => {
  const folder = temporaryFolder();
  const service = await start(folder);
  const instant = service.clock.now() + hourMs;
  const body = await scheduleAt(service, instant, { kind: 'one' });
  expect((await call(service, 'POST', '/schedules/one', body)).body.ScheduleArn).toMatch(
    /schedule\/default\/one$/,
  );
  expect(await call(service, 'POST', '/schedules/one', body)).toMatchObject({
    status: 409,
    error: 'ConflictException',
  });
  const once = await scheduleAt(service, instant, { kind: 'two' }, { ActionAfterCompletion: 'DELETE' });
  expect((await call(service, 'PUT', '/schedules/one', once)).status).toBe(200);
  expect((await call(service, 'GET', '/schedules/one')).body).toMatchObject({
    Name: 'one',
    GroupName: 'default',
    ScheduleExpression: once.ScheduleExpression,
    ActionAfterCompletion: 'DELETE',
  });
  expect((await call(service, 'GET', '/schedules?NamePrefix=on')).body.Schedules).toMatchObject([
    { Name: 'one' },
  ]);
  await service.clock.advance(2 * hourMs);
  expect(
    firedIn(folder)
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'morning'),
  ).toEqual(['two']);
  const gone = { status: 404, error: 'ResourceNotFoundException' };
  expect(await call(service, 'GET', '/schedules/one')).toMatchObject(gone);
  expect(await call(service, 'DELETE', '/schedules/one')).toMatchObject(gone);
  expect(await call(service, 'PUT', '/schedules/one', once)).toMatchObject(gone);
});

test('a schedule that makes no sense, has an unknown group, or has no target is refused', async () => {
  const service = await start(temporaryFolder());
  const body = await scheduleAt(service, service.clock.now(), {});
  const refused = { status: 400, error: 'ValidationException' };
  expect(await call(service, 'POST', '/schedules/a', { ...body, ScheduleExpression: 'soon' })).toMatchObject(
    refused,
  );
  expect(
    await call(service, 'POST', '/schedules/a', { ...body, Target: { ...body.Target, Arn: 'x' } }),
  ).toMatchObject(refused);
  expect(await call(service, 'POST', '/schedules/a', { ...body, Odd: 1 })).toMatchObject(refused);
  expect((await call(service, 'POST', '/schedules/a', { ...body, GroupName: 'none' })).status).toBe(404);
});

test('a failed scheduled call is tried three times, then written to the dead letters', async () => {
  const folder = temporaryFolder();
  const service = await start(folder);
  const body = await scheduleAt(service, service.clock.now() + 60_000, { kind: 'bad', fails: true });
  await call(service, 'POST', '/schedules/bad', body);
  await service.clock.advance(120_000);
  expect(firedIn(folder).filter(({ kind }) => kind === 'bad')).toHaveLength(3);
  const letters = readFileSync(join(folder, 'dead-letters.jsonl'), 'utf8').trim().split('\n');
  expect(letters.map((line) => JSON.parse(line))).toMatchObject([
    { cause: 'planned', content: { input: { kind: 'bad' } } },
  ]);
});
