import { choosesOffers } from '#domain/pairing/choice/solve.ts';
import type { Entrant, PairingProblem } from '#domain/pairing/problem.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { shareNames } from '#domain/pairing/score.ts';
import type { SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { Program, Role } from '#domain/program/program.ts';
import { csvOf } from '#sheets/csv.ts';
import { choiceIn, explainedPairs } from '#text/pairing-result.ts';

/** The files that `npm run check-pairing` reads: a proposal's input, and its result with the proof. */
export const proofFileNames = [
  'hosts.csv',
  'partners.csv',
  'rules.json',
  'locks.csv',
  'result.json',
] as const;
export type ProofFileName = (typeof proofFileNames)[number];

export const isProofFileName = (name: string): name is ProofFileName =>
  proofFileNames.some((known) => known === name);

/**
 * The problem that the files hold. With the proof of the choice, that is the whole request; without it, only the
 * chosen schools.
 */
export const filedProblem = (scenario: ProposedScenario): PairingProblem =>
  scenario.choice?.certificate ? scenario.problem : pairedProblem(scenario);

/** The terms of the choice of schools, if the files prove it. */
export const filedTerms = (scenario: ProposedScenario): SelectionTerms | undefined =>
  scenario.selects && scenario.choice?.certificate ? scenario.selection : undefined;

/** One of the files, as text. They hold the solver's proposal, without later moves. */
export function proofFile(name: ProofFileName, scenario: ProposedScenario, program: Program): string {
  const problem = filedProblem(scenario);
  const terms = filedTerms(scenario);
  switch (name) {
    case 'hosts.csv':
      return csvOf({
        columns: [
          ...schoolColumns,
          'capacity',
          ...(hasFocus(problem) ? ['focus'] : []),
          ...termColumns(terms),
        ],
        rows: problem.hosts.map((host) => [
          ...schoolCells(host),
          host.capacity,
          ...(hasFocus(problem) ? [host.focus] : []),
          ...termCells(terms, 'host', host.id),
        ]),
      });
    case 'partners.csv':
      return csvOf({
        columns: [...schoolColumns, ...termColumns(terms)],
        rows: problem.partners.map((one) => [...schoolCells(one), ...termCells(terms, 'partner', one.id)]),
      });
    case 'rules.json':
      return JSON.stringify(rulesOf(problem, terms, program), undefined, 2);
    case 'locks.csv':
      return csvOf({ columns: ['host', 'partner', 'rule', 'price', 'reason'], rows: rulingRows(problem) });
    case 'result.json':
      return JSON.stringify(resultOf(scenario, program), undefined, 2);
  }
}

const shareColumns = {
  poverty: 'poverty_percent',
  black: 'black_percent',
  hispanic: 'hispanic_percent',
  studentsWithDisabilities: 'disabilities_percent',
  englishLanguageLearners: 'english_learners_percent',
  chronicallyAbsent: 'chronically_absent_percent',
} as const satisfies Readonly<Record<(typeof shareNames)[number], string>>;

const schoolColumns = [
  ...['id', 'name', 'level', 'region', 'lat', 'lon', 'focusAreas'],
  ...shareNames.map((share) => shareColumns[share]),
];

type Cells = readonly (string | number | undefined)[];

const schoolCells = (school: Entrant): Cells => [
  ...[school.id, school.name, school.levels.join(';'), school.region],
  ...[school.location?.latitude, school.location?.longitude, school.focusAreas.join(';')],
  ...shareNames.map((share) => school.demographics[share]),
];

const termColumns = (terms: SelectionTerms | undefined) => (terms ? ['quality', 'accepted'] : []);

const termCells = (terms: SelectionTerms | undefined, role: Role, id: string): Cells =>
  terms ? [terms.quality[role][id] ?? 0, terms.accepted.includes(id) ? 'yes' : ''] : [];

/** Whether a host must work on one area, which the files then name. */
const hasFocus = ({ hosts }: PairingProblem): boolean => hosts.some(({ focus }) => focus !== undefined);

const rulingRows = ({ locks, bans, exceptions = [] }: PairingProblem): readonly Cells[] => [
  ...locks.map(({ host, partner, reason }) => [host, partner, 'lock', '', reason]),
  ...bans.map(({ host, partner, reason }) => [host, partner, 'ban', '', reason]),
  ...exceptions.map(({ host, partner, reason, pricePoints }) => [
    ...[host, partner, 'exception', pricePoints, reason],
  ]),
];

const rulesOf = (
  { rules, leastScore }: PairingProblem,
  terms: SelectionTerms | undefined,
  { focusAreas, targets, quotas }: Program,
) => ({
  ...rules,
  ...(leastScore === undefined ? {} : { leastScore }),
  targets: terms?.targets ?? targets,
  quotas: terms?.quotas ?? quotas,
  ...(terms && { usesEveryPlace: terms.usesEveryPlace }),
  focusAreas,
});

/** The same shape as the output of `npm run pair -- --json`. */
function resultOf(scenario: ProposedScenario, program: Program) {
  const { solution, choice } = scenario;
  const { points, bound, gap } = choice?.certificate
    ? choice
    : { points: solution.total, bound: solution.total, gap: 0 };
  const problem = pairedProblem(scenario);
  return {
    pairs: explainedPairs({ ...program, pairing: problem.rules }, problem, solution),
    unplaced: solution.pairing.unplaced,
    total: solution.total,
    points,
    bound,
    gap,
    certificate: solution.certificate,
    ...(choice?.certificate && { choice: choice.certificate }),
    ...((filedTerms(scenario) || choosesOffers(problem)) && { chosen: choiceIn(problem) }),
  };
}
