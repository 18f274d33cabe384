import { realAt, wholeAt } from './cells.ts';
import { heapOver } from './heap.ts';
import type { CandidateLists } from './lists.ts';
import { emptyPlaces, nobody, type Places } from './places.ts';

/** Partners and hosts by row; prices in the unit of the lists' costs. */
export type Assignment = {
  /** The host of each partner, or `nobody`. */
  readonly hostOf: Int32Array;
  readonly partnerPrices: Float64Array;
  readonly hostPrices: Float64Array;
};

type Prices = { readonly partners: Float64Array; readonly hosts: Float64Array };

/** A cheapest chain of moves: who moves last, and where to; `nobody` is to go without a place. `length` is its reduced cost. */
type Chain = { readonly length: number; readonly lastPartner: number; readonly lastHost: number };

/**
 * Assigns each partner to a host or to none, at the least cost of all: Σ costs + `unplacedCost` for each without a place, no
 * host with more partners than its capacity. Everything is whole numbers in doubles, so there is no rounding.
 *
 * This is a transportation problem, and solved by successive shortest augmenting paths: partners are placed one after the
 * other, each by the cheapest chain of moves ("I go to A, who sends someone to B, who has room"), which keeps every
 * intermediate plan the best of its size (R. G. Busacker and P. J. Gowen, 1960; M. Iri, 1960). Chains are found by Dijkstra's
 * algorithm on reduced costs c − u − v, which prices u and v keep from being negative (N. Tomizawa, 1971; J. Edmonds and R. M.
 * Karp, 1972). It begins with everyone at their cheapest host as far as there is room, like R. Jonker and A. Volgenant
 * (1987), and ends with prices that prove the plan the best (linear programming duality):
 *
 *   c ≥ u + v for every pair, with equality for chosen ones; u ≤ unplacedCost, with equality for the unplaced; v ≤ 0, with
 *   equality where there is room.
 *
 * Because v ≤ 0, a list sorted by c can be left as soon as c alone is too dear: few searches look at more than a few hosts.
 */
export function assign(lists: CandidateLists, capacities: Int32Array, unplacedCost: number): Assignment {
  const places = emptyPlaces(capacities, lists.partnerCount);
  const prices = {
    partners: new Float64Array(lists.partnerCount),
    hosts: new Float64Array(lists.hostCount),
  };
  const waiting = placeAtCheapest(lists, places, prices, unplacedCost);
  const search = chainSearch(lists, places, prices, unplacedCost);
  for (const partner of waiting) {
    const chain = search.cheapestFrom(partner);
    search.reprice(partner, chain);
    search.move(partner, chain);
  }
  return { hostOf: places.hostOf, partnerPrices: prices.partners, hostPrices: prices.hosts };
}

/** Gives partners their cheapest host while there is room, each at the price of that; answers who has to wait. */
function placeAtCheapest(
  lists: CandidateLists,
  places: Places,
  prices: Prices,
  unplacedCost: number,
): readonly number[] {
  const waiting: number[] = [];
  for (let partner = 0; partner < lists.partnerCount; partner += 1) {
    if (wholeAt(lists.lengths, partner) === 0) {
      prices.partners[partner] = unplacedCost;
      continue;
    }
    const start = wholeAt(lists.starts, partner);
    const host = wholeAt(lists.hosts(), start);
    prices.partners[partner] = realAt(lists.costs(), start);
    if (places.hasRoom(host)) places.take(partner, host);
    else waiting.push(partner);
  }
  return waiting;
}

/** Dijkstra's algorithm over hosts, its memory kept from search to search. */
function chainSearch(lists: CandidateLists, places: Places, prices: Prices, unplacedCost: number) {
  const { hostCount } = lists;
  const distances = new Float64Array(hostCount);
  /** Who would move to the host. */
  const comers = new Int32Array(hostCount);
  /** The search that last reached the host. */
  const reachedIn = new Int32Array(hostCount);
  /** Hosts whose distance is final, in the order in which they became so. */
  const settled = new Int32Array(hostCount);
  const heap = heapOver(distances);
  let settledCount = 0;
  let round = 0;
  let best: Chain = { length: Number.POSITIVE_INFINITY, lastPartner: nobody, lastHost: nobody };

  /** A partner at this distance could go to the host. */
  const reach = (host: number, distance: number, partner: number): void => {
    if (places.hasRoom(host)) {
      best = { length: distance, lastPartner: partner, lastHost: host };
    } else if (wholeAt(reachedIn, host) !== round) {
      reachedIn[host] = round;
      distances[host] = distance;
      comers[host] = partner;
      heap.push(host);
    } else if (distance < realAt(distances, host)) {
      distances[host] = distance;
      comers[host] = partner;
      heap.raise(host);
    }
  };

  /** Looks where a partner at this distance could go, cheapest first, until even the cost alone is too dear. */
  const lookFrom = (partner: number, distance: number): void => {
    const base = distance - realAt(prices.partners, partner);
    if (base + unplacedCost < best.length)
      best = { length: base + unplacedCost, lastPartner: partner, lastHost: nobody };
    let looked = 0;
    do {
      const hosts = lists.hosts();
      const costs = lists.costs();
      const start = wholeAt(lists.starts, partner);
      const length = wholeAt(lists.lengths, partner);
      for (; looked < length; looked += 1) {
        const least = base + realAt(costs, start + looked);
        if (least >= best.length) return;
        const host = wholeAt(hosts, start + looked);
        const reached = least - realAt(prices.hosts, host);
        if (reached < best.length) reach(host, reached, partner);
      }
    } while (lists.extend(partner));
  };

  /** The cheapest chain of moves that starts with a partner who waits. */
  const cheapestFrom = (start: number): Chain => {
    best = { length: Number.POSITIVE_INFINITY, lastPartner: nobody, lastHost: nobody };
    round += 1;
    settledCount = 0;
    heap.clear();
    lookFrom(start, 0);
    while (!heap.isEmpty()) {
      const host = heap.first();
      const distance = realAt(distances, host);
      if (distance >= best.length) break;
      heap.removeFirst();
      settled[settledCount] = host;
      settledCount += 1;
      for (let partner = places.firstAt(host); partner !== nobody; partner = places.nextTo(partner))
        lookFrom(partner, distance);
    }
    return best;
  };

  /** Raises the price of all who are nearer than the chain is long, so that the chain costs nothing more and no pair less. */
  const reprice = (start: number, chain: Chain): void => {
    prices.partners[start] = realAt(prices.partners, start) + chain.length;
    for (let index = 0; index < settledCount; index += 1) {
      const host = wholeAt(settled, index);
      const gain = chain.length - realAt(distances, host);
      prices.hosts[host] = realAt(prices.hosts, host) - gain;
      for (let partner = places.firstAt(host); partner !== nobody; partner = places.nextTo(partner))
        prices.partners[partner] = realAt(prices.partners, partner) + gain;
    }
  };

  /** Makes the moves of a chain, from its end to its start. */
  const move = (start: number, chain: Chain): void => {
    let partner = chain.lastPartner;
    let host = chain.lastHost;
    for (;;) {
      const left = wholeAt(places.hostOf, partner);
      if (left !== nobody) places.leave(partner);
      if (host !== nobody) places.take(partner, host);
      if (partner === start) return;
      host = left;
      partner = wholeAt(comers, left);
    }
  };
  return { cheapestFrom, reprice, move };
}
