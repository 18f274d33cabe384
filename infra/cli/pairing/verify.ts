import { isDeepStrictEqual } from 'node:util';
import type { OnProgress } from '#domain/base/progress.ts';
import { countOf } from '#domain/base/wording.ts';
import { checkPairing } from '#domain/pairing/check/check.ts';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { questionOf } from '#domain/pairing/check/question.ts';
import { type RunnerUp, runnerUpsIn } from '#domain/pairing/check/runner-ups.ts';
import { solveProblem } from '#domain/pairing/choice/solve.ts';
import { type Clash, isClash } from '#domain/pairing/clash.ts';
import {
  type ChoiceCertificate,
  type PairingProblem,
  rulingsWithin,
  type Solution,
} from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import { qualityOf, type Selected, type Undecided } from '#domain/pairing/selection/problem.ts';
import { perfectScore } from '#domain/program/program.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayClash, sayScore } from '#text/pairing.ts';
import { arePriced } from '#text/pairing-result.ts';
import type { Question } from './question.ts';
import { isChoice, questionIn, type Result } from './result.ts';

/**
 * The best result, the best within the time limit, or why there is none.
 * @throws if a result fails its check, which is a bug.
 */
export async function solveQuestion(
  question: Question,
  timeLimitSeconds: number,
  onProgress?: OnProgress,
): Promise<Selected | Clash | Undecided> {
  const { problem, selection } = question;
  const outcome = await solveProblem(problem, selection?.terms, optimizer, timeLimitSeconds, onProgress);
  if (isClash(outcome) || outcome.kind === 'undecided') return outcome;
  const [broken] = brokenIn(question, outcome);
  if (broken !== undefined) throw new Error(`the result failed its check: ${broken}`);
  return outcome;
}

/** The faults of a result, from checkers that share nothing with the solvers. */
const brokenIn = (
  { selection }: Pick<Question, 'selection'>,
  { chosen, solution }: Pick<Selected, 'chosen' | 'solution'>,
): readonly string[] => [
  ...(selection ? checkSelection(selection, chosen, solution.pairing.pairs) : []),
  ...checkPairing(chosen, solution),
];

/** What a check found: the result holds, it has a fault, or the time limit was too short to tell. */
export type Verdict =
  | { readonly kind: 'holds' }
  | { readonly kind: 'fault'; readonly fault: string }
  | { readonly kind: 'undecided' };

const verdictOn = (fault: string | undefined): Verdict =>
  fault === undefined ? { kind: 'holds' } : { kind: 'fault', fault };

/**
 * Checks a result, up to its first fault. Checkers that share no code with the solvers compare the plan, the sums,
 * the runner-ups, and the certificate with the inputs. A choice without a proof is solved again.
 */
export async function verify(question: Question, result: Result, timeLimitSeconds: number): Promise<Verdict> {
  if (result.question && !isDeepStrictEqual(result.question, plain(questionIn(question))))
    return {
      kind: 'fault',
      fault: 'The result answers another question: its schools or rules differ from the files.',
    };
  const chosen = chosenIn(question, result);
  if (typeof chosen === 'string') return { kind: 'fault', fault: chosen };
  const solution = solutionIn(result);
  const fault =
    brokenIn(question, { chosen, solution })[0] ??
    faultInPairs(question, chosen, solution, result) ??
    faultInSums(question, chosen, result);
  if (fault !== undefined || result.chosen === undefined) return verdictOn(fault);
  return result.choice
    ? verdictOn(faultInChoice(question, result, result.choice))
    : judgeBound(question, result, timeLimitSeconds);
}

/** As JSON has it. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The schools of the result, from the inputs; or the fault in its choice. */
function chosenIn(question: Question, { chosen }: Result): PairingProblem | string {
  const { problem, selection } = question;
  if (!isChoice(question))
    return chosen ? 'The result chooses schools or levels, but the files don’t ask for that.' : problem;
  if (!chosen) return 'The result doesn’t list the schools and levels it chose.';
  const hosts = new Map(problem.hosts.map((host) => [host.id, host]));
  const partners = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const stranger =
    chosen.hosts.find(({ id }) => !hosts.has(id))?.id ?? chosen.partners.find((id) => !partners.has(id));
  if (stranger !== undefined) return `${stranger} is chosen but isn’t in the files.`;
  const twice = repeated(chosen.hosts.map(({ id }) => id)) ?? repeated(chosen.partners);
  if (twice !== undefined) return `${twice} is chosen twice.`;
  const schools = {
    hosts: chosen.hosts.flatMap(({ id, capacity, takes, focus }) => {
      const host = hosts.get(id);
      return host
        ? [{ ...host, capacity, ...(takes && { takes }), ...(focus !== undefined && { focus }) }]
        : [];
    }),
    partners: chosen.partners.flatMap((id) => partners.get(id) ?? []),
  };
  const admitted: PairingProblem = { ...problem, ...schools, ...rulingsWithin(problem, schools) };
  return faultInOffers(admitted) ?? (selection ? undefined : faultInSchools(problem, admitted)) ?? admitted;
}

const repeated = (ids: readonly string[]): string | undefined =>
  ids.find((id, index) => ids.indexOf(id) !== index);

