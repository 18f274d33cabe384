import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { runnerUpsIn } from '#domain/pairing/check/runner-ups.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { whatIf } from '#domain/pairing/explain/what-if.ts';
import type { Pair, PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { everyPlan, scoreByIds } from './brute-force.ts';
import { aDistrict, aHost, anEntrant, anyProblem, aProblem } from './random-problems.ts';
import { solved } from './solved.ts';

// One place too few, one lock, one ban, and a host with room that no one may use.
const problem: PairingProblem = aProblem({
  hosts: [
    aHost('h1', { capacity: 1 }),
    aHost('h2', { capacity: 2, region: 'Queens' }),
    aHost('h3', { levels: ['high'], capacity: 3 }),
  ],
  partners: [
    anEntrant('p1'),
    anEntrant('p2', { region: 'Queens' }),
    anEntrant('p3', { region: 'Queens', levels: ['elementary'], focusAreas: ['feedback', 'literacy'] }),
    anEntrant('p4', { levels: ['elementary'], focusAreas: ['literacy'] }),
  ],
  locks: [{ host: 'h2', partner: 'p2', reason: 'They share a building.' }],
  bans: [{ host: 'h2', partner: 'p1', reason: 'Sisters lead them.' }],
});
const solution = solved(problem);
const { pairing, certificate } = solution;

const withPairs = (pairs: readonly Pair[], unplaced = pairing.unplaced): Solution => ({
  ...solution,
  pairing: { pairs, unplaced },
});
const withPartnerPrice = (id: string, price: number): Solution => ({
  ...solution,
  certificate: { ...certificate, partnerPrices: { ...certificate.partnerPrices, [id]: price } },
});
const withHostPrice = (id: string, price: number): Solution => ({
  ...solution,
  certificate: { ...certificate, hostPrices: { ...certificate.hostPrices, [id]: price } },
});
const without = <T>(things: readonly T[], index: number) => things.filter((_, own) => own !== index);
const moved = (partner: string, host: string) =>
  pairing.pairs.map((pair) => (pair.partner === partner ? { host, partner } : pair));

/** The plan with its own sums, so that only the intended fault remains. */
function summed(broken: Solution): Solution {
  const { pairs, unplaced } = broken.pairing;
  const total = pairs.reduce((sum, pair) => sum + (scoreByIds(problem, pair) ?? 0), 0);
  return {
    ...broken,
    total,
    cost: pairs.length * 10_000 - total + unplaced.length * certificate.unplacedCost,
  };
}

test('the solver’s own result is valid', () => {
  expect(checkPairing(problem, solution)).toEqual([]);
  expect(pairing).toEqual({
    pairs: [
      { host: 'h1', partner: 'p4' },
      { host: 'h2', partner: 'p2' },
      { host: 'h2', partner: 'p3' },
      { host: 'h3', partner: 'p1' },
    ],
    unplaced: [],
  });
});

describe('a result is invalid', () => {
  const p1 = 'p1';
  const broken: readonly (readonly [string, Solution, RegExp])[] = [
    ['that forgets a partner', withPairs(without(pairing.pairs, 0)), /p4 is neither paired nor unplaced/],
    [
      'that places a partner twice',
      withPairs([...pairing.pairs, { host: 'h3', partner: p1 }]),
      /p1 is in the plan 2 times/,
    ],
    ['that both places a partner and does not', withPairs(pairing.pairs, [p1]), /p1 is in the plan 2 times/],
    [
      'with a partner nobody knows',
      withPairs([...pairing.pairs, { host: 'h3', partner: 'p9' }]),
      /p9 isn’t a partner/,
    ],
    ['with a host nobody knows', withPairs(moved(p1, 'h9')), /h9 isn’t a host/],
    [
      'with more partners at a host than places',
      withPairs(moved('p3', 'h1')),
      /h1 has 2 partners but only 1 place/,
    ],
    ['without a lock', withPairs(moved('p2', 'h3')), /p2 must be paired with h2 but isn’t/],
    ['with a ban', withPairs(moved(p1, 'h2')), /p1 must not be paired with h2 but is/],
    ['with a pair two levels apart', withPairs(moved('p4', 'h3')), /rules don’t allow p4 with h3/],
    ['in another order', withPairs([...pairing.pairs].reverse()), /isn’t sorted by ID/],
    [
      'with a better total than its pairs have',
      { ...solution, total: solution.total + 1 },
      /the answer says/,
    ],
    [
      'with a lower cost than its pairs have',
      { ...solution, cost: solution.cost - 1 },
      /costs .* but the answer says/,
    ],
    [
      'that leaves a partner out who could be placed',
      summed(withPairs(without(pairing.pairs, 3), [p1])),
      /isn’t proven optimal/,
    ],
    [
      'with a price too high',
      withPartnerPrice(p1, (certificate.partnerPrices[p1] ?? 0) + 1),
      /p1 with h\d costs less/,
    ],
    [
      'with a price too low',
      withPartnerPrice(p1, (certificate.partnerPrices[p1] ?? 0) - 1),
      /isn’t proven optimal/,
    ],
    ['with half a point in a price', withPartnerPrice(p1, 0.5), /p1’s price isn’t a whole number/],
    ['with a price that is none', withPartnerPrice(p1, Number.NaN), /p1’s price isn’t/],
    [
      'with a place that costs more than nothing',
      withHostPrice('h3', 1),
      /price of a place at h3 is above 0/,
    ],
    [
      'without a price for a host',
      { ...solution, certificate: { ...certificate, hostPrices: { h1: 0, h2: 0 } } },
      /h3’s price isn’t/,
    ],
    [
      'with a price above what staying unplaced costs',
      withPartnerPrice('p4', certificate.unplacedCost + 1),
      /p4’s price is higher than the cost of leaving it unplaced/,
    ],
    [
      'that makes it cheap to leave partners out',
      { ...solution, certificate: { ...certificate, unplacedCost: 20_000 } },
      /more than 40000 for the cheapest plan to place as many partners as possible/,
    ],
  ];

  test.each(broken)('%s', (_, result, said) => {
    expect(checkPairing(problem, result).join('\n')).toMatch(said);
  });

  test('with a pair below the minimum score', () => {
    const strict = { ...problem, leastScore: 9_999 };
    expect(checkPairing(strict, solution).join('\n')).toMatch(/The minimum is 9999/);
  });

  test('with partners of two levels at a host, if they must share one', () => {
    const kept = {
      ...problem,
      rules: { ...problem.rules, mixesLevels: false },
    };
    expect(checkPairing(kept, solution)).toEqual(['h2’s partners don’t share a grade level.']);
  });
});

test('prices of one plan prove no worse plan', () => {
  fc.assert(
    fc.property(anyProblem, fc.nat(), (any, choice) => {
      const best = solvePairing(any);
      if (isClash(best)) return;
      const plans = everyPlan(any);
      const pairs = [...(plans[choice % plans.length] ?? [])].sort((a, b) =>
        a.host + a.partner < b.host + b.partner ? -1 : 1,
      );
      const placed = new Set(pairs.map(({ partner }) => partner));
      const unplaced = any.partners.map(({ id }) => id).filter((id) => !placed.has(id));
      const total = pairs.reduce((sum, pair) => sum + (scoreByIds(any, pair) ?? 0), 0);
      const cost = pairs.length * 10_000 - total + unplaced.length * best.certificate.unplacedCost;
      const other = { ...best, pairing: { pairs, unplaced }, total, cost };
      expect(checkPairing(any, other).length === 0).toBe(cost === best.cost);
    }),
  );
});

test('one point more or less in any price of a district is noticed', () => {
  const district = aDistrict(12, 24);
  const best = solved(district);
  for (const { id } of district.partners)
    for (const step of [1, -1]) {
      const price = (best.certificate.partnerPrices[id] ?? 0) + step;
      const partnerPrices = { ...best.certificate.partnerPrices, [id]: price };
      const result = { ...best, certificate: { ...best.certificate, partnerPrices } };
      expect(checkPairing(district, result)).not.toEqual([]);
    }
});

test('prices that only add up by rounding are rejected', () => {
  const shift = 7_600_000_000_000_000;
  const shifted = (prices: Readonly<Record<string, number>>, by: number) =>
    Object.fromEntries(Object.entries(prices).map(([id, price]) => [id, price + by]));
  const huge = {
    ...solution,
    certificate: {
      ...certificate,
      partnerPrices: shifted(certificate.partnerPrices, shift),
      hostPrices: shifted(certificate.hostPrices, -shift),
    },
  };
  expect(checkPairing(problem, huge)).toContain('The prices are too large to be added up exactly.');
});

test('a price for a school that isn’t in the problem is rejected', () => {
  expect(checkPairing(problem, withHostPrice('h9', 0))).toEqual([
    'h9 has a price but isn’t in this problem.',
  ]);
  expect(checkPairing(problem, withPartnerPrice('p9', 0))).toEqual([
    'p9 has a price but isn’t in this problem.',
  ]);
});

test('the checker finds the solver’s runners-up and their prices by itself', () => {
  fc.assert(
    fc.property(anyProblem, (any) => {
      const found = solvePairing(any);
      if (isClash(found)) return;
      const { runnerUpOf } = whatIf(any, found);
      const checked = runnerUpsIn(any, found);
      for (const { partner } of found.pairing.pairs) {
        const solver = runnerUpOf(partner);
        expect(checked.get(partner)).toEqual(solver && { host: solver.host, cost: solver.pricePoints });
      }
    }),
  );
});
