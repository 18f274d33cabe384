import { expect, test } from 'vitest';
import { inputProblemsOf } from '#domain/pairing/input-problems.ts';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import { sayInputProblem } from '#text/input-problems.ts';
import { aHost, anEntrant, aProblem, theRules } from './random-problems.ts';

const problemsOf = (problem: PairingProblem) =>
  inputProblemsOf(problem).map((one) => sayInputProblem(one, problem));

const { weights } = theRules;
const rules = (over: Partial<typeof theRules>): Partial<PairingProblem> => ({
  rules: { ...theRules, ...over },
});

test('a well-formed problem has none', () => {
  expect(problemsOf(aProblem())).toEqual([]);
});

test.each<readonly [Partial<PairingProblem>, string]>([
  [{ hosts: [] }, 'There are no hosts. Pairing needs at least one.'],
  [{ partners: [] }, 'There are no partners. Pairing needs at least one.'],
  [
    { partners: [anEntrant('p1'), anEntrant('p2'), anEntrant('p1')] },
    'ID p1 is used by partner 1 and again by partner 3. IDs must be unique.',
  ],
  [{ hosts: [aHost('p1')] }, 'p1 is both a host and a partner. A school can only have one role.'],
  [{ hosts: [aHost('')] }, 'Host 1 () has no ID.'],
  [
    { ...rules({ focus: 'one-each' }), hosts: [aHost('h1', { focusAreas: [] })] },
    'Host 1 (h1) offers no focus area, but pairs must share one.',
  ],
  [
    {
      ...rules({ focus: 'one-each' }),
      exceptions: [{ host: 'h1', partner: 'p1', reason: '', pricePoints: 0 }],
    },
    'Exception 1 isn’t needed: both schools named feedback.',
  ],
  [
    rules({ weights: { focusArea: 0, level: 0, distance: 0, demographics: 0, region: 0 } }),
    'The weights add up to 0. They must add up to 10,000.',
  ],
  [{ hosts: [aHost('h1', { capacity: 0 })] }, 'The capacity of host 1 (h1) is 0. It must be from 1 to 7.'],
  [
    { hosts: [aHost('h1', { capacity: 1000 })] },
    'The capacity of host 1 (h1) is 1000. It must be from 1 to 7.',
  ],
  [
    { hosts: [aHost('h1', { capacity: 1.5 })] },
    'The capacity of host 1 (h1) is 1.5. It must be from 1 to 7.',
  ],
  [
    { partners: [anEntrant('p1', { location: { latitude: 91, longitude: 0 } })] },
    'The latitude of partner 1 (p1) is 91. It must be from −90 to 90.',
  ],
  [
    { hosts: [aHost('h1', { location: { latitude: 0, longitude: -181 } })] },
    'The longitude of host 1 (h1) is -181. It must be from −180 to 180.',
  ],
  [
    { hosts: [aHost('h1', { location: { latitude: Number.NaN, longitude: 0 } })] },
    'The latitude of host 1 (h1) is NaN. It must be from −90 to 90.',
  ],
  [
    { partners: [anEntrant('p1', { demographics: { poverty: 140 } })] },
    'poverty of partner 1 (p1) is 140. It must be a percentage from 0 to 100.',
  ],
  [
    { locks: [{ host: 'h9', partner: 'p1', reason: '' }] },
    'Lock 1 names host h9, which isn’t in the list of hosts.',
  ],
  [
    { exceptions: [{ host: 'h1', partner: 'p1', reason: '', pricePoints: 0 }] },
    'Exception 1 isn’t needed: pairs don’t have to share a focus area.',
  ],
  [
    {
      ...rules({ focus: 'one-each' }),
      exceptions: [{ host: 'h1', partner: 'p1', reason: '', pricePoints: 0 }],
    },
    'Exception 1 isn’t needed: both schools named feedback.',
  ],
  [
    {
      ...rules({ focus: 'shared' }),
      partners: [anEntrant('p1', { focusAreas: ['literacy'] })],
      exceptions: [{ host: 'h1', partner: 'p1', reason: '', pricePoints: -1 }],
    },
    'The price of exception 1 is -1. It must be a whole number from 0 to 10,000.',
  ],
  [
    {
      ...rules({ focus: 'shared' }),
      hosts: [aHost('h1', { capacity: 1 })],
      partners: ['p1', 'p2'].map((id) => anEntrant(id, { focusAreas: ['literacy'] })),
      exceptions: ['p1', 'p2'].map((partner) => ({ host: 'h1', partner, reason: '', pricePoints: 0 })),
    },
    'Host h1 has 2 exceptions, but only 1 place. Remove exceptions, or give it more places.',
  ],
  [
    {
      ...rules({ focus: 'one-each' }),
      hosts: [aHost('h1', { focusAreas: ['feedback', 'literacy'], focus: 'literacy' })],
      locks: [{ host: 'h1', partner: 'p1', reason: '' }],
    },
    'Host h1 works on literacy, but partner p1, which must be paired with it, didn’t name that area. Change the area, or remove the rule.',
  ],
  [rules({ focus: 'shared', secondChoice: 2 }), 'secondChoice is 2. It must be from 0 to 1.'],
  [
    { hosts: [aHost('h1', { focus: 'literacy' })] },
    'Host 1 (h1) works on literacy, which isn’t one of its focus areas.',
  ],
  [
    { bans: [{ host: 'h1', partner: 'p9', reason: '' }] },
    'Ban 1 names partner p9, which isn’t in the list of partners.',
  ],
  [
    rules({ weights: { ...weights, level: 2001 } }),
    'The weights add up to 10,001. They must add up to 10,000.',
  ],
  [rules({ farthestKm: 0 }), 'farthestKm is 0. It must be more than 0.'],
  [rules({ withinKm: -1 }), 'withinKm is -1. It must be more than 0.'],
  [rules({ neighboringLevels: 1.1 }), 'neighboringLevels is 1.1. It must be from 0 to 1.'],
  [{ leastScore: 10_001 }, 'The minimum score is 10001. It must be a whole number from 0 to 10,000.'],
])('of %j: %s', (over, said) => {
  expect(problemsOf(aProblem(over))).toEqual([said]);
});

test('a negative weight is named with its part', () => {
  const shifted = { ...weights, level: -1, distance: weights.distance + weights.level + 1 };
  expect(problemsOf(aProblem(rules({ weights: shifted })))).toEqual([
    'The weight of level is -1. It must be a whole number of 0 or more.',
  ]);
});

test('all conflicting rules are named at once, each with a way out', () => {
  const locks = [
    { host: 'h1', partner: 'p1', reason: '' },
    { host: 'h2', partner: 'p1', reason: '' },
  ];
  expect(problemsOf(aProblem({ locks }))).toEqual([
    'School p1 (p1) must be paired with School h1 (h1). School p1 (p1) must be paired with School h2 (h2). A partner can only be in one pair. Remove one of the two keep-together rules for School p1 (p1).',
  ]);
});
