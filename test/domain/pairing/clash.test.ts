import { describe, expect, test } from 'vitest';
import { isClash, smallestClash } from '#domain/pairing/clash.ts';
import type { PairingProblem, Ruling } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { sayClash } from '#text/pairing.ts';
import { aHost, anEntrant, aProblem, theRules } from './random-problems.ts';

/** The conflict in a problem, in words. */
function said(problem: PairingProblem) {
  const outcome = solvePairing(problem);
  return isClash(outcome) ? sayClash(outcome, problem) : outcome;
}

const lock = (host: string, partner: string, reason = ''): Ruling => ({ host, partner, reason });

describe('conflicting rules are named, with the least that must change', () => {
  test('a lock and a ban on the same pair', () => {
    const problem = aProblem({
      locks: [lock('h1', 'p1', 'Same building')],
      bans: [lock('h1', 'p1', 'Sisters')],
    });
    expect(said(problem)).toEqual({
      rules: [
        'School p1 (p1) must be paired with School h1 (h1) (“Same building”).',
        'School p1 (p1) must not be paired with School h1 (h1) (“Sisters”).',
      ],
      relaxations: ['Remove one of the two rules.'],
    });
  });

  test('a lock on two schools two levels apart', () => {
    const problem = aProblem({
      hosts: [aHost('h1', { levels: ['high'] })],
      partners: [anEntrant('p1', { levels: ['elementary'] })],
      locks: [lock('h1', 'p1')],
    });
    expect(said(problem)).toEqual({
      rules: [
        'School p1 (p1) must be paired with School h1 (h1).',
        'School h1 and School p1 are two grade levels apart, so they can’t be paired.',
      ],
      relaxations: ['Remove the keep-together rule for School p1 (p1).'],
    });
  });

  test('a lock on two schools too far apart', () => {
    const problem = aProblem({
      rules: { ...theRules, withinKm: 5 },
      partners: [anEntrant('p1', { location: { latitude: 40.6, longitude: -74.1 } })],
      locks: [lock('h1', 'p1')],
    });
    expect(said(problem)).toMatchObject({
      rules: [expect.anything(), 'School h1 and School p1 are farther apart than the rules allow.'],
    });
  });

  test('a lock on a school with a level that the host doesn’t take', () => {
    const problem = aProblem({ hosts: [aHost('h1', { takes: 'high' })], locks: [lock('h1', 'p1')] });
    expect(said(problem)).toMatchObject({
      rules: [expect.anything(), 'School h1 only takes high schools, and School p1 isn’t one.'],
    });
  });

  test('two locks on one partner', () => {
    const problem = aProblem({ locks: [lock('h1', 'p1'), lock('h2', 'p1')] });
    expect(said(problem)).toMatchObject({
      rules: [expect.stringMatching('h1'), expect.stringMatching('h2'), 'A partner can only be in one pair.'],
      relaxations: ['Remove one of the two keep-together rules for School p1 (p1).'],
    });
  });

  test('two locks beyond a capacity: both locks and the capacity, and no more', () => {
    const problem = aProblem({
      hosts: [aHost('h1', { capacity: 1 }), aHost('h2')],
      partners: ['p1', 'p2', 'p3'].map((id) => anEntrant(id)),
      locks: [lock('h1', 'p1'), lock('h1', 'p2'), lock('h1', 'p3')],
    });
    expect(said(problem)).toEqual({
      rules: [
        'School h1 (h1) has 1 place.',
        'School p1 (p1) must be paired with School h1 (h1).',
        'School p2 (p2) must be paired with School h1 (h1).',
      ],
      relaxations: ['Raise School h1 (h1)’s capacity to 3, or remove 2 of its 3 keep-together rules.'],
    });
  });

  test('more locks than any host may take: only removing some helps', () => {
    const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
    const problem = aProblem({
      hosts: [aHost('h1', { capacity: 7 })],
      partners: ids.map((id) => anEntrant(id)),
      locks: ids.map((id) => lock('h1', id)),
    });
    expect(said(problem)).toMatchObject({
      relaxations: ['For School h1 (h1), remove 1 of its 8 keep-together rules.'],
    });
  });

  test('hosts without a level if levels may not mix', () => {
    const problem = aProblem({ rules: { ...theRules, mixesLevels: false } });
    expect(said(problem)).toMatchObject({
      rules: [
        'All of a host’s partners must share a grade level (mixesLevels is false).',
        'No grade level is set for 2 hosts (h1, h2).',
      ],
    });
  });
});

test('among several conflicts, the one with the fewest rules is named', () => {
  const problem = aProblem({
    hosts: [aHost('h1', { capacity: 1 }), aHost('h2')],
    locks: [lock('h1', 'p1'), lock('h1', 'p2')],
    bans: [lock('h1', 'p2')],
  });
  expect(smallestClash(problem)?.rules).toHaveLength(2);
});

test('duplicate locks on a pair count once', () => {
  const problem = aProblem({
    hosts: [aHost('h1', { capacity: 1 }), aHost('h2')],
    locks: [lock('h1', 'p1'), lock('h1', 'p1')],
  });
  expect(smallestClash(problem)).toBeUndefined();
});
