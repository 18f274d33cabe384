import { inputProblemsOf } from '#domain/pairing/input-problems.ts';
import type { HostEntrant, PairingProblem, Ruling } from '#domain/pairing/problem.ts';
import { type SelectionProblem, sayCounted, schoolsCounted } from '#domain/pairing/selection/problem.ts';
import { type FocusRule, focusRules, mustShareArea, type Role } from '#domain/program/program.ts';
import { sayInputProblem } from '#text/input-problems.ts';
import type { PairWords } from '#text/pairing.ts';
import { isBroken, type Parsed, problemsOfAll } from '../../parsing/parsed.ts';
import { eachOf, known, readLine, readName, readSpelling, readVisitId, unreadable } from '../cells.ts';
import { type Given, ignoredColumns, type Options, sheetOptions } from '../command.ts';
import { loadColumns } from '../directory/read-directory.ts';
import { namesIn, oneSpelling } from '../names.ts';
import { remarksOn } from './remarks.ts';
import { loadRules, type RulesFile, sayQuota } from './rules-file.ts';
import { exceptionsIn, type RulingRow, readRulings, rulingProblems } from './rulings-sheet.ts';
import { readSchools, type SchoolRow, type Vocabulary } from './school-sheet.ts';

type Files = Pick<QuestionFiles, 'hosts' | 'partners' | 'rules'>;

/** Targets and quotas with too few schools, whatever the selection. */
function selectionProblems(
  files: Files,
  { targets, quotas }: Pick<RulesFile, 'targets' | 'quotas'>,
  { hosts, partners }: PairingProblem,
): readonly string[] {
  const where = files.rules ?? 'the built-in rules';
  const tooFew = (role: Role, target: number, count: number, file: string) =>
    target > count
      ? [`${where}: targets: ${sayCounted(target, { role })} needed, but ${file} has only ${count}`]
      : [];
  return [
    ...tooFew('host', targets.host, hosts.length, files.hosts),
    ...tooFew('partner', targets.partner ?? 0, partners.length, files.partners),
    ...quotas.flatMap((quota, index) => {
      const { length: count } = schoolsCounted(quota, hosts, partners);
      return quota.atLeast > count
        ? [
            `${where}: ${sayQuota(index)}: ${sayCounted(quota.atLeast, quota)} needed, but the files have only ${count}`,
          ]
        : [];
    }),
  ];
}

const required = '--hosts and --partners are required.';

/** The options of both commands about the question. */
export const questionOptions = {
  hosts: { value: 'FILE', about: 'the hosts (CSV or xlsx)', required },
  partners: { value: 'FILE', about: 'the partners (CSV or xlsx)', required },
  columns: { value: 'FILE', about: 'map columns that have other names, as import-schools does' },
  rules: {
    value: 'FILE',
    about: `weights, targets, and quotas (JSON; default: the built-in program without quotas);
targets and quotas only apply with --select`,
  },
  focus: {
    value: 'MODE',
    about: `how much a shared focus area matters: weight, shared, or one-each (default: as in
the rules)`,
  },
  locks: { value: 'FILE', about: 'pairs to keep together or apart, and exceptions (CSV or xlsx)' },
  select: {
    about: `also choose which schools to accept, using targets and quotas; a school may be in
both files`,
  },
  'time-limit': {
    value: 'SEC',
    usual: '60',
    about: `stop after SEC seconds and keep the best result (1 to 86,400; default 60); only
needed with --select or with one level per host`,
  },
  ...sheetOptions,
} as const satisfies Options;

/** The most seconds of a time limit. */
export const mostSeconds = 86_400;

/** The files of a pairing, and whether to choose schools too. */
type QuestionFiles = Omit<Given<typeof questionOptions>, 'time-limit' | (typeof optional)[number]> &
  Partial<Pick<Given<typeof questionOptions>, (typeof optional)[number]>>;

const optional = ['columns', 'focus', 'ignore-columns'] as const;

/** The question in the files. */
export type Question = {
  readonly problem: PairingProblem;
  /** Only if schools are to be chosen. */
  readonly selection?: SelectionProblem;
  readonly words: PairWords;
  /** The row of each school, by role and ID. */
  readonly rows: Readonly<Record<Role, ReadonlyMap<string, SchoolRow>>>;
  /** Settings in the files that have no effect here, one sentence each. */
  readonly remarks: readonly string[];
};

/** Reads all files and checks them against each other. Every problem names its file, and its row if it has one. */
export async function loadQuestion(files: QuestionFiles): Promise<Parsed<Question>> {
  const asked = readFocus(files.focus);
  const loaded = await loadRules(files.rules);
  const mapping = await loadColumns(files.columns);
  if (isBroken(asked) || isBroken(loaded) || isBroken(mapping))
    return { problems: problemsOfAll(asked, loaded, mapping) };
  const rules = { parsed: withFocus(loaded.parsed, asked.parsed) };
  const ignored = ignoredColumns(files);
  const options = { vocabulary: vocabularyOf(rules.parsed), ignored, mapping: mapping.parsed };
  // In this order, because the spelling of the hosts counts.
  const hosts = await readSchools(files.hosts, options);
  const partners = await readSchools(files.partners, options);
  const rulings =
    files.locks === undefined
      ? { parsed: [] }
      : await readRulings(files.locks, options.vocabulary.readId, ignored);
  const excepted = exceptionsIn(files.rules ?? '', rules.parsed.exceptions, options.vocabulary.readId);
  if (isBroken(hosts) || isBroken(partners) || isBroken(rulings) || isBroken(excepted))
    return { problems: problemsOfAll(hosts, partners, rulings, excepted) };
  const ruled = [...rulings.parsed, ...excepted.parsed];
  const problem = problemFrom(hosts.parsed, partners.parsed, rules.parsed, ruled);
  const problems = [
    ...(files.select ? [] : inBothRoles(files, hosts.parsed, partners.parsed)),
    ...rulingProblems(ruled, problem),
    ...(files.select ? selectionProblems(files, rules.parsed, problem) : []),
  ];
  if (problems.length > 0) return { problems };
  const wrong = files.select ? [] : remainingProblems(problem);
  if (wrong.length > 0) return { problems: wrong };
  const sheets = { hosts: hosts.parsed, partners: partners.parsed, rulings: ruled };
  const remarks = remarksOn(files, rules.parsed, sheets, problem);
  const rows = { host: byId(hosts.parsed), partner: byId(partners.parsed) };
  const question = { problem, words: rules.parsed, rows, remarks };
  if (!files.select) return { parsed: question };
  const selection = selectionFrom(problem, hosts.parsed, partners.parsed, rules.parsed);
  return { parsed: { ...question, selection } };
}

