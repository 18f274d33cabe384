import { realAt, wholeAt } from './cells.ts';

/**
 * What it costs to find room somewhere by sending someone elsewhere, who may send someone elsewhere, and so on: the residual
 * graph of a plan, folded to its hosts. Nodes are hosts by row, then two more: being unplaced, and the places nobody takes.
 * A step from one host to another costs what the cheapest partner at the first would lose by going to the second, in reduced
 * costs, which are never negative.
 */
export type Residual = {
  readonly nodeCount: number;
  readonly unplaced: number;
  readonly spare: number;
  /** Cost of the step from a to b at [b × nodeCount + a], as steps are read by their end; Infinity where nobody can take it. */
  readonly steps: Float64Array;
};

/** A graph of so many hosts, without steps. */
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
 * What the cheapest way from every node to this one costs: Dijkstra's algorithm from its end, without a heap, as nearly every
 * step exists. Each round settles one node, looks at the steps to it, and finds the next on the way.
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
    // The last open one takes the place of the one that is settled.
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
