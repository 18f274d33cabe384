import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stage } from 'aws-cdk-lib';
import { DataStack } from '../../data-stack.ts';
import { environmentNamed } from '../../environments.ts';
import { startDatabase } from '../../local/database.ts';
import { readPlan } from '../../local/plan.ts';
import { openState } from '../../local/state.ts';
import { createTables } from '../../local/tables.ts';
import { readStacks } from '../../local/template.ts';
import { type TableAddress, tableAt } from '../table.ts';

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
export async function makeLocalTable(): Promise<LocalTable> {
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
