import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isClash } from '#domain/pairing/clash.ts';
import { splitPrice, whatIf } from '#domain/pairing/explain/what-if.ts';
import { type PairingProblem, unplacedCostOf } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { everyPlan, isAllowed, scoreByIds } from './brute-force.ts';
import { aDistrict, aHost, anEntrant, anyProblem, aProblem, shuffled } from './random-problems.ts';
import { solved } from './solved.ts';

/** The cost of the cheapest plan with the partner there, found by trying every plan. */
function costByTrying(
  problem: PairingProblem,
  partner: string,
  host: string | undefined,
): number | undefined {
  const costs = everyPlan(problem)
    .filter((pairs) => pairs.find((pair) => pair.partner === partner)?.host === host)
    .map((pairs) => {
      const lacking = pairs.reduce((sum, pair) => sum + 10_000 - (scoreByIds(problem, pair) ?? 0), 0);
      return lacking + (problem.partners.length - pairs.length) * unplacedCostOf(problem);
    });
  return costs.length === 0 ? undefined : Math.min(...costs);
}

test('every price equals the extra cost of the best plan with that pair', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const solution = solvePairing(problem);
      if (isClash(solution)) return;
      const { priceOf } = whatIf(problem, solution);
      for (const { id: partner } of problem.partners)
        for (const host of [...problem.hosts.map(({ id }) => id), undefined]) {
          const cost = costByTrying(problem, partner, host);
          expect(priceOf(partner, host)).toBe(cost === undefined ? undefined : cost - solution.cost);
        }
    }),
    { numRuns: 100 },
  );
});

test('in a district, every price equals the extra cost after solving again with that pair locked', () => {
  const problem = { ...aDistrict(9, 18), bans: [{ host: 'h1', partner: 'p1', reason: '' }] };
  const solution = solved(problem);
  const { priceOf } = whatIf(problem, solution);
  for (const { id: partner } of problem.partners)
    for (const { id: host } of problem.hosts) {
      const forced = { ...problem, locks: [{ host, partner, reason: '' }] };
      const expected = isAllowed(problem, { host, partner })
        ? solved(forced).cost - solution.cost
        : undefined;
      expect(priceOf(partner, host)).toBe(expected);
    }
});

test('the input order does not matter for prices and runners-up', () => {
  fc.assert(
    fc.property(anyProblem, fc.nat(), (problem, seed) => {
      const solution = solvePairing(problem);
      if (isClash(solution)) return;
      const [one, other] = [whatIf(problem, solution), whatIf(shuffled(problem, seed), solution)];
      for (const { id } of problem.partners) expect(other.runnerUpOf(id)).toEqual(one.runnerUpOf(id));
    }),
  );
});

describe('the runner-up', () => {
  test('is the host with the smallest loss for the plan', () => {
    const problem = aDistrict(12, 20);
    const prices = whatIf(problem, solved(problem));
    const { pairs } = solved(problem).pairing;
    for (const { host, partner } of pairs) {
      const others = problem.hosts
        .filter(({ id }) => id !== host)
        .map(({ id }) => prices.priceOf(partner, id) ?? Infinity);
      expect(prices.runnerUpOf(partner)?.pricePoints).toBe(Math.min(...others));
    }
  });

  test('does not exist for a locked partner or one with a single host', () => {
    const locked = aProblem({ locks: [{ host: 'h1', partner: 'p1', reason: '' }] });
    expect(whatIf(locked, solved(locked)).runnerUpOf('p1')).toBeUndefined();
    const single = aProblem({ hosts: [aHost('h1')] });
    expect(whatIf(single, solved(single)).runnerUpOf('p1')).toBeUndefined();
  });
});

describe('a price separates', () => {
  const h1 = aHost('h1', { capacity: 1 });
  const worse = anEntrant('p2', { region: 'Queens', focusAreas: [] });
  const only = aProblem({ hosts: [h1], partners: [anEntrant('p1'), worse] });

  test('a lost place from points that the total loses', () => {
    const roomy = aProblem();
    const placed = solved(roomy);
    const price = whatIf(roomy, placed).priceOf('p1', undefined) ?? Number.NaN;
    expect(splitPrice(placed, price)).toEqual({ places: 1, points: 10_000 });
  });

  test('a swap of places as points only', () => {
    const solution = solved(only);
    const price = whatIf(only, solution).priceOf('p2', 'h1') ?? Number.NaN;
    expect(solution.pairing.unplaced).toEqual(['p2']);
    expect(splitPrice(solution, price)).toEqual({ places: 0, points: 10_000 - 7_300 });
  });
});
