/** Tiny questions with every rule that a director can set, and their answers by trying everything. */
import fc from 'fast-check';
import { type Entrant, type HostEntrant, isPair, type PairingProblem } from '#domain/pairing/problem.ts';
import { scoreOf } from '#domain/pairing/score.ts';
import { isCounted, type SelectionQuota, type SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { PairingRules } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { theRules } from './random-problems.ts';

export type TinyQuestion = { readonly problem: PairingProblem; readonly terms?: SelectionTerms };

const areas = ['feedback', 'literacy', 'families'];
const regions = ['North', 'South', 'West'] as const;
const sites = [
  { latitude: 40.85, longitude: -73.9 },
  { latitude: 40.7, longitude: -73.95 },
  { latitude: 40.55, longitude: -74.2 },
] as const;

/** A school that is in both lists. */
const either = 'E0';

const school = fc.record({
  levels: fc.subarray([...levels], { maxLength: 2 }),
  region: fc.constantFrom(...regions),
  site: fc.option(fc.constantFrom(...sites), { nil: undefined }),
  focusAreas: fc.shuffledSubarray(areas),
  poverty: fc.option(fc.constantFrom(10, 50, 90), { nil: undefined }),
});

const host = fc.record({
  own: school,
  capacity: fc.integer({ min: 1, max: 3 }),
  hasFocus: fc.boolean(),
  takes: fc.constantFrom(undefined, undefined, undefined, ...levels),
});

const entrant = (
  id: string,
  { site, poverty, ...own }: typeof school extends fc.Arbitrary<infer T> ? T : never,
) => ({
  ...{ id, name: id, ...own },
  ...(site && { location: site }),
  demographics: poverty === undefined ? {} : { poverty },
});

const { weights } = theRules;
const rules: fc.Arbitrary<PairingRules> = fc.record(
  {
    weights: fc.constantFrom(
      weights,
      // Nearly everything is a tie.
      { focusArea: 5000, level: 0, distance: 0, demographics: 0, region: 5000 },
      { focusArea: 0, level: 4000, distance: 4000, demographics: 2000, region: 0 },
    ),
    farthestKm: fc.constant(40),
    neighboringLevels: fc.constantFrom(0, 0.35, 1),
    mixesLevels: fc.boolean(),
    focus: fc.constantFrom('weight', 'shared', 'one-each', 'one-each'),
    secondChoice: fc.constantFrom(0, 0.5, 1),
    withinKm: fc.constantFrom(10, 25),
  },
  { requiredKeys: ['weights', 'farthestKm', 'neighboringLevels', 'mixesLevels', 'focus'] },
);

const quota = fc.record(
  {
    region: fc.constantFrom(...regions),
    level: fc.constantFrom(...levels),
    role: fc.constantFrom('host', 'partner'),
    atLeast: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ['atLeast'] },
);

/** Pairs by numbers, for any number of schools. */
const pairs = (maxLength: number) => fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength });

const drawn = fc.record({
  hosts: fc.array(host, { minLength: 1, maxLength: 4 }),
  partners: fc.array(school, { minLength: 1, maxLength: 4 }),
  rules,
  locks: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: pairs(2) }),
  bans: pairs(3),
  exceptions: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(0, 700, 4000, 10_000)), { maxLength: 3 }),
  leastScore: fc.constantFrom(undefined, undefined, undefined, 3000),
});

const tinyProblem = drawn.map(({ hosts, partners, ...question }): PairingProblem => {
  const mapped = <T extends readonly [number, number, ...unknown[]]>(drawnPairs: readonly T[]) =>
    drawnPairs.map(([h, p]) => ({
      host: `H${h % hosts.length}`,
      partner: `P${p % partners.length}`,
      reason: '',
    }));
  const excepted = mapped(question.exceptions).map((one, index) => ({
    ...{ ...one, pricePoints: question.exceptions[index]?.[2] ?? 0 },
  }));
  const { focus } = question.rules;
  return {
    hosts: hosts.map(({ own, capacity, hasFocus, takes }, index) => ({
      ...{ ...entrant(`H${index}`, own), capacity },
      ...(takes && { takes }),
      ...(focus === 'one-each' &&
        hasFocus &&
        own.focusAreas[0] !== undefined && { focus: own.focusAreas[0] }),
    })),
    partners: partners.map((own, index) => entrant(`P${index}`, own)),
    rules: question.rules,
    locks: mapped(question.locks),
    bans: mapped(question.bans),
    ...(focus !== 'weight' && {
      exceptions: excepted.filter((one, index) => excepted.findIndex(isPair(one)) === index),
    }),
    ...(question.leastScore !== undefined && { leastScore: question.leastScore }),
  };
});

const points = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 6, maxLength: 6 });

/** Schools that are chosen already. */
export const tinyPairing: fc.Arbitrary<TinyQuestion> = tinyProblem.map((problem) => ({ problem }));

