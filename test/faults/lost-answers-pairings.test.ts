import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addFacilitator } from '#domain/admission/roster.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import { acceptedHost, acceptedPartner, nthSchool, type Stage, startStage } from '../pairings/stage.ts';
import { locationOf, ruth } from '../reviews/console.ts';
import { noor } from '../visits/partnerships.ts';
import { losingAnswers } from './lost.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
let scenario = '';
let host = '';

const alike = { levels: ['middle'] as const, region: 'Bronx' };
const newcomer = { ...nthSchool('P', 80), ...alike };
const named = () => ({ partnership: `2014-${host}` });

beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(0, 0, through)));
  for (let n = 0; n < 2; n += 1) await stage.put(acceptedHost({ ...nthSchool('H', n), ...alike }, n, 2));
  for (let n = 0; n < 4; n += 1) await stage.put(acceptedPartner({ ...nthSchool('P', n), ...alike }, n));
  await stage.putFacilitators();
  const roster = await stage.store.roster(stage.cycle.id);
  await stage.store.commitRoster(
    addFacilitator(roster, { email: noor.email, name: noor.name, regions: ['Queens'] }),
  );
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

async function partnership() {
  const found = await stage.store.partnership('2014', host);
  if (!found) throw new Error(`No partnership of ${host}`);
  return found;
}

describe('with every answer of the table lost once, a director reads that', () => {
  test('a pair was kept together', async () => {
    const [pair] = (await stage.proposed(scenario)).solution.pairing.pairs;
    if (!pair) throw new Error('There is no pair');
    host = pair.host;
    const rule = { kind: 'locks', ...pair, reason: 'Together for years.' };
    const locked = await losingAnswers(proxy, () => stage.send(ruth, 'addRuling', { scenario }, rule));
    expect(locked.status).toBe(303);
    const { rulings } = await stage.proposed(scenario);
    expect(rulings.locks).toHaveLength(1);
    const again = await stage.send(ruth, 'addRuling', { scenario }, rule);
    expect(again.text).toContain('already');
  });

  test('facilitators were assigned, and the pairings published', async () => {
    const assigned = await losingAnswers(proxy, () =>
      stage.send(ruth, 'assignAllFacilitators', { scenario }, {}),
    );
    expect(assigned.status).toBe(303);
    const published = await losingAnswers(proxy, () => stage.send(ruth, 'publishPairing', { scenario }, {}));
    expect(published.status).toBe(303);
    expect((await stage.store.publishedPairing('2014'))?.publishedBy.email).toBe(ruth.email);
  });

  test('the facilitator was changed', async () => {
    await stage.formPartnerships();
    const before = await partnership();
    const changed = await losingAnswers(proxy, () =>
      stage.send(ruth, 'handOver', named(), { email: noor.email }),
    );
    expect(locationOf(changed)).toBe(`/console/partnerships/2014-${host}?done=handed-over`);
    expect(await partnership()).toMatchObject({
      facilitator: { email: noor.email },
      version: before.version + 1,
    });
  });

  test('an open place was filled', async () => {
    const at = '2014-06-01T12:00:00.000Z';
    const { partners } = await partnership();
    const withdrawal = noteWithdrawal(await partnership(), partners[0]?.id ?? '', at, at);
    if (!withdrawal) throw new Error('Nothing to note');
    await stage.store.commitPartnership(withdrawal);
    await stage.put(acceptedPartner(newcomer, 1));
    const { version } = await partnership();
    const repaired = await losingAnswers(proxy, () =>
      stage.send(ruth, 'repairPartnership', named(), { partner: newcomer.id }),
    );
    expect(locationOf(repaired)).toBe(`/console/partnerships/2014-${host}?done=repaired`);
    const after = await partnership();
    expect(after.version).toBe(version + 1);
    expect(after.partners.map(({ id }) => id)).toContain(newcomer.id);
  });
});
