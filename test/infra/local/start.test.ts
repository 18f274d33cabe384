import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './small-app.ts';

const start = join(import.meta.dirname, '../../../infra/cli/start.ts');

const here = [process.execPath, start] as const;

/** A command's output until it ends. `react` sees each addition. */
async function run(
  args: readonly string[],
  react: (said: string, pid: number, data: string) => void,
  [program, ...before]: readonly [string, ...string[]] = here,
  folder = process.cwd(),
) {
  const data = temporaryFolder();
  const { INIT_CWD: _, ...environment } = process.env;
  const command = spawn(program, [...before, ...args], {
    cwd: folder,
    // Its own group, so that a signal reaches all of it, like Ctrl+C.
    detached: true,
    env: { ...environment, PORT: '0', LOCAL_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said += String(chunk);
    react(said, command.pid ?? 0, data);
  };
  command.stdout.on('data', hear);
  command.stderr.on('data', hear);
  const code = await new Promise((done) => command.once('exit', done));
  return { code, said };
}

/** Interrupts the service once it runs. */
function interrupting() {
  let stopped = false;
  return (said: string, pid: number) => {
    if (stopped || !said.includes('Stop with Ctrl+C.')) return;
    stopped = true;
    process.kill(-pid, 'SIGINT');
  };
}

test('the whole service starts, prints its addresses, and ends cleanly when interrupted', async () => {
  const { code, said } = await run(['--empty'], interrupting());
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringMatching(/Ready after[\s\S]*\/local\/inbox/),
  });
});

/** The process of the embedded database that stores its tables in `data`. */
function databaseOf(data: string): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,comm=,args=']).toString().split('\n');
  const [pid] = processes.flatMap((line) => {
    const [, id, args = ''] = /^ *(\d+) dynoxide +(.*)$/.exec(line) ?? [];
    return args.includes(data) ? [Number(id)] : [];
  });
  if (pid === undefined) throw new Error(`No database stores its tables in ${data}`);
  return pid;
}

test('a service whose database is killed says so once, and ends with exit code 1', async () => {
  let isKilled = false;
  const { code, said } = await run(['--empty'], (heard, _, data) => {
    if (isKilled || !heard.includes('Stop with Ctrl+C.')) return;
    isKilled = true;
    process.kill(databaseOf(data), 'SIGKILL');
  });
  expect(code).toBe(1);
  expect(said.match(/The embedded database ended unexpectedly/g)).toHaveLength(1);
  expect(said.match(/Can’t read the table stream/g)?.length ?? 0).toBeLessThan(6);
});

test('SIGTERM ends a service whose database hangs', async () => {
  let database: number | undefined;
  const { code, said } = await run(['--empty'], (heard, pid, data) => {
    if (database !== undefined || !heard.includes('Stop with Ctrl+C.')) return;
    database = databaseOf(data);
    process.kill(database, 'SIGSTOP');
    process.kill(-pid, 'SIGTERM');
  });
  // A stopped process ends only once it continues.
  if (database !== undefined) process.kill(database, 'SIGCONT');
  expect(code).toBe(1);
  expect(said).toContain('The service didn’t end in time, so it was stopped.');
});

test('a command that makes no sense is refused in one sentence', async () => {
  const { code, said } = await run(['--columns', 'x.json'], () => {});
  expect({ code, said }).toEqual({
    code: 2,
    said: expect.stringMatching(/^--columns requires --schools.*\n$/),
  });
});

test('npm start finds the files of the folder where it is typed, and reports what is wrong in them', async () => {
  const folder = temporaryFolder();
  const rows = ['id,name,region,levels,latitude,longitude', 'S1,Ash,N,high,0,0', 'S2,Elm,N,hihg,,', ''];
  writeFileSync(join(folder, 'own.csv'), rows.join('\n'));
  const npm = ['npm', '--prefix', process.cwd(), 'start', '--silent', '--'] as const;
  const { said } = await run(['--schools', 'own.csv'], interrupting(), npm, folder);
  expect(said).toContain('with 1 school and 0 applications');
  expect(said).toContain('skipped: own.csv:3: levels: “hihg”');
  expect(said).toContain('own.csv:2: 0, 0 is in the Atlantic.');
  expect(said).toContain('Ready after');
});