/**
 * Schools to choose, one of them perhaps in both roles. Targets and quotas are those of some plan, a few a little
 * higher, so that most of these have an answer.
 */
export const tinySelection: fc.Arbitrary<TinyQuestion> = fc
  .record({
    problem: tinyProblem,
    both: fc.option(fc.tuple(host, school), { nil: undefined }),
    picks: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
    quotas: fc.array(quota, { maxLength: 3 }),
    more: fc.constantFrom(0, 0, 0, 0, 0, 1),
    accepts: fc.boolean(),
    hasPartnerTarget: fc.boolean(),
    usesEveryPlace: fc.boolean(),
    hostQuality: points,
    partnerQuality: points,
  })
  .map(({ problem: given, both, picks, accepts, ...drawnTerms }) => {
    const problem = {
      ...given,
      hosts: [
        ...given.hosts,
        ...(both ? [{ ...entrant(either, both[0].own), capacity: both[0].capacity }] : []),
      ],
      partners: [...given.partners, ...(both ? [entrant(either, both[1])] : [])],
    };
    const groups = somePlan(problem, picks);
    const chosen = chosenIn(problem, groups);
    const places = chosen.hosts.reduce((sum, { capacity }) => sum + capacity, 0);
    const isFull = places === chosen.partners.length;
    const accepted = [...chosen.hosts, ...chosen.partners].slice(0, 1).map(({ id }) => id);
    const qualityOf = (schools: readonly Entrant[], own: readonly number[]) =>
      Object.fromEntries(schools.map(({ id }, index) => [id, own[index] ?? 0]));
    return {
      problem,
      terms: {
        accepted: accepts ? accepted : [],
        quality: {
          host: qualityOf(problem.hosts, drawnTerms.hostQuality),
          partner: qualityOf(problem.partners, drawnTerms.partnerQuality),
        },
        targets: {
          host: Math.max(1, chosen.hosts.length),
          ...((!isFull || drawnTerms.hasPartnerTarget) && { partner: chosen.partners.length }),
        },
        quotas: drawnTerms.quotas.map((one, index) => ({
          ...one,
          atLeast: Math.min(one.atLeast, countIn(one, chosen)) + (index === 0 ? drawnTerms.more : 0),
        })),
        usesEveryPlace: isFull && drawnTerms.usesEveryPlace,
      },
    };
  });

/** Each partner at some host that may take it, or at none. A school is in one role only. */
function somePlan(problem: PairingProblem, picks: readonly number[]): readonly number[] {
  const worth = problem.hosts.map((one) => worthOfGroups(problem, one));
  const groups = problem.hosts.map(() => 0);
  const asHost = (id: string) => problem.hosts.findIndex((one) => one.id === id);
  problem.partners.forEach(({ id }, p) => {
    if ((groups[asHost(id)] ?? 0) > 0) return;
    const lock = problem.locks.find(({ partner }) => partner === id);
    const open = problem.hosts.flatMap((one, h) => {
      const isTaken = one.id === either && groups.some((group) => group & (1 << asPartner(problem, either)));
      const isKept = lock === undefined || lock.host === one.id;
      return isKept && !isTaken && worth[h]?.[(groups[h] ?? 0) | (1 << p)] !== undefined ? [h] : [];
    });
    const h = open[(picks[p] ?? 0) % open.length];
    if (h !== undefined) groups[h] = (groups[h] ?? 0) | (1 << p);
  });
  return groups;
}

const asPartner = ({ partners }: PairingProblem, school: string) =>
  partners.findIndex(({ id }) => id === school);

/** The most partners that have a place, and the most points with so many; of a selection, with quality. */
export type Best = { readonly placed: number; readonly points: number };

/** Tries every host for every partner, each with its best way to work. Undefined if no plan follows the rules. */
export function bestByTrying({ problem, terms }: TinyQuestion): Best | undefined {
  const { hosts, partners, locks } = problem;
  const worth = hosts.map((one) => worthOfGroups(problem, one));
  const lockOf = new Map(locks.map((lock) => [lock.partner, lock]));
  const groups = hosts.map(() => 0);
  let best: Best | undefined;
  const consider = () => {
    if (locks.some((lock) => !isKept(problem, groups, lock)) || (terms && !follows(problem, terms, groups)))
      return;
    const earned = groups.map((group, h) => worth[h]?.[group] ?? Number.NEGATIVE_INFINITY);
    const placed = partners.filter((_, p) => groups.some((group) => group & (1 << p))).length;
    const all = earned.reduce((sum, one) => sum + one, terms ? qualityOf(problem, terms, groups) : 0);
    if (all === Number.NEGATIVE_INFINITY) return;
    const isBetter =
      !best || (!terms && placed > best.placed) || ((terms || placed === best.placed) && all > best.points);
    if (isBetter) best = { placed, points: all };
  };
  const place = (p: number): void => {
    if (p === partners.length) {
      consider();
      return;
    }
    if (!lockOf.has(partners[p]?.id ?? '')) place(p + 1);
    hosts.forEach((_, h) => {
      const group = (groups[h] ?? 0) | (1 << p);
      if (worth[h]?.[group] === undefined) return;
      groups[h] = group;
      place(p + 1);
      groups[h] = group ^ (1 << p);
    });
  };
  place(0);
  return best;
}