/** If only levels and areas are chosen, every school is in with all its places. */
function faultInSchools(problem: PairingProblem, admitted: PairingProblem): string | undefined {
  if (admitted.hosts.length !== problem.hosts.length || admitted.partners.length !== problem.partners.length)
    return 'The result leaves out schools, but it may only choose levels and focus areas.';
  const capacities = new Map(problem.hosts.map(({ id, capacity }) => [id, capacity]));
  const changed = admitted.hosts.find(({ id, capacity }) => capacities.get(id) !== capacity);
  return (
    changed &&
    `${changed.id} has ${capacities.get(changed.id)} places, but the result says ${changed.capacity}.`
  );
}

/** Each host takes one level, and works on one of its areas, if the rules say so. */
function faultInOffers({ rules, hosts }: PairingProblem): string | undefined {
  for (const { id, capacity, takes, focus, focusAreas } of hosts) {
    if (!rules.mixesLevels && takes === undefined && capacity > 1)
      return `The result doesn’t list the level that ${id} takes.`;
    if (rules.focus !== 'one-each' || focusAreas.length === 0) continue;
    if (focus === undefined) return `The result doesn’t list the focus area of ${id}.`;
    if (!focusAreas.includes(focus)) return `${id} doesn’t offer the focus area ${focus}.`;
  }
  return undefined;
}

function solutionIn({ pairs, unplaced, total, certificate }: Result): Solution {
  return {
    pairing: { pairs: pairs.map(({ host, partner }) => ({ host, partner })), unplaced },
    total,
    cost: pairs.length * perfectScore - total + unplaced.length * certificate.unplacedCost,
    certificate,
  };
}

/** Scores and reasons must follow from the files, and runner-ups from the plan. */
function faultInPairs(
  { words }: Question,
  chosen: PairingProblem,
  solution: Solution,
  { pairs }: Result,
): string | undefined {
  const hosts = new Map(chosen.hosts.map((host) => [host.id, host]));
  const partners = new Map(chosen.partners.map((partner) => [partner.id, partner]));
  const scoreBetween = scoresIn(chosen);
  const runnerUps = arePriced(chosen) ? runnerUpsIn(chosen, solution) : undefined;
  for (const { host: hostId, partner: partnerId, score, reason, runnerUp } of pairs) {
    const [host, partner] = [hosts.get(hostId), partners.get(partnerId)];
    const right = host && partner && scoreBetween(host, partner);
    const pair = `${partnerId} with ${hostId}`;
    if (!host || !partner || right?.total !== score)
      return `${pair} scores ${right?.total}, but the result says ${score}.`;
    const said = sayScore(right, host, partner, words);
    if (said !== reason) return `The reason for ${pair} should be: ${said} The result says: ${reason}`;
    const next = runnerUps?.get(partnerId);
    const cost =
      runnerUp &&
      runnerUp.pricePoints + runnerUp.pricePlaces * (solution.certificate.unplacedCost - perfectScore);
    if (next?.host !== runnerUp?.host || (next && next.cost !== cost))
      return `For ${partnerId}, ${sayNextBest(next)}, but the result says ${sayNextBest(runnerUp && { host: runnerUp.host, cost: cost ?? 0 })}.`;
  }
  return undefined;
}

/** "the next-best host is H2, at a cost of 1,200 points" */
const sayNextBest = (next: RunnerUp | null | undefined): string =>
  next
    ? `the next-best host is ${next.host}, at a cost of ${countOf(next.cost, 'point')}`
    : 'there is no next-best host';

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

/** The proof must be for this bound, and hold. */
function faultInChoice(
  { problem, selection }: Question,
  { bound, pairs }: Result,
  certificate: ChoiceCertificate,
): string | undefined {
  const placed = certificate.placed ?? pairs.length;
  if (certificate.points !== bound || placed !== pairs.length)
    return `The proof is for ${certificate.points} points and ${countOf(placed, 'pair')}, but the result has a bound of ${bound} and ${countOf(pairs.length, 'pair')}.`;
  return provesChoice(questionOf(problem, selection?.terms), certificate)
    ? undefined
    : 'The proof doesn’t rule out a better choice.';
}

/** Solves again. The result holds only if that proves its bound. */
async function judgeBound(
  question: Question,
  { bound, unplaced }: Result,
  timeLimitSeconds: number,
): Promise<Verdict> {
  const again = await solveQuestion(question, timeLimitSeconds);
  if (isClash(again))
    return verdictOn(`The rules conflict: ${sayClash(again, question.problem).rules.join(' ')}`);
  if (again.kind === 'undecided') return { kind: 'undecided' };
  const leftOut = again.solution.pairing.unplaced.length;
  if (!question.selection && leftOut < unplaced.length)
    return verdictOn(
      `${question.problem.partners.length - leftOut} partners can have a host, but the result leaves ${unplaced.length} without one.`,
    );
  if (again.points > bound)
    return verdictOn(
      `Another choice scores ${again.points} points, but the result says none can score more than ${bound}.`,
    );
  return again.bound > bound ? { kind: 'undecided' } : verdictOn(undefined);
}
