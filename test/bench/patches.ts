/**
 * `npm run bench:patches [-- SAMPLES]`: what each patch of the bundle saves at a cold start of `records`, a page
 * that reads the table. It builds the functions once without each patch. In each turn, every build answers one
 * request in a fresh process. The median of its differences from the whole build in the same turn counts. The
 * first rows are the whole build again: a saving within theirs is noise.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { coldStartPlugins } from '../../infra/bundle/plugins.ts';
import { bundle } from '../../infra/bundle.ts';
import { firstEvents } from '../infra/fresh-process.ts';
import { openSurroundings } from '../infra/surroundings.ts';
import { invokeInTurns, median } from './cold/in-turns.ts';

const samples = Number(process.argv[2] ?? 41);
const folder = await mkdtemp(path.join(tmpdir(), 'patches-'));
const surroundings = await openSurroundings(new Date().toISOString());
const event = firstEvents(surroundings).records;
const whole = { name: 'whole', ...(await builtWithout('none')) };
const others = [];
for (const name of coldStartPlugins.map((patch) => patch.name))
  others.push({ name, ...(await builtWithout(name)) });
const candidates = [whole, { ...whole, name: 'noise' }, { ...whole, name: 'noise again' }, ...others];
const [reference = [], ...taken] = await invokeInTurns(candidates, samples, surroundings.environment);
console.table(
  candidates.slice(1).map(({ name, bytes }, place) => {
    const turns = (taken[place] ?? []).map(
      ({ cpuMs }, turn) => cpuMs - (reference[turn]?.cpuMs ?? Number.NaN),
    );
    return { name, ms: median(turns).toFixed(1), kB: ((bytes - whole.bytes) / 1000).toFixed(1) };
  }),
);
console.info(`The whole build takes ${median(reference.map(({ cpuMs }) => cpuMs)).toFixed(1)} ms.`);
await surroundings.stop();
await rm(folder, { recursive: true });

async function builtWithout(name: string) {
  const patches = coldStartPlugins.filter((patch) => patch.name !== name);
  const { functions } = await bundle({ directory: path.join(folder, name), patches });
  const { file, bytes } = functions.records;
  return { file, bytes, event };
}
