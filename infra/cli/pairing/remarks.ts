import { countOf, sayList } from '#domain/base/wording.ts';
import type { Entrant, PairingProblem } from '#domain/pairing/problem.ts';
import { mustShareArea } from '#domain/program/program.ts';
import { doubtsAbout } from '../doubts.ts';
import { namesIn } from '../names.ts';
import type { RulesFile } from './rules-file.ts';
import type { RulingRow } from './rulings-sheet.ts';
import type { SchoolRow } from './school-sheet.ts';

/** The names of the files, for their problems. */
type Files = {
  readonly hosts: string;
  readonly partners: string;
  readonly rules: string | undefined;
  readonly select: boolean;
};

/** The rows of the files. */
type Sheets = {
  readonly hosts: readonly SchoolRow[];
  readonly partners: readonly SchoolRow[];
  readonly rulings: readonly RulingRow[];
};

/** Settings without effect, and values that are probably wrong, a sentence each. */
export const remarksOn = (
  files: Files,
  rules: RulesFile,
  sheets: Sheets,
  problem: PairingProblem,
): readonly string[] => [
  ...(files.select ? [] : idleRules(files, rules)),
  ...(rules.focusAreas.length > 0
    ? []
    : oneSided(files, problem, 'focus area', ({ focusAreas }) => focusAreas)),
  ...(rules.regions.length > 0 ? [] : oneSided(files, problem, 'region', ({ region }) => [region])),
  ...idleFocus(files, sheets, problem),
  ...(mustShareArea(problem.rules) ? [...unmetFocus(sheets), ...crowded(sheets, problem)] : []),
  ...doubtsAbout([...placed(files.hosts, sheets.hosts), ...placed(files.partners, sheets.partners)]),
];

const placed = (file: string, rows: readonly SchoolRow[]) =>
  rows.map(({ line, school }) => ({ at: `${file}:${line}`, school }));

/** A focus that has no effect. */
function idleFocus(files: Files, { hosts, partners }: Sheets, { rules }: PairingProblem) {
  const host = hosts.find(({ focus }) => focus !== undefined);
  return [
    ...(host && !mustShareArea(rules)
      ? [`${files.hosts}:${host.line}: focus: has no effect without --focus shared or one-each`]
      : []),
    ...partners.flatMap(({ focus, line }) =>
      focus === undefined
        ? []
        : [`${files.partners}:${line}: focus: has no effect, because only a host has one`],
    ),
  ];
}

/** Locked partners that didn't name their host's focus. */
function unmetFocus({ hosts, partners, rulings }: Sheets): readonly string[] {
  const namedBy = new Map(partners.map(({ school }) => [school.id, school.focusAreas]));
  const focusOf = new Map(hosts.map(({ school, focus }) => [school.id, focus]));
  return rulings.flatMap(({ rule, host, partner, at }) => {
    const focus = focusOf.get(host);
    const isUnmet = rule === 'lock' && focus !== undefined && !namedBy.get(partner)?.includes(focus);
    return isUnmet
      ? [`${at}: ${partner} didn’t name ${focus}, the focus of ${host}. They’re still kept together.`]
      : [];
  });
}

/** Hosts that have more exceptions than places. */
function crowded({ rulings }: Sheets, { hosts }: PairingProblem): readonly string[] {
  const own = Map.groupBy(
    rulings.filter(({ rule }) => rule === 'exception'),
    ({ host }) => host,
  );
  return hosts.flatMap(({ id, capacity }) => {
    const beyond = own.get(id)?.[capacity];
    return beyond
      ? [`${beyond.at}: ${id} has ${own.get(id)?.length} exceptions but only ${countOf(capacity, 'place')}`]
      : [];
  });
}

const mostListed = 10;

/** Names that only one side uses: a pair can't have them in common, and one may be misspelled. */
function oneSided(
  { hosts, partners }: Files,
  problem: PairingProblem,
  what: string,
  namesOf: (school: Entrant) => readonly string[],
): readonly string[] {
  const [ofHosts, ofPartners] = [
    new Set(problem.hosts.flatMap(namesOf)),
    new Set(problem.partners.flatMap(namesOf)),
  ];
  const only = (file: string, own: ReadonlySet<string>, other: ReadonlySet<string>) => {
    const alone = [...own].filter((name) => !other.has(name)).sort();
    if (alone.length === 0) return [];
    const closest = alone.slice(0, mostListed).flatMap((name) => {
      const meant = namesIn(other).closest(name);
      return meant === undefined ? [] : [`${meant} for ${name}`];
    });
    const hint = closest.length === 0 ? '' : ` (did you mean ${closest.join(', ')}?)`;
    const more = alone.length > mostListed ? [`${alone.length - mostListed} more`] : [];
    const names = sayList([...alone.slice(0, mostListed), ...more]);
    return [`Only ${file} has the ${what}${alone.length === 1 ? '' : 's'} ${names}${hint}.`];
  };
  return [...only(hosts, ofHosts, ofPartners), ...only(partners, ofPartners, ofHosts)];
}

/** Rules that only a selection of schools uses. */
function idleRules({ rules }: Files, { choosing }: RulesFile): readonly string[] {
  if (rules === undefined || choosing.length === 0) return [];
  const apply = choosing.join() === 'usesEveryPlace' ? 'applies' : 'apply';
  return [`${rules}: ${new Intl.ListFormat('en-US').format(choosing)} only ${apply} with --select`];
}
