import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import type { CandidateLists } from './candidates.ts';
import { emptyPlaces, nobody, type Places } from './places.ts';

/**
 * A binary heap of numbered items, smallest key first (then smallest number). The caller's array holds the keys. A
 * key may only decrease, and `raise` then tells the heap.
 */
type Heap = {
  readonly isEmpty: () => boolean;
  readonly first: () => number;
  readonly push: (thing: number) => void;
  readonly removeFirst: () => void;
  readonly raise: (thing: number) => void;
  readonly clear: () => void;
};

/** A heap over `keys`. Items are its indexes, each at most once. */
function heapOver(keys: Float64Array): Heap {
  const things = new Int32Array(keys.length);
  const positions = new Int32Array(keys.length);
  let size = 0;

  const put = (thing: number, position: number): void => {
    things[position] = thing;
    positions[thing] = position;
  };
  const comesBefore = (one: number, other: number): boolean => {
    const [a, b] = [realAt(keys, one), realAt(keys, other)];
    return a < b || (a === b && one < other);
  };
  const moveUp = (thing: number, from: number): void => {
    let position = from;
    while (position > 0) {
      const parent = (position - 1) >> 1;
      const above = wholeAt(things, parent);
      if (comesBefore(above, thing)) break;
      put(above, position);
      position = parent;
    }
    put(thing, position);
  };
  const moveDown = (thing: number, from: number): void => {
    let position = from;
    for (let child = 2 * position + 1; child < size; child = 2 * position + 1) {
      const right = child + 1;
      if (right < size && comesBefore(wholeAt(things, right), wholeAt(things, child))) child = right;
      const below = wholeAt(things, child);
      if (comesBefore(thing, below)) break;
      put(below, position);
      position = child;
    }
    put(thing, position);
  };

  return {
    isEmpty: () => size === 0,
    first: () => wholeAt(things, 0),
    push: (thing) => {
      size += 1;
      moveUp(thing, size - 1);
    },
    removeFirst: () => {
      size -= 1;
      if (size > 0) moveDown(wholeAt(things, size), 0);
    },
    raise: (thing) => moveUp(thing, wholeAt(positions, thing)),
    clear: () => {
      size = 0;
    },
  };
}

/** Partners and hosts by row. Prices use the unit of the lists' costs. */
export type Assignment = {
  /** Each partner's host, or -1. */
  readonly hostOf: Int32Array;
  readonly partnerPrices: Float64Array;
  readonly hostPrices: Float64Array;
};

type Prices = { readonly partners: Float64Array; readonly hosts: Float64Array };

/**
 * A cheapest chain of moves: the last partner to move, and its new host; -1 leaves it without a place. `length`
 * is its reduced cost.
 */
type Chain = { readonly length: number; readonly lastPartner: number; readonly lastHost: number };

/**
 * Assigns each partner to one host or none at the lowest total cost: the sum of the costs, plus `unplacedCost` for
 * each partner without a place. No host gets more partners than its capacity. All numbers are whole numbers in
 * doubles, so nothing is rounded.
 *
 * This is a transportation problem, solved by successive shortest augmenting paths. Partners are placed one by one,
 * each by the cheapest chain of moves ("I go to A, who sends someone to B, who has room"). Each intermediate plan is
 * then the best of its size (R. G. Busacker and P. J. Gowen, 1960; M. Iri, 1960). Dijkstra's algorithm finds the
 * chains on reduced costs c − u − v, which the prices u and v keep from being negative (N. Tomizawa, 1971; J. Edmonds
 * and R. M. Karp, 1972). As in R. Jonker and A. Volgenant (1987), partners start at their cheapest host as long as
 * there is room. The final prices prove the plan optimal (linear programming duality):
 *
 *   c ≥ u + v for every pair, with equality for chosen pairs;
 *   u ≤ unplacedCost, with equality for unplaced partners;
 *   v ≤ 0, with equality for hosts with room.
 *
 * Because v ≤ 0, a search can leave a list sorted by c as soon as c alone is too high. Few searches look at more than
 * a few hosts.
 *
 * `onPlaced` gets the number of partners that are settled so far.
 */
export function assign(
  lists: CandidateLists,
  capacities: Int32Array,
  unplacedCost: number,
  onPlaced: (count: number) => void = () => {},
): Assignment {
  const places = emptyPlaces(capacities, lists.partnerCount);
  const prices = {
    partners: new Float64Array(lists.partnerCount),
    hosts: new Float64Array(lists.hostCount),
  };
  const waiting = placeAtCheapest(lists, places, prices, unplacedCost);
  const search = chainSearch(lists, places, prices, unplacedCost);
  for (const [turn, partner] of waiting.entries()) {
    const chain = search.cheapestFrom(partner);
    search.reprice(partner, chain);
    search.move(partner, chain);
    onPlaced(lists.partnerCount - waiting.length + turn + 1);
  }
  return { hostOf: places.hostOf, partnerPrices: prices.partners, hostPrices: prices.hosts };
}

/**
 * Gives partners their cheapest host while there is room, and sets their prices to its cost. Returns the partners
 * that must wait.
 */
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
    const host = wholeAt(lists.hosts(partner), start);
    prices.partners[partner] = realAt(lists.costs(partner), start);
    if (places.hasRoom(host)) places.take(partner, host);
    else waiting.push(partner);
  }
  return waiting;
}

/** Dijkstra's algorithm over hosts. It keeps its memory between searches. */
function chainSearch(lists: CandidateLists, places: Places, prices: Prices, unplacedCost: number) {
  const { hostCount } = lists;
  const distances = new Float64Array(hostCount);
  /** The partner that would move to each host. */
  const comers = new Int32Array(hostCount);
  /** The last search that reached each host. */
  const reachedIn = new Int32Array(hostCount);
  /** Hosts with a final distance, in the order in which it became final. */
  const settled = new Int32Array(hostCount);
  const heap = heapOver(distances);
  let settledCount = 0;
  let round = 0;
  let best: Chain = { length: Number.POSITIVE_INFINITY, lastPartner: nobody, lastHost: nobody };

  /** A partner at this distance could move to the host. */
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

  /**
   * Looks at the hosts that a partner at this distance could move to, cheapest first, until the cost alone is too
   * high.
   */
  const lookFrom = (partner: number, distance: number): void => {
    const base = distance - realAt(prices.partners, partner);
    if (base + unplacedCost < best.length)
      best = { length: base + unplacedCost, lastPartner: partner, lastHost: nobody };
    let looked = 0;
    do {
      const hosts = lists.hosts(partner);
      const costs = lists.costs(partner);
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

  /** The cheapest chain of moves that starts with a waiting partner. */
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

  /**
   * Raises the prices of all that are closer than the chain's length, so that the chain's reduced cost becomes zero
   * and no pair's becomes negative.
   */
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
