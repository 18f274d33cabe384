import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { inputProblemsOf } from '#domain/pairing/input-problems.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { bestByTrying } from './brute-force.ts';
import { aDistrict, aHost, anEntrant, anyProblem, aProblem, shuffled } from './random-problems.ts';
import { solved } from './solved.ts';

describe('on any small problem', () => {
  test('progress never goes back, and never past its total', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const steps: (readonly [number, number])[] = [];
        const solution = solvePairing(problem, (done, total) => steps.push([done, total]));
        if (isClash(solution)) return;
        const done = steps.map(([own]) => own);
        expect(done).toEqual(done.toSorted((a, b) => a - b));
        for (const [own, total] of steps) expect(own).toBeLessThanOrEqual(total);
      }),
    );
  });

  test('no plan is better than the solver’s, and none exists if it names a conflict', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const solution = solvePairing(problem);
        const best = bestByTrying(problem);
        if (isClash(solution)) {
          expect(best).toBeUndefined();
          return;
        }
        expect({
          cost: solution.cost,
          placed: solution.pairing.pairs.length,
          total: solution.total,
        }).toEqual(best);
      }),
      { numRuns: 300 },
    );
  });

  test('the certificate is valid', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        const solution = solvePairing(problem);
        if (!isClash(solution)) expect(checkPairing(problem, solution)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('the order of schools and rulings does not matter, to the last byte', () => {
    fc.assert(
      fc.property(anyProblem, fc.nat(), (problem, seed) => {
        expect(JSON.stringify(solvePairing(shuffled(problem, seed)))).toBe(
          JSON.stringify(solvePairing(problem)),
        );
      }),
    );
  });

  test('malformed and conflicting input is reported in advance, and nothing else is', () => {
    fc.assert(
      fc.property(anyProblem, (problem) => {
        // Exceptions without effect, hosts that can take no one, and kept partners that didn't name the host's area are
        // reported too, but change no answer.
        const { exceptions: _, ...withoutExceptions } = problem;
        const problems = inputProblemsOf(withoutExceptions);
        fc.pre(problems.every(({ kind }) => kind !== 'no-areas' && kind !== 'kept-without-focus'));
        expect(problems.length > 0).toBe(isClash(solvePairing(problem)));
      }),
    );
  });
});

describe('on a district', () => {
  test.each([
    [24, 48],
    [60, 100],
    [40, 120],
  ])(
    'with %d hosts and %d partners, the certificate is valid and order does not matter',
    (hosts, partners) => {
      const problem = aDistrict(hosts, partners);
      const solution = solved(problem);
      expect(checkPairing(problem, solution)).toEqual([]);
      expect(solved(shuffled(problem, 1))).toEqual(solution);
    },
  );

  test('in which everyone wants the same few hosts, lists are read to the end if needed', () => {
    const district = aDistrict(70, 150);
    const crowded = {
      ...district,
      partners: district.partners.map((partner) => ({
        ...partner,
        region: 'Bronx',
        location: { latitude: 40.85, longitude: -73.9 },
      })),
    };
    const solution = solved(crowded);
    expect(checkPairing(crowded, solution)).toEqual([]);
    expect(solution.pairing.pairs.length).toBe(
      Math.min(
        150,
        crowded.hosts.reduce((sum, { capacity }) => sum + capacity, 0),
      ),
    );
  });

  test('with a largest distance, schools are paired across the date line and at a pole', () => {
    const district = aDistrict(60, 90);
    const moved = [
      { latitude: 65, longitude: 179.9 },
      { latitude: 65, longitude: -179.9 },
      { latitude: 89.99, longitude: 10 },
      { latitude: 89.99, longitude: -170 },
    ];
    const scatter = (schools: typeof district.hosts | typeof district.partners) =>
      schools.map((school, index) => ({
        ...school,
        location: moved[index % moved.length] ?? { latitude: 0, longitude: 0 },
      }));
    const problem = {
      ...district,
      hosts: district.hosts.map((host, index) => ({
        ...host,
        ...scatter(district.hosts)[index],
        capacity: host.capacity,
      })),
      partners: scatter(district.partners),
      rules: { ...district.rules, withinKm: 15 },
    };
    const solution = solved(problem);
    expect(checkPairing(problem, solution)).toEqual([]);
    expect(solution.pairing.pairs.length).toBeGreaterThan(50);
  });
});

test('as many partners as possible are placed, even with a lower total', () => {
  // h1 is p2's only host and by far the best for p1, which must go elsewhere.
  const problem = aProblem({
    hosts: [
      aHost('h1', { capacity: 1 }),
      aHost('h2', { capacity: 1, region: 'Queens', focusAreas: [], levels: ['high'] }),
    ],
    partners: [
      anEntrant('p1'),
      anEntrant('p2', { levels: ['elementary'], region: 'Queens', focusAreas: ['other'] }),
    ],
  });
  expect(solved(problem).pairing).toEqual({
    pairs: [
      { host: 'h1', partner: 'p2' },
      { host: 'h2', partner: 'p1' },
    ],
    unplaced: [],
  });
});

test('a host whose places are all locked takes no one else', () => {
  const problem = aProblem({
    hosts: [aHost('h1', { capacity: 1 }), aHost('h2', { region: 'Queens' })],
    locks: [{ host: 'h1', partner: 'p2', reason: 'They share a building.' }],
  });
  const solution = solved(problem);
  expect(solution.pairing.pairs).toEqual([
    { host: 'h1', partner: 'p2' },
    { host: 'h2', partner: 'p1' },
  ]);
  expect(checkPairing(problem, solution)).toEqual([]);
});

test('among equal plans, it is not always the first in the alphabet', () => {
  const winners = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'k'].map((name) => {
    const problem = aProblem({
      hosts: [aHost('h1', { capacity: 1 })],
      partners: [anEntrant(`${name}1`), anEntrant(`${name}2`)],
    });
    return solved(problem).pairing.pairs[0]?.partner.slice(1);
  });
  expect(new Set(winners)).toEqual(new Set(['1', '2']));
});

test('if partners of a host share a level, each host takes its chosen level', () => {
  const problem = aProblem({
    rules: { ...aProblem().rules, mixesLevels: false },
    hosts: [aHost('h1', { takes: 'middle' }), aHost('h2', { takes: 'high' })],
    partners: [
      anEntrant('p1'),
      anEntrant('p2', { levels: ['high'] }),
      anEntrant('p3', { levels: ['middle', 'high'] }),
    ],
  });
  const solution = solved(problem);
  expect(checkPairing(problem, solution)).toEqual([]);
  expect(solution.pairing.pairs).toContainEqual({ host: 'h2', partner: 'p2' });
});