const byId = (rows: readonly SchoolRow[]) => new Map(rows.map((row) => [row.school.id, row]));

function readFocus(text: string | undefined): Parsed<FocusRule | undefined> {
  const focus = focusRules.find((rule) => rule === text);
  return focus === undefined && text !== undefined
    ? { problems: [`Invalid --focus “${text}”: use ${focusRules.join(', ')}.`] }
    : { parsed: focus };
}

const withFocus = (rules: RulesFile, focus: FocusRule | undefined): RulesFile =>
  focus === undefined ? rules : { ...rules, pairing: { ...rules.pairing, focus } };

/** Where the rules have a list, cells must name one of it. Otherwise the first spelling counts. */
function vocabularyOf({ focusAreas, regions, quotas }: RulesFile): Vocabulary {
  const areas = namesIn(
    focusAreas.map(({ id }) => id),
    focusAreas.map(({ id, name }) => [name, id] as const),
  );
  const readOwnArea = (text: string) =>
    text.includes(',') ? unreadable(text, 'focus areas separated by “;”') : readLine(text);
  return {
    readId: readSpelling(oneSpelling(), readVisitId),
    readRegion:
      regions.length > 0
        ? readName(namesIn(regions), 'a region of the rules')
        : readSpelling(oneSpelling(quotas.flatMap(({ region }) => region ?? []))),
    readAreas: eachOf(
      focusAreas.length > 0
        ? readName(areas, 'a focus area of the rules')
        : readSpelling(oneSpelling(), readOwnArea),
    ),
    readFacilitator: readSpelling(oneSpelling(), readVisitId),
  };
}

function problemFrom(
  hosts: readonly SchoolRow[],
  partners: readonly SchoolRow[],
  { pairing, leastScore, usualCapacity }: RulesFile,
  rulings: readonly RulingRow[],
): PairingProblem {
  const ruled = (wanted: RulingRow['rule']) =>
    rulings
      .filter(({ rule }) => rule === wanted)
      .map(({ host, partner, reason, pricePoints }) => ({ host, partner, reason, pricePoints }));
  const exceptions = ruled('exception');
  return {
    hosts: hosts.map(
      ({ school, capacity, focus }): HostEntrant => ({
        ...school,
        capacity: capacity ?? usualCapacity,
        ...(mustShareArea(pairing) && known({ focus })),
      }),
    ),
    partners: partners.map(({ school }) => school),
    rules: pairing,
    locks: ruled('lock').map(withoutPrice),
    bans: ruled('ban').map(withoutPrice),
    ...(exceptions.length > 0 && { exceptions }),
    ...(leastScore === undefined ? {} : { leastScore }),
  };
}

const withoutPrice = ({ host, partner, reason }: Ruling): Ruling => ({ host, partner, reason });

function selectionFrom(
  candidates: PairingProblem,
  hosts: readonly SchoolRow[],
  partners: readonly SchoolRow[],
  { targets, quotas, usesEveryPlace }: RulesFile,
): SelectionProblem {
  const quality = (rows: readonly SchoolRow[]) =>
    Object.fromEntries(rows.map(({ school, quality: points }) => [school.id, points]));
  const accepted = [...hosts, ...partners].filter(({ isAccepted }) => isAccepted);
  return {
    candidates,
    terms: {
      accepted: [...new Set(accepted.map(({ school }) => school.id))],
      quality: { host: quality(hosts), partner: quality(partners) },
      targets,
      quotas,
      usesEveryPlace,
    },
  };
}

/** Without a selection, a school has the one role of its file. */
function inBothRoles(
  files: QuestionFiles,
  hosts: readonly SchoolRow[],
  partners: readonly SchoolRow[],
): readonly string[] {
  const hostLines = new Map(hosts.map(({ school, line }) => [school.id, line]));
  return partners.flatMap(({ school, line }) => {
    const hostLine = hostLines.get(school.id);
    return hostLine === undefined
      ? []
      : [
          `${files.partners}:${line}: id: “${school.id}” is also a host (${files.hosts}:${hostLine}); use --select to choose its role`,
        ];
  });
}

/** Problems that the engine finds. Levels that are still to be chosen aren't a problem of the files. */
const remainingProblems = (problem: PairingProblem): readonly string[] =>
  inputProblemsOf({ ...problem, rules: { ...problem.rules, mixesLevels: true } }).map((one) =>
    sayInputProblem(one, problem),
  );
