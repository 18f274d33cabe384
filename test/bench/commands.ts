/** Commands from files to files, as whole processes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { csvOf } from '#sheets/csv.ts';
import { median } from './pairing/peers.ts';

const root = path.resolve(import.meta.dirname, '../..');
const start = ['--import', path.join(root, 'infra/require-node-24.mjs')];

/** The median time of a script in ms, after one run that isn't counted. */
export function processTime(script: string, args: readonly string[], times: number): number {
  const runs = Array.from({ length: times + 1 }, () => {
    const started = performance.now();
    execFileSync(process.execPath, [...start, path.join(root, script), ...args]);
    return performance.now() - started;
  });
  return median(runs.slice(1));
}

/** Calls with a folder that is removed afterward. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes a spreadsheet. Returns its path. */
export function putSheet(folder: string, name: string, table: Parameters<typeof csvOf>[0]): string {
  const file = path.join(folder, name);
  writeFileSync(file, csvOf(table));
  return file;
}
