/** Realistic districts in which hosts must choose an area, of any size and always the same for the same seed. */
import type { Entrant, HostEntrant, PairingProblem } from '#domain/pairing/problem.ts';
import type { SelectionProblem } from '#domain/pairing/selection/problem.ts';
import type { Level } from '#domain/program/school.ts';
import { mixed, numbersFrom, theRules } from './random-problems.ts';

/** A school that has not said yet what it offers or wants to improve. */
export type PlainSchool = Omit<Entrant, 'focusAreas'>;

const areas = [
  'curriculum',
  'questioning',
  'feedback',
  'literacy',
  'mathematics',
  'english-learners',
  'disabilities',
  'teacher-teams',
  'teacher-leaders',
  'school-culture',
  'attendance',
  'families',
  'college-career',
];

/** Choices with their share of all schools. */
type Table<T> = readonly (readonly [choice: T, share: number])[];

const boroughs: Table<{ readonly name: string; readonly latitude: number; readonly longitude: number }> = [
  [{ name: 'Brooklyn', latitude: 40.65, longitude: -73.95 }, 0.31],
  [{ name: 'Bronx', latitude: 40.85, longitude: -73.88 }, 0.25],
  [{ name: 'Queens', latitude: 40.72, longitude: -73.82 }, 0.21],
  [{ name: 'Manhattan', latitude: 40.78, longitude: -73.97 }, 0.19],
  [{ name: 'Staten Island', latitude: 40.58, longitude: -74.15 }, 0.04],
];

const kinds: Table<readonly Level[]> = [
  [['elementary'], 0.44],
  [['high'], 0.24],
  [['middle'], 0.17],
  [['elementary', 'middle'], 0.08],
  [['middle', 'high'], 0.07],
];

/** Capacities of hosts. */
const usual: Table<number> = [
  [2, 0.55],
  [3, 0.3],
  [4, 0.15],
];
const ofApplicants: Table<number> = [
  [1, 0.08],
  [2, 0.5],
  [3, 0.2],
  [4, 0.1],
  [5, 0.05],
  [6, 0.04],
  [7, 0.03],
];

/** How many areas a host offers, and how many a partner ranks. */
const offering: Table<number> = [
  [1, 0.3],
  [2, 0.4],
  [3, 0.3],
];
const ranking: Table<number> = [
  [1, 0.35],
  [2, 0.65],
];

function pick<T>(table: Table<T>, next: () => number): T {
  let rest = next();
  const found = table.find(([, share]) => {
    rest -= share;
    return rest < 0;
  });
  const [choice] = found ?? table[0] ?? [];
  if (choice === undefined) throw new Error('A table needs a choice');
  return choice;
}

/** So many different areas. The first of the order are named most often (G. K. Zipf). */
function drawn(order: readonly string[], count: number, next: () => number): readonly string[] {
  const found = new Set<string>();
  const weights = order.map((_, rank) => 1 / (rank + 1) ** 0.8);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = order.map((area, rank) => [area, (weights[rank] ?? 0) / all] as const);
  while (found.size < count) found.add(pick(shares, next));
  return [...found];
}

function inventedSchools(count: number, next: () => number): readonly PlainSchool[] {
  return Array.from({ length: count }, (_, index): PlainSchool => {
    const { name, latitude, longitude } = pick(boroughs, next);
    const scatter = () => (next() + next() - 1) * 0.08;
    const black = 100 * next() ** 2;
    return {
      id: `S${String(index + 1).padStart(4, '0')}`,
      name: `School ${index + 1}`,
      levels: pick(kinds, next),
      region: name,
      location: { latitude: latitude + scatter(), longitude: longitude + scatter() },
      demographics: {
        poverty: 40 + 60 * next(),
        black,
        hispanic: (100 - black) * next(),
        studentsWithDisabilities: 10 + 20 * next(),
        englishLanguageLearners: 30 * next() ** 2,
      },
    };
  });
}

type Drawing = {
  /** Real schools to draw from; invented ones if absent. */
  readonly schools?: readonly PlainSchool[];
  readonly capacities?: Table<number>;
  /** Schools on both sides. */
  readonly both?: number;
};

/** Hosts offer one to three areas, and partners rank one or two. What many want is not quite what many offer. */
export function aCity(
  hostCount: number,
  partnerCount: number,
  seed: number,
  { schools, capacities = usual, both = 0 }: Drawing = {},
): PairingProblem {
  const next = numbersFrom(seed);
  const count = hostCount + partnerCount - both;
  const pool = mixed(schools ?? inventedSchools(count, next), next).slice(0, count);
  const wanted = mixed(areas, next);
  const offered = wanted
    .map((area, rank) => ({ area, turn: rank + 5 * next() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ area }) => area);
  const hosts = pool.slice(0, hostCount).map((school): HostEntrant => {
    const capacity = pick(capacities, next);
    return { ...school, capacity, focusAreas: drawn(offered, pick(offering, next), next) };
  });
  const partners = pool
    .slice(hostCount - both)
    .map((school): Entrant => ({ ...school, focusAreas: drawn(wanted, pick(ranking, next), next) }));
  return { hosts, partners, rules: { ...theRules, focus: 'one-each' }, locks: [], bans: [] };
}

/** 254 applicants for 24 places as hosts and 48 as partners, 8 of them in both roles, with minimums like the first year's. */
export function applicantsOf(seed: number, schools?: readonly PlainSchool[]): SelectionProblem {
  const candidates = aCity(78, 184, seed, { both: 8, capacities: ofApplicants, ...(schools && { schools }) });
  const next = numbersFrom(seed + 1000);
  const qualities = (all: readonly Entrant[]) =>
    Object.fromEntries(all.map(({ id }) => [id, Math.floor(4000 * next())]));
  return {
    candidates,
    terms: {
      accepted: [],
      quality: { host: qualities(candidates.hosts), partner: qualities(candidates.partners) },
      targets: { host: 24, partner: 48 },
      quotas: [
        { region: 'Brooklyn', atLeast: 18 },
        { region: 'Bronx', atLeast: 15 },
        { region: 'Queens', atLeast: 14 },
        { region: 'Manhattan', atLeast: 12 },
        { region: 'Staten Island', atLeast: 2 },
        { level: 'elementary', atLeast: 18 },
        { level: 'middle', atLeast: 36 },
        { level: 'high', atLeast: 14 },
        { level: 'middle', role: 'host', atLeast: 10 },
      ],
      usesEveryPlace: false,
    },
  };
}
