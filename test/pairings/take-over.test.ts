import { afterAll, beforeAll, expect, test } from 'vitest';
import { referenceOf } from '#domain/admission/application.ts';
import { fillPlace, noteWithdrawal } from '#domain/partnership/repair.ts';
import { locationOf, ruth } from '../reviews/console.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
const june = '2014-06-01T12:00:00.000Z';

// All have the same level and region, so every pair is possible.
const alike = { levels: ['middle'] as const, region: 'Bronx' };
const schoolOf = (side: 'H' | 'P', n: number) => ({ ...nthSchool(side, n), ...alike });
const [first, second, third, spare] = ['H000', 'H001', 'H002', 'H008'] as const;

/** Three hosts with two places and two partners each. */
beforeAll(async () => {
  stage = await startStage(0, 0);
  for (const n of [0, 1, 2]) await stage.put(acceptedHost(schoolOf('H', n), n));
  for (const n of [0, 1, 2, 3, 4, 5]) await stage.put(acceptedPartner(schoolOf('P', n), n));
  await stage.putFacilitators();
  const scenario = await stage.propose('Spring plan');
  await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
  await stage.send(ruth, 'publishPairing', { scenario }, {});
  await stage.formPartnerships();
});
afterAll(() => stage.stop());

const partnershipOf = async (host: string) => {
  const found = await stage.store.partnership(stage.cycle.id, host);
  if (!found) throw new Error(`No partnership of ${host}`);
  return found;
};
const partnersOf = async (host: string) => (await partnershipOf(host)).partners.map(({ id }) => id);

async function withdraw(host: string, school: string): Promise<void> {
  const change = noteWithdrawal(await partnershipOf(host), school, june, june);
  if (!change) throw new Error('Nothing to note');
  await stage.store.commitPartnership(change);
}

/** The proposed host for every partner, as form fields. */
async function proposed(host: string): Promise<Record<string, string>> {
  const { data } = await stage.read(ruth, 'repairPage', { partnership: referenceOf('2014', host) });
  const rehomings: readonly { partner: string; proposed: string }[] = data.rehomings;
  return Object.fromEntries(rehomings.map(({ partner, proposed: to }) => [`host-${partner}`, to]));
}

test('an accepted host without a partnership takes over a withdrawn host’s partners and facilitator', async () => {
  const before = await partnershipOf(first);
  await stage.put(acceptedHost(schoolOf('H', 8), 8));
  await withdraw(first, first);
  const wanted = await proposed(first);
  expect(new Set(Object.values(wanted))).toEqual(new Set([spare]));
  const answer = await stage.send(
    ruth,
    'repairPartnership',
    { partnership: referenceOf('2014', first) },
    wanted,
  );
  expect(locationOf(answer)).toBe(`/console/partnerships/2014-${first}?done=repaired`);
  const after = await partnershipOf(spare);
  expect(after).toMatchObject({ state: 'active', version: 1, facilitator: before.facilitator });
  expect(after.partners.map(({ id }) => id)).toEqual(before.partners.map(({ id }) => id));
  expect(await partnershipOf(first)).toMatchObject({ state: 'ended', partners: [] });
  expect(await partnersOf(second)).toHaveLength(2);
});

test('an interrupted repair is completed by submitting it again, and every partner has a host', async () => {
  await stage.put(acceptedHost(schoolOf('H', 9), 9));
  const [one] = (await partnershipOf(second)).partners;
  const [gone] = await partnersOf(third);
  if (!one || gone === undefined) throw new Error('Partners are needed');
  await withdraw(third, gone);
  await withdraw(second, second);
  const step = fillPlace(await partnershipOf(third), one, ruth, june);
  if (!('after' in step)) throw new Error('There is a place');
  await stage.store.commitPartnership(step);

  const rest = await proposed(second);
  expect(Object.keys(rest)).toHaveLength(1);
  expect(Object.keys(rest)).not.toContain(`host-${one.id}`);
  expect(
    (await stage.send(ruth, 'repairPartnership', { partnership: referenceOf('2014', second) }, rest)).status,
  ).toBe(303);
  expect(await partnershipOf(second)).toMatchObject({ state: 'ended', partners: [] });
  expect(await partnersOf(third)).toContain(one.id);
});
