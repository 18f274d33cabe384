import { wholeAt } from '#domain/base/typed-arrays.ts';
import { unplacedCostOf } from '#domain/pairing/problem.ts';
import { assign } from '#domain/pairing/solver/assign.ts';
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

/** The best plan for these offers: as many partners as possible, then the most points. For chosen schools only. */
function completed(choosing: Choosing, offers: readonly number[], decided: Decided): ChoicePlan {
  const capacities = Int32Array.from(choosing.hosts, ({ capacity }) => capacity);
  const { hostOf } = assign(listsFor(choosing, offers, decided), capacities, unplacedCostOf(choosing));
  return { offers, hostOf, ...worthOf(choosing, offers, hostOf) };
}

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

function listsFor(
  { hosts, partners }: Choosing,
  offers: readonly number[],
  decided: Decided,
): CandidateLists {
  const byPartner: { host: number; cost: number }[][] = partners.map(() => []);
  hosts.forEach((host, index) => {
    const offer = offers[index] ?? -1;
    const isOpen = decided.fits[index]?.[offer];
    (host.offers[offer]?.fits ?? []).forEach(({ partner, points }, f) => {
      if (isOpen?.[f] === 1) byPartner[partner]?.push({ host: index, cost: perfectScore - points });
    });
  });
  for (const list of byPartner) list.sort((a, b) => a.cost - b.cost || a.host - b.host);
  const lengths = Int32Array.from(byPartner, ({ length }) => length);
  const starts = new Int32Array(partners.length);
  for (let partner = 1; partner < partners.length; partner += 1)
    starts[partner] = wholeAt(starts, partner - 1) + wholeAt(lengths, partner - 1);
  const all = byPartner.flat();
  const [listed, costs] = [
    Int32Array.from(all, ({ host }) => host),
    Float64Array.from(all, ({ cost }) => cost),
  ];
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
 * Improves a plan host by host, until no other open offer of a single host is better, or the rounds are over. A host
 * whose offer is ruled out starts with its first open one.
 */
export function climb(
  choosing: Choosing,
  start: readonly number[],
  decided: Decided,
  rounds: number,
): ChoicePlan {
  const isOpen = (host: number, offer: number) => decided.offers[host]?.[offer] === 1;
  const offered = start.map((offer, host) =>
    isOpen(host, offer) ? offer : (decided.offers[host]?.indexOf(1) ?? -1),
  );
  let best = completed(choosing, offered, decided);
  let hasMoved = true;
  for (let round = 0; hasMoved && round < rounds; round += 1) {
    hasMoved = false;
    choosing.hosts.forEach(({ offers }, host) => {
      offers.forEach((_, offer) => {
        if (offer === best.offers[host] || !isOpen(host, offer)) return;
        const tried = completed(choosing, best.offers.with(host, offer), decided);
        if (!isBetter(tried, best)) return;
        best = tried;
        hasMoved = true;
      });
    });
  }
  return best;
}
