import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type LocalOptions, type LocalService, startLocal } from '../../../infra/local/service.ts';
import { smallApp, temporaryFolder } from './small-app.ts';

const running: LocalService[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

async function start(options: Partial<LocalOptions> = {}): Promise<LocalService> {
  const service = await startLocal({
    data: temporaryFolder(),
    port: 0,
    synthesize: smallApp({}),
    ...options,
  });
  running.push(service);
  return service;
}

test('several services run side by side, each with its own data and time', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  await one.clock.advance(86_400_000);
  expect(one.clock.now() - other.clock.now()).toBeGreaterThan(80_000_000);
  expect(one.tables.endpoint).not.toBe(other.tables.endpoint);
});

test('a second service on the same folder is refused in one sentence', async () => {
  const data = temporaryFolder();
  await start({ data });
  await expect(start({ data })).rejects.toThrow(/^Another local service is using .*LOCAL_DATA/);
});

test('a port in use is refused in one sentence, and the folder stays free', async () => {
  const taken = createServer();
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const data = temporaryFolder();
  await expect(start({ data, port })).rejects.toThrow(new RegExp(`^Port ${port} is in use\\. .*PORT=`));
  taken.close();
  await start({ data });
});

test('empty tables are seeded once, but not after a restart', async () => {
  const data = temporaryFolder();
  let seeded = 0;
  const seed = async () => {
    seeded += 1;
    return undefined;
  };
  const first = await start({ data, seed });
  await first.stop();
  const second = await start({ data, seed });
  expect([first.seededBefore, second.seededBefore, seeded]).toEqual([false, true, 1]);
});

test('a seed that failed is tried again at the next start', async () => {
  const data = temporaryFolder();
  const seed = async () => {
    throw new Error('no such file');
  };
  await expect(start({ data, seed })).rejects.toThrow('no such file');
  expect((await start({ data })).seededBefore).toBe(false);
});

test('any DynamoDB can replace the embedded one', async () => {
  const one = await start();
  const other = await start({ databaseEndpoint: one.tables.endpoint });
  expect(other.tables).toEqual(one.tables);
});

test('an older Node prints the fix', () => {
  const check = join(import.meta.dirname, '../../../infra/require-node-24.mjs');
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.1.0' });";
  const old = spawnSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `${pretend} await import(${JSON.stringify(check)});`,
  ]);
  expect([old.status, String(old.stderr)]).toEqual([
    1,
    expect.stringMatching(/^This needs Node 24, .*npm ci.*\n$/),
  ]);
  expect(String(execFileSync(process.execPath, [check]))).toBe('');
});
