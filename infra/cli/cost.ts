#!/usr/bin/env node
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApp } from '../app.ts';
import { parsedTemplate } from '../checks/template-changes.ts';
import { costTables, type Priced } from '../cost/cost-tables.ts';
import { pricedThings, prices, readCounted } from '../cost/prices.ts';
import { environmentNames } from '../environments.ts';
import { command, type Exit, exits, refused, runCommand, type Terminal } from './command.ts';
import { writeAll } from './write-files.ts';

export const costCommand = command({
  usage: 'npm run -s cost [-- --write FILE]',
  about: `Prints what the service costs for 1,000 applications, and per month before any use. The first uses
the units from bench:capacity (infra/cost/counted.json) and list prices (infra/cost/prices.json). The
second uses each environment’s template. Run npm run build first.`,
  options: { write: { value: 'FILE', about: 'write the tables to FILE, between its two cost comments' } },
  run: sayCost,
});

async function sayCost({ write }: { readonly write: string | undefined }, terminal: Terminal): Promise<Exit> {
  const { say } = terminal;
  const tables = costTables(await synthesizedEnvironments(), readCounted(), prices);
  if (write === undefined) {
    say(tables);
    return exits.done;
  }
  const before = await readFile(write, 'utf8');
  const after = withTables(before, tables);
  if (after === undefined)
    return refused(terminal, [`${write} needs the comments <!-- cost --> and <!-- /cost -->.`]);
  const fault = await writeAll([{ file: write, pieces: [after] }]);
  if (fault !== undefined) return refused(terminal, [fault]);
  say(after === before ? `${write} was already up to date.` : `${write} updated.`);
  return exits.done;
}

/** The resources of each environment. */
async function synthesizedEnvironments(): Promise<readonly Priced[]> {
  const outdir = await mkdtemp(path.join(tmpdir(), 'cost-'));
  try {
    const assembly = buildApp({ environments: environmentNames, outdir, rules: 'none' }).synth();
    return environmentNames.map((name) => ({
      name,
      types: assembly
        .getNestedAssembly(`assembly-${name}`)
        .stacks.flatMap(({ template }) =>
          pricedThings(Object.values(parsedTemplate(JSON.stringify(template)).Resources)),
        ),
    }));
  } finally {
    await rm(outdir, { recursive: true });
  }
}

const place = /(<!-- cost -->\n)[\s\S]*?(<!-- \/cost -->)/;

/** The text with the tables between its comments; undefined if it has none. */
const withTables = (text: string, tables: string): string | undefined =>
  place.test(text)
    ? text.replace(place, (_, before: string, after: string) => `${before}\n${tables}\n\n${after}`)
    : undefined;

if (import.meta.main) await runCommand(costCommand);
