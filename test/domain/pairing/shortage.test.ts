import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isClash } from '#domain/pairing/clash.ts';
import { sayShortage, shortagesOf } from '#domain/pairing/explain/shortage.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { isAllowed } from './brute-force.ts';
import { aHost, anEntrant, anyProblem, aProblem } from './random-problems.ts';
import { solved } from './solved.ts';

test('a shortage has partners without other hosts, and as many missing places as unplaced partners', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const solution = solvePairing(problem);
      if (isClash(solution)) return;
      const shortages = shortagesOf(problem, solution.pairing);
      for (const { partners, hosts } of shortages)
        for (const partner of partners)
          for (const { id: host } of problem.hosts)
            if (isAllowed(problem, { host, partner })) expect(hosts).toContain(host);
      const lacking = shortages.reduce((sum, shortage) => sum + shortage.lacking, 0);
      expect(lacking).toBe(solution.pairing.unplaced.length);
    }),
    { numRuns: 300 },
  );
});

test('one more place at any of its hosts, or any partner less, places one more', () => {
  fc.assert(
    fc.property(anyProblem, (problem) => {
      const solution = solvePairing(problem);
      if (isClash(solution)) return;
      const unplaced = solution.pairing.unplaced.length;
      for (const { hosts, partners } of shortagesOf(problem, solution.pairing)) {
        for (const id of hosts) {
          const roomier = problem.hosts.map((host) =>
            host.id === id ? { ...host, capacity: host.capacity + 1 } : host,
          );
          expect(solved({ ...problem, hosts: roomier }).pairing.unplaced).toHaveLength(unplaced - 1);
        }
        for (const id of partners) {
          const fewer = problem.partners.filter((partner) => partner.id !== id);
          if (fewer.length > 0)
            expect(solved({ ...problem, partners: fewer }).pairing.unplaced).toHaveLength(unplaced - 1);
        }
      }
    }),
  );
});

test('a shortage names its schools and what would help', () => {
  const problem = aProblem({
    hosts: [aHost('h1', { capacity: 1 }), aHost('h2', { levels: ['elementary'] })],
    partners: [anEntrant('p1', { levels: ['high'] }), anEntrant('p2', { levels: ['high'] }), anEntrant('p3')],
  });
  const { pairing } = solved(problem);
  expect(shortagesOf(problem, pairing).map((shortage) => sayShortage(problem, shortage))).toEqual([
    '2 partners (School p1 (p1), School p2 (p2)) can only go to 1 host (School h1 (h1)), which has 1 place. That’s 1 too few. ' +
      'To place one more, add one place at one of these hosts or one more host that fits.',
  ]);
});

test('a partner that no host may take is a separate shortage', () => {
  const problem = aProblem({
    hosts: [aHost('h1', { levels: ['elementary'] })],
    partners: [anEntrant('p1', { levels: ['high'] })],
  });
  const [shortage, ...others] = shortagesOf(problem, solved(problem).pairing);
  expect(others).toEqual([]);
  expect(shortage && sayShortage(problem, shortage)).toBe(
    'No host can take School p1 (p1). Add a host that fits, or remove a keep-apart rule.',
  );
});

test('there is no shortage if everyone has a place', () => {
  expect(shortagesOf(aProblem(), solved(aProblem()).pairing)).toEqual([]);
});
