import fc from 'fast-check';
import type { Entrant, HostEntrant, PairingProblem } from '#domain/pairing/problem.ts';
import type { PairingRules } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';

export const theRules: PairingRules = {
  weights: { focusArea: 4000, level: 2000, distance: 2300, demographics: 1000, region: 700 },
  farthestKm: 40,
  neighboringLevels: 0.35,
  mixesLevels: true,
};

/** Scores in steps of 5,000, so that nearly everything is a tie. */
const coarseRules: PairingRules = {
  ...theRules,
  weights: { focusArea: 5000, level: 0, distance: 0, demographics: 0, region: 5000 },
};

export const aHost = (id: string, over: Partial<HostEntrant> = {}): HostEntrant => ({
  ...anEntrant(id),
  capacity: 2,
  ...over,
});

export const anEntrant = (id: string, over: Partial<Entrant> = {}): Entrant => ({
  id,
  name: `School ${id}`,
  levels: ['middle'],
  region: 'Bronx',
  location: { latitude: 40.85, longitude: -73.9 },
  focusAreas: ['feedback'],
  demographics: { poverty: 80, hispanic: 60 },
  ...over,
});

export const aProblem = (over: Partial<PairingProblem> = {}): PairingProblem => ({
  hosts: [aHost('h1'), aHost('h2')],
  partners: [anEntrant('p1'), anEntrant('p2')],
  rules: theRules,
  locks: [],
  bans: [],
  ...over,
});

const places = [
  { latitude: 40.85, longitude: -73.9 },
  { latitude: 40.7, longitude: -73.95 },
  { latitude: 40.55, longitude: -74.2 },
] as const;

const share = fc.option(fc.constantFrom(10, 50, 90), { nil: undefined });

const traits = fc.record({
  levels: fc.subarray([...levels], { minLength: 1 }),
  region: fc.constantFrom('Bronx', 'Queens'),
  location: fc.option(fc.constantFrom(...places), { nil: undefined }),
  focusAreas: fc.shuffledSubarray(['feedback', 'literacy', 'teacher-teams']),
  poverty: share,
  black: share,
});

type Traits = typeof traits extends fc.Arbitrary<infer T> ? T : never;

const withTraits = (id: string, { location, poverty, black, ...rest }: Traits): Entrant => ({
  id,
  name: `School ${id}`,
  ...rest,
  ...(location && { location }),
  demographics: { ...(poverty !== undefined && { poverty }), ...(black !== undefined && { black }) },
});

/** Rulings as numbers, which are then mapped to the schools. */
const rulings = (maxLength: number) => fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength });

/**
 * Small problems with all features: ties, unknown places, locks and bans (which may conflict), and few or many
 * places.
 */
export const anyProblem: fc.Arbitrary<PairingProblem> = fc
  .record({
    hosts: fc.array(fc.tuple(traits, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 4 }),
    partners: fc.array(traits, { minLength: 1, maxLength: 5 }),
    rules: fc.constantFrom<PairingRules>(
      theRules,
      coarseRules,
      { ...theRules, withinKm: 20 },
      { ...theRules, focus: 'shared' },
      { ...coarseRules, focus: 'one-each', secondChoice: 0.5 },
    ),
    /** Which hosts work on their first area only. */
    focused: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    exceptions: rulings(2),
    locks: rulings(1),
    bans: rulings(3),
    leastScore: fc.constantFrom(undefined, undefined, 4000),
  })
  .map(({ rules, leastScore, ...drawn }) => {
    const hosts = drawn.hosts.map(([own, capacity], index) => {
      const [focus] = rules.focus === 'one-each' && drawn.focused[index] ? own.focusAreas : [];
      return { ...withTraits(`h${index}`, own), capacity, ...(focus && { focus }) };
    });
    const partners = drawn.partners.map((own, index) => withTraits(`p${index}`, own));
    const onto = ([host, partner]: readonly [number, number]) => ({
      host: `h${host % hosts.length}`,
      partner: `p${partner % partners.length}`,
      reason: 'Staff know why.',
    });
    return {
      hosts,
      partners,
      rules,
      locks: drawn.locks.map(onto),
      bans: drawn.bans.map(onto),
      ...(rules.focus && {
        exceptions: drawn.exceptions.map((drawnPair, index) => ({
          ...onto(drawnPair),
          pricePoints: 900 * index,
        })),
      }),
      ...(leastScore !== undefined && { leastScore }),
    };
  });

/** Up to three hosts that choose their areas, and levels if these may not mix. */
export const openProblem = fc.record({ problem: anyProblem, mixesLevels: fc.boolean() }).map(
  ({ problem: { hosts, ...rest }, mixesLevels }): PairingProblem => ({
    ...rest,
    hosts: hosts.slice(0, 3),
    locks: rest.locks.filter(({ host }) => hosts.slice(0, 3).some(({ id }) => id === host)),
    bans: rest.bans.filter(({ host }) => hosts.slice(0, 3).some(({ id }) => id === host)),
    rules: { ...rest.rules, focus: 'one-each', mixesLevels },
  }),
);

/** Numbers from 0 to 1, the same for the same seed (mulberry32, T. Ettinger). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(next: () => number, choices: readonly [T, ...T[]]): T =>
  choices[Math.floor(next() * choices.length)] ?? choices[0];

/** A realistic district with this many hosts, nearly all with two places, and this many partners. */
export function aDistrict(hostCount: number, partnerCount: number, seed = 7): PairingProblem {
  const next = numbersFrom(seed);
  const areas = [
    'feedback',
    'literacy',
    'teacher-teams',
    'mathematics',
    'special-education',
    'attendance',
  ] as const;
  const school = (id: string): Entrant => ({
    id,
    name: `School ${id}`,
    levels: [pick(next, levels)],
    region: pick(next, ['Bronx', 'Brooklyn', 'Manhattan', 'Queens', 'Staten Island']),
    location: { latitude: 40.5 + next() * 0.4, longitude: -74.2 + next() * 0.5 },
    focusAreas: [...new Set([pick(next, areas), pick(next, areas)])],
    demographics: { poverty: next() * 100, black: next() * 100, hispanic: next() * 100 },
  });
  return aProblem({
    hosts: Array.from({ length: hostCount }, (_, index) => ({
      ...school(`h${index}`),
      capacity: pick(next, [2, 2, 2, 3, 1]),
    })),
    partners: Array.from({ length: partnerCount }, (_, index) => school(`p${index}`)),
  });
}

/** The same things in another order. */
export const mixed = <T>(things: readonly T[], next: () => number): readonly T[] =>
  things
    .map((thing) => ({ thing, turn: next() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ thing }) => thing);

/** The same schools and rulings in another order. */
export function shuffled(problem: PairingProblem, seed: number): PairingProblem {
  const next = numbersFrom(seed);
  const mix = <T>(things: readonly T[]) => mixed(things, next);
  return {
    ...problem,
    hosts: mix(problem.hosts),
    partners: mix(problem.partners),
    locks: mix(problem.locks),
    bans: mix(problem.bans),
  };
}
