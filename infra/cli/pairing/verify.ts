import { checkPairing } from '#domain/pairing/check/check.ts';
import { type Clash, isClash } from '#domain/pairing/clash.ts';
import type { PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import { qualityOf, type Selected, type Undecided } from '#domain/pairing/selection/problem.ts';
import { chooseLevels, solveSelection } from '#domain/pairing/selection/solve.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { perfectScore } from '#domain/program/program.ts';
import { runMilp } from '#optimizer/highs.ts';
import { sayClash } from '#text/pairing.ts';
import type { Question } from './question.ts';
import { pairsOf, type Result } from './result.ts';

/**
 * The best result, the best within the time limit, or why there is none.
 * @throws if a result fails its check, which is a bug.
 */
export async function solveQuestion(
  question: Question,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const outcome = await answerTo(question, timeLimitSeconds);
  if (isClash(outcome) || outcome.kind === 'undecided') return outcome;
  const [broken] = brokenIn(question, outcome);
  if (broken !== undefined) throw new Error(`the result failed its check: ${broken}`);
  return outcome;
}

async function answerTo({ problem, selection }: Question, timeLimitSeconds: number) {
  if (selection) return solveSelection(selection, runMilp, timeLimitSeconds);
  if (problem.rules.mixesLevels) return solveExactly(problem);
  return chooseLevels(problem, runMilp, timeLimitSeconds);
}

function solveExactly(problem: PairingProblem): Selected | Clash {
  const solution = solvePairing(problem);
  if (isClash(solution)) return solution;
  const { total } = solution;
  return { kind: 'selected', chosen: problem, solution, points: total, bound: total, gap: 0 };
}

/** The faults of a result, from checkers that share nothing with the solvers. */
const brokenIn = (
  { selection }: Pick<Question, 'selection'>,
  { chosen, solution }: Pick<Selected, 'chosen' | 'solution'>,
): readonly string[] => [
  ...(selection ? checkSelection(selection, chosen, solution.pairing.pairs) : []),
  ...checkPairing(chosen, solution),
];

/**
 * The first fault of a result, or undefined. Checkers that share no code with the solvers compare the plan,
 * the sums, and the certificate with the inputs. There is no certificate that no other choice of schools or
 * levels is better, so it is solved again.
 */
export async function firstFault(
  question: Question,
  result: Result,
  timeLimitSeconds: number,
): Promise<string | undefined> {
  const chosen = chosenIn(question, result);
  if (typeof chosen === 'string') return chosen;
  const solution = solutionIn(result);
  return (
    brokenIn(question, { chosen, solution })[0] ??
    faultInWords(question, chosen, solution, result) ??
    faultInSums(question, chosen, result) ??
    (result.chosen === undefined ? undefined : await faultInBound(question, result, timeLimitSeconds))
  );
}

/** The schools of the result, from the inputs; or the fault in its choice. */
function chosenIn({ problem, selection }: Question, { chosen }: Result): PairingProblem | string {
  const isChoice = selection !== undefined || !problem.rules.mixesLevels;
  if (!isChoice)
    return chosen ? 'The result chooses schools or levels, but the files don’t ask for that.' : problem;
  if (!chosen) return 'The result doesn’t list the schools and levels it chose.';
  const hosts = new Map(problem.hosts.map((host) => [host.id, host]));
  const partners = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const stranger =
    chosen.hosts.find(({ id }) => !hosts.has(id))?.id ?? chosen.partners.find((id) => !partners.has(id));
  if (stranger !== undefined) return `${stranger} is chosen but isn’t in the files.`;
  const [isHost, isPartner] = [new Set(chosen.hosts.map(({ id }) => id)), new Set(chosen.partners)];
  const isRuled = ({ host, partner }: { readonly host: string; readonly partner: string }) =>
    isHost.has(host) && isPartner.has(partner);
  const admitted: PairingProblem = {
    ...problem,
    hosts: chosen.hosts.flatMap(({ id, capacity, takes }) => {
      const host = hosts.get(id);
      return host ? [{ ...host, capacity, ...(takes ? { takes } : {}) }] : [];
    }),
    partners: chosen.partners.flatMap((id) => partners.get(id) ?? []),
    locks: problem.locks.filter(isRuled),
    bans: problem.bans.filter(isRuled),
  };
  return selection ? admitted : (faultInLevels(problem, admitted) ?? admitted);
}

/** If only levels are chosen, every school is in with all its places, and each host takes one level. */
function faultInLevels(problem: PairingProblem, admitted: PairingProblem): string | undefined {
  if (admitted.hosts.length !== problem.hosts.length || admitted.partners.length !== problem.partners.length)
    return 'The result leaves out schools, but it may only choose levels.';
  const capacities = new Map(problem.hosts.map(({ id, capacity }) => [id, capacity]));
  const changed = admitted.hosts.find(({ id, capacity }) => capacities.get(id) !== capacity);
  if (changed)
    return `${changed.id} has ${capacities.get(changed.id)} places, but the result says ${changed.capacity}.`;
  const open = admitted.hosts.find(({ takes }) => takes === undefined);
  return open && `The result doesn’t list the level that ${open.id} takes.`;
}

function solutionIn({ pairs, unplaced, total, certificate }: Result): Solution {
  return {
    pairing: { pairs: pairs.map(({ host, partner }) => ({ host, partner })), unplaced },
    total,
    cost: pairs.length * perfectScore - total + unplaced.length * certificate.unplacedCost,
    certificate,
  };
}

/** Scores, reasons, and runner-ups must follow from the plan and its certificate. */
function faultInWords(
  question: Question,
  chosen: PairingProblem,
  solution: Solution,
  { pairs }: Result,
): string | undefined {
  const expected = pairsOf(question, chosen, solution);
  for (const [index, { host, partner, score, reason, runnerUp }] of pairs.entries()) {
    const said = expected[index];
    const pair = `${partner} with ${host}`;
    if (said?.score !== score) return `${pair} scores ${said?.score}, but the result says ${score}.`;
    if (said.reason !== reason)
      return `The reason for ${pair} should be: ${said.reason} The result says: ${reason}`;
    if (JSON.stringify(said.runnerUp) !== JSON.stringify(runnerUp))
      return `The next-best host for ${partner} is ${JSON.stringify(said.runnerUp)}, but the result says ${JSON.stringify(runnerUp)}.`;
  }
  return undefined;
}

function faultInSums(
  { selection }: Question,
  chosen: PairingProblem,
  { total, points, bound, gap, chosen: choice }: Result,
): string | undefined {
  const worth = total + (selection ? qualityOf(selection, chosen) : 0);
  if (points !== worth) return `The result scores ${worth} points, but it says ${points}.`;
  if (bound < points) return `The bound, ${bound}, is below the result’s ${points} points.`;
  if (gap !== bound - points) return `The gap is ${bound - points}, but the result says ${gap}.`;
  return choice === undefined && gap > 0
    ? `The proof shows that the pairing is optimal, but the result says the gap is ${gap}.`
    : undefined;
}

/** Solves again: nothing may score more than the bound, or, without a gap, more than the result. */
async function faultInBound(
  question: Question,
  { points, bound, unplaced }: Result,
  timeLimitSeconds: number,
): Promise<string | undefined> {
  const again = await solveQuestion(question, timeLimitSeconds);
  if (isClash(again)) return `The rules conflict: ${sayClash(again, question.problem).rules.join(' ')}`;
  if (again.kind === 'undecided') return undefined;
  const placed = question.problem.partners.length - again.solution.pairing.unplaced.length;
  if (!question.selection && again.solution.pairing.unplaced.length < unplaced.length)
    return `${placed} partners can have a host, but the result leaves ${unplaced.length} without one.`;
  if (again.points > bound)
    return `Another choice scores ${again.points} points, but the result says none can score more than ${bound}.`;
  return again.gap === 0 && again.points > points && bound === points
    ? `Another choice scores ${again.points} points, more than ${points}.`
    : undefined;
}
