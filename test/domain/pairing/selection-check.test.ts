import { beforeAll, expect, test } from 'vitest';
import { solveSelection } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { Pair, PairingProblem } from '#domain/pairing/problem.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import type { Selected } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { aSelection } from './selection-cases.ts';

const lock = { host: 'H1', partner: 'P1', reason: 'they asked' };
const ban = { host: 'H1', partner: 'P4', reason: 'one principal' };
const asked = aSelection(
  {
    targets: { host: 2, partner: 4 },
    accepted: ['P4'],
    quotas: [{ region: 'South', level: 'middle', atLeast: 2 }],
  },
  { locks: [lock], bans: [ban] },
);
const problem = {
  ...asked,
  candidates: { ...asked.candidates, rules: { ...asked.candidates.rules, mixesLevels: false } },
};

let selected: Selected;
beforeAll(async () => {
  const outcome = await solveSelection(problem, optimizer, 20);
  if (isClash(outcome) || outcome.kind !== 'selected') throw new Error(JSON.stringify(outcome));
  selected = outcome;
});

const pairsOf = (...pairs: readonly (readonly [host: string, partner: string])[]): readonly Pair[] =>
  pairs.map(([host, partner]) => ({ host, partner }));

test('the solver’s choice is valid', () => {
  expect(checkSelection(problem, selected.chosen, selected.solution.pairing.pairs)).toEqual([]);
  expect(selected.solution.pairing.pairs).toEqual(
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3'], ['H2', 'P4']),
  );
});

test.each<
  readonly [
    what: string,
    tamper: (chosen: PairingProblem) => PairingProblem,
    pairs: readonly Pair[],
    sentence: string,
  ]
>([
  [
    'a host too few',
    (chosen) => ({ ...chosen, hosts: chosen.hosts.slice(0, 1) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3']),
    'The target is 2 hosts, but the plan has 1.',
  ],
  [
    'a partner too few',
    (chosen) => ({ ...chosen, partners: chosen.partners.slice(1) }),
    pairsOf(['H1', 'P2'], ['H1', 'P3'], ['H2', 'P4']),
    'The target is 4 partners, but the plan has 3.',
  ],
  [
    'an accepted school left out',
    (chosen) => ({ ...chosen, partners: chosen.partners.slice(0, 3) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3']),
    'P4 is already accepted but isn’t chosen.',
  ],
  [
    'an unknown school',
    (chosen) => ({ ...chosen, hosts: chosen.hosts.map((host) => ({ ...host, id: 'X1' })) }),
    pairsOf(['X1', 'P1']),
    'X1 isn’t a host candidate.',
  ],
  [
    'more partners than the host offered',
    (chosen) => ({ ...chosen, hosts: chosen.hosts.map((host) => ({ ...host, capacity: 2 })) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H2', 'P3'], ['H2', 'P4']),
    'H2 offered 1 place but has 2 partners.',
  ],
  [
    'a broken ban',
    (chosen) => chosen,
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P4'], ['H2', 'P3']),
    'P4 must not be paired with H1 but is.',
  ],
  [
    'a broken lock',
    (chosen) => chosen,
    pairsOf(['H1', 'P2'], ['H1', 'P3'], ['H1', 'P4'], ['H2', 'P1']),
    'P1 must be paired with H1 but isn’t.',
  ],
  [
    'partners of several levels',
    (chosen) => chosen,
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P4'], ['H2', 'P3']),
    'H1’s partners don’t share a grade level.',
  ],
  [
    'a partner without a host',
    (chosen) => chosen,
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3']),
    'P4 is chosen but has no host.',
  ],
  [
    'a quota that is not met',
    (chosen) => ({ ...chosen, partners: chosen.partners.map((school) => ({ ...school, region: 'North' })) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3'], ['H2', 'P4']),
    'The quota is at least 2 middle schools in South, but the plan has 1.',
  ],
])('%s is invalid', (_, tamper, pairs, sentence) => {
  expect(checkSelection(problem, tamper(selected.chosen), pairs)).toContain(sentence);
});

test('a school in both roles is invalid, and so are open places if all must be used', () => {
  const { chosen, solution } = selected;
  const twice = { ...chosen, partners: [...chosen.partners, ...chosen.hosts.slice(0, 1)] };
  expect(checkSelection(problem, twice, solution.pairing.pairs)).toContain('H1 is chosen twice.');
  const full = { ...problem, terms: { ...problem.terms, usesEveryPlace: true } };
  const lesser = { ...chosen, hosts: chosen.hosts.map((host) => ({ ...host, capacity: host.capacity - 1 })) };
  expect(checkSelection(full, lesser, pairsOf(['H1', 'P1'], ['H1', 'P2']))).toContain('H1 has 1 open place.');
});
