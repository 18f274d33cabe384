import type { PairingProblem, Ruling } from '#domain/pairing/problem.ts';
import { obstacleBetween } from '#domain/pairing/score.ts';
import type { Role } from '#domain/program/program.ts';
import { sayObstacle } from '#text/pairing.ts';
import type { Parsed } from '../../parsing/parsed.ts';
import { type Cell, readLine, readOneOf } from '../cells.ts';
import { namesIn } from '../names.ts';
import { type Ignored, type Row, readRows } from '../sheet.ts';

const columns = {
  known: ['host', 'partner', 'rule', 'reason'],
  required: ['host', 'partner', 'rule'],
  mayHaveNoRows: true,
} as const;

const readRule = readOneOf(['lock', 'ban'], 'lock or ban');

/** A row of the locks file. */
export type RulingRow = Row<Ruling & { readonly rule: 'lock' | 'ban' }>;

/** Reads locks and bans. Every problem names file and line. It doesn't check whether the rulings can be kept. */
export const readRulings = (
  file: string,
  readId: (text: string) => Cell<string>,
  ignored: Ignored,
): Promise<Parsed<readonly RulingRow[]>> =>
  readRows(file, columns, ignored, (read) => ({
    host: read('host', readId) ?? '',
    partner: read('partner', readId) ?? '',
    rule: read('rule', readRule) ?? 'ban',
    reason: read('reason', readLine) ?? '',
  }));

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
  return notAmong('host', host, hosts) ?? notAmong('partner', partner, partners);
}

function notAmong(role: Role, id: string, schools: readonly { readonly id: string }[]): string | undefined {
  const ids = schools.map((school) => school.id);
  if (ids.includes(id)) return undefined;
  const closest = namesIn(ids).closest(id);
  return `${role}: “${id}” not found${closest === undefined ? '' : ` (did you mean ${closest}?)`}`;
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
