import { type MilpAnswer, type RunMilp, wholeAnswer } from '#domain/base/integer-program.ts';
import { type Clash, isClash, smallestClash } from '#domain/pairing/clash.ts';
import { inOrder, type PairingProblem } from '#domain/pairing/problem.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { perfectScore } from '#domain/program/program.ts';
import type { Level } from '#domain/program/school.ts';
import { clashOf } from './infeasible.ts';
import { type SelectionModel, selectionModel } from './model.ts';
import {
  qualityOf,
  rulesOf,
  rulingsOf,
  type Selected,
  type SelectionProblem,
  type SelectionRule,
  type Undecided,
} from './problem.ts';
import type { Columns } from './rows.ts';

/** The chosen schools as a separate problem: each host with the places and the level that it was given. */
function chosenProblem(
  candidates: PairingProblem,
  columns: Columns,
  values: readonly number[],
): PairingProblem {
  const isOne = (column: number) => Math.round(values[column] ?? 0) === 1;
  const takes = levelsTaken(columns, values);
  const hosts = columns.hosts
    .filter(({ column }) => isOne(column))
    .map(({ host, pairs }) => {
      const level = takes.get(host.id);
      const capacity = pairs.filter((pair) => isOne(pair.column)).length;
      return { ...host, capacity, ...(level ? { takes: level } : {}) };
    });
  const partners = columns.partners.filter(({ column }) => isOne(column)).map(({ partner }) => partner);
  const hostIds = new Set(hosts.map(({ id }) => id));
  const partnerIds = new Set(partners.map(({ id }) => id));
  const ruled = (rulings: PairingProblem['locks']) =>
    rulings
      .filter(({ host, partner }) => hostIds.has(host) && partnerIds.has(partner))
      .toSorted((a, b) => inOrder(a.host, b.host) || inOrder(a.partner, b.partner));
  return { ...candidates, hosts, partners, locks: ruled(candidates.locks), bans: ruled(candidates.bans) };
}

/** The level of each host, by ID; empty if levels may mix. */
const levelsTaken = ({ levels }: Columns, values: readonly number[]): ReadonlyMap<string, Level> =>
  new Map(
    levels
      .filter(({ column }) => Math.round(values[column] ?? 0) === 1)
      .map(({ host, level }): [string, Level] => [host, level]),
  );

/** Deciding whether rules can be met takes no longer. Finding a conflict needs about a dozen such calls. */
const shortLimitSeconds = 10;

/**
 * Chooses schools and pairs them for the most points: the pairs' scores plus the quality of the chosen schools. The
 * choice is optimal, or at the time limit the best found, and `gap` says how far it can be from optimal. The exact
 * engine pairs the chosen schools, with its certificate. The order of schools and rulings does not matter. Expects
 * well-formed schools, rules, and rulings. A school may be on both sides.
 */
export async function solveSelection(
  problem: SelectionProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const clash = smallestClash({
    ...problem.candidates,
    rules: { ...problem.candidates.rules, mixesLevels: true },
  });
  if (clash) return clash;
  const rules = rulesOf(problem);
  const stated = selectionModel(problem, rules, 'most-points');
  const answer = await wholeAnswer(runMilp, stated.model, timeLimitSeconds);
  switch (answer.kind) {
    case 'impossible':
      return clashOf(problem, rules, runMilp, Math.min(timeLimitSeconds, shortLimitSeconds));
    case 'undecided':
      return anySelection(problem, answer.bound, runMilp, timeLimitSeconds);
    case 'best':
      return selected(problem, stated, answer);
  }
}

/**
 * Any choice that meets all rules, if the time was too short for a good one. This is quick, so it may take a few
 * seconds beyond the limit instead of leaving nothing to show.
 */
async function anySelection(
  problem: SelectionProblem,
  bound: number,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Selected | Undecided> {
  const stated = selectionModel(problem, rulesOf(problem), 'any-answer');
  const answer = await wholeAnswer(runMilp, stated.model, shortLimitSeconds);
  return answer.kind === 'best'
    ? selected(problem, stated, { ...answer, bound: Math.min(bound, mostConceivable(problem)) })
    : { kind: 'undecided', afterSeconds: timeLimitSeconds + shortLimitSeconds };
}

/** The points of perfect pairs among the schools with the highest quality, for the target numbers. */
function mostConceivable({ candidates, terms: { quality, targets } }: SelectionProblem): number {
  const count = targets.partner ?? candidates.partners.length;
  const best = (points: Readonly<Record<string, number>>, schools: number) =>
    Object.values(points)
      .sort((a, b) => b - a)
      .slice(0, schools)
      .reduce((sum, one) => sum + one, 0);
  return count * perfectScore + best(quality.host, targets.host) + best(quality.partner, count);
}

/** For an error that no one should see: without names of schools. */
const kindsOf = ({ rules }: Clash): string => rules.map(({ kind }) => kind).join(', ');

type Best = Extract<MilpAnswer, { kind: 'best' }>;

function selected(
  problem: SelectionProblem,
  stated: SelectionModel,
  { values, points: found, bound }: Best,
): Selected {
  const chosen = chosenProblem(problem.candidates, stated, values);
  const solution = solvePairing(chosen);
  if (isClash(solution)) throw new Error(`The chosen schools can't be paired: ${kindsOf(solution)}`);
  const points = solution.total + qualityOf(problem, chosen);
  // Both find the best pairing of the same schools. If they differ, one of them is wrong, and the result must not be
  // called optimal.
  if (solution.pairing.unplaced.length > 0 || points < found || points > bound)
    throw new Error(`The exact pairing scores ${points} points, the selection ${found} of at most ${bound}`);
  return { kind: 'selected', chosen, solution, points, bound, gap: bound - points };
}

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
  if (isClash(solution)) throw new Error(`The chosen levels can't be paired: ${kindsOf(solution)}`);
  const points = solution.total;
  if (points < found || points > bound)
    throw new Error(`The exact pairing scores ${points} points, the levels ${found} of at most ${bound}`);
  return { kind: 'selected', chosen, solution, points, bound, gap: bound - points };
}
