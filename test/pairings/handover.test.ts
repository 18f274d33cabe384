import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addFacilitator } from '#domain/admission/roster.ts';
import { locationOf, mei, ruth } from '../reviews/console.ts';
import { aPartnershipOf, noor } from '../visits/partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
const named = { partnership: '2014-H1' };

beforeAll(async () => {
  stage = await startStage(0, 0);
  await stage.putFacilitators();
  const roster = await stage.store.roster(stage.cycle.id);
  await stage.store.commitRoster(
    addFacilitator(roster, { email: noor.email, name: noor.name, regions: ['Queens'] }),
  );
});
beforeEach(async () => {
  for (const fresh of [aPartnershipOf(1, mei), aPartnershipOf(2, noor)]) {
    const version = (await stage.store.partnership('2014', fresh.host.id))?.version ?? 0;
    await stage.store.commitPartnership({ after: { ...fresh, version }, events: [] });
  }
});
afterAll(() => stage.stop());

const partnership = () => stage.store.partnership('2014', 'H1');
const addresses = async () => (await stage.store.roster('2014')).facilitators.map(({ email }) => email);

describe('a partnership', () => {
  test('shows possible facilitators to directors only', async () => {
    const link = '/console/partnerships/2014-H1/facilitator';
    expect((await stage.open(ruth, 'partnership', named)).text).toContain(link);
    expect((await stage.open(mei, 'partnership', named)).text).not.toContain(link);
    const page = await stage.open(ruth, 'handoverPage', named);
    expect(page.text).toContain('Queens; 1 partnership with 2 partners.');
    expect((await stage.read(ruth, 'handoverPage', named)).data).toMatchObject({
      facilitator: { email: mei.email },
      candidates: [{ email: noor.email, partnerships: 1, clashes: [] }],
    });
  });

  test('can change to another facilitator on the roster', async () => {
    const answer = await stage.send(ruth, 'handOver', named, { email: noor.email });
    expect(locationOf(answer)).toBe('/console/partnerships/2014-H1?done=handed-over');
    expect((await partnership())?.facilitator).toEqual({ email: noor.email, name: noor.name });
    expect((await stage.open(ruth, 'partnership', named)).text).toContain(
      `Facilitator changed: from ${mei.email} to ${noor.email}`,
    );
    const again = await stage.send(ruth, 'handOver', named, { email: noor.email });
    expect(locationOf(again)).toBe(locationOf(answer));
    expect((await partnership())?.history.filter(({ what }) => what === 'facilitator-changed')).toHaveLength(
      1,
    );
  });

  test.each(['', 'nobody@example.org'])(
    'can’t change to someone who is not on the roster (%j)',
    async (email) => {
      expect((await stage.send(ruth, 'handOver', named, { email })).status).toBe(422);
      expect((await partnership())?.facilitator.email).toBe(mei.email);
    },
  );
});

describe('a facilitator', () => {
  test('with partnerships can’t be removed, and each partnership has a link', async () => {
    const refused = await stage.send(ruth, 'removeFacilitator', {}, { email: mei.email });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Mei Tanaka still has 1 partnership');
    expect(refused.text).toContain('href="/console/partnerships/2014-H1/facilitator"');
    expect(await addresses()).toContain(mei.email);
  });

  test('can be removed once others have the partnerships', async () => {
    await stage.send(ruth, 'handOver', named, { email: noor.email });
    const removed = await stage.send(ruth, 'removeFacilitator', {}, { email: mei.email });
    expect(locationOf(removed)).toBe('/console/facilitators?done=removed');
    expect(await addresses()).toEqual([noor.email]);
  });
});
