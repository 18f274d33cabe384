import type { PairingProblem, Ruling } from '#domain/pairing/problem.ts';
import { obstacleBetween } from '#domain/pairing/score.ts';
import { sayObstacle } from '#text/pairing.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readSheet } from '../sheet.ts';

const columns = {
  known: ['host', 'partner', 'rule', 'reason'],
  required: ['host', 'partner', 'rule'],
} as const;

/** A row of the locks file. */
export type RulingRow = Ruling & { readonly line: number; readonly rule: 'lock' | 'ban' };

/** Reads locks and bans. Every problem names file and line. It doesn't check whether the rulings can be kept. */
export async function readRulings(file: string): Promise<Parsed<readonly RulingRow[]>> {
  const sheet = await readSheet(file, columns);
  if (isBroken(sheet)) return sheet;
  const problems: string[] = [];
  const rulings: RulingRow[] = [];
  for (const { line, cells } of sheet.parsed) {
    const rule = ruleOf(cells.rule);
    if (rule) rulings.push({ line, host: cells.host, partner: cells.partner, rule, reason: cells.reason });
    else problems.push(`${file}:${line}: rule: “${cells.rule}” (expected lock or ban)`);
  }
  return problems.length > 0 ? { problems } : { parsed: rulings };
}

function ruleOf(text: string): RulingRow['rule'] | undefined {
  const rule = text.toLowerCase();
  return rule === 'lock' || rule === 'ban' ? rule : undefined;
}

/** Locks and bans that can't be kept, each with its line and the rule it breaks. */
export function rulingProblems(
  file: string,
  rulings: readonly RulingRow[],
  problem: PairingProblem,
): readonly string[] {
  const locks = rulings.filter(({ rule }) => rule === 'lock');
  const checks = [
    ...rulings.map((ruling) => ({ ruling, problem: unknownSchool(ruling, problem) })),
    ...rulings.map((ruling) => ({ ruling, problem: ruledBefore(ruling, rulings) })),
    ...locks.map((ruling) => ({ ruling, problem: forbiddenPair(ruling, problem) })),
    ...locks.map((ruling) => ({ ruling, problem: lockedElsewhere(ruling, locks) })),
    ...locks.map((ruling) => ({ ruling, problem: beyondCapacity(ruling, locks, problem) })),
  ];
  return checks
    .flatMap(({ ruling, problem: reason }) => (reason === undefined ? [] : [{ line: ruling.line, reason }]))
    .sort((a, b) => a.line - b.line)
    .map(({ line, reason }) => `${file}:${line}: ${reason}`);
}

function unknownSchool({ host, partner }: RulingRow, { hosts, partners }: PairingProblem) {
  if (!hosts.some(({ id }) => id === host)) return `host: “${host}” not found`;
  return partners.some(({ id }) => id === partner) ? undefined : `partner: “${partner}” not found`;
}

const isSamePair = (a: RulingRow, b: RulingRow) => a.host === b.host && a.partner === b.partner;

function ruledBefore(ruling: RulingRow, rulings: readonly RulingRow[]): string | undefined {
  const before = rulings.find((other) => other.line < ruling.line && isSamePair(other, ruling));
  if (!before) return undefined;
  const { host, partner } = ruling;
  return before.rule === ruling.rule
    ? `the ${ruling.rule} for ${partner} and ${host} is already on line ${before.line}`
    : `${partner} and ${host} have a ${before.rule} on line ${before.line}, so they can’t have a ${ruling.rule} too`;
}

function forbiddenPair(ruling: RulingRow, problem: PairingProblem): string | undefined {
  const host = problem.hosts.find(({ id }) => id === ruling.host);
  const partner = problem.partners.find(({ id }) => id === ruling.partner);
  if (!host || !partner) return undefined;
  if (host.id === partner.id) return `${host.id} can’t be locked to itself`;
  const obstacle = obstacleBetween(problem.rules, host, partner);
  return obstacle && `this pair can’t be locked. ${sayObstacle(obstacle, host, partner)}`;
}

function lockedElsewhere(ruling: RulingRow, locks: readonly RulingRow[]): string | undefined {
  const before = locks.find(
    (other) => other.line < ruling.line && other.partner === ruling.partner && other.host !== ruling.host,
  );
  return (
    before &&
    `${ruling.partner} is already locked to ${before.host} on line ${before.line} (expected one host)`
  );
}

function beyondCapacity(
  ruling: RulingRow,
  locks: readonly RulingRow[],
  { hosts }: PairingProblem,
): string | undefined {
  const capacity = hosts.find(({ id }) => id === ruling.host)?.capacity ?? Number.POSITIVE_INFINITY;
  const partners = locks
    .filter(({ host, line }) => host === ruling.host && line <= ruling.line)
    .map(({ partner }) => partner);
  const count = new Set(partners).size;
  return count > capacity
    ? `this is lock ${count} for ${ruling.host}, but its capacity is ${capacity}`
    : undefined;
}
