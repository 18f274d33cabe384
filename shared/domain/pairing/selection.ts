import type { Level } from '../school.ts';
import { inOrder, type PairingProblem, type Solution } from './problem.ts';
import { clashOf } from './selection-clash.ts';
import type { MilpAnswer, RunMilp } from './selection-milp.ts';
import { type SelectionModel, selectionModel } from './selection-model.ts';
import {
  rulesOf,
  type Selected,
  type SelectionClash,
  type SelectionProblem,
  type Undecided,
} from './selection-problem.ts';
import { solvePairing } from './solve.ts';

/** No question on the way to a clash takes longer: there are about a dozen of them. */
const clashLimitSeconds = 10;

/**
 * Chooses whom to admit and pairs them, for the most points: the pairs' scores and the quality of the admitted schools. The
 * choice is the best there is, or at the time limit the best found, and says how far it can be from that (`gap`). The pairs of
 * the schools chosen come from the exact engine, with its certificate. The order of schools and rulings changes nothing.
 */
export async function solveSelection(
  problem: SelectionProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Selected | SelectionClash | Undecided> {
  const stated = selectionModel(problem, rulesOf(problem), 'most-points');
  const answer = await runMilp(stated.model, timeLimitSeconds);
  switch (answer.kind) {
    case 'impossible':
      return clashOf(problem, runMilp, Math.min(timeLimitSeconds, clashLimitSeconds));
    case 'undecided':
      return { kind: 'undecided', afterSeconds: timeLimitSeconds };
    case 'best':
      return selected(problem, stated, answer);
  }
}

type Best = Extract<MilpAnswer, { kind: 'best' }>;

function selected(
  problem: SelectionProblem,
  stated: SelectionModel,
  { values, bound, proven }: Best,
): Selected {
  const chosen = chosenProblem(problem.candidates, stated, values);
  const solution = pairedExactly(chosen);
  const points = solution.total + qualityOf(problem, chosen);
  const pointsInModel = stated.model.columns.reduce(
    (sum, column, index) => sum + column.points * (values[index] ?? 0),
    0,
  );
  // Both find the best pairing of the same schools: if they differ, one of the two is wrong, and nobody may be told "the best".
  if (points < Math.round(pointsInModel) || (proven && points !== bound))
    throw new Error(`the exact pairing is worth ${points} points, the selection ${pointsInModel}`);
  return {
    kind: 'selected',
    chosen,
    solution,
    points,
    bound: Math.max(bound, points),
    gap: Math.max(bound - points, 0),
  };
}

/** The solution of a problem that has one, and in which everybody has a place. */
function pairedExactly(chosen: PairingProblem): Solution {
  const solution = solvePairing(chosen);
  if ('pairing' in solution && solution.pairing.unplaced.length === 0) return solution;
  throw new Error('schools were selected that cannot be paired');
}

/** The quality points of all schools that are admitted, in their roles. */
export const qualityOf = ({ terms }: SelectionProblem, { hosts, partners }: PairingProblem): number =>
  [
    ...hosts.map(({ id }) => terms.quality.host[id] ?? 0),
    ...partners.map(({ id }) => terms.quality.partner[id] ?? 0),
  ].reduce((sum, points) => sum + points, 0);

/** The admitted schools as a problem of their own: every host with the places, and the level, that it is given. */
function chosenProblem(
  candidates: PairingProblem,
  { hosts, partners, levels }: SelectionModel,
  values: readonly number[],
): PairingProblem {
  const isOne = (column: number) => (values[column] ?? 0) > 0.5;
  const levelOf = new Map(
    levels.filter(({ column }) => isOne(column)).map(({ host, level }): [string, Level] => [host, level]),
  );
  const admittedHosts = hosts
    .filter(({ column }) => isOne(column))
    .map(({ host, pairs }) => {
      const takes = levelOf.get(host.id);
      const capacity = pairs.filter((pair) => isOne(pair.column)).length;
      return { ...host, capacity, ...(takes ? { takes } : {}) };
    });
  const admittedPartners = partners.filter(({ column }) => isOne(column)).map(({ partner }) => partner);
  return amongThose(candidates, admittedHosts, admittedPartners);
}

/** A problem with only these schools, and the rulings on two of them. */
function amongThose(
  problem: PairingProblem,
  hosts: PairingProblem['hosts'],
  partners: PairingProblem['partners'],
): PairingProblem {
  const hostIds = new Set(hosts.map(({ id }) => id));
  const partnerIds = new Set(partners.map(({ id }) => id));
  const ruled = (rulings: PairingProblem['locks']) =>
    rulings
      .filter(({ host, partner }) => hostIds.has(host) && partnerIds.has(partner))
      .toSorted((a, b) => inOrder(a.host, b.host) || inOrder(a.partner, b.partner));
  return { ...problem, hosts, partners, locks: ruled(problem.locks), bans: ruled(problem.bans) };
}
