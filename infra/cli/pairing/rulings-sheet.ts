import type { PairingProblem, Ruling } from '#domain/pairing/problem.ts';
import { firmObstacle, sharedAreas } from '#domain/pairing/score.ts';
import { mustShareArea, perfectScore, type Role } from '#domain/program/program.ts';
import { sayObstacle } from '#text/pairing.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, cellReader, readLine, readOneOf, readWhole } from '../cells.ts';
import { namesIn } from '../names.ts';
import { type Ignored, readRows } from '../sheet.ts';
import { type RulesFile, sayException } from './rules-file.ts';

const columns = {
  known: ['host', 'partner', 'rule', 'price', 'reason'],
  required: ['host', 'partner', 'rule'],
  mayHaveNoRows: true,
} as const;

const readRule = readOneOf(['lock', 'ban', 'exception'], 'lock, ban, or exception');
const readPrice = readWhole(0, perfectScore, 'points');

/** A rule for a named pair, with its place: `at` for problems, and `said` in a sentence. Only an exception has a price. */
export type RulingRow = Ruling & {
  readonly rule: 'lock' | 'ban' | 'exception';
  readonly pricePoints: number;
  readonly at: string;
  readonly said: string;
};

/** Reads the rules for named pairs. Every problem names file and line. It doesn't check whether they can be kept. */
export async function readRulings(
  file: string,
  readId: (text: string) => Cell<string>,
  ignored: Ignored,
): Promise<Parsed<readonly RulingRow[]>> {
  const read = await readLines(file, readId, ignored);
  return isBroken(read)
    ? read
    : {
        parsed: read.parsed.map(({ line, ...ruling }) => ({
          ...ruling,
          at: `${file}:${line}`,
          said: `on line ${line}`,
        })),
      };
}

/** The exceptions of a rules file. Every problem names the file and the exception. */
export function exceptionsIn(
  file: string,
  exceptions: RulesFile['exceptions'],
  readId: (text: string) => Cell<string>,
): Parsed<readonly RulingRow[]> {
  const problems: string[] = [];
  const rows = exceptions.map(({ host, partner, price = 0, reason = '' }, index): RulingRow => {
    const at = `${file}: ${sayException(index)}`;
    const read = cellReader({ host, partner }, (problem) => problems.push(`${at}: ${problem}`));
    return {
      ...{ host: read('host', readId) ?? '', partner: read('partner', readId) ?? '' },
      ...{ rule: 'exception', pricePoints: price, reason, at, said: `in ${file}` },
    };
  });
  return problems.length > 0 ? { problems } : { parsed: rows };
}

const readLines = (file: string, readId: (text: string) => Cell<string>, ignored: Ignored) =>
  readRows(file, columns, ignored, (read, note): Omit<RulingRow, 'at' | 'said'> => {
    const rule = read('rule', readRule) ?? 'ban';
    const price = read('price', readPrice);
    if (price !== undefined && rule !== 'exception')
      note(`price: “${price}” (expected none: only an exception has a price)`);
    return {
      host: read('host', readId) ?? '',
      partner: read('partner', readId) ?? '',
      rule,
      pricePoints: price ?? 0,
      reason: read('reason', readLine) ?? '',
    };
  });

/** Rules for pairs that can't be kept or have no effect, each with its place and what is against it. */
export function rulingProblems(rulings: readonly RulingRow[], problem: PairingProblem): readonly string[] {
  const locks = rulings.filter(({ rule }) => rule === 'lock');
  const exceptions = rulings.filter(({ rule }) => rule === 'exception');
  const checks = [
    ...rulings.map((ruling) => ({ ruling, problem: unknownSchool(ruling, problem) })),
    ...rulings.map((ruling) => ({ ruling, problem: ruledBefore(ruling, rulings) })),
    ...locks.map((ruling) => ({ ruling, problem: forbiddenPair(ruling, problem) })),
    ...locks.map((ruling) => ({ ruling, problem: lockedElsewhere(ruling, locks) })),
    ...locks.map((ruling) => ({ ruling, problem: beyondCapacity(ruling, locks, problem) })),
    ...exceptions.map((ruling) => ({ ruling, problem: needlessException(ruling, problem) })),
  ];
  return checks
    .filter((check) => check.problem !== undefined)
    .sort((a, b) => rulings.indexOf(a.ruling) - rulings.indexOf(b.ruling))
    .map(({ ruling, problem: reason }) => `${ruling.at}: ${reason}`);
}

