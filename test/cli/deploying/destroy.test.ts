import { afterAll, beforeAll, expect, test } from 'vitest';
import { destroyCommand } from '../../../infra/cli/destroy.ts';
import type { Environment } from '../../../infra/environments.ts';
import { type Cloud, openCloud, readyAccount } from './cloud.ts';
import { ownRecord, show, surroundingsOf } from './shell.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await openCloud();
});
afterAll(() => cloud.stop());

async function destroy(args: readonly string[], answer?: string, record: Partial<Environment> = {}) {
  const { surroundings, done } = surroundingsOf(ownRecord(args[0] ?? 'dev', record));
  const shown = await show(destroyCommand, args, surroundings, answer === undefined ? {} : { answer });
  return { ...shown, done };
}

const gone =
  'learning-partners-dev-data and learning-partners-dev-service, with the table, keys, and staff accounts';

test('dev is destroyed if its name is typed, after a warning', async () => {
  expect(await destroy(['dev'], 'dev')).toEqual({
    exit: 0,
    said: [
      `This deletes ${gone}, in arn:aws:sts::111122223333:assumed-role/DevOps/me in account 111122223333, us-east-1 (the record has no account).`,
      'dev deleted.',
    ],
    warned: [],
    done: ['destroy dev in us-east-1'],
  });
});

test('dev stays if its name isn’t typed', async () => {
  const { exit, done } = await destroy(['dev'], 'yes');
  expect({ exit, done }).toEqual({ exit: 2, done: [] });
});

test.each(['staging', 'prod'])('%s is never destroyed by a command, even if approved', async (name) => {
  expect(await destroy([name, '--approve', name], name)).toEqual({
    exit: 2,
    said: [],
    warned: [
      `${name} can’t be destroyed with this command. See “Routine: delete an environment” in infra/RUNBOOK.md. See --help.`,
    ],
    done: [],
  });
});

test('dev isn’t destroyed if its record keeps everything', async () => {
  const { exit, done } = await destroy(['dev'], 'dev', { keepsEverything: true });
  expect({ exit, done }).toEqual({ exit: 2, done: [] });
});

test('nothing is destroyed in someone else’s account', async () => {
  const { warned, done } = await destroy(['dev'], 'dev', { account: '999988887777' });
  expect(warned).toEqual([
    expect.stringMatching(/^stops {2}credentials: You’re signed in to account 111122223333/),
  ]);
  expect(done).toEqual([]);
});

test('nothing is destroyed with expired credentials', async () => {
  cloud.become({ ...readyAccount, refusesCaller: 'ExpiredToken' });
  const { exit, done } = await destroy(['dev'], 'dev');
  cloud.become(readyAccount);
  expect({ exit, done }).toEqual({ exit: 2, done: [] });
});

test('a dry run lists what would be deleted', async () => {
  expect(await destroy(['dev', '--dry-run'])).toEqual({
    exit: 0,
    said: [
      `This would ask for the name dev and delete ${gone}: npx cdk destroy --no-notices --force --context environment=dev 'dev/*'. Dry run: nothing was changed.`,
    ],
    warned: [],
    done: [],
  });
});
