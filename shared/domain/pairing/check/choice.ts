import type { ChoiceCertificate, HostEntrant, PairingProblem, Proof } from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { isEveryPlaceUsed, minimumsOf, type SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { levels } from '#domain/program/school.ts';

type Way = Pick<HostEntrant, 'takes' | 'focus'>;
type Leaf = Exclude<Proof, { readonly split: unknown }>;
/** The schools that a branch chose or left out, and the ways of working that it ruled out. */
type Decided = {
  readonly hosts: ReadonlySet<string>;
  readonly partners: ReadonlyMap<string, boolean>;
  readonly rulesOut: (host: string, way: Way) => boolean;
};

const isSameWay = (one: Way, other: Way): boolean => one.takes === other.takes && one.focus === other.focus;
const sum = (numbers: readonly number[]): bigint => numbers.reduce((all, one) => all + BigInt(one), 0n);
const inOrder = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => b - a);
const impossible = -(2 ** 50);

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
  { points, placed = 0, proof, places }: ChoiceCertificate,
): boolean {
  return (
    holds(problem, terms, proof, points, (score) => score, terms ? 0 : placed) &&
    (places === undefined || holds(problem, terms, places, placed, () => 1, 0))
  );
}

function holds(
  problem: PairingProblem,
  terms: SelectionTerms | undefined,
  proof: Proof,
  most: number,
  earned: (score: number) => number,
  placed: number,
): boolean {
  const { partners, locks } = problem;
  const hosts = problem.hosts.map((host) => ({ host, ways: waysOf(problem, host, earned) }));
  const lockedIds = new Set(locks.map(({ partner }) => partner));
  const bothRoles = partners.filter(({ id }) => hosts.some(({ host }) => host.id === id)).map(({ id }) => id);

  const isProven = (
    { per, place = 0, ...prices }: Leaf,
    { hosts: chosen, partners: isIn, rulesOut }: Decided,
  ): boolean => {
    const { minimums = [], eitherRole = {} } = prices;
    const priceOf = (id: string) => prices.partners[id] ?? 0;
    const free = partners.filter(({ id }) => !lockedIds.has(id)).map(({ id }) => priceOf(id));
    const never = [per - 1, place, ...minimums, ...Object.values(eitherRole), ...(terms ? [] : free)];
    if (
      never.some((one) => one < 0) ||
      ![...never, ...Object.values(prices.partners)].every(Number.isSafeInteger)
    )
      return false;
    const gains = hosts.map(({ host, ways }) => {
      const least = terms ? (isEveryPlaceUsed(terms) ? host.capacity : 1) : 0;
      const best = ways
        .filter(({ way }) => !rulesOut(host.id, way))
        .map(({ fits }) => {
          const open = fits.filter(({ id }) => isIn.get(id) !== false);
          const worth = inOrder(open.map((fit) => per * fit.points + place - priceOf(fit.id)));
          const taken = worth.slice(0, host.capacity).filter((one, rank) => rank < least || one > 0);
          return taken.length < least ? impossible : Number(sum(taken));
        });
      return Math.max(terms ? impossible : 0, ...best);
    });
    const limit = (BigInt(most) + 1n) * BigInt(per);
    if (!terms)
      return sum(partners.map(({ id }) => priceOf(id))) + sum(gains) - BigInt(place * placed) < limit;
    const counted = minimumsOf({ candidates: problem, terms });
    const bonus = (id: string, role: 'host' | 'partner') =>
      counted.reduce((all, one, index) => all + (one[role].has(id) ? (minimums[index] ?? 0) : 0), 0) -
      (eitherRole[id] ?? 0);
    const { quality, targets } = terms;
    const hostWorth = hosts.map(({ host: { id } }, index) => ({
      id,
      worth: (gains[index] ?? 0) + per * (quality.host[id] ?? 0) + bonus(id, 'host'),
    }));
    const partnerWorth = partners.map(({ id }) => ({
      id,
      worth: priceOf(id) + per * (quality.partner[id] ?? 0) + bonus(id, 'partner'),
    }));
    const constant =
      sum(bothRoles.map((id) => eitherRole[id] ?? 0)) -
      sum(counted.map((one, index) => (minimums[index] ?? 0) * one.atLeast));
    return (
      constant +
        worthiest(hostWorth, (id) => chosen.has(id) || undefined, targets.host) +
        worthiest(partnerWorth, (id) => isIn.get(id), targets.partner) <
      limit
    );
  };
  const visit = (node: Proof, decided: Decided): boolean => {
    if (!('split' in node)) return isProven(node, decided);
    const { split } = node;
    const { rulesOut } = decided;
    if ('partner' in split) {
      const fate = (isIn: boolean) => ({
        ...decided,
        partners: new Map(decided.partners).set(split.partner, isIn),
      });
      return visit(node.yes, fate(true)) && visit(node.no, fate(false));
    }
    const isSplit = (host: string, way: Way) => host === split.host && isSameWay(way, split);
    const only: Decided = {
      ...decided,
      hosts: new Set(decided.hosts).add(split.host),
      rulesOut: (host, way) => rulesOut(host, way) || (host === split.host && !isSplit(host, way)),
    };
    const not: Decided = { ...decided, rulesOut: (host, way) => rulesOut(host, way) || isSplit(host, way) };
    return visit(node.yes, only) && visit(node.no, not);
  };
  return visit(proof, { hosts: new Set(), partners: new Map(), rulesOut: () => false });
}

/** The most that so many schools are worth; without a number, all that are worth something. */
function worthiest(
  schools: readonly { readonly id: string; readonly worth: number }[],
  fateOf: (id: string) => boolean | undefined,
  count: number | undefined,
): bigint {
  const worthOf = (chosen: boolean | undefined) =>
    inOrder(schools.filter(({ id }) => fateOf(id) === chosen).map(({ worth }) => worth));
  const [inside, open] = [worthOf(true), worthOf(undefined)];
  const room = count === undefined ? open.filter((one) => one > 0).length : count - inside.length;
  return room < 0 || room > open.length ? BigInt(impossible) : sum(inside) + sum(open.slice(0, room));
}

/** Each way in which a host can work, with the partners that fit it. */
function waysOf(problem: PairingProblem, host: HostEntrant, earned: (score: number) => number) {
  const { rules, locks, bans, leastScore = 0 } = problem;
  const scoreBetween = scoresIn(problem);
  const areas =
    rules.focus === 'one-each' && host.focus === undefined && host.focusAreas.length > 0
      ? host.focusAreas
      : [host.focus];
  const open = !rules.mixesLevels && host.takes === undefined && host.capacity > 1 ? levels : [host.takes];
  return areas.flatMap((focus) =>
    open.map((takes) => {
      const way: Way = { ...(takes && { takes }), ...(focus !== undefined && { focus }) };
      const fits = problem.partners.flatMap((partner) => {
        const lock = locks.find((one) => one.partner === partner.id);
        const score = scoreBetween({ ...host, ...way }, partner)?.total ?? -1;
        const isBanned = bans.some((ban) => ban.host === host.id && ban.partner === partner.id);
        const isAllowed = lock ? lock.host === host.id && score >= 0 : score >= leastScore;
        return isAllowed && !isBanned && partner.id !== host.id
          ? [{ id: partner.id, points: earned(score) }]
          : [];
      });
      return { way, fits };
    }),
  );
}
