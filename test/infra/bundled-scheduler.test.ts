import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openScheduleClient, openSchedules } from '#schedules/schedules.ts';
import { coldStartPlugins } from '../../infra/bundle/plugins.ts';
import { startScheduler, type TestScheduler } from '../schedules/scheduler.ts';

/** The scheduler's client as deployed, with smaller replacements for parts of the SDK. */
const folder = mkdtempSync(join(tmpdir(), 'scheduler-'));
const bundled = v.object({
  openSchedules: v.custom<typeof openSchedules>((value) => typeof value === 'function'),
  openScheduleClient: v.custom<typeof openScheduleClient>((value) => typeof value === 'function'),
});
let deployed: v.InferOutput<typeof bundled>;
let scheduler: TestScheduler;
beforeAll(async () => {
  const outfile = join(folder, 'schedules.mjs');
  await build({
    entryPoints: ['shared/schedules/schedules.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    external: ['@smithy/core/event-streams'],
    plugins: [...coldStartPlugins],
  });
  deployed = v.parse(bundled, await import(pathToFileURL(outfile).href));
  scheduler = await startScheduler(() => Date.parse('2014-09-01T12:00:00.000Z'));
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});
afterAll(async () => {
  await scheduler.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the bundled scheduler client creates, replaces, deletes, and is refused like the SDK', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_SCHEDULER', scheduler.endpoint);
  const call = { due: '2014-10-01T08:00', timeZone: 'America/New_York', input: { kind: 'visit-reminder' } };
  const walk = async ({ openSchedules: open }: Pick<typeof deployed, 'openSchedules'>, name: string) => {
    const schedules = open(scheduler.settings);
    await schedules.set({ ...call, name });
    await schedules.set({ ...call, name, due: '2014-10-02T08:00' });
    const set = scheduler.schedules().map(({ definition }) => definition);
    await schedules.remove(name);
    await schedules.remove(name);
    const refused = await open({ ...scheduler.settings, group: 'none' })
      .set({ ...call, name })
      .catch((error: unknown) => (error instanceof Error ? error.name : 'nothing'));
    return { set, refused, left: scheduler.schedules().length };
  };
  const said = await walk(deployed, 'bundled');
  expect(said).toEqual(await walk({ openSchedules }, 'whole'));
  expect(said).toMatchObject({
    set: [{ ScheduleExpression: 'at(2014-10-02T08:00:00)' }],
    refused: 'ResourceNotFoundException',
    left: 0,
  });
});

test.each(['us-east-1', 'eu-central-1', 'us-gov-west-1', 'cn-north-1'])(
  'without another endpoint it finds the same one for %s as the SDK',
  (Region) => {
    const addressBy = (open: typeof openScheduleClient) =>
      open().config.endpointProvider({ Region, UseFIPS: false, UseDualStack: false }).url.href;
    expect(addressBy(deployed.openScheduleClient)).toBe(addressBy(openScheduleClient));
  },
);
