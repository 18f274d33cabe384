/**
 * `npm run bench:cold [-- SAMPLES]`: CPU time (user and system) from the start of a process to its first
 * response. It measures every bundled function with a light, common page, against an empty handler and
 * against an express peer of the program page. Then it measures the heaviest pages, whose work grows with the
 * applications. Each sample is a fresh process, and they take turns, so that a busy machine slows all of them
 * alike. The median counts.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Bundle, bundle } from '../../infra/bundle.ts';
import { type FunctionName, functionNames } from '../../infra/entries.ts';
import { firstEvents, getEvent, heavyEvents, type Invocation } from '../infra/fresh-process.ts';
import { openSurroundings } from '../infra/surroundings.ts';
import { startTable } from '../store/table.ts';
import { type Invoked, invokeInTurns, median } from './cold/in-turns.ts';

type Candidate = Invoked & {
  readonly name: string;
  /** Including what the first response loads. */
  readonly loaded: readonly string[];
};
type Measured = Candidate & { readonly cpuMs: number; readonly loadsUndici: boolean };

const samples = Number(process.argv[2] ?? 15);
const folder = await mkdtemp(path.join(tmpdir(), 'cold-'));
const surroundings = await openSurroundings(new Date().toISOString());
const newTable = await startTable();
try {
  const built = await bundle({ directory: folder });
  const events = firstEvents(surroundings);
  const alone = (name: string, file: string, event: object) => ({ name, file, loaded: [file], event });
  const bundled = (title: string, name: FunctionName, event: object) => {
    const { file, loadedFirst } = built.functions[name];
    return { name: title, file, loaded: loadedFirst, event };
  };
  // The night reads everything, so an empty table shows the cost of its start.
  const beforeAll = { TABLE_NAME: newTable.tableName, AWS_ENDPOINT_URL_DYNAMODB: newTable.endpoint };
  const night = 'notifications/from-night';
  const candidates: readonly Candidate[] = [
    alone('empty handler', path.join(import.meta.dirname, 'cold/empty.mjs'), {}),
    alone('express peer', await buildPeer(), getEvent('/')),
    ...functionNames.map((name) => ({
      ...bundled(name, name, events[name]),
      ...(name === night ? { environment: beforeAll } : {}),
    })),
    ...heavyEvents(surroundings).map(({ page, name, event }) => bundled(`heavy: ${page}`, name, event)),
    bundled('heavy: night', night, events[night]),
  ];
  const invocations = await invokeInTurns(candidates, samples, surroundings.environment);
  report(
    candidates.map((one, place) => measured(one, invocations[place] ?? [])),
    built,
  );
} finally {
  await newTable.stop();
  await surroundings.stop();
  await rm(folder, { recursive: true });
}

/** Built with esbuild as its documentation shows, without the plugins of `infra/bundle`. */
async function buildPeer(): Promise<string> {
  const outfile = path.join(folder, 'express-peer/index.cjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'cold/express-peer.tsx')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { STYLES_HREF: '"/assets/styles.css"', FAVICON_HREF: '"/assets/favicon.svg"' },
  });
  return outfile;
}

function measured(candidate: Candidate, taken: readonly Invocation[]): Measured {
  return {
    ...candidate,
    cpuMs: median(taken.map(({ cpuMs }) => cpuMs)),
    loadsUndici: taken.some(({ undici }) => undici.length > 0),
  };
}

function report(all: readonly Measured[], built: Bundle): void {
  const cpuOf = (name: string) => all.find((one) => one.name === name)?.cpuMs ?? Number.NaN;
  console.table(
    Object.fromEntries(
      all.map(({ name, loaded, cpuMs, loadsUndici }) => {
        const text = Buffer.concat(loaded.map((file) => readFileSync(file)));
        return [
          name,
          {
            'CPU ms': round(cpuMs, 1),
            '× empty': round(cpuMs / cpuOf('empty handler'), 2),
            '× express peer': round(cpuMs / cpuOf('express peer'), 2),
            kB: round(text.length / 1000, 1),
            'kB gzipped': round(gzipSync(text).length / 1000, 1),
            undici: loadsUndici,
          },
        ];
      }),
    ),
  );
  console.info('Bundle contents in kB. For bundles in parts, what the first response loads:');
  for (const name of functionNames) console.info(`  ${name}: ${partsOf(built, name)}`);
  console.info(
    `${samples} samples each. Targets: ≤ 2.8 × empty with the DynamoDB client, ≤ 1.2 × without a client,`,
  );
  console.info('≤ 0.45 × the express peer; ≤ 230 kB with one client, ≤ 25 kB and the page renderer without.');
}

function partsOf(built: Bundle, name: FunctionName): string {
  const parts = { 'AWS SDK': 0, 'page renderer': 0, 'other packages': 0, 'own code': 0 };
  for (const { source, bytes } of built.functions[name].inputs) parts[partOf(source)] += bytes / 1000;
  return Object.entries(parts)
    .filter(([, kB]) => kB >= 0.05)
    .map(([part, kB]) => `${part} ${kB.toFixed(1)}`)
    .join(', ');
}

function partOf(file: string): 'AWS SDK' | 'page renderer' | 'other packages' | 'own code' {
  if (/node_modules\/(@aws|@smithy|mnemonist|obliterator|bowser|tslib)/.test(file)) return 'AWS SDK';
  if (/node_modules\/preact/.test(file)) return 'page renderer';
  return file.includes('node_modules/') ? 'other packages' : 'own code';
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
