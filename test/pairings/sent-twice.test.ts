import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenField, locationOf, omar, ruth, sixTimes } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(2, 3);
});
afterAll(() => stage.stop());

const scenarios = () => stage.store.scenarios('2014');

test('a form for a proposal sent six times at once, or later, requests one proposal', async () => {
  const idempotencyKey = hiddenField(await stage.open(ruth, 'pairing'), 'idempotencyKey');
  const send = (name: string, staff = ruth) =>
    stage.send(staff, 'askForProposal', {}, { name, schools: 'accepted', idempotencyKey });
  const first = await sixTimes(() => send('Spring plan'));
  const [one, ...others] = await scenarios();
  expect(others).toEqual([]);
  expect(one).toMatchObject({ name: 'Spring plan', version: 1, state: 'asked' });
  await stage.solve(one?.id ?? '');
  const answers = [...first, await send('Spring plan')];
  expect(new Set(answers.map(locationOf))).toEqual(new Set([`/console/pairing/${one?.id}`]));

  const other = await send('Summer plan');
  expect(other.status).toBe(422);
  expect(other.text).toContain('You already sent this form');
  expect(other.text).toContain('value="Summer plan"');
  expect(await scenarios()).toHaveLength(1);
  expect((await send('Summer plan', omar)).status).toBe(303);
  expect(await scenarios()).toHaveLength(2);
});

test('a form for a facilitator sent six times at once, or later, changes the list once', async () => {
  const idempotencyKey = hiddenField(await stage.open(ruth, 'facilitators'), 'idempotencyKey');
  const send = (email: string) =>
    stage.send(
      ruth,
      'addFacilitator',
      {},
      { name: 'Noor Haidari', email, regions: ['Bronx'], idempotencyKey },
    );
  const { version } = await stage.store.roster('2014');
  const answers = [...(await sixTimes(() => send('noor@example.org'))), await send('noor@example.org')];
  expect(answers.map(locationOf)).toEqual(Array(7).fill('/console/facilitators?done=added'));
  const roster = await stage.store.roster('2014');
  expect(roster.facilitators.map(({ email }) => email)).toEqual(['noor@example.org']);
  expect(roster.version).toBe(version + 1);
  const other = await send('n.haidari@example.org');
  expect(other.status).toBe(422);
  expect(other.text).toContain('value="n.haidari@example.org"');
});
