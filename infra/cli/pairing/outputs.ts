import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { inOrder } from '../../../shared/domain/pairing/problem.ts';
import { scoreOf } from '../../../shared/domain/pairing/score.ts';
import { scoreParts } from '../../../shared/domain/program/program.ts';
import { csvLine as line } from '../../../shared/sheets/csv.ts';
import type { Question } from './question.ts';
import type { Result } from './result.ts';

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
