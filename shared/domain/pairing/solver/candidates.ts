import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { perfectScore } from '#domain/program/program.ts';
import { emptyRow } from './columns.ts';
import { type PairRows, type Ties, tieOf } from './costs.ts';

/**
 * The known part of each partner's list of allowed hosts, cheapest first. Costs are points × scale + tie. Entries
 * that are not in a list yet cost more than those in it, and a caller that reaches the end asks for more, so no
 * allowed pair is ever ignored. A list moves when it grows: read `starts`, `hosts`, and `costs` again after `extend`.
 */
export type CandidateLists = {
  readonly hostCount: number;
  readonly partnerCount: number;
  /** Where each partner's list is in the hosts and costs for that partner. */
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly hosts: (partner: number) => Int32Array;
  readonly costs: (partner: number) => Float64Array;
  /** Extends a partner's list; false if it already holds every allowed pair. */
  readonly extend: (partner: number) => boolean;
};

/** A list first holds this share of the allowed hosts, within limits. Few searches look further. */
const firstShare = 1 / 40;
const [shortestFirst, longestFirst] = [24, 128];
const growth = 8;

/** Lists of pair costs with their first entries. `onListed` gets the number of lists so far. */
export function candidateLists(
  costs: PairRows,
  ties: Ties,
  onListed: (count: number) => void = () => {},
): CandidateLists {
  const { hostCount, partnerCount } = costs;
  const starts = new Int32Array(partnerCount);
  const lengths = new Int32Array(partnerCount);
  const complete = new Uint8Array(partnerCount);
  const store = listStore(partnerCount);
  const select = selector(costs, ties);

  const write = (partner: number, wanted: number): void => {
    const chosen = select(partner, wanted);
    complete[partner] = chosen.isComplete ? 1 : 0;
    starts[partner] = store.put(partner, chosen.hosts, chosen.costs);
    lengths[partner] = chosen.hosts.length;
  };
  for (let partner = 0; partner < partnerCount; partner += 1) {
    write(partner, shortestFirst);
    onListed(partner + 1);
  }

  const extend = (partner: number): boolean => {
    if (complete[partner] === 1) return false;
    write(partner, wholeAt(lengths, partner) * growth);
    return true;
  };
  return { hostCount, partnerCount, starts, lengths, hosts: store.hosts, costs: store.costs, extend };
}

const longestBlock = 2 ** 18;

/** Hosts and costs of all lists, in blocks: what is written never moves, so growing takes no second copy. */
function listStore(partnerCount: number) {
  const blockLength = Math.min(longestBlock, partnerCount * shortestFirst * 2);
  let block = emptyBlock(blockLength);
  let used = 0;
  const blocks = Array.from({ length: partnerCount }, () => block);
  const blockOf = (partner: number) => blocks[partner] ?? block;

  /** Writes a partner's list, and returns its start in its block. */
  const put = (partner: number, hosts: Int32Array, costs: Float64Array): number => {
    if (used + hosts.length > block.hosts.length) {
      block = emptyBlock(Math.max(blockLength, hosts.length));
      used = 0;
    }
    const start = used;
    block.hosts.set(hosts, start);
    block.costs.set(costs, start);
    blocks[partner] = block;
    used += hosts.length;
    return start;
  };
  return {
    put,
    hosts: (partner: number) => blockOf(partner).hosts,
    costs: (partner: number) => blockOf(partner).costs,
  };
}

const emptyBlock = (length: number) => ({ hosts: new Int32Array(length), costs: new Float64Array(length) });

/**
 * Selects a partner's cheapest hosts. A histogram of the points shows where to cut, so only the part before the cut
 * is sorted. Cost and host are sorted as one number, which is several times faster than a comparison function.
 */
function selector(costs: PairRows, ties: Ties) {
  const { hostCount } = costs;
  const row = emptyRow(hostCount);
  const keys = new Float64Array(hostCount);
  const chosenHosts = new Int32Array(hostCount);
  const chosenCosts = new Float64Array(hostCount);
  const hostSpan = 2 ** Math.ceil(Math.log2(hostCount + 1));
  const cut = cutter();

  return (partner: number, wanted: number) => {
    const count = costs.writeRow(partner, row);
    const enough = Math.max(wanted, Math.min(longestFirst, count * firstShare));
    const limit = cut(row.points, count, enough);
    const own = wholeAt(ties.partners, partner);
    let chosen = 0;
    for (let index = 0; index < count; index += 1) {
      const points = wholeAt(row.points, index);
      if (points >= limit) continue;
      const host = wholeAt(row.hosts, index);
      const cost = points * ties.scale + tieOf(wholeAt(ties.hosts, host), own, ties.values);
      keys[chosen] = cost * hostSpan + host;
      chosen += 1;
    }
    keys.subarray(0, chosen).sort();
    for (let index = 0; index < chosen; index += 1) {
      const key = realAt(keys, index);
      const cost = Math.floor(key / hostSpan);
      chosenCosts[index] = cost;
      chosenHosts[index] = key - cost * hostSpan;
    }
    return {
      hosts: chosenHosts.subarray(0, chosen),
      costs: chosenCosts.subarray(0, chosen),
      isComplete: chosen === count,
    };
  };
}

const pointsPerBucket = 16;

/** Finds the points below which there are at least so many costs: the end of a bucket, or Infinity for all. */
function cutter() {
  const buckets = new Int32Array(Math.floor(perfectScore / pointsPerBucket) + 1);
  return (costs: Int32Array, count: number, wanted: number): number => {
    if (count <= wanted) return Number.POSITIVE_INFINITY;
    buckets.fill(0);
    for (let index = 0; index < count; index += 1) {
      const bucket = Math.floor(wholeAt(costs, index) / pointsPerBucket);
      buckets[bucket] = wholeAt(buckets, bucket) + 1;
    }
    let counted = 0;
    let bucket = 0;
    while (counted < wanted) {
      counted += wholeAt(buckets, bucket);
      bucket += 1;
    }
    return bucket * pointsPerBucket;
  };
}
