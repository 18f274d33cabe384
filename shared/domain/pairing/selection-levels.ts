import { type Clash, isClash, smallestClash } from './clash.ts';
import { type PairingProblem, perfectScore } from './problem.ts';
import { levelsTaken } from './selection-chosen.ts';
import { clashOf } from './selection-clash.ts';
import { type RunMilp, wholeAnswer } from './selection-milp.ts';
import { selectionModel } from './selection-model.ts';
import {
  rulingsOf,
  type Selected,
  type SelectionProblem,
  type SelectionRule,
  type Undecided,
} from './selection-problem.ts';
import { solvePairing } from './solve.ts';

/**
 * Pairs already chosen schools if levels may not mix: finds a level for each host. It places as many partners as
 * possible, and among these plans finds the one with the most points. Bound and gap are as in a selection. The
 * certificate is for these levels.
 */
export async function chooseLevels(
  problem: PairingProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const clash = smallestClash({ ...problem, rules: { ...problem.rules, mixesLevels: true } });
  if (clash) return clash;
  const { selection, rules } = selectionOf(problem);
  const { model } = selectionModel(selection, rules, 'most-partners');
  const most = await wholeAnswer(runMilp, model, timeLimitSeconds);
  if (most.kind === 'impossible') return clashOf(selection, rules, runMilp, timeLimitSeconds);
  if (most.kind === 'undecided') return { kind: 'undecided', afterSeconds: timeLimitSeconds };
  const placing = [...rules, { kind: 'placed', count: most.points } as const];
  const stated = selectionModel(selection, placing, 'most-points');
  const best = await wholeAnswer(runMilp, stated.model, timeLimitSeconds);
  if (best.kind !== 'best') return { kind: 'undecided', afterSeconds: timeLimitSeconds };
  // If more partners might be placed, only a perfect score for each of them bounds the points.
  const bound = most.bound === most.points ? best.bound : Math.max(best.bound, most.bound * perfectScore);
  return paired(withLevels(problem, levelsTaken(stated, best.values)), best.points, bound);
}

/** The same question as a selection in which only levels are left to choose. */
function selectionOf(problem: PairingProblem): {
  readonly selection: SelectionProblem;
  readonly rules: readonly SelectionRule[];
} {
  const { length: host } = problem.hosts;
  return {
    selection: {
      candidates: problem,
      terms: {
        accepted: [],
        quality: { host: {}, partner: {} },
        targets: { host },
        quotas: [],
        usesEveryPlace: false,
      },
    },
    rules: [{ kind: 'all-hosts' }, { kind: 'one-level' }, ...rulingsOf(problem)],
  };
}

const withLevels = (problem: PairingProblem, taken: ReturnType<typeof levelsTaken>): PairingProblem => ({
  ...problem,
  hosts: problem.hosts.map((host) => {
    const takes = taken.get(host.id);
    return takes ? { ...host, takes } : host;
  }),
});

function paired(chosen: PairingProblem, found: number, bound: number): Selected {
  const solution = solvePairing(chosen);
  if (isClash(solution)) throw new Error(`The chosen levels can't be paired: ${solution.clashing.join(' ')}`);
  const points = solution.total;
  if (points < found || points > bound)
    throw new Error(`The exact pairing scores ${points} points, the levels ${found} of at most ${bound}`);
  return { kind: 'selected', chosen, solution, points, bound, gap: bound - points };
}
