import { type Entrant, perfectScore } from './problem.ts';

/*
 * Decides between equally good plans, independent of the order of a file. Each pair has a tie value far below a
 * point, a hash of its two schools' IDs. The solver minimizes points × scale + tie, so ties decide only between plans
 * with equal points and nearly always leave one. Random weights isolate one optimum: K. Mulmuley, U. V. Vazirani, and
 * V. V. Vazirani, "Matching is as easy as matrix inversion", Combinatorica 7 (1987). That plan stays optimal if the
 * algorithm changes. If the hash leaves a tie, the order of IDs decides.
 */
export type Ties = {
  /** The value of a point in ties, a power of two: more than the ties of any chain of pairs add up to. */
  readonly scale: number;
  /** Ties are whole numbers from 0 to below this, a power of two. */
  readonly values: number;
  readonly hosts: Int32Array;
  readonly partners: Int32Array;
};

type Named = Pick<Entrant, 'id'>;

/**
 * Ties for a problem. A price is the difference of two paths of pairs, each through every host at most once, so its
 * ties add up to less than (hosts + 2) × values on either side of zero. With a scale of twice that, rounding a price
 * gives its points. Prices stay within four times `unplacedCost` × scale, which must be a whole number that a double
 * can hold.
 */
export function tiesOf(hosts: readonly Named[], partners: readonly Named[], unplacedCost: number): Ties {
  const largestPrice = 4 * Math.max(unplacedCost, 2 * perfectScore * (hosts.length + 1));
  const scale = powerOfTwoBelow(Number.MAX_SAFE_INTEGER / largestPrice);
  const values = Math.min(2 ** 30, powerOfTwoBelow(scale / (2 * (hosts.length + 2))));
  return {
    scale,
    values,
    hosts: Int32Array.from(hosts, ({ id }) => hashOf(id)),
    partners: Int32Array.from(partners, ({ id }) => hashOf(id)),
  };
}

const powerOfTwoBelow = (bound: number): number => 2 ** Math.floor(Math.log2(bound));

/** The FNV-1a hash of a text's UTF-16 units, 32 bits (G. Fowler, L. C. Noll, K.-P. Vo). */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/**
 * The tie value of two schools from the hashes of their IDs: the mixed sum (the finalizer of MurmurHash3, A.
 * Appleby).
 */
export function tieOf(host: number, partner: number, values: number): number {
  let hash = Math.imul(host, 0x9e3779b1) ^ Math.imul(partner, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) & (values - 1);
}
