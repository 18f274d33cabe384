import { describe, expect, test } from 'vitest';
import { assignAllFacilitators, assignFacilitator } from '#domain/pairing/scenario/facilitators.ts';
import { movePartner, undoMove } from '#domain/pairing/scenario/move.ts';
import { addRuling, liftRuling } from '#domain/pairing/scenario/rulings.ts';
import { currentPairing, type ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { aProgram } from '../../builders.ts';
import {
  aHost,
  anAskedScenario,
  aPartner,
  aProposedScenario,
  aPublishedPairing,
  done,
  fiveSchools,
  may,
  mei,
  omar,
  problemOf,
  refusalOf,
  ruth,
} from './sample.ts';

const move = (
  scenario: Parameters<typeof movePartner>[0],
  partner: string,
  to: string | undefined,
  reason = 'The principals asked for it',
) =>
  movePartner(
    scenario,
    { partner, reason, pricePoints: 700, ...(to !== undefined && { to }) },
    ruth,
    may(7),
    undefined,
  );

const placeOf = (scenario: ProposedScenario, partner: string) =>
  currentPairing(scenario).pairs.find((pair) => pair.partner === partner)?.host;

describe('a move', () => {
  test('moves a partner and records its earlier host, the reason, the person, and the cost', async () => {
    const moved = done(move(await aProposedScenario(), 'P1', 'H2'));
    expect(placeOf(moved, 'P1')).toBe('H2');
    expect(moved.moves).toEqual([
      {
        partner: 'P1',
        from: 'H1',
        to: 'H2',
        reason: 'The principals asked for it',
        by: ruth.name,
        at: may(7),
        pricePoints: 700,
      },
    ]);
    expect(moved.history.at(-1)).toEqual({ at: may(7), by: ruth.name, what: 'partner-moved', note: 'P1' });
  });

  test('can leave a partner unplaced and place it again', async () => {
    const unplaced = done(move(await aProposedScenario(), 'P1', undefined));
    expect(currentPairing(unplaced).unplaced).toEqual(['P1']);
    expect(placeOf(done(move(unplaced, 'P1', 'H1')), 'P1')).toBe('H1');
  });

  test.each([
    ['of a school that is not in the plan', 'P9', 'H1', 'unknown-school'],
    ['to a school that isn’t one of its hosts', 'P1', 'P2', 'unknown-school'],
    ['to the partner’s own host', 'P1', 'H1', 'already-there'],
  ])('%s is refused', async (_, partner, to, refused) => {
    expect(refusalOf(move(await aProposedScenario(), partner, to))).toBe(refused);
  });

  test('without a reason is refused', async () => {
    expect(refusalOf(move(await aProposedScenario(), 'P1', 'H2', '  '))).toBe('no-reason');
  });

  test('between schools two levels apart is refused', async () => {
    const schools = [...fiveSchools, aHost('H3', { level: 'high' }), aPartner('P4', { level: 'elementary' })];
    const scenario = await aProposedScenario({ problem: problemOf(schools) });
    expect(refusalOf(move(scenario, 'P4', 'H3'))).toBe('levels-apart');
  });

  test('that would mix levels at a host is refused if the program doesn’t mix them', async () => {
    const rules = { ...aProgram().pairing, mixesLevels: false };
    const schools = [
      aHost('H1', { capacity: 1 }),
      aHost('H2', { capacity: 1 }),
      aPartner('P1'),
      aPartner('P2', { level: 'high' }),
    ];
    const proposed = await aProposedScenario({ problem: problemOf(schools) });
    const roomy = {
      ...proposed,
      problem: {
        ...proposed.problem,
        rules,
        hosts: proposed.problem.hosts.map((host) => ({ ...host, capacity: 2 })),
      },
    };
    const other = placeOf(roomy, 'P1') === 'H1' ? 'H2' : 'H1';
    expect(refusalOf(move(roomy, 'P1', other))).toBe('mixed-levels');
  });

  test('against a ban or a lock is refused', async () => {
    const scenario = await aProposedScenario();
    const banned = done(
      addRuling(scenario, 'bans', { host: 'H2', partner: 'P1', reason: 'Sisters' }, ruth, may(7), undefined),
    );
    expect(refusalOf(move(banned, 'P1', 'H2'))).toBe('banned');
    const locked = done(
      addRuling(scenario, 'locks', { host: 'H1', partner: 'P1', reason: 'Old' }, ruth, may(7), undefined),
    );
    expect(refusalOf(move(locked, 'P1', 'H2'))).toBe('locked');
    expect(refusalOf(move(locked, 'P1', undefined))).toBe('locked');
  });

  test('without a proposal, or after a pairing is published, is refused', async () => {
    expect(refusalOf(move(anAskedScenario(), 'P1', 'H2'))).toBe('not-proposed');
    const wanted = { partner: 'P1', to: 'H2', reason: 'Late', pricePoints: 0 };
    const published = await aPublishedPairing();
    expect(refusalOf(movePartner(await aProposedScenario(), wanted, ruth, may(9), published))).toBe(
      'published',
    );
  });

  test('is undone, last one first, until nothing is moved', async () => {
    const scenario = await aProposedScenario();
    const moved = done(move(done(move(scenario, 'P1', 'H2')), 'P2', undefined));
    const once = done(undoMove(moved, ruth, may(8), undefined));
    expect([placeOf(once, 'P1'), placeOf(once, 'P2')]).toEqual(['H2', 'H1']);
    const twice = done(undoMove(once, ruth, may(8), undefined));
    expect(currentPairing(twice)).toEqual(scenario.solution.pairing);
    expect(refusalOf(undoMove(twice, ruth, may(8), undefined))).toBe('nothing-moved');
    expect(twice.history.map(({ what }) => what).slice(-4)).toEqual([
      'partner-moved',
      'partner-moved',
      'move-undone',
      'move-undone',
    ]);
  });
});

describe('a ruling', () => {
  const lock = { host: 'H1', partner: 'P1', reason: 'They began last year' };

  test('is kept with its reason, author, and time until it is removed', async () => {
    const scenario = await aProposedScenario();
    const ruled = done(addRuling(scenario, 'locks', lock, ruth, may(7), undefined));
    expect(ruled.rulings).toEqual({ locks: [{ ...lock, by: ruth.name, at: may(7) }], bans: [] });
    expect(ruled.problem).toEqual(scenario.problem);
    const lifted = done(liftRuling(ruled, lock, ruth, may(8), undefined));
    expect(lifted.rulings).toEqual({ locks: [], bans: [] });
    expect(refusalOf(liftRuling(lifted, lock, ruth, may(8), undefined))).toBe('not-ruled');
  });

  test.each([
    ['for an unknown school', 'locks', { host: 'H9' }, 'unknown-school'],
    ['without a reason', 'bans', { reason: ' ' }, 'no-reason'],
    ['that already exists', 'locks', {}, 'locked'],
    ['that locks a partner twice', 'locks', { host: 'H2' }, 'locked'],
    ['that bans a locked pair', 'bans', {}, 'locked'],
  ] as const)('%s is refused', async (_, kind, over, refused) => {
    const locked = done(addRuling(await aProposedScenario(), 'locks', lock, ruth, may(7), undefined));
    expect(refusalOf(addRuling(locked, kind, { ...lock, ...over }, ruth, may(7), undefined))).toBe(refused);
  });

  test('that locks too many partners to a host is refused', async () => {
    const schools = [aHost('H1', { capacity: 1 }), aHost('H2'), aPartner('P1'), aPartner('P2')];
    const scenario = await aProposedScenario({ problem: problemOf(schools) });
    const locked = done(addRuling(scenario, 'locks', lock, ruth, may(7), undefined));
    expect(refusalOf(addRuling(locked, 'locks', { ...lock, partner: 'P2' }, ruth, may(7), undefined))).toBe(
      'host-full',
    );
  });

  test('that locks a pair the rules don’t allow is refused', async () => {
    const banned = done(addRuling(await aProposedScenario(), 'bans', lock, ruth, may(7), undefined));
    expect(refusalOf(addRuling(banned, 'locks', lock, ruth, may(7), undefined))).toBe('banned');
  });
});

describe('facilitators', () => {
  test('are assigned to every host with partners, close to where they work', async () => {
    const given = done(
      assignAllFacilitators(await aProposedScenario(), [omar, mei], ruth, may(7), undefined),
    );
    expect(given.facilitators).toEqual({ H1: mei.email, H2: omar.email });
  });

  test('can be assigned by hand, and then stay', async () => {
    const byHand = done(assignFacilitator(await aProposedScenario(), 'H1', omar, ruth, may(7), undefined));
    const all = done(assignAllFacilitators(byHand, [mei, omar], ruth, may(7), undefined));
    expect(all.facilitators).toEqual({ H1: omar.email, H2: mei.email });
    expect(refusalOf(assignFacilitator(all, 'H9', omar, ruth, may(7), undefined))).toBe('unknown-school');
  });

  test('can’t be assigned if there are none', async () => {
    expect(refusalOf(assignAllFacilitators(await aProposedScenario(), [], ruth, may(7), undefined))).toBe(
      'no-facilitators',
    );
  });
});
