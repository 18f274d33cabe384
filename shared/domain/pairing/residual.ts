import { realAt } from './cells.ts';

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
 * step exists.
 */
export function distancesTo({ nodeCount, steps }: Residual, end: number): Float64Array {
  const distances = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
  const isFinal = new Uint8Array(nodeCount);
  distances[end] = 0;
  for (;;) {
    const node = nearest(distances, isFinal);
    if (node === undefined) return distances;
    isFinal[node] = 1;
    const distance = realAt(distances, node);
    const stepsToNode = node * nodeCount;
    for (let from = 0; from < nodeCount; from += 1) {
      const through = realAt(steps, stepsToNode + from) + distance;
      if (through < realAt(distances, from)) distances[from] = through;
    }
  }
}

/** The nearest node whose distance is not final; undefined where none can be reached any more. */
function nearest(distances: Float64Array, isFinal: Uint8Array): number | undefined {
  let found: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let node = 0; node < distances.length; node += 1) {
    const distance = realAt(distances, node);
    if (isFinal[node] === 1 || distance >= least) continue;
    found = node;
    least = distance;
  }
  return found;
}
