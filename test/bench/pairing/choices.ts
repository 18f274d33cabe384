import { gzipSync } from 'node:zlib';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { questionOf } from '#domain/pairing/check/question.ts';
import { choosingOf } from '#domain/pairing/choice/offers.ts';
import { solveProblem } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { Answered } from '#domain/pairing/explain/answered.ts';
import { explainExactly } from '#domain/pairing/explain/exact.ts';
import { nextBestsAtMost } from '#domain/pairing/explain/next-best.ts';
import { whyNots } from '#domain/pairing/explain/why-not.ts';
import type { ChoiceCertificate, PairingProblem } from '#domain/pairing/problem.ts';
import type { Selected, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { aCity, applicantsOf } from '../../domain/pairing/cities.ts';
import { choiceByHighs, type PeerPlan } from './choice-peer.ts';
import { median } from './peers.ts';

/** Faults found: another optimum, or a proof that doesn’t hold. */
export type Faults = { count: number };

type Question = { readonly problem: PairingProblem; readonly terms?: SelectionTerms };

const rounded = (value: number): number => Number(value.toPrecision(3));

/** The CPU time of all threads. Other work on the machine counts less than in the time that passes. */
async function cpuMs<T>(run: () => T | Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const start = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(start);
  return { result, ms: (user + system) / 1000 };
}

async function solve({ problem, terms }: Question, limitSeconds: number): Promise<Selected> {
  const outcome = await solveProblem(problem, terms, optimizer, limitSeconds);
  if (isClash(outcome) || outcome.kind === 'undecided') throw new Error('Every district here has a plan.');
  return outcome;
}

const proves = ({ problem, terms }: Question, certificate: ChoiceCertificate | undefined): boolean =>
  certificate !== undefined && provesChoice(questionOf(problem, terms), certificate);

/** Stored as the service does. */
const storedBytes = (value: object): number => gzipSync(JSON.stringify(value)).toString('base64').length;

const peerLimitSeconds = 60;

async function compareOne(question: Question, faults: Faults) {
  const own = await cpuMs(() => solve(question, 600));
  const check = await cpuMs(() => proves(question, own.result.certificate));
  const choosing = choosingOf(question.problem, question.terms);
  const peer = await cpuMs(() => choiceByHighs(choosing, peerLimitSeconds));
  const { points, gap, solution } = own.result;
  const isSame = (plan: PeerPlan) =>
    plan.points === points &&
    (plan.placed ?? solution.pairing.pairs.length) === solution.pairing.pairs.length;
  if (gap !== 0 || !check.result || (peer.result.isProven && !isSame(peer.result))) faults.count += 1;
  return {
    ours: own.ms,
    highs: peer.ms,
    isPeerProven: peer.result.isProven,
    check: check.ms,
    bytes: storedBytes(own.result.certificate ?? {}),
  };
}

async function compareAll(questions: readonly Question[], faults: Faults) {
  // Compiled code first: HiGHS is compiled from the start.
  for (const question of questions) await solve(question, 600);
  const runs: Awaited<ReturnType<typeof compareOne>>[] = [];
  for (const question of questions) runs.push(await compareOne(question, faults));
  const of = (pick: (run: (typeof runs)[number]) => number) => runs.map(pick);
  return {
    'ours, median': rounded(median(of(({ ours }) => ours))),
    'ours, worst': rounded(Math.max(...of(({ ours }) => ours))),
    'HiGHS, median': rounded(median(of(({ highs }) => highs))),
    'HiGHS, × ours, median': rounded(median(of(({ ours, highs }) => highs / ours))),
    'HiGHS, not proven': runs.filter(({ isPeerProven }) => !isPeerProven).length,
    'check, worst': rounded(Math.max(...of(({ check }) => check))),
    'proof, most bytes stored': Math.max(...of(({ bytes }) => bytes)),
  };
}

async function explain(question: Question) {
  const answered: Answered = { ...question, ...(await solve(question, 600)) };
  const instant = await cpuMs(() => [nextBestsAtMost(answered), whyNots(answered)]);
  const exact = await cpuMs(() => explainExactly(answered, [], optimizer, 600));
  const { nextBests, whyNots: all, remedies } = exact.result;
  return {
    'bounds at once': rounded(instant.ms),
    'all exact': rounded(exact.ms),
    'next-best hosts': nextBests.partners.length,
    'next-best areas': nextBests.hosts.length,
    'schools not chosen': all.length,
    'remedies that help': remedies.length,
    'bytes stored': storedBytes(exact.result),
  };
}

const largeLimitSeconds = 60;

async function large(faults: Faults) {
  const problem = aCity(600, 1200, 1);
  const own = await cpuMs(() => solve({ problem }, largeLimitSeconds));
  const { points, gap, solution, certificate } = own.result;
  const check = await cpuMs(() => proves({ problem }, certificate));
  if (!check.result) faults.count += 1;
  return {
    'CPU ms': rounded(own.ms),
    placed: solution.pairing.pairs.length,
    points,
    'gap, points': gap,
    'gap, %': rounded((100 * gap) / points),
    'check, ms': rounded(check.ms),
    proof: check.result ? 'holds' : 'does not hold',
  };
}

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

/** Choices of schools and areas: ours and HiGHS’s own branch and cut, explanations, and one far too large. */
export async function benchChoices(faults: Faults): Promise<void> {
  const selections = seeds.map((seed): Question => {
    const { candidates, terms } = applicantsOf(seed);
    return { problem: candidates, terms };
  });
  const fixed = seeds.map((seed): Question => ({ problem: aCity(24, 48, seed) }));
  console.info(
    '\nOne focus area for each host, from schools to proof; CPU ms of 10 districts each (5 of 100 × 200)',
  );
  console.table({
    '24 × 48': await compareAll(fixed, faults),
    '24 + 48 of 254': await compareAll(selections, faults),
    '100 × 200': await compareAll(
      seeds.slice(0, 5).map((seed) => ({ problem: aCity(100, 200, seed) })),
      faults,
    ),
  });
  console.info('\nExplanations of the first three districts; CPU ms');
  const explained: Record<string, object> = {};
  for (const index of [0, 1, 2]) {
    if (fixed[index]) explained[`24 × 48, ${index + 1}`] = await explain(fixed[index]);
    if (selections[index]) explained[`24 + 48 of 254, ${index + 1}`] = await explain(selections[index]);
  }
  console.table(explained);
  console.info(`\n600 × 1,200, within ${largeLimitSeconds} s`);
  console.table([await large(faults)]);
}
