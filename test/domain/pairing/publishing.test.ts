import { describe, expect, test } from 'vitest';
import { assignFacilitator } from '#domain/pairing/scenario/facilitators.ts';
import { movePartner } from '#domain/pairing/scenario/move.ts';
import { obstaclesTo, publishPairing } from '#domain/pairing/scenario/publish.ts';
import { addRuling, liftRuling } from '#domain/pairing/scenario/rulings.ts';
import type { ProposedScenario, Scenario } from '#domain/pairing/scenario/scenario.ts';
import { partnershipsOf, takesPart } from '#domain/partnership/partnership.ts';
import { aDecision, aWithdrawnApplication } from '../../builders.ts';
import {
  aFacilitatedScenario,
  anAskedScenario,
  aProposedScenario,
  aPublishedPairing,
  done,
  fiveSchools,
  may,
  mei,
  omar,
  refusalOf,
  ruth,
  somePartnerships,
  surroundings,
} from './sample.ts';

const publish = async (over: Partial<ReturnType<typeof surroundings>> = {}) =>
  publishPairing(await aFacilitatedScenario(), { ...surroundings(), ...over }, ruth, may(8));

function answeredOf(scenario: Scenario): ProposedScenario {
  if (scenario.state !== 'proposed') throw new Error('A proposal is needed');
  return scenario;
}

