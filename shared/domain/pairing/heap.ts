import { realAt, wholeAt } from './cells.ts';

/**
 * A binary heap of numbered items, smallest key first (then smallest number). The caller's array holds the keys. A
 * key may only decrease, and `raise` then tells the heap.
 */
export type Heap = {
  readonly isEmpty: () => boolean;
  readonly first: () => number;
  readonly push: (thing: number) => void;
  readonly removeFirst: () => void;
  readonly raise: (thing: number) => void;
  readonly clear: () => void;
};

/** A heap over `keys`. Items are its indexes, each at most once. */
export function heapOver(keys: Float64Array): Heap {
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
