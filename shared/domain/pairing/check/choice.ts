import {
  type ChoiceCertificate,
  type HostEntrant,
  type PairingProblem,
  type Proof,
  pairKey,
} from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { isEveryPlaceUsed, minimumsOf, type SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { Role } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';

type Way = Pick<HostEntrant, 'takes' | 'focus'>;
type Leaf = Exclude<Proof, { readonly split: unknown }>;
/** The schools that a branch chose or left out, and the ways of working that it ruled out. */
type Decided = {
  readonly hosts: ReadonlySet<string>;
  readonly partners: ReadonlyMap<string, boolean>;
  readonly rulesOut: (host: string, way: Way) => boolean;
};

/** A host's ways of working, each with the partners that fit it. Worked out once, for all leaves. */
type Working = {
  readonly host: HostEntrant;
  readonly ways: readonly { readonly way: Way; readonly fits: readonly Fit[] }[];
};
type Fit = { readonly id: string; readonly points: number };

const isSameWay = (one: Way, other: Way): boolean => one.takes === other.takes && one.focus === other.focus;
const sum = (numbers: readonly number[]): bigint => numbers.reduce((all, one) => all + BigInt(one), 0n);
const largestFirst = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => b - a);
const impossible = -(2 ** 50);
/** Sums of a few dozen prices up to this are exact. */
const largestPrice = 2 ** 46;

/**
 * Whether a certificate proves that no choice is worth more points, and that none places more partners. It shares
 * nothing with the solver but the definitions of a score and of the terms. Sums are exact.
 *
 * Take any plan, and any prices. Each host brings the points of its partners, less their prices. That is at most what
 * its best way of working could bring. Adding the prices of all partners, or of those chosen, bounds the plan. A price
 * for a minimum is paid once by the plan, and earned back by each school that counts.
 */
export function provesChoice(
  problem: PairingProblem,
  terms: SelectionTerms | undefined,
  { points, placed, proof, places }: ChoiceCertificate,
): boolean {
  const hosts = workingHosts(problem);
  if (terms)
    return holds(proof, (leaf, decided) => boundsSelection(problem, terms, hosts, leaf, decided, points));
  if (placed === undefined) return false;
  const counting = hosts.map(({ host, ways }) => ({
    host,
    ways: ways.map(({ way, fits }) => ({ way, fits: fits.map(({ id }) => ({ id, points: 1 })) })),
  }));
  return (
    holds(proof, (leaf, decided) => boundsPlacing(problem, hosts, leaf, decided, points, placed)) &&
    (placed === problem.partners.length ||
      (places !== undefined &&
        holds(places, (leaf, decided) => boundsPlacing(problem, counting, leaf, decided, placed, 0))))
  );
}

/** Whether every leaf is bounded. A split leaves nothing out, so the leaves cover all plans. */
function holds(proof: Proof, isBounded: (leaf: Leaf, decided: Decided) => boolean): boolean {
  const visit = (node: Proof, decided: Decided): boolean => {
    if (!('split' in node)) return isBounded(node, decided);
    const { split } = node;
    const { rulesOut } = decided;
    if ('partner' in split) {
      const partners = (isIn: boolean) => new Map(decided.partners).set(split.partner, isIn);
      return (
        visit(node.yes, { ...decided, partners: partners(true) }) &&
        visit(node.no, { ...decided, partners: partners(false) })
      );
    }
    const isSplit = (host: string, way: Way) => host === split.host && isSameWay(way, split);
    return (
      visit(node.yes, {
        ...decided,
        hosts: new Set(decided.hosts).add(split.host),
        rulesOut: (host, way) => rulesOut(host, way) || (host === split.host && !isSplit(host, way)),
      }) && visit(node.no, { ...decided, rulesOut: (host, way) => rulesOut(host, way) || isSplit(host, way) })
    );
  };
  return visit(proof, { hosts: new Set(), partners: new Map(), rulesOut: () => false });
}

const areWellFormed = (prices: readonly number[], positive: readonly number[]): boolean =>
  [...prices, ...positive].every((one) => Number.isInteger(one) && Math.abs(one) <= largestPrice) &&
  positive.every((one) => one >= 0);

/** Bounds a branch if all schools are chosen already, and `placed` partners have a place. */
function boundsPlacing(
  { partners, locks }: PairingProblem,
  hosts: readonly Working[],
  { per, partners: prices, place = 0 }: Leaf,
  decided: Decided,
  points: number,
  placed: number,
): boolean {
  const locked = new Set(locks.map(({ partner }) => partner));
  const free = partners.flatMap(({ id }) => (locked.has(id) ? [] : [prices[id] ?? 0]));
  // Only a locked partner must have a place, so the price of another must not be negative.
  if (!areWellFormed(Object.values(prices), [per - 1, place, ...free])) return false;
  const gains = hosts.map((working) => Math.max(0, ...gainsOf(working, per, place, prices, decided, 0)));
  const bound = sum(partners.map(({ id }) => prices[id] ?? 0)) + sum(gains) - BigInt(place) * BigInt(placed);
  return bound < (BigInt(points) + 1n) * BigInt(per);
}

