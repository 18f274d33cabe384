import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentPairing } from '#domain/pairing/scenario/scenario.ts';
import { locationOf, mei, omar, ruth } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(6, 11);
});
afterAll(() => stage.stop());

describe('a plan', () => {
  test('is requested, explained, changed, assigned to facilitators, and published', async () => {
    const asked = await stage.send(ruth, 'askForProposal', {}, { name: 'Spring plan', schools: 'accepted' });
    expect(asked.status).toBe(303);
    const scenario = locationOf(asked).split('/').at(-1) ?? '';
    expect((await stage.open(ruth, 'proposal', { scenario })).text).toContain('finding the best pairings');

    await stage.solve(scenario);
    const page = await stage.open(ruth, 'proposal', { scenario });
    expect(page.text).toContain('There is no better plan.');
    expect(page.text).toContain('Partnerships and why they fit');

    const before = currentPairing(await stage.proposed(scenario));
    const { partner = '', host: from = '' } = before.pairs[0] ?? {};
    const { data } = await stage.read(ruth, 'board', { scenario }, `?partner=${partner}`);
    const offer = data.offers.find(
      (one: { host: string | null; whyNot?: string; isHere: boolean }) =>
        one.host && !one.whyNot && !one.isHere,
    );
    const moved = await stage.send(
      ruth,
      'movePartner',
      { scenario },
      {
        partner,
        host: offer.host,
        reason: 'They share a building.',
        version: String(data.version),
      },
    );
    expect(moved.status).toBe(303);
    expect((await stage.proposed(scenario)).moves).toEqual([
      {
        partner,
        from,
        to: offer.host,
        reason: 'They share a building.',
        by: ruth.name,
        at: '2014-04-24T14:00:00.000Z',
        pricePoints: offer.alonePoints,
      },
    ]);

    await stage.putFacilitators();
    await stage.send(ruth, 'assignAllFacilitators', { scenario }, {});
    const preview = await stage.open(ruth, 'publicationPage', { scenario });
    expect(preview.status).toBe(200);
    const { version } = await stage.proposed(scenario);
    const published = await stage.send(ruth, 'publishPairing', { scenario }, { version: String(version) });
    expect(published.status).toBe(303);

    await stage.formPartnerships();
    const mine = await stage.read(mei, 'partnerships');
    expect(mine.data.mine.length).toBeGreaterThan(0);
    expect(mine.data.others).toEqual([]);

    const second = await stage.send(omar, 'publishPairing', { scenario }, { version: String(version) });
    expect(second.status).toBe(409);
    expect(second.text).toContain('Ruth Lindqvist published');
  });
});
