import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { App, Stage } from 'aws-cdk-lib';
import * as v from 'valibot';
import type { Instant } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Table } from '#store/dynamo-table.ts';
import { deleteRecords, everyPage, type RawRecord } from '#store/raw-records.ts';
import { claimLetter, recordLetter } from '#store/sent-letters.ts';
import { DataStack } from '../../data-stack.ts';
import { environmentNamed } from '../../environments.ts';
import { startDatabase } from '../../local/data/database.ts';
import { createTables } from '../../local/data/tables.ts';
import { openState } from '../../local/ground/state.ts';
import { readPlan } from '../../local/template/plan.ts';
import { readStacks } from '../../local/template/template.ts';
import { isBroken } from '../../parsing/parsed.ts';
import { type Exit, exits, type Terminal } from '../command.ts';
import { type TableAddress, tableAt } from '../on-table.ts';
import { seedDistrict } from '../seed.ts';
import { countTypes, type Fingerprint, fingerprintOf, nameOf, restoreRecords } from './records.ts';

/** A table like the deployed one, in the local runner's engine and its own folder. */
type LocalTable = {
  readonly address: TableAddress & { readonly endpoint: string };
  readonly folder: string;
  readonly remove: () => Promise<void>;
};

/**
 * Creates the table of the data stack's own template, empty.
 * @throws a sentence if the engine doesn't run here.
 */
async function makeLocalTable(): Promise<LocalTable> {
  const folder = mkdtempSync(join(tmpdir(), 'restore-'));
  const database = await startDatabase(join(folder, 'tables.db'));
  const remove = async () => {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const tables = tablesOfTheTemplate(folder);
    const [{ reference: tableName } = { reference: '' }] = tables;
    const address = { tableName, endpoint: database.endpoint };
    const { client } = tableAt(address);
    await createTables(tables, client);
    client.destroy();
    database.indexStreams();
    return { address, folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function tablesOfTheTemplate(folder: string) {
  const app = new App({ outdir: join(folder, 'cdk.out'), analyticsReporting: false });
  new DataStack(new Stage(app, 'dev'), 'data', { environment: environmentNamed('dev') });
  const state = openState(join(folder, 'runner.db'));
  try {
    return readPlan(readStacks(app.synth()), {
      origin: 'http://localhost',
      issuer: 'http://localhost',
      state,
    }).tables;
  } finally {
    state.close();
  }
}

/** Exports a table, wipes it, restores it, and compares every record, on this machine only. */
export async function rehearseLocally(now: Instant, terminal: Terminal): Promise<Exit> {
  const local = await makeLocalTable();
  const table = tableAt(local.address);
  try {
    const seed = await seedDistrict({ ...local.address, now });
    if (isBroken(seed)) {
      seed.problems.forEach(terminal.warn);
      return exits.notDone;
    }
    await addOthers(
      table,
      seed.parsed.applications.map(({ reference }) => reference),
      now,
    );
    return await rehearse(table, join(local.folder, 'export.jsonl'), terminal);
  } finally {
    table.client.destroy();
    await local.remove();
  }
}

/** Letters, a counter, and a record with every kind of attribute, which the sample district lacks. */
async function addOthers(table: Table, references: readonly string[], now: Instant): Promise<void> {
  for (const reference of references) {
    const key = `${reference}#1#receipt#principal@example.org`;
    await claimLetter(table, key, now);
    await recordLetter(table, key, `message-of-${reference}`, now);
  }
  await table.count({ pk: 'LIMIT#rehearsal', sk: 'LIMIT' }, Math.floor(Date.parse(now) / 1000) + 3600);
  await table.put({
    ...{ pk: 'REHEARSAL', sk: 'ATTRIBUTES', type: 'rehearsal' },
    ...{ number: 0.1, negative: -12345678901234, truth: true, nothing: null, empty: '', list: [1, ['a']] },
    ...{ bytes: new Uint8Array([0, 255, 10]), names: new Set(['b', 'a']), numbers: new Set([2, 1.5]) },
  });
}

async function rehearse(table: Table, file: string, { say, warn }: Terminal): Promise<Exit> {
  const before = await fingerprintsOf(table);
  say(`Sample district with ${countOf(before.size, 'record')}:`);
  for (const [type, number] of countTypes([...before.values()].map((one) => one.type)))
    say(`  ${String(number).padStart(6)}  ${type}`);
  say(`Exported ${countOf(await exportTo(file, table), 'record')}`);
  await deleteRecords(
    table,
    [...before.values()].map(({ key }) => key),
  );
  const left = (await fingerprintsOf(table)).size;
  say(`Wiped the table; ${countOf(left, 'record')} left`);
  const { written } = await restoreRecords(() => pagesOf(file), table, ['missing']);
  say(`Restored ${countOf(written, 'record')}`);
  const after = await fingerprintsOf(table);
  const faults = compare(before, after);
  if (left > 0 || faults.length > 0) {
    faults.forEach(warn);
    return exits.rowsLeftOut;
  }
  say(`Compared ${countOf(after.size, 'record')}: all restored, nothing lost`);
  return exits.done;
}

type Fingerprints = ReadonlyMap<string, Fingerprint>;

async function fingerprintsOf(table: Table): Promise<Fingerprints> {
  const found = new Map<string, Fingerprint>();
  for await (const page of everyPage(table))
    for (const fingerprint of page.map(fingerprintOf)) found.set(nameOf(fingerprint.key), fingerprint);
  return found;
}

/** One line for each record that came back different, not at all, or is new. */
function compare(before: Fingerprints, after: Fingerprints): readonly string[] {
  const lost = [...before].flatMap(([name, { type, digest }]) => {
    const found = after.get(name);
    if (!found) return [`Record of type ${type}: lost`];
    return found.digest === digest ? [] : [`Record of type ${type}: restored but different`];
  });
  const strange = [...after].filter(([name]) => !before.has(name));
  return [...lost, ...strange.map(([, { type }]) => `Record of type ${type}: wasn’t there before`)];
}

// JSON has no bytes.
const packBytes = (_: string, value: unknown) =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
const packed = v.strictObject({ base64: v.string() });
const unpackBytes = (_: string, value: unknown) =>
  v.is(packed, value) ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value;

async function exportTo(file: string, table: Table): Promise<number> {
  await using handle = await open(file, 'wx');
  let count = 0;
  for await (const page of everyPage(table)) {
    count += page.length;
    for (const record of page) await handle.write(`${JSON.stringify(record, packBytes)}\n`);
  }
  return count;
}

const exportedPageSize = 100;

async function* pagesOf(file: string): AsyncIterable<readonly RawRecord[]> {
  let page: RawRecord[] = [];
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    page.push(JSON.parse(line, unpackBytes));
    if (page.length === exportedPageSize) {
      yield page;
      page = [];
    }
  }
  yield page;
}
