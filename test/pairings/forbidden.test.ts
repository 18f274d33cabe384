import { afterAll, beforeAll, expect, test } from 'vitest';
import { referenceOf } from '#domain/admission/application.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import { ruth } from '../reviews/console.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
let host = '';
let otherHost = '';
let partner = '';
let unplaced = '';
const june = '2014-06-01T12:00:00.000Z';

// All have the same level and region, so every pair is possible.
const alike = { levels: ['middle'] as const, region: 'Bronx' };

/** Published pairings of three hosts with two partners each, and two keep-apart rules. */
beforeAll(async () => {
  stage = await startStage(0, 0);
  for (const n of [0, 1, 2]) await stage.put(acceptedHost({ ...nthSchool('H', n), ...alike }, n));
  for (const n of [0, 1, 2, 3, 4, 5, 6])
    await stage.put(acceptedPartner({ ...nthSchool('P', n), ...alike }, n));
  await stage.putFacilitators();
  const scenario = await stage.propose('Spring plan');
  const { pairing } = (await stage.proposed(scenario)).solution;
  unplaced = pairing.unplaced[0] ?? '';
  host = pairing.pairs[0]?.host ?? '';
  partner = pairing.pairs[0]?.partner ?? '';
  otherHost = pairing.pairs.find((pair) => pair.host !== host)?.host ?? '';
  for (const pair of [
    { host, partner: unplaced },
    { host: otherHost, partner },
  ])
    await stage.send(ruth, 'addRuling', { scenario }, { kind: 'bans', ...pair, reason: 'They tried it.' });
  await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
  await stage.send(ruth, 'publishPairing', { scenario }, {});
  await stage.formPartnerships();
});
afterAll(() => stage.stop());

const partnersOf = async (id: string) =>
  (await stage.store.partnership(stage.cycle.id, id))?.partners.map((one) => one.id) ?? [];

async function withdraw(id: string, school: string): Promise<void> {
  const partnership = await stage.store.partnership(stage.cycle.id, id);
  const change = partnership && noteWithdrawal(partnership, school, june, june);
  if (!change) throw new Error('Nothing to note');
  await stage.store.commitPartnership(change);
}

test('a school that must be kept apart from a host can’t take its open place', async () => {
  const gone = (await partnersOf(host)).find((id) => id !== partner) ?? '';
  await withdraw(host, gone);
  expect(
    (await stage.read(ruth, 'repairPage', { partnership: referenceOf('2014', host) })).data.newcomers,
  ).toEqual([]);
  expect((await stage.open(ruth, 'repairPage', { partnership: referenceOf('2014', host) })).text).toContain(
    'Schools that must be kept apart aren’t shown.',
  );
  const forced = await stage.send(
    ruth,
    'repairPartnership',
    { partnership: referenceOf('2014', host) },
    { partner: unplaced },
  );
  expect(forced.status).toBe(422);
  expect(await partnersOf(host)).not.toContain(unplaced);
});

test('a partner whose host withdrew can’t move to a host it must be kept apart from', async () => {
  const [gone = ''] = await partnersOf(otherHost);
  await withdraw(otherHost, gone);
  await stage.send(ruth, 'repairPartnership', { host: otherHost }, { open: gone });
  await withdraw(host, host);
  const { data } = await stage.read(ruth, 'repairPage', { partnership: referenceOf('2014', host) });
  expect(data.rehomings).toEqual([{ partner, hosts: [], proposed: null }]);
  const forced = await stage.send(
    ruth,
    'repairPartnership',
    { partnership: referenceOf('2014', host) },
    { [`host-${partner}`]: otherHost },
  );
  expect(forced.status).toBe(422);
  expect(await partnersOf(otherHost)).not.toContain(partner);
});
