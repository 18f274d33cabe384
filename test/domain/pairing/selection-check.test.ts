import { beforeAll, expect, test } from 'vitest';
import { isClash } from '../../../shared/domain/pairing/clash.ts';
import type { Pair, PairingProblem } from '../../../shared/domain/pairing/problem.ts';
import { solveSelection } from '../../../shared/domain/pairing/selection.ts';
import { checkSelection } from '../../../shared/domain/pairing/selection-check.ts';
import type { Selected } from '../../../shared/domain/pairing/selection-problem.ts';
import { runMilp } from '../../../shared/optimizer/highs.ts';
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
  const outcome = await solveSelection(problem, runMilp, 20);
  if (isClash(outcome) || outcome.kind !== 'selected') throw new Error(JSON.stringify(outcome));
  selected = outcome;
});

const pairsOf = (...pairs: readonly (readonly [host: string, partner: string])[]): readonly Pair[] =>
  pairs.map(([host, partner]) => ({ host, partner }));

test('what the solver chose holds', () => {
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
    '1 hosts are admitted, and the target is 2.',
  ],
  [
    'a partner too few',
    (chosen) => ({ ...chosen, partners: chosen.partners.slice(1) }),
    pairsOf(['H1', 'P2'], ['H1', 'P3'], ['H2', 'P4']),
    '3 partners are admitted, and the target is 4.',
  ],
  [
    'a school that is accepted, and left out',
    (chosen) => ({ ...chosen, partners: chosen.partners.slice(0, 3) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3']),
    'P4 is accepted, and not admitted.',
  ],
  [
    'a school that nobody knows',
    (chosen) => ({ ...chosen, hosts: chosen.hosts.map((host) => ({ ...host, id: 'X1' })) }),
    pairsOf(['X1', 'P1']),
    'X1 is no candidate for a host.',
  ],
  [
    'more partners than the host offered',
    (chosen) => ({ ...chosen, hosts: chosen.hosts.map((host) => ({ ...host, capacity: 2 })) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H2', 'P3'], ['H2', 'P4']),
    'H2 offered 1 places and has 2 partners.',
  ],
  [
    'a broken ban',
    (chosen) => chosen,
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P4'], ['H2', 'P3']),
    'P4 must not be with H1, and is.',
  ],
  [
    'a broken lock',
    (chosen) => chosen,
    pairsOf(['H1', 'P2'], ['H1', 'P3'], ['H1', 'P4'], ['H2', 'P1']),
    'P1 is locked to H1, and is not with it.',
  ],
  [
    'partners of several levels',
    (chosen) => chosen,
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P4'], ['H2', 'P3']),
    'The partners of H1 do not share a level.',
  ],
  [
    'a partner without a host',
    (chosen) => chosen,
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3']),
    'P4 is admitted and has no host.',
  ],
  [
    'a quota that is not reached',
    (chosen) => ({ ...chosen, partners: chosen.partners.map((school) => ({ ...school, region: 'North' })) }),
    pairsOf(['H1', 'P1'], ['H1', 'P2'], ['H1', 'P3'], ['H2', 'P4']),
    'At least 2 middle schools of South were asked for; there are 1.',
  ],
])('%s does not', (_, tamper, pairs, sentence) => {
  expect(checkSelection(problem, tamper(selected.chosen), pairs)).toContain(sentence);
});

test('a school in both roles does not, nor empty places where all are to be used', () => {
  const { chosen, solution } = selected;
  const twice = { ...chosen, partners: [...chosen.partners, ...chosen.hosts.slice(0, 1)] };
  expect(checkSelection(problem, twice, solution.pairing.pairs)).toContain('H1 is admitted twice.');
  const full = { ...problem, terms: { ...problem.terms, usesEveryPlace: true } };
  const lesser = { ...chosen, hosts: chosen.hosts.map((host) => ({ ...host, capacity: host.capacity - 1 })) };
  expect(checkSelection(full, lesser, pairsOf(['H1', 'P1'], ['H1', 'P2']))).toContain(
    'H1 has 1 places left empty.',
  );
});
