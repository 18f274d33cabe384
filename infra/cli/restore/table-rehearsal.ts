import { LambdaClient } from '@aws-sdk/client-lambda';
import { countOf } from '#domain/base/wording.ts';
import type { Table } from '#store/dynamo-table.ts';
import { broughtBack, erase } from '#store/erasure.ts';
import { everyPage, type RawRecord } from '#store/raw-records.ts';
import { dryRunSaid, type Exit, exits, type Terminal } from '../command.ts';
import { stepsToErase } from '../erasing.ts';
import { tableAt } from '../on-table.ts';
import { isMemoryOfPause, type Mappings, mappingsOf, noMappings } from './mappings.ts';
import {
  countTypes,
  type Fingerprint,
  type Found,
  fingerprintOf,
  restoreRecords,
  type Standing,
  standingsIn,
} from './records.ts';

/** The two tables. `replaces`: also overwrite records that differ. */
type CopyOrder = {
  readonly from: string;
  readonly to: string;
  readonly endpoint?: string | undefined;
  readonly replaces: boolean;
  readonly dryRun: boolean;
};

/** Copies records from one table to another with the other's stream mappings paused, then compares both. */
export async function restoreTable(order: CopyOrder, terminal: Terminal): Promise<Exit> {
  const address = (tableName: string) => ({
    tableName,
    ...(order.endpoint === undefined ? {} : { endpoint: order.endpoint }),
  });
  const [from, to] = [tableAt(address(order.from)), tableAt(address(order.to))];
  const mappings = order.endpoint === undefined ? mappingsOf(to, new LambdaClient({})) : noMappings;
  try {
    return await copy(order, { from, to, mappings }, terminal);
  } finally {
    from.client.destroy();
    to.client.destroy();
  }
}

type Ends = { readonly from: Table; readonly to: Table; readonly mappings: Mappings };

export async function copy(
  { replaces, dryRun }: Pick<CopyOrder, 'replaces' | 'dryRun'>,
  { from, to, mappings }: Ends,
  terminal: Terminal,
): Promise<Exit> {
  const { say, warn } = terminal;
  const source = () => recordsOf(from);
  const wanted: readonly Standing[] = replaces ? ['missing', 'differing'] : ['missing'];
  const before = await standingsIn(source, to);
  sayStandings(before, terminal);
  if (dryRun) {
    say(`${countOf(count(before, wanted), 'record')} would be written to ${to.tableName}. ${dryRunSaid}`);
    return exits.done;
  }
  const paused = await mappings.pause();
  say(paused === 0 ? 'No stream mappings to pause' : `Paused ${countOf(paused, 'stream mapping')}`);
  const total = count(before, wanted);
  const { written, left } = await restoreRecords(source, to, wanted, (done) =>
    terminal.progress?.(done, total),
  );
  say(`Wrote ${countOf(written, 'record')} to ${to.tableName}`);
  const after = await standingsIn(source, to);
  const missing = count(after, ['missing']);
  if (missing > 0) {
    warn(`Missing in ${to.tableName}: ${countOf(missing, 'record')} from ${from.tableName}`);
    sayTypes(after, ['missing'], warn);
    warn(
      'The stream mappings stay paused. Run this again. See “Routine: restore the table” in infra/RUNBOOK.md.',
    );
    return exits.rowsLeftOut;
  }
  await eraseAgain(to, terminal);
  const off = await mappings.resume();
  say(`Compared: ${countOf(count(after, ['same']), 'record')} the same in both tables, none missing`);
  sayLeft(left, terminal);
  for (const mappingId of off)
    warn(
      `The stream mapping ${mappingId} was already off. Unless someone turned it off on purpose, start it (infra/RUNBOOK.md, “Routine: restore the table”).`,
    );
  return off.length === 0 && left.length === 0 ? exits.done : exits.rowsLeftOut;
}

/** Records that pages wrote during the restore. */
function sayLeft(left: readonly Fingerprint[], { warn }: Terminal): void {
  if (left.length === 0) return;
  warn(`Changed during the run and kept: ${countOf(left.length, 'record')}`);
  for (const [type, number] of countTypes(left.map((one) => one.type)))
    warn(`  ${String(number).padStart(6)}  ${type}`);
}

/** All records that one table gives to another. */
async function* recordsOf(table: Table): AsyncIterable<readonly RawRecord[]> {
  for await (const page of everyPage(table))
    yield page.filter((record) => !isMemoryOfPause(fingerprintOf(record)));
}

/** Erases people again who were erased after the restored moment. */
async function eraseAgain(table: Table, { say }: Terminal): Promise<void> {
  const emails = await broughtBack(table);
  for (const email of emails) await erase(table, await stepsToErase(table, email));
  if (emails.length > 0) say(`Erased again: ${countOf(emails.length, 'person', 'people')}`);
}

const count = (found: readonly Found[], wanted: readonly Standing[]): number =>
  found.filter(({ standing }) => wanted.includes(standing)).length;

const standingWords: Readonly<Record<Standing, string>> = {
  missing: 'missing',
  differing: 'different',
  same: 'the same',
  kept: 'email records that stay as they are',
};

function sayStandings(found: readonly Found[], { say }: Terminal): void {
  for (const standing of ['missing', 'differing', 'same', 'kept'] as const) {
    say(`${count(found, [standing])} ${standingWords[standing]}`);
    sayTypes(found, [standing], say);
  }
}

function sayTypes(found: readonly Found[], wanted: readonly Standing[], say: (line: string) => void): void {
  const types = found
    .filter(({ standing }) => wanted.includes(standing))
    .map(({ fingerprint }) => fingerprint.type);
  for (const [type, number] of countTypes(types)) say(`  ${String(number).padStart(6)}  ${type}`);
}
