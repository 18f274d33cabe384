#!/usr/bin/env node
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from '../app.ts';
import { parsedTemplate } from '../checks/template-changes.ts';
import { pricedThings, prices, readCounted } from '../cost/prices.ts';
import { costTables, type Priced } from '../cost/table.ts';
import { environmentNames } from '../environments.ts';
import type { Parsed } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { understood } from './pairing/arguments.ts';

const help = `npm run -s cost [-- --write FILE]

Prints what the service costs for 1,000 applications, and per month before any use. The first uses
the units from bench:capacity (infra/cost/counted.json) and list prices (infra/cost/prices.json). The
second uses each environment’s template. Run npm run build first.

  --write FILE      write the tables to FILE, between its two cost comments
  --help            show this help`;

const options = { write: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } } as const;

/** Runs the command. `args` are the arguments after its name. */
export const costCommand = (args: readonly string[], terminal: Terminal): Promise<Exit> =>
  followRead(readArguments(args), terminal, help, (order) => sayCost(order, terminal));

type CostOrder = { readonly write?: string | undefined };

const readArguments = (args: readonly string[]): Parsed<CostOrder> | 'help' =>
  understood((): Parsed<CostOrder> | 'help' => {
    const { values } = parseArgs({ args: [...args], options });
    return values.help ? 'help' : { parsed: { write: values.write } };
  });

async function sayCost({ write }: CostOrder, { say, warn }: Terminal): Promise<Exit> {
  const tables = costTables(await synthesizedEnvironments(), readCounted(), prices);
  if (write === undefined) {
    say(tables);
    return exits.done;
  }
  const before = await readFile(write, 'utf8');
  const after = withTables(before, tables);
  if (after === undefined) {
    warn(`${write} needs the comments <!-- cost --> and <!-- /cost -->.`);
    return exits.notDone;
  }
  await writeFile(write, after);
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
