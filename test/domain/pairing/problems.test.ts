import { expect, test } from 'vitest';
import type { PairingProblem } from '../../../shared/domain/pairing/problem.ts';
import { problemsOf } from '../../../shared/domain/pairing/problems.ts';
import { aHost, anEntrant, aProblem, theRules } from './random-problems.ts';

const { weights } = theRules;
const rules = (over: Partial<typeof theRules>): Partial<PairingProblem> => ({
  rules: { ...theRules, ...over },
});

test('a well-formed problem has none', () => {
  expect(problemsOf(aProblem())).toEqual([]);
});

test.each<readonly [Partial<PairingProblem>, string]>([
  [{ hosts: [] }, 'There is no host: a pairing needs at least one.'],
  [{ partners: [] }, 'There is no partner: a pairing needs at least one.'],
  [
    { partners: [anEntrant('p1'), anEntrant('p2'), anEntrant('p1')] },
    'The id p1 is that of partner 1 and again of partner 3; ids are unique.',
  ],
  [{ hosts: [aHost('p1')] }, 'p1 is both a host and a partner; a school plays one role.'],
  [{ hosts: [aHost('')] }, 'Host 1 () has no id.'],
  [
    { hosts: [aHost('h1', { capacity: 0 })] },
    'The capacity of host 1 (h1) is 0; a host takes from 1 to 7 partners.',
  ],
  [
    { hosts: [aHost('h1', { capacity: 1000 })] },
    'The capacity of host 1 (h1) is 1000; a host takes from 1 to 7 partners.',
  ],
  [
    { hosts: [aHost('h1', { capacity: 1.5 })] },
    'The capacity of host 1 (h1) is 1.5; a host takes from 1 to 7 partners.',
  ],
  [
    { partners: [anEntrant('p1', { location: { latitude: 91, longitude: 0 } })] },
    'The latitude of partner 1 (p1) is 91; it must be from −90 to 90.',
  ],
  [
    { hosts: [aHost('h1', { location: { latitude: 0, longitude: -181 } })] },
    'The longitude of host 1 (h1) is -181; it must be from −180 to 180.',
  ],
  [
    { hosts: [aHost('h1', { location: { latitude: Number.NaN, longitude: 0 } })] },
    'The latitude of host 1 (h1) is NaN; it must be from −90 to 90.',
  ],
  [
    { partners: [anEntrant('p1', { demographics: { poverty: 140 } })] },
    'poverty of partner 1 (p1) is 140; a share is a percentage from 0 to 100.',
  ],
  [
    { locks: [{ host: 'h9', partner: 'p1', reason: '' }] },
    'Lock 1 names the host h9, which is not among the hosts.',
  ],
  [
    { bans: [{ host: 'h1', partner: 'p9', reason: '' }] },
    'Ban 1 names the partner p9, which is not among the partners.',
  ],
  [
    rules({ weights: { ...weights, level: 2001 } }),
    'The weights in the rules add up to 10001; they must add up to 10,000.',
  ],
  [rules({ farthestKm: 0 }), 'farthestKm in the rules is 0; it must be more than 0.'],
  [rules({ withinKm: -1 }), 'withinKm in the rules is -1; it must be more than 0.'],
  [rules({ neighboringLevels: 1.1 }), 'neighboringLevels in the rules is 1.1; it must be from 0 to 1.'],
  [{ leastScore: 10_001 }, 'The least score is 10001; it must be a whole number from 0 to 10,000.'],
])('of %j: %s', (over, said) => {
  expect(problemsOf(aProblem(over))).toEqual([said]);
});

test('a weight below nothing is named with its part', () => {
  const shifted = { ...weights, level: -1, distance: weights.distance + weights.level + 1 };
  expect(problemsOf(aProblem(rules({ weights: shifted })))).toEqual([
    'The rules give level -1 points; a weight is a whole number from 0 on.',
  ]);
});

test('rules that clash are told in one go, each with what would help', () => {
  const locks = [
    { host: 'h1', partner: 'p1', reason: '' },
    { host: 'h2', partner: 'p1', reason: '' },
  ];
  expect(problemsOf(aProblem({ locks }))).toEqual([
    'School p1 (p1) is locked to School h1 (h1). School p1 (p1) is locked to School h2 (h2). A partner is in one pair. Lift one of the two locks of School p1 (p1).',
  ]);
});