/** The points of a host with each group of partners, by the bits of their indexes; undefined if not allowed. */
function worthOfGroups(problem: PairingProblem, own: HostEntrant): readonly (number | undefined)[] {
  const ways = waysOf(problem, own).map((way) =>
    problem.partners.map((partner) => pointsOf(problem, { ...own, ...way }, partner)),
  );
  return Array.from({ length: 1 << problem.partners.length }, (_, group) => {
    const inGroup = (scores: readonly (number | undefined)[]) =>
      scores.filter((_score, p) => group & (1 << p));
    const sums = ways.flatMap((scores) => {
      const chosen = inGroup(scores);
      if (chosen.length > own.capacity || chosen.includes(undefined)) return [];
      return [chosen.reduce<number>((sum, one) => sum + (one ?? 0), 0)];
    });
    return group === 0 ? 0 : sums.length === 0 ? undefined : Math.max(...sums);
  });
}

function waysOf({ rules: { focus, mixesLevels } }: PairingProblem, own: HostEntrant) {
  const isOpen = focus === 'one-each' && own.focus === undefined && own.focusAreas.length > 0;
  const taken = mixesLevels || own.takes || own.capacity === 1 ? [own.takes] : levels;
  return (isOpen ? own.focusAreas : [own.focus]).flatMap((area) =>
    taken.map((level) => ({ ...(area !== undefined && { focus: area }), ...(level && { takes: level }) })),
  );
}

/** The points of an allowed pair. */
function pointsOf(problem: PairingProblem, own: HostEntrant, partner: Entrant): number | undefined {
  const pair = isPair({ host: own.id, partner: partner.id });
  const [isLocked, isBanned] = [problem.locks.some(pair), problem.bans.some(pair)];
  const exception = isLocked ? { pricePoints: 0 } : problem.exceptions?.find(pair);
  const total = scoreOf(problem.rules, own, partner, exception)?.total;
  if (own.id === partner.id || isBanned || total === undefined) return undefined;
  return isLocked || total >= (problem.leastScore ?? 0) ? total : undefined;
}

const isKept = (
  { hosts, partners }: PairingProblem,
  groups: readonly number[],
  lock: { host: string; partner: string },
) =>
  ((groups[hosts.findIndex(({ id }) => id === lock.host)] ?? 0) &
    (1 << partners.findIndex(({ id }) => id === lock.partner))) >
  0;

type Chosen = { readonly hosts: readonly HostEntrant[]; readonly partners: readonly Entrant[] };

const chosenIn = ({ hosts, partners }: PairingProblem, groups: readonly number[]): Chosen => ({
  hosts: hosts.filter((_, h) => (groups[h] ?? 0) > 0),
  partners: partners.filter((_, p) => groups.some((group) => group & (1 << p))),
});

const countIn = (quota: Omit<SelectionQuota, 'atLeast'>, { hosts, partners }: Chosen): number =>
  hosts.filter((own) => isCounted(quota, own, 'host')).length +
  partners.filter((own) => isCounted(quota, own, 'partner')).length;

function follows(problem: PairingProblem, terms: SelectionTerms, groups: readonly number[]): boolean {
  const { hosts, partners } = chosenIn(problem, groups);
  const { host: hostTarget, partner: partnerTarget } = terms.targets;
  const isFull = terms.usesEveryPlace || partnerTarget === undefined;
  const places = hosts.reduce((sum, { capacity }) => sum + capacity, 0);
  const ids = [...hosts, ...partners].map(({ id }) => id);
  return (
    hosts.length === hostTarget &&
    partners.length === (partnerTarget ?? partners.length) &&
    (!isFull || partners.length === places) &&
    new Set(ids).size === ids.length &&
    terms.accepted.every((id) => ids.includes(id)) &&
    terms.quotas.every((one) => countIn(one, { hosts, partners }) >= one.atLeast)
  );
}

function qualityOf(problem: PairingProblem, { quality }: SelectionTerms, groups: readonly number[]): number {
  const { hosts, partners } = chosenIn(problem, groups);
  const ofRole = (own: Readonly<Record<string, number>>, schools: readonly Entrant[]) =>
    schools.reduce((sum, { id }) => sum + (own[id] ?? 0), 0);
  return ofRole(quality.host, hosts) + ofRole(quality.partner, partners);
}
