import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './small-app.ts';

const start = join(import.meta.dirname, '../../../infra/cli/start.ts');

/** A command's output until it ends. `react` sees each addition. */
async function run(args: readonly string[], react: (said: string, pid: number) => void, env: object = {}) {
  const command = spawn(process.execPath, [start, ...args], {
    // Its own group, so that a signal reaches all of it, like Ctrl+C.
    detached: true,
    env: { ...process.env, PORT: '0', LOCAL_DATA: temporaryFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += String(chunk);
    react(said, command.pid ?? 0);
  };
  command.stdout.on('data', hear);
  command.stderr.on('data', hear);
  const code = await new Promise((done) => command.once('exit', done));
  return { code, said };
}

test('the whole service starts, prints its addresses, and ends cleanly when interrupted', async () => {
  let stopped = false;
  const { code, said } = await run(['--empty'], (text, pid) => {
    if (stopped || !text.includes('Stop with Ctrl+C.')) return;
    stopped = true;
    process.kill(-pid, 'SIGINT');
  });
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringMatching(/Ready after[\s\S]*\/local\/inbox/),
  });
});

test('a command that makes no sense is refused in one sentence', async () => {
  const { code, said } = await run(['--columns', 'x.json'], () => {});
  expect({ code, said }).toEqual({
    code: 2,
    said: expect.stringMatching(/^--columns requires --schools.*\n$/),
  });
});