/** Bounds a branch if schools are chosen too. */
function boundsSelection(
  candidates: PairingProblem,
  terms: SelectionTerms,
  hosts: readonly Working[],
  { per, partners: prices, minimums = [], eitherRole = {} }: Leaf,
  decided: Decided,
  points: number,
): boolean {
  if (!areWellFormed(Object.values(prices), [per - 1, ...minimums, ...Object.values(eitherRole)]))
    return false;
  const { partners } = candidates;
  const { quality, targets } = terms;
  const counted = minimumsOf({ candidates, terms }).map((one, index) => ({
    ...one,
    price: minimums[index] ?? 0,
  }));
  const bonus = (id: string, role: Role) =>
    counted.reduce((all, one) => (one[role].has(id) ? all + one.price : all), 0) - (eitherRole[id] ?? 0);
  const hostWorth = hosts.map((working) => {
    const { id, capacity } = working.host;
    const least = isEveryPlaceUsed(terms) ? capacity : 1;
    const gain = Math.max(impossible, ...gainsOf(working, per, 0, prices, decided, least));
    return { id, worth: gain + per * (quality.host[id] ?? 0) + bonus(id, 'host') };
  });
  const partnerWorth = partners.map(({ id }) => ({
    id,
    worth: (prices[id] ?? 0) + per * (quality.partner[id] ?? 0) + bonus(id, 'partner'),
  }));
  const asHosts = new Set(hosts.map(({ host }) => host.id));
  const paid = counted.reduce((all, { price, atLeast }) => all + BigInt(price) * BigInt(atLeast), 0n);
  const bound =
    sum(partners.flatMap(({ id }) => (asHosts.has(id) ? [eitherRole[id] ?? 0] : []))) -
    paid +
    worthiest(hostWorth, (id) => decided.hosts.has(id) || undefined, targets.host) +
    worthiest(partnerWorth, (id) => decided.partners.get(id), targets.partner);
  return bound < (BigInt(points) + 1n) * BigInt(per);
}

/** What each open way of working brings at most, beyond the prices of its partners. */
function gainsOf(
  { host, ways }: Working,
  per: number,
  place: number,
  prices: Leaf['partners'],
  { partners, rulesOut }: Decided,
  least: number,
): readonly number[] {
  return ways
    .filter(({ way }) => !rulesOut(host.id, way))
    .map(({ fits }) => {
      const open = fits.filter(({ id }) => partners.get(id) !== false);
      const worth = largestFirst(open.map(({ id, points }) => per * points + place - (prices[id] ?? 0)));
      const taken = worth.slice(0, host.capacity).filter((one, rank) => rank < least || one > 0);
      return taken.length < least ? impossible : taken.reduce((all, one) => all + one, 0);
    });
}

/** The most that so many schools are worth; without a number, all that are worth something. */
function worthiest(
  schools: readonly { readonly id: string; readonly worth: number }[],
  fateOf: (id: string) => boolean | undefined,
  count: number | undefined,
): bigint {
  const worthOf = (chosen: boolean | undefined) =>
    largestFirst(schools.filter(({ id }) => fateOf(id) === chosen).map(({ worth }) => worth));
  const [inside, open] = [worthOf(true), worthOf(undefined)];
  const room = count === undefined ? open.filter((one) => one > 0).length : count - inside.length;
  return room < 0 || room > open.length ? BigInt(impossible) : sum(inside) + sum(open.slice(0, room));
}

function workingHosts(problem: PairingProblem): readonly Working[] {
  const { rules, locks, bans, leastScore = 0 } = problem;
  const scoreBetween = scoresIn(problem);
  const lockOf = new Map(locks.map(({ host, partner }) => [partner, host]));
  const banned = new Set(bans.map(pairKey));
  const fitsOf = (host: HostEntrant): readonly Fit[] =>
    problem.partners.flatMap((partner) => {
      const lock = lockOf.get(partner.id);
      const points = scoreBetween(host, partner)?.total ?? -1;
      const isAllowed = lock === undefined ? points >= leastScore : lock === host.id && points >= 0;
      const isBanned = banned.has(pairKey({ host: host.id, partner: partner.id }));
      return isAllowed && !isBanned && partner.id !== host.id ? [{ id: partner.id, points }] : [];
    });
  return problem.hosts.map((host) => {
    const isOpen = rules.focus === 'one-each' && host.focus === undefined && host.focusAreas.length > 0;
    const areas = isOpen ? host.focusAreas : [host.focus];
    const taken = !rules.mixesLevels && host.takes === undefined && host.capacity > 1 ? levels : [host.takes];
    const ways = areas.flatMap((focus) =>
      taken.map((takes) => ({ ...(takes && { takes }), ...(focus !== undefined && { focus }) })),
    );
    return { host, ways: ways.map((way) => ({ way, fits: fitsOf({ ...host, ...way }) })) };
  });
}
