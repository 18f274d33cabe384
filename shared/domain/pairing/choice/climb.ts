import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { unplacedCostOf } from '#domain/pairing/problem.ts';
import { type Assignment, assign } from '#domain/pairing/solver/assign.ts';
import type { CandidateLists } from '#domain/pairing/solver/candidates.ts';
import { perfectScore } from '#domain/program/program.ts';
import type { Decided } from './decisions.ts';
import type { Choosing } from './offers.ts';

/** One offer for each host, and one host or none (-1) for each partner. All by index. */
export type ChoicePlan = {
  readonly offers: readonly number[];
  readonly hostOf: Int32Array;
  readonly placed: number;
  /** With the points of offers, and of chosen schools. */
  readonly points: number;
};

/** What a plan places and earns. */
export function worthOf(
  { hosts, partners }: Choosing,
  offers: readonly number[],
  hostOf: Int32Array,
): { readonly placed: number; readonly points: number } {
  let placed = 0;
  let points = 0;
  hosts.forEach((host, index) => {
    const offer = host.offers[offers[index] ?? -1];
    if (!offer) return;
    points += offer.points + host.quality;
    for (const fit of offer.fits) {
      if (hostOf[fit.partner] !== index) continue;
      placed += 1;
      points += fit.points + (partners[fit.partner]?.quality ?? 0);
    }
  });
  return { placed, points };
}

/** A plan that is the best for its offers, and the prices that prove it: see `assign`. */
type Completed = {
  readonly plan: ChoicePlan;
  readonly prices: Pick<Assignment, 'partnerPrices' | 'hostPrices'>;
};

/** Every fit of a choice, by partner, cheapest first. */
type SortedFits = {
  readonly starts: Int32Array;
  readonly hosts: Int32Array;
  readonly offers: Int32Array;
  /** The place in the offer's list. */
  readonly fits: Int32Array;
  readonly costs: Float64Array;
};

function sortedFits({ hosts, partners }: Choosing): SortedFits {
  const all = hosts.flatMap(({ offers }, host) =>
    offers.flatMap(({ fits }, offer) =>
      fits.map(({ partner, points }, fit) => ({ partner, host, offer, fit, cost: perfectScore - points })),
    ),
  );
  all.sort((a, b) => a.partner - b.partner || a.cost - b.cost || a.host - b.host);
  const starts = new Int32Array(partners.length + 1);
  for (const { partner } of all) starts[partner + 1] = wholeAt(starts, partner + 1) + 1;
  for (let partner = 0; partner < partners.length; partner += 1)
    starts[partner + 1] = wholeAt(starts, partner + 1) + wholeAt(starts, partner);
  return {
    starts,
    hosts: Int32Array.from(all, ({ host }) => host),
    offers: Int32Array.from(all, ({ offer }) => offer),
    fits: Int32Array.from(all, ({ fit }) => fit),
    costs: Float64Array.from(all, ({ cost }) => cost),
  };
}

/** The best plan for some offers: as many partners as possible, then the most points. For chosen schools only. */
function completing(choosing: Choosing): (offers: readonly number[], decided: Decided) => Completed {
  const capacities = Int32Array.from(choosing.hosts, ({ capacity }) => capacity);
  const sorted = sortedFits(choosing);
  return (offers, decided) => {
    const lists = listsFor(choosing, sorted, offers, decided);
    const { hostOf, ...prices } = assign(lists, capacities, unplacedCostOf(choosing));
    return { plan: { offers, hostOf, ...worthOf(choosing, offers, hostOf) }, prices };
  };
}

function listsFor(
  { hosts, partners }: Choosing,
  sorted: SortedFits,
  offers: readonly number[],
  decided: Decided,
): CandidateLists {
  const lengths = new Int32Array(partners.length);
  const starts = new Int32Array(partners.length);
  const listed = new Int32Array(sorted.hosts.length);
  const costs = new Float64Array(sorted.hosts.length);
  let count = 0;
  for (let partner = 0; partner < partners.length; partner += 1) {
    starts[partner] = count;
    const end = wholeAt(sorted.starts, partner + 1);
    for (let index = wholeAt(sorted.starts, partner); index < end; index += 1) {
      const host = wholeAt(sorted.hosts, index);
      const offer = wholeAt(sorted.offers, index);
      if (offers[host] !== offer || decided.fits[host]?.[offer]?.[wholeAt(sorted.fits, index)] !== 1)
        continue;
      listed[count] = host;
      costs[count] = realAt(sorted.costs, index);
      count += 1;
    }
    lengths[partner] = count - wholeAt(starts, partner);
  }
  return {
    hostCount: hosts.length,
    partnerCount: partners.length,
    starts,
    lengths,
    hosts: () => listed,
    costs: () => costs,
    extend: () => false,
  };
}

const isBetter = (one: ChoicePlan, other: ChoicePlan): boolean =>
  one.placed > other.placed || (one.placed === other.placed && one.points > other.points);

/**
 * Whether another offer of a host could improve a plan. Its prices bound every plan that differs in this offer only
 * (linear programming duality), so most offers need no trial.
 */
function couldImprove(
  { hosts }: Choosing,
  { plan, prices }: Completed,
  host: number,
  offer: number,
  decided: Decided,
): boolean {
  const { capacity = 0, offers = [] } = hosts[host] ?? {};
  const isOpen = decided.fits[host]?.[offer];
  const savings = (offers[offer]?.fits ?? [])
    .map(({ partner, points }, fit) =>
      isOpen?.[fit] === 1 ? realAt(prices.partnerPrices, partner) - (perfectScore - points) : 0,
    )
    .filter((saving) => saving > 0)
    .sort((a, b) => b - a)
    .slice(0, capacity);
  const now = (offers[plan.offers[host] ?? -1]?.points ?? 0) - capacity * realAt(prices.hostPrices, host);
  return savings.reduce((sum, saving) => sum + saving, offers[offer]?.points ?? 0) > now;
}

type Climb = (start: readonly number[], decided: Decided, rounds: number) => ChoicePlan;

/**
 * Improves plans of a choice host by host, until no other open offer of a single host is better, or the rounds are
 * over. A host whose offer is ruled out starts with its first open one.
 */
export function climbing(choosing: Choosing): Climb {
  const complete = completing(choosing);
  return (start, decided, rounds) => {
    const isOpen = (host: number, offer: number) => decided.offers[host]?.[offer] === 1;
    const offered = start.map((offer, host) =>
      isOpen(host, offer) ? offer : (decided.offers[host]?.indexOf(1) ?? -1),
    );
    let best = complete(offered, decided);
    let hasMoved = true;
    for (let round = 0; hasMoved && round < rounds; round += 1) {
      hasMoved = false;
      choosing.hosts.forEach(({ offers }, host) => {
        offers.forEach((_, offer) => {
          if (offer === best.plan.offers[host] || !isOpen(host, offer)) return;
          if (!couldImprove(choosing, best, host, offer, decided)) return;
          const tried = complete(best.plan.offers.with(host, offer), decided);
          if (!isBetter(tried.plan, best.plan)) return;
          best = tried;
          hasMoved = true;
        });
      });
    }
    return best.plan;
  };
}
