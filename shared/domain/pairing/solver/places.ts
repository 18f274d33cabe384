import { wholeAt } from '#domain/base/typed-arrays.ts';

/** The value for no host and for no partner. */
export const nobody = -1;

/** Who has a place where: partners and hosts by row. */
export type Places = {
  /** Each partner's host, or -1. */
  readonly hostOf: Int32Array;
  readonly hasRoom: (host: number) => boolean;
  /** The partners at a host, one after another until -1. */
  readonly firstAt: (host: number) => number;
  readonly nextTo: (partner: number) => number;
  readonly take: (partner: number, host: number) => void;
  readonly leave: (partner: number) => void;
};

/** Hosts without partners. A host's partners form a doubly linked list, so that a move costs the same at any capacity. */
export function emptyPlaces(capacities: Int32Array, partnerCount: number): Places {
  const hostOf = new Int32Array(partnerCount).fill(nobody);
  const room = Int32Array.from(capacities);
  const first = new Int32Array(capacities.length).fill(nobody);
  const next = new Int32Array(partnerCount).fill(nobody);
  const previous = new Int32Array(partnerCount).fill(nobody);

  const take = (partner: number, host: number): void => {
    const former = wholeAt(first, host);
    next[partner] = former;
    previous[partner] = nobody;
    if (former !== nobody) previous[former] = partner;
    first[host] = partner;
    hostOf[partner] = host;
    room[host] = wholeAt(room, host) - 1;
  };
  const leave = (partner: number): void => {
    const host = wholeAt(hostOf, partner);
    const before = wholeAt(previous, partner);
    const after = wholeAt(next, partner);
    if (before === nobody) first[host] = after;
    else next[before] = after;
    if (after !== nobody) previous[after] = before;
    hostOf[partner] = nobody;
    room[host] = wholeAt(room, host) + 1;
  };
  return {
    hostOf,
    hasRoom: (host) => wholeAt(room, host) > 0,
    firstAt: (host) => wholeAt(first, host),
    nextTo: (partner) => wholeAt(next, partner),
    take,
    leave,
  };
}
