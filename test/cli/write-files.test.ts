import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAll } from '../../infra/cli/write-files.ts';

let folder: string;
const at = (name: string) => path.join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'writing-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a link stays a link, and the file behind it is written', async () => {
  await mkdir(at('shared'));
  await writeFile(at('shared/pairs.csv'), 'before');
  await symlink('shared/pairs.csv', at('old.csv'));
  await symlink(at('shared/new.csv'), at('new.csv'));
  const outputs = ['old.csv', 'new.csv'].map((name) => ({ file: at(name), pieces: [name] }));
  expect(await writeAll(outputs)).toBeUndefined();
  expect(await readFile(at('shared/pairs.csv'), 'utf8')).toBe('old.csv');
  expect(await readFile(at('shared/new.csv'), 'utf8')).toBe('new.csv');
  expect((await readdir(folder, { withFileTypes: true })).filter((one) => one.isSymbolicLink())).toHaveLength(
    2,
  );
  expect(await readdir(at('shared'))).toEqual(['new.csv', 'pairs.csv']);
});

test('a device and a folder are never replaced', async () => {
  await symlink('/dev/null', at('device'));
  await mkdir(at('taken'));
  expect(await writeAll([{ file: at('device'), pieces: ['x'] }])).toBe(
    `${at('device')}: can’t be written, because it isn’t a regular file`,
  );
  expect(await writeAll([{ file: at('taken'), pieces: ['x'] }])).toBe(
    `${at('taken')}: can’t be written, because it’s a folder`,
  );
  expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  expect(await readdir(folder)).toEqual(['device', 'taken']);
});

test('what keeps a file from being written is said in words', async () => {
  await symlink('loop.csv', at('loop.csv'));
  await writeFile(at('notes'), 'before');
  const reasons = [
    ['loop.csv', 'its link leads back to itself'],
    ['notes/pairs.csv', 'a part of its path isn’t a folder'],
    [`${'x'.repeat(300)}.csv`, 'its name is too long'],
  ] as const;
  for (const [name, because] of reasons)
    expect(await writeAll([{ file: at(name), pieces: ['x'] }])).toBe(
      `${at(name)}: can’t be written, because ${because}`,
    );
  expect(await readFile(at('notes'), 'utf8')).toBe('before');
});

test('if the last file can’t be put in its place, the earlier ones come back', async () => {
  await writeFile(at('first.csv'), 'before');
  const last = {
    file: at('last.csv'),
    // Someone creates a folder of this name at the same time.
    get pieces() {
      mkdirSync(at('last.csv'), { recursive: true });
      return ['after'];
    },
  };
  const outputs = [
    { file: at('first.csv'), pieces: ['after'] },
    { file: at('new.csv'), pieces: ['after'] },
    last,
  ];
  const fault = await writeAll(outputs);
  expect(fault).toMatch(/last\.csv: can’t be written \(E[A-Z]+\)$/);
  expect(await readFile(at('first.csv'), 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['first.csv', 'last.csv']);
});

test('folders that were created for files that can’t be written are removed again', async () => {
  const outputs = [{ file: at('none/pairs.csv'), pieces: ['x'] }];
  expect(await writeAll(outputs, [at('made/visits')])).toBe(
    `${at('none/pairs.csv')}: can’t be written, because its folder doesn’t exist`,
  );
  expect(await readdir(folder)).toEqual([]);
  expect(
    await writeAll([{ file: at('made/visits/a.ics'), pieces: ['x'] }], [at('made/visits')]),
  ).toBeUndefined();
  expect(await readdir(at('made/visits'))).toEqual(['a.ics']);
});

test('a file keeps who may read it', async () => {
  await writeFile(at('private.csv'), 'before');
  await chmod(at('private.csv'), 0o600);
  await writeAll([{ file: at('private.csv'), pieces: [Buffer.from('after')] }]);
  expect((await stat(at('private.csv'))).mode & 0o777).toBe(0o600);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while writing leaves the old file and nothing else',
  async (signal) => {
    await writeFile(at('pairs.csv'), 'before');
    const script = `
    import { writeAll } from ${JSON.stringify(path.resolve('infra/cli/write-files.ts'))};
    function* pieces() { for (;;) yield 'x'.repeat(70000); }
    await writeAll([{ file: ${JSON.stringify(at('pairs.csv'))}, pieces: pieces() }], [${JSON.stringify(at('made'))}]);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    const ended = once(child, 'exit');
    await expect.poll(async () => (await readdir(folder)).length, { timeout: 10_000 }).toBe(3);
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    expect(await readdir(folder)).toEqual(['pairs.csv']);
    expect(await readFile(at('pairs.csv'), 'utf8')).toBe('before');
  },
);

test('Ctrl-C in a command leaves no file', async () => {
  const columns = 'id,name,level,region,focusAreas';
  const rows = (letter: string) =>
    Array.from({ length: 600 }, (_, index) => `${letter}${index},School,middle,North,math`).join('\n');
  await writeFile(at('hosts.csv'), `${columns}\n${rows('H')}\n`);
  await writeFile(at('partners.csv'), `${columns}\n${rows('P')}\n`);
  const before = await readdir(folder);
  const files = ['--hosts', 'hosts.csv', '--partners', 'partners.csv', '--scores', 'scores.csv', '--json'];
  const child = spawn(process.execPath, [path.resolve('infra/cli/pair.ts'), ...files], { cwd: folder });
  const ended = once(child, 'exit');
  const isWriting = async () => (await readdir(folder)).some((name) => name.endsWith('.part'));
  await expect.poll(isWriting, { timeout: 60_000, interval: 5 }).toBe(true);
  child.kill('SIGINT');
  expect(await ended).toEqual([null, 'SIGINT']);
  expect(await readdir(folder)).toEqual(before);
}, 90_000);

test('npm runs a command on the files in the folder of the operator', async () => {
  const columns = 'id,name,level,region,focusAreas';
  await writeFile(at('hosts.csv'), `${columns}\nH1,Alder,middle,North,math\n`);
  await writeFile(at('partners.csv'), `${columns}\nP1,Birch,middle,North,math\n`);
  const { INIT_CWD: _, ...env } = process.env;
  const args = ['--hosts', 'hosts.csv', '--partners', 'partners.csv', '--out', 'pairs.csv'];
  const child = spawn('npm', ['--prefix', process.cwd(), 'run', '-s', 'pair', '--', ...args], {
    cwd: folder,
    env,
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(await readFile(at('pairs.csv'), 'utf8')).toContain('"H1","P1"');
}, 30_000);
