import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { splitPrice, whatIf } from '#domain/pairing/explain/prices.ts';
import { type Certificate, inOrder, type Pairing, type PairingProblem } from '#domain/pairing/problem.ts';
import { scoreOf } from '#domain/pairing/score.ts';
import type { Selected } from '#domain/pairing/selection/problem.ts';
import { scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { csvLine as line } from '#sheets/csv.ts';
import { sayScore } from '#text/pairing.ts';
import type { Question } from './question.ts';

const whole = v.pipe(v.number(), v.integer());
const prices = v.record(v.string(), whole);

const runnerUp = v.strictObject({
  host: v.string(),
  /** What the whole plan would lose if the partner went there: points, and additional partners without a host. */
  pricePoints: whole,
  pricePlaces: whole,
});

/** A result as `pair --json` prints it and `check-pairing` reads it. Points are whole numbers. */
export const resultSchema = v.strictObject({
  pairs: v.array(
    v.strictObject({
      host: v.string(),
      partner: v.string(),
      score: whole,
      reason: v.string(),
      runnerUp: v.nullable(runnerUp),
    }),
  ),
  unplaced: v.array(v.string()),
  /** The sum of the pairs' scores. */
  total: whole,
  /** The total and the quality points of all admitted schools. */
  points: whole,
  /** No result scores more points than this. */
  bound: whole,
  gap: whole,
  certificate: v.strictObject({
    unplacedCost: whole,
    partnerPrices: prices,
    hostPrices: prices,
  }) satisfies v.GenericSchema<unknown, Certificate>,
  /** The solver's choice, if it chose: the accepted schools, their places, and the level that a host takes. */
  chosen: v.exactOptional(
    v.strictObject({
      hosts: v.array(
        v.strictObject({ id: v.string(), capacity: whole, takes: v.exactOptional(v.picklist(levels)) }),
      ),
      partners: v.array(v.string()),
    }),
  ),
});
export type Result = v.InferOutput<typeof resultSchema>;

/** Runner-ups need memory for every host with every partner. Above this limit they are left out. */
const mostPairsPriced = 4_000_000;
export const arePriced = ({ hosts, partners }: PairingProblem): boolean =>
  hosts.length * partners.length <= mostPairsPriced;

/** A result in words and numbers. Runner-ups are null if there is none, or if the problem is too large for them. */
export function resultOf(question: Question, { chosen, solution, points, bound, gap }: Selected): Result {
  const { pairing, total, certificate } = solution;
  const isChosen = question.selection !== undefined || !question.problem.rules.mixesLevels;
  return {
    pairs: pairsOf(question, chosen, solution),
    unplaced: [...pairing.unplaced],
    total,
    points,
    bound,
    gap,
    certificate,
    ...(isChosen ? { chosen: choiceOf(chosen) } : {}),
  };
}

const choiceOf = ({ hosts, partners }: PairingProblem): NonNullable<Result['chosen']> => ({
  hosts: hosts
    .map(({ id, capacity, takes }) => ({ id, capacity, ...(takes ? { takes } : {}) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
  partners: partners.map(({ id }) => id).sort(),
});

/** The pairs with their reasons and runner-ups. A forbidden pair has no score and is left out. */
function pairsOf(
  { words }: Pick<Question, 'words'>,
  chosen: PairingProblem,
  solution: Selected['solution'],
): Result['pairs'] {
  const hosts = new Map(chosen.hosts.map((host) => [host.id, host]));
  const partners = new Map(chosen.partners.map((partner) => [partner.id, partner]));
  const runnerUpOf = runnerUps(chosen, solution);
  return pairsIn(solution.pairing).flatMap((pair) => {
    const [host, partner] = [hosts.get(pair.host), partners.get(pair.partner)];
    const score = host && partner && scoreOf(chosen.rules, host, partner);
    if (!score) return [];
    const reason = sayScore(score, host, partner, words);
    return [{ ...pair, score: score.total, reason, runnerUp: runnerUpOf(pair.partner) }];
  });
}

const pairsIn = ({ pairs }: Pairing) => pairs.map(({ host, partner }) => ({ host, partner }));

function runnerUps(chosen: PairingProblem, solution: Selected['solution']) {
  if (!arePriced(chosen)) return () => null;
  const { runnerUpOf } = whatIf(chosen, solution);
  return (partner: string): Result['pairs'][number]['runnerUp'] => {
    const found = runnerUpOf(partner);
    if (!found) return null;
    const { places, totalPoints } = splitPrice(solution, found.pricePoints);
    return { host: found.host, pricePoints: totalPoints, pricePlaces: places };
  };
}

/** A file to write, in pieces that may be computed while writing. */
export type Output = { readonly file: string; readonly pieces: Iterable<string | Buffer> };

/**
 * Writes all files or none. Each is written next to its place, and all are renamed only when every one is
 * complete. Returns a sentence about the problem, or undefined.
 */
export async function writeAll(outputs: readonly Output[]): Promise<string | undefined> {
  const written: { readonly file: string; readonly draft: string }[] = [];
  try {
    for (const { file, pieces } of outputs) {
      const draft = `${file}.${randomUUID().slice(0, 8)}.part`;
      written.push({ file, draft });
      const fault = await writeOne(draft, pieces);
      if (fault !== undefined) return `${file}: can’t be written (${fault})`;
    }
    for (const { file, draft } of written) await rename(draft, file);
    return undefined;
  } finally {
    await Promise.all(written.map(({ draft }) => rm(draft, { force: true })));
  }
}

async function writeOne(draft: string, pieces: Output['pieces']): Promise<string | undefined> {
  try {
    await using handle = await open(draft, 'wx');
    for (const piece of pieces) await (typeof piece === 'string' ? handle.write(piece) : handle.write(piece));
    await handle.sync();
    return undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

/** The pairs as CSV: the host and partner, the score, the reason, and the cost of the next-best host. */
export function* pairLines({ problem }: Question, { pairs }: Result): Iterable<string> {
  const names = new Map([...problem.hosts, ...problem.partners].map(({ id, name }) => [id, name]));
  yield line([
    ...['host', 'partner', 'score', 'hostName', 'partnerName', 'reason'],
    ...['runnerUp', 'runnerUpPoints', 'runnerUpPlaces'],
  ]);
  for (const { host, partner, score, reason, runnerUp } of pairs)
    yield line([
      ...[host, partner, score, names.get(host) ?? '', names.get(partner) ?? '', reason],
      ...(runnerUp ? [runnerUp.host, runnerUp.pricePoints, runnerUp.pricePlaces] : ['', '', '']),
    ]);
}

/** Every pair that the rules and staff allow, as CSV, ordered by ID: its score and the points of each part. */
export function* scoreLines({ problem }: Question): Iterable<string> {
  const { rules, bans, locks, leastScore = 0 } = problem;
  const keysOf = (rulings: typeof bans) =>
    new Set(rulings.map(({ host, partner }) => JSON.stringify([host, partner])));
  const [banned, locked] = [keysOf(bans), keysOf(locks)];
  const partners = problem.partners.toSorted((a, b) => inOrder(a.id, b.id));
  yield line(['host', 'partner', 'score', ...scoreParts]);
  for (const host of problem.hosts.toSorted((a, b) => inOrder(a.id, b.id))) {
    let lines = '';
    for (const partner of partners) {
      const score = host.id === partner.id ? undefined : scoreOf(rules, host, partner);
      const key = JSON.stringify([host.id, partner.id]);
      if (!score || banned.has(key) || (score.total < leastScore && !locked.has(key))) continue;
      lines += line([host.id, partner.id, score.total, ...scoreParts.map((part) => score.points[part])]);
    }
    yield lines;
  }
}