describe('publishing', () => {
  test('names the pairs, the reasons, and the facilitators', async () => {
    const published = await aPublishedPairing();
    expect(published).toMatchObject({
      version: 0,
      cycleId: '2014',
      scenario: { id: 'spring', name: 'Spring plan' },
      publishedBy: { email: ruth.email, name: ruth.name },
      publishedAt: may(8),
      history: [{ at: may(8), by: ruth.name, what: 'pairing-published' }],
    });
    expect(
      published.partnerships.map(({ host, partners, facilitator }) => [
        host.id,
        partners.map(({ id }) => id),
        facilitator,
      ]),
    ).toEqual([
      ['H1', ['P1', 'P2'], { email: mei.email, name: mei.name }],
      ['H2', ['P3'], { email: omar.email, name: omar.name }],
    ]);
    const [first] = published.partnerships;
    expect(first?.host).toEqual({
      id: 'H1',
      name: 'School H1',
      levels: ['middle'],
      region: 'Brooklyn',
      reference: '2014-H1',
      contact: { name: 'Principal of H1', position: 'Principal', email: 'h1@example.org' },
      focusAreas: ['feedback', 'teacher-teams'],
      capacity: 2,
    });
    expect(first?.partners[0]?.why).toBe(
      'Shared focus area: Assessment and feedback to students. Both serve middle grades. Both in Brooklyn.',
    );
  });

  test('includes the moves', async () => {
    const wanted = { partner: 'P1', to: 'H2', reason: 'They asked', pricePoints: 700 };
    const moved = done(movePartner(await aFacilitatedScenario(), wanted, ruth, may(8), undefined));
    const { partnerships } = done(publishPairing(moved, surroundings(), ruth, may(9)));
    expect(partnerships.map(({ partners }) => partners.map(({ id }) => id))).toEqual([['P2'], ['P1', 'P3']]);
  });

  test('is refused if a school in it is no longer accepted, and names it', async () => {
    const [host, ...others] = fiveSchools;
    if (!host) throw new Error('A host is needed');
    const applications = [
      aWithdrawnApplication({ school: host.school }),
      ...others.map((one) =>
        one.school.id === 'P3' ? { ...one, decision: aDecision({ outcome: 'waitlisted' }) } : one,
      ),
    ];
    expect(refusalOf(await publish(surroundings(applications)))).toBe('not-accepted');
    expect(obstaclesTo(await aFacilitatedScenario(), surroundings(applications))).toEqual({
      notAccepted: ['H1', 'P3'],
      rulingsNotKept: [],
      withoutFacilitator: [],
    });
  });

  test.each([
    ['a ban', 'bans', { host: 'H1', partner: 'P1' }, { partner: 'P1', to: 'H2' }],
    ['a lock', 'locks', { host: 'H2', partner: 'P1' }, { partner: 'P1', to: 'H2' }],
  ] as const)(
    'is refused while %s of today is not followed, and works once it is',
    async (_, kind, pair, to) => {
      const ruling = { ...pair, reason: 'They share a principal' };
      const ruled = answeredOf(
        done(addRuling(await aFacilitatedScenario(), kind, ruling, ruth, may(8), undefined)),
      );
      expect(refusalOf(publishPairing(ruled, surroundings(), ruth, may(8)))).toBe('rulings-not-kept');
      expect(obstaclesTo(ruled, surroundings())).toEqual({
        notAccepted: [],
        rulingsNotKept: [{ ...ruling, kind, isAt: 'H1', by: ruth.name, at: may(8) }],
        withoutFacilitator: [],
      });
      const moved = done(
        movePartner(ruled, { ...to, reason: 'As ruled', pricePoints: 1 }, ruth, may(8), undefined),
      );
      expect(refusalOf(publishPairing(moved, surroundings(), ruth, may(8)))).toBeUndefined();
      const lifted = answeredOf(done(liftRuling(ruled, pair, ruth, may(8), undefined)));
      expect(refusalOf(publishPairing(lifted, surroundings(), ruth, may(8)))).toBeUndefined();
    },
  );

  test('is refused while a locked partner has no host', async () => {
    const scenario = await aFacilitatedScenario();
    const lock = { host: 'H1', partner: 'P1', reason: 'Promised' };
    const unplaced = done(
      movePartner(scenario, { partner: 'P1', reason: 'Too far', pricePoints: 1 }, ruth, may(8), undefined),
    );
    const ruled = answeredOf(done(addRuling(unplaced, 'locks', lock, ruth, may(8), undefined)));
    expect(obstaclesTo(ruled, surroundings()).rulingsNotKept).toEqual([
      { ...lock, kind: 'locks', by: ruth.name, at: may(8) },
    ]);
  });

  test('is refused while a partnership has no facilitator, or one who left the roster', async () => {
    const none = publishPairing(await aProposedScenario(), surroundings(), ruth, may(8));
    expect(refusalOf(none)).toBe('without-facilitator');
    expect(refusalOf(await publish({ facilitators: [mei] }))).toBe('without-facilitator');
    const scenario = done(assignFacilitator(await aProposedScenario(), 'H1', mei, ruth, may(7), undefined));
    expect(obstaclesTo(scenario, surroundings())).toEqual({
      notAccepted: [],
      rulingsNotKept: [],
      withoutFacilitator: ['H2'],
    });
  });

  test('is refused after a pairing is published, and before there is a proposal', async () => {
    const published = { ...surroundings(), published: await aPublishedPairing() };
    expect(refusalOf(publishPairing(await aFacilitatedScenario(), published, ruth, may(9)))).toBe(
      'published',
    );
    expect(refusalOf(publishPairing(anAskedScenario(), surroundings(), ruth, may(9)))).toBe('not-proposed');
  });
});

test('a published pairing creates each of its partnerships as published', async () => {
  const published = await aPublishedPairing();
  const changes = partnershipsOf(published);
  expect(changes.map(({ events }) => events)).toEqual([1, 2].map(() => [{ type: 'partnership-formed' }]));
  expect(changes.map(({ after }) => after)).toEqual(
    published.partnerships.map((planned) => ({
      version: 0,
      state: 'active',
      visits: [],
      subscriptions: {},
      cycleId: '2014',
      ...planned,
      formedAt: may(8),
      history: [{ at: may(8), by: ruth.name, what: 'partnership-formed' }],
    })),
  );
  const [first] = await somePartnerships();
  expect(['H1', 'P2', 'P3'].map((id) => first && takesPart(first, id))).toEqual([true, true, false]);
});
