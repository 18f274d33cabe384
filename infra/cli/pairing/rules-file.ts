import path from 'node:path';
import * as v from 'valibot';
import type { DistanceUnit } from '../../../shared/domain/base/wording.ts';
import type { SelectionQuota, SelectionTerms } from '../../../shared/domain/pairing/selection/problem.ts';
import type { FocusArea, PairingRules, Program } from '../../../shared/domain/program/program.ts';
import { levels } from '../../../shared/domain/program/school.ts';
import { programSchema } from '../../../shared/store/cycle-schema.ts';
import { isBroken, type Parsed, parsedBy } from '../../parsing/parsed.ts';
import { loadProgram } from '../cycle-file.ts';
import { parseProgram } from '../program-file.ts';
import { readJson } from '../text-file.ts';
import { sayRuleIssue } from './rules-words.ts';

/** All rules of a pairing that don't name a school. */
export type RulesFile = {
  readonly pairing: PairingRules;
  readonly leastScore?: number;
  readonly targets: SelectionTerms['targets'];
  readonly quotas: readonly SelectionQuota[];
  readonly usesEveryPlace: boolean;
  readonly focusAreas: readonly FocusArea[];
  readonly distanceUnit: DistanceUnit;
  /** The number of partners for a host that doesn't say. */
  readonly usualCapacity: number;
  /** The names of settings that only a selection uses. */
  readonly choosing: readonly string[];
};

const { weights, farthestKm, neighboringLevels, mixesLevels } = programSchema.entries.pairing.entries;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const { focusAreas } = programSchema.entries;

const quotaShape = v.strictObject({
  region: v.exactOptional(v.string()),
  level: v.exactOptional(v.picklist(levels)),
  role: v.exactOptional(v.picklist(['host', 'partner'])),
  atLeast: count,
});
const quota = v.pipe(
  quotaShape,
  v.check(
    ({ region, level, role }) => region !== undefined || level !== undefined || role !== undefined,
    'needs a region, a level, or a role',
  ),
);

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
  leastScore: v.exactOptional(v.pipe(count, v.maxValue(10_000))),
  targets: v.exactOptional(targets),
  quotas: v.exactOptional(v.array(quota)),
  usesEveryPlace: v.exactOptional(v.boolean()),
  focusAreas: v.exactOptional(focusAreas),
});

const sayIssue = sayRuleIssue(
  new Map([
    ['', Object.keys(rulesFile.entries)],
    ['targets', Object.keys(targets.entries)],
    ['quotas', Object.keys(quotaShape.entries)],
  ]),
);

const shippedProgram = path.resolve(import.meta.dirname, '../../../programs/learning-partners/program.json');

/**
 * The rules of a file, completed by those of the built-in program. A whole program's file works too. Without
 * a file, only the scoring and the targets come from the built-in program, because its quotas name its own
 * regions.
 */
export async function loadRules(file: string | undefined): Promise<Parsed<RulesFile>> {
  const program = await loadProgram(shippedProgram);
  if (isBroken(program)) return program;
  const shipped: RulesFile = { ...rulesOfProgram(program.parsed), quotas: [], focusAreas: [], choosing: [] };
  if (file === undefined) return { parsed: shipped };
  const json = await readJson(file);
  const rules = isBroken(json) ? json : parseRules(json.parsed, shipped);
  return isBroken(rules) ? { problems: rules.problems.map((problem) => `${file}: ${problem}`) } : rules;
}

function parseRules(json: unknown, shipped: RulesFile): Parsed<RulesFile> {
  if (typeof json === 'object' && json !== null && 'rulesVersion' in json) {
    const program = parseProgram(json);
    return isBroken(program) ? program : { parsed: rulesOfProgram(program.parsed) };
  }
  const rules = parsedBy(rulesFile, json, sayIssue);
  if (isBroken(rules)) return rules;
  const { leastScore, targets: asked, quotas, usesEveryPlace, focusAreas: areas, ...pairing } = rules.parsed;
  return {
    parsed: {
      pairing: { ...shipped.pairing, ...pairing },
      ...(leastScore === undefined ? {} : { leastScore }),
      targets: asked ?? shipped.targets,
      quotas: quotas ?? [],
      usesEveryPlace: usesEveryPlace ?? false,
      focusAreas: areas ?? [],
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
  capacity,
  distanceUnit,
}: Program): RulesFile => ({
  pairing,
  targets: asked,
  quotas,
  usesEveryPlace: false,
  focusAreas: areas,
  distanceUnit,
  usualCapacity: capacity.usual,
  choosing: ['targets', ...(quotas.length > 0 ? ['quotas'] : [])],
});
