/**
 * `npm run bench:synth [-- SAMPLES]`: the time to bundle the functions and synthesize one environment,
 * against the same app on CDK's `NodejsFunction`, which bundles each function separately. Whole processes
 * take turns, so that a busy machine slows both alike. The median counts. First it checks that both templates
 * have the same resources.
 */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';

const root = path.resolve(import.meta.dirname, '../..');
const template = v.object({ Resources: v.record(v.string(), v.object({ Type: v.string() })) });
const samples = Number(process.argv[2] ?? 5);
const folder = await mkdtemp(path.join(tmpdir(), 'synth-'));

const candidates = {
  'one build, then synth': [],
  NodejsFunction: ['--build', 'true', '--app', `${process.execPath} test/bench/synth/peer.ts`],
} as const;
type Candidate = keyof typeof candidates;

try {
  const seconds: Record<Candidate, number[]> = { 'one build, then synth': [], NodejsFunction: [] };
  expectTheSame(synthesize('one build, then synth').types, synthesize('NodejsFunction').types);
  for (let sample = 0; sample < samples; sample += 1) {
    for (const candidate of ['one build, then synth', 'NodejsFunction'] as const)
      seconds[candidate].push(synthesize(candidate).seconds);
  }
  report(seconds);
} finally {
  await rm(folder, { recursive: true });
}

/** Runs it once into an empty folder. Returns the time and the sorted resource types in its templates. */
function synthesize(candidate: Candidate): { readonly seconds: number; readonly types: readonly string[] } {
  const output = path.join(folder, `${candidate.replaceAll(/\W/g, '')}-${performance.now()}`);
  const args = ['synth', '--quiet', '--no-notices', '--context', 'environment=dev', '--output', output];
  const start = performance.now();
  execFileSync(path.join(root, 'node_modules/.bin/cdk'), [...args, ...candidates[candidate]], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { seconds: (performance.now() - start) / 1000, types: typesIn(output) };
}

function typesIn(output: string): readonly string[] {
  return globSync('assembly-dev/*.template.json', { cwd: output })
    .map((file) => v.parse(template, JSON.parse(readFileSync(path.join(output, file), 'utf8'))))
    .flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type))
    .sort();
}

function expectTheSame(own: readonly string[], peer: readonly string[]): void {
  if (own.length === 0 || own.join() !== peer.join())
    throw new Error(`These aren’t the same app: ${own.length} resources here, ${peer.length} there`);
}

function report(seconds: Readonly<Record<Candidate, readonly number[]>>): void {
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const row = (values: readonly number[]) => ({
    'median s': median(values).toFixed(2),
    'least s': Math.min(...values).toFixed(2),
    'most s': Math.max(...values).toFixed(2),
  });
  console.table(Object.fromEntries(Object.entries(seconds).map(([name, values]) => [name, row(values)])));
  const ratio = median(seconds['one build, then synth']) / median(seconds.NodejsFunction);
  console.info(
    `ratio of the medians ${ratio.toFixed(2)}, over ${samples} runs of each (target: at most 0.8)`,
  );
}