function unknownSchool({ host, partner }: RulingRow, { hosts, partners }: PairingProblem) {
  return notAmong('host', host, hosts) ?? notAmong('partner', partner, partners);
}

function notAmong(role: Role, id: string, schools: readonly { readonly id: string }[]): string | undefined {
  const ids = schools.map((school) => school.id);
  if (ids.includes(id)) return undefined;
  const meant = namesIn(ids).meant(id);
  return `${role}: “${id}” not found${meant === undefined ? '' : ` (${meant})`}`;
}

const isSamePair = (a: RulingRow, b: RulingRow) => a.host === b.host && a.partner === b.partner;

function ruledBefore(ruling: RulingRow, rulings: readonly RulingRow[]): string | undefined {
  const before = rulings.slice(0, rulings.indexOf(ruling)).find((other) => isSamePair(other, ruling));
  if (!before) return undefined;
  const { host, partner } = ruling;
  return before.rule === ruling.rule
    ? `the ${ruling.rule} for ${partner} and ${host} is already ${before.said}`
    : `${partner} and ${host} have ${withArticle(before.rule)} ${before.said}, so they can’t have ${withArticle(ruling.rule)} too`;
}

const withArticle = (rule: RulingRow['rule']): string =>
  rule === 'exception' ? 'an exception' : `a ${rule}`;

/** An exception lifts only the rule that pairs share a focus area. */
function needlessException(
  ruling: RulingRow,
  { rules, hosts, partners }: PairingProblem,
): string | undefined {
  const host = hosts.find(({ id }) => id === ruling.host);
  const partner = partners.find(({ id }) => id === ruling.partner);
  if (!host || !partner) return undefined;
  if (!mustShareArea(rules))
    return 'an exception has no effect, because pairs don’t have to share a focus area';
  const obstacle = firmObstacle(rules, host, partner);
  if (obstacle) return `an exception doesn’t help this pair. ${sayObstacle(obstacle, host, partner)}`;
  const [area] = sharedAreas(host, partner);
  return area && `${partner.id} and ${host.id} need no exception, because they share ${area}`;
}

function forbiddenPair(ruling: RulingRow, problem: PairingProblem): string | undefined {
  const host = problem.hosts.find(({ id }) => id === ruling.host);
  const partner = problem.partners.find(({ id }) => id === ruling.partner);
  if (!host || !partner) return undefined;
  if (host.id === partner.id) return `${host.id} can’t be locked to itself`;
  const obstacle = firmObstacle(problem.rules, host, partner);
  return obstacle && `this pair can’t be locked. ${sayObstacle(obstacle, host, partner)}`;
}

function lockedElsewhere(ruling: RulingRow, locks: readonly RulingRow[]): string | undefined {
  const before = locks
    .slice(0, locks.indexOf(ruling))
    .find(({ host, partner }) => partner === ruling.partner && host !== ruling.host);
  return before && `${ruling.partner} is already locked to ${before.host} ${before.said} (expected one host)`;
}

function beyondCapacity(
  ruling: RulingRow,
  locks: readonly RulingRow[],
  { hosts }: PairingProblem,
): string | undefined {
  const capacity = hosts.find(({ id }) => id === ruling.host)?.capacity ?? Number.POSITIVE_INFINITY;
  const partners = locks
    .slice(0, locks.indexOf(ruling) + 1)
    .filter(({ host }) => host === ruling.host)
    .map(({ partner }) => partner);
  const count = new Set(partners).size;
  return count > capacity
    ? `this is lock ${count} for ${ruling.host}, but its capacity is ${capacity}`
    : undefined;
}
