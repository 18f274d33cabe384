import { realAt, wholeAt } from './cells.ts';

/**
 * The cost of making room somewhere by sending a partner elsewhere, who may displace another, and so on: a plan's
 * residual graph, reduced to its hosts. Nodes are hosts by row, then two more: being unplaced, and places that no one
 * takes. A step from one host to another costs the smallest loss, in reduced costs, of any partner that could move
 * there. These are never negative.
 */
export type Residual = {
  readonly nodeCount: number;
  readonly unplaced: number;
  readonly spare: number;
  /**
   * The cost of the step from a to b is at [b × nodeCount + a], because steps are read by their end; Infinity if no
   * one can take it.
   */
  readonly steps: Float64Array;
};

/** A graph for so many hosts, without steps. */
export function emptyResidual(hostCount: number): Residual {
  const nodeCount = hostCount + 2;
  const steps = new Float64Array(nodeCount * nodeCount).fill(Number.POSITIVE_INFINITY);
  return { nodeCount, unplaced: hostCount, spare: hostCount + 1, steps };
}

/** Keeps the cheaper of two steps. */
export function offerStep({ nodeCount, steps }: Residual, from: number, to: number, cost: number): void {
  const step = to * nodeCount + from;
  if (cost < realAt(steps, step)) steps[step] = cost;
}

/**
 * The cost of the cheapest path from every node to this one: Dijkstra's algorithm from the end, without a heap,
 * because nearly every step exists. Each round settles one node, reads the steps to it, and finds the next node.
 */
export function distancesTo({ nodeCount, steps }: Residual, end: number): Float64Array {
  const distances = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const open = Int32Array.from({ length: nodeCount }, (_, node) => node);
  distances[end] = 0;
  let position = end;
  for (let openCount = nodeCount; openCount > 0; openCount -= 1) {
    const node = wholeAt(open, position);
    const distance = realAt(distances, node);
    if (distance === Number.POSITIVE_INFINITY) return distances;
    // The last open node replaces the settled one.
    open[position] = wholeAt(open, openCount - 1);
    const stepsToNode = node * nodeCount;
    let least = Number.POSITIVE_INFINITY;
    position = 0;
    for (let index = 0; index < openCount - 1; index += 1) {
      const from = wholeAt(open, index);
      const through = realAt(steps, stepsToNode + from) + distance;
      if (through < realAt(distances, from)) distances[from] = through;
      const known = realAt(distances, from);
      if (known >= least) continue;
      least = known;
      position = index;
    }
  }
  return distances;
}
