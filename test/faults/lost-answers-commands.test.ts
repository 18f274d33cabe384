import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyRetentionCommand } from '../../infra/cli/apply-retention.ts';
import { erasePersonCommand } from '../../infra/cli/erase-person.ts';
import { aCycle, aDecidedApplication, aReview, aSchool } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { openStore } from '../store/store.ts';
import { startTable, type TestTable } from '../store/table.ts';
import { changesSince, firstAttempts, itemsOf, restore } from './lost-answers.ts';
import { type FaultProxy, startFaultProxy } from './proxy.ts';

const now = '2014-06-01T14:00:00.000Z';
const yearsLater = '2020-01-10T08:00:00.000Z';
const amara = { email: 'amara.okafor@example.org', name: 'Amara Okafor' };

let table: TestTable;
let proxy: FaultProxy;
beforeAll(async () => {
  table = await startTable();
  proxy = await startFaultProxy(table.endpoint);
  const store = openStore(table.tableName, table);
  await store.putCycle(aCycle());
  for (const id of ['13K113', '07X223']) {
    const after = aDecidedApplication({
      school: aSchool({ id }),
      reviewers: [amara.email],
      reviews: [aReview()],
    });
    await store.commitApplication({ after, events: [{ type: 'application-decided' }] }, aCycle().program);
  }
  await store.commitPartnership({ after: { ...aPartnership(), version: 0 }, events: [] });
  await store.commitRoster({ ...(await store.roster('2014')), reviewers: [amara] });
});
afterAll(() => Promise.all([proxy.stop(), table.stop()]));

test.each([
  ['erase-person', erasePersonCommand, ['--email', amara.email], now],
  ['apply-retention', applyRetentionCommand, ['prod'], yearsLater],
] as const)(
  'if answers from the table are lost, %s says the same and erases the same',
  async (_, command, args, at) => {
    const before = await itemsOf(table.client);
    const run = async () => {
      const said: string[] = [];
      const say = (line: string) => void said.push(line);
      const environment = { TABLE_NAME: table.tableName, AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint };
      const exit = await command(args, { say, warn: say, environment }, at);
      return { exit, said, changes: await changesSince(before, table.client) };
    };
    const undisturbed = await run();
    expect(undisturbed.changes.length).toBeGreaterThan(0);
    await restore(table.client, before);
    proxy.heal();
    proxy.inject('drop-answer', { on: firstAttempts() });
    expect(await run()).toEqual(undisturbed);
    expect(proxy.injected()).toBeGreaterThan(2);
    proxy.heal();
    await restore(table.client, before);
  },
);
