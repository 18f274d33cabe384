import * as v from 'valibot';
import type { DistanceUnit } from '#domain/base/wording.ts';
import type { SelectionQuota, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import {
  type FocusArea,
  type PairingRules,
  type Program,
  perfectScore,
  roles,
} from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { programSchema } from '#store/cycle-schema.ts';
import { isBroken, keyFaultOf, type Parsed, parsedBy, placeOf, sayWrong } from '../../parsing/parsed.ts';
import { loadShippedProgram, programIn } from '../cycle-file.ts';
import { loadJson } from '../text-file.ts';

/** "the 1st quota", by its index from 0 */
export const sayQuota = (index: number): string => `the ${sayPosition(index + 1)} quota`;

/** "the 1st exception" */
export const sayException = (index: number): string => `the ${sayPosition(index + 1)} exception`;

/** "1st", "22nd", "113th" */
function sayPosition(position: number): string {
  const isTeen = Math.floor(position / 10) % 10 === 1;
  const ending = isTeen ? undefined : ['th', 'st', 'nd', 'rd'][position % 10];
  return `${position}${ending ?? 'th'}`;
}

/** The allowed names in each part of the rules, by the part's name; '' is the whole file. */
type RuleNames = ReadonlyMap<string, readonly string[]>;

/** A problem of a rules file, with its place: "weights: “level” is missing". */
export const sayRuleIssue =
  (names: RuleNames) =>
  (issue: v.BaseIssue<unknown>): string => {
    const [part = '', ...deeper] = placeOf(issue);
    const wrong = sayUnknown(issue, names.get(String(part)) ?? [], part === '') ?? sayWrong(issue);
    const [index, ...rest] = deeper;
    const sayEntry = part === 'quotas' ? sayQuota : part === 'exceptions' ? sayException : undefined;
    const place = sayEntry && typeof index === 'number' ? [sayEntry(index), ...rest] : [part, ...deeper];
    return [...place.filter((name) => name !== ''), wrong].join(': ');
  };

function sayUnknown(
  issue: v.BaseIssue<unknown>,
  known: readonly string[],
  isWhole: boolean,
): string | undefined {
  const key = keyFaultOf(issue);
  if (key?.wrong !== 'isn’t allowed here' || known.length === 0) return undefined;
  return isWhole
    ? `“${key.name}” isn’t a rule (expected one of ${known.join(', ')})`
    : `“${key.name}” ${key.wrong} (expected one of ${known.join(', ')})`;
}

/** All rules of a pairing that don't name a school. */
export type RulesFile = {
  readonly pairing: PairingRules;
  readonly leastScore?: number;
  readonly targets: SelectionTerms['targets'];
  readonly quotas: readonly SelectionQuota[];
  readonly usesEveryPlace: boolean;
  /** The areas that schools may name; any if there are none. */
  readonly focusAreas: readonly FocusArea[];
  /** The regions that schools may be in; any if there are none. */
  readonly regions: readonly string[];
  readonly distanceUnit: DistanceUnit;
  /** Pairs that are allowed without a shared focus area. */
  readonly exceptions: readonly v.InferOutput<typeof exceptionShape>[];
  /** The number of partners for a host that doesn't say. */
  readonly usualCapacity: number;
  /** The names of settings that only a selection uses. */
  readonly choosing: readonly string[];
};

const { weights, farthestKm, neighboringLevels, mixesLevels, focus, secondChoice } =
  programSchema.entries.pairing.entries;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const { focusAreas } = programSchema.entries;

const quotaShape = v.strictObject({
  region: v.exactOptional(v.string()),
  level: v.exactOptional(v.picklist(levels)),
  role: v.exactOptional(v.picklist(roles)),
  atLeast: count,
});
const quota = v.pipe(
  quotaShape,
  v.check(
    ({ region, level, role }) => region !== undefined || level !== undefined || role !== undefined,
    'needs a region, a level, or a role',
  ),
);

const exceptionShape = v.strictObject({
  host: v.string(),
  partner: v.string(),
  price: v.exactOptional(v.pipe(count, v.maxValue(perfectScore))),
  reason: v.exactOptional(v.string()),
});

const targets = v.strictObject({
  host: v.pipe(count, v.minValue(1)),
  partner: v.exactOptional(v.pipe(count, v.minValue(1))),
});

// Otherwise a misspelled name would be a rule that silently has no effect.
const rulesFile = v.strictObject({
  weights: v.exactOptional(weights),
  farthestKm: v.exactOptional(farthestKm),
  withinKm: v.exactOptional(v.pipe(v.number(), v.minValue(0.001))),
  neighboringLevels: v.exactOptional(neighboringLevels),
  mixesLevels: v.exactOptional(mixesLevels),
  focus,
  secondChoice,
  leastScore: v.exactOptional(v.pipe(count, v.maxValue(10_000))),
  targets: v.exactOptional(targets),
  quotas: v.exactOptional(v.array(quota)),
  usesEveryPlace: v.exactOptional(v.boolean()),
  focusAreas: v.exactOptional(focusAreas),
  exceptions: v.exactOptional(v.array(exceptionShape)),
});

const sayIssue = sayRuleIssue(
  new Map([
    ['', Object.keys(rulesFile.entries)],
    ['targets', Object.keys(targets.entries)],
    ['quotas', Object.keys(quotaShape.entries)],
    ['exceptions', Object.keys(exceptionShape.entries)],
  ]),
);

/**
 * The rules of a file, completed by those of the built-in program. A whole program's file works too. Without
 * a file, only the scoring and the targets come from the built-in program, because its quotas name its own
 * regions.
 */
export async function loadRules(file: string | undefined): Promise<Parsed<RulesFile>> {
  const program = await loadShippedProgram();
  if (isBroken(program)) return program;
  const shipped: RulesFile = {
    ...rulesOfProgram(program.parsed),
    quotas: [],
    focusAreas: [],
    regions: [],
    choosing: [],
  };
  if (file === undefined) return { parsed: shipped };
  return loadJson(file, (json) => parseRules(json, shipped));
}

function parseRules(json: unknown, shipped: RulesFile): Parsed<RulesFile> {
  const program = programIn(json);
  if (program) return isBroken(program) ? program : { parsed: rulesOfProgram(program.parsed) };
  const rules = parsedBy(rulesFile, json, sayIssue);
  if (isBroken(rules)) return rules;
  const {
    leastScore,
    targets: asked,
    quotas,
    usesEveryPlace,
    focusAreas: areas,
    exceptions = [],
    ...pairing
  } = rules.parsed;
  return {
    parsed: {
      pairing: { ...shipped.pairing, ...pairing },
      ...(leastScore === undefined ? {} : { leastScore }),
      targets: asked ?? shipped.targets,
      quotas: quotas ?? [],
      usesEveryPlace: usesEveryPlace ?? false,
      focusAreas: areas ?? [],
      regions: [],
      exceptions,
      distanceUnit: shipped.distanceUnit,
      usualCapacity: shipped.usualCapacity,
      choosing: [
        ...(asked ? ['targets'] : []),
        ...(quotas?.length ? ['quotas'] : []),
        ...(usesEveryPlace ? ['usesEveryPlace'] : []),
      ],
    },
  };
}

const rulesOfProgram = ({
  pairing,
  targets: asked,
  quotas,
  focusAreas: areas,
  regions,
  capacity,
  distanceUnit,
}: Program): RulesFile => ({
  pairing,
  targets: asked,
  quotas,
  usesEveryPlace: false,
  focusAreas: areas,
  regions,
  exceptions: [],
  distanceUnit,
  usualCapacity: capacity.usual,
  choosing: ['targets', ...(quotas.length > 0 ? ['quotas'] : [])],
});
