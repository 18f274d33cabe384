import * as v from 'valibot';
import { inUnit, kmFrom } from '#domain/base/wording.ts';
import type { Ruling } from '#domain/pairing/problem.ts';
import { longestScenarioName } from '#domain/pairing/scenario/ask.ts';
import {
  type PairRuleKind,
  quotaKey,
  quotaKinds,
  type Settings,
  weightsFrom,
} from '#domain/pairing/scenario/settings.ts';
import {
  focusRules,
  type Program,
  perfectScore,
  type ScorePart,
  type ScoreWeights,
  scoreParts,
} from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import {
  type Checked,
  check,
  choiceField,
  type FieldErrors,
  type Fields,
  keyField,
  lineField,
  numberField,
  optionalNumberField,
  optionalTextField,
  unlessAbsent,
  wholeNumberField,
} from '#http/fields.ts';
import { scorePartNames } from '#text/pairing-settings.ts';
import { ruleLists, schoolRulesFrom } from './rule-fields.ts';

/** The schools that a proposal can pair. */
export const schoolChoices = ['accepted', 'reviewed'] as const;

/** More schools than a program accepts. */
const mostAccepted = 10_000;

const countField = (missing: string, what: string) =>
  unlessAbsent(wholeNumberField(missing, { what, min: 0, max: mostAccepted }));

/** A limit that may be empty: then there is none (`null`). */
const limitField = (what: string, max: number, min: number) =>
  unlessAbsent(
    v.pipe(
      optionalNumberField({ what, min, max }),
      v.transform((limit) => limit ?? null),
    ),
  );

const weightField = (part: ScorePart) =>
  unlessAbsent(
    numberField(`Enter a weight for ${scorePartNames[part].toLowerCase()}`, {
      what: `The weight of ${scorePartNames[part].toLowerCase()}`,
      min: 0,
      max: perfectScore,
    }),
  );

/** The name of the field with a part's weight. */
export const weightName = (part: ScorePart) => `weight-${part}` as const;

/**
 * A request for a proposal. Settings that are left out stay as in the proposal `from`, or as in the program. Each
 * quota has its own field, see `quotaName`.
 */
export const askFields = v.object({
  name: lineField('Enter a name for the proposal', { maxLength: longestScenarioName }),
  schools: choiceField(schoolChoices, 'Choose which schools to pair'),
  from: optionalTextField({ maxLength: 40 }),
  hosts: countField('Enter how many hosts to accept', 'Hosts'),
  partners: countField('Enter how many partners to accept', 'Partners'),
  focus: unlessAbsent(choiceField(focusRules, 'Choose how focus areas count')),
  levels: unlessAbsent(
    choiceField(['one', 'mixed'], 'Choose whether a host’s partners may have different levels'),
  ),
  distance: limitField('The distance limit', 10_000, 0.1),
  leastScore: limitField('The lowest score', perfectScore, 0),
  'weight-focusArea': weightField('focusArea'),
  'weight-level': weightField('level'),
  'weight-distance': weightField('distance'),
  'weight-demographics': weightField('demographics'),
  'weight-region': weightField('region'),
  ...ruleLists,
  step: v.fallback(v.picklist(['preview', 'send']), 'send'),
  idempotencyKey: keyField,
});

export type Asked = v.InferOutput<typeof askFields>;

/** The name of the field with a quota's number: `quota-Bronx`, `quota-middle`. */
export const quotaName = (counted: Parameters<typeof quotaKey>[0]): string => `quota-${quotaKey(counted)}`;

/** The fields of a form with these settings filled in. Rules for schools are not among them. */
export function valuesOf(settings: Settings, program: Program): Fields {
  const { schools, rules, leastScore, targets } = settings;
  return {
    schools,
    hosts: String(targets.host),
    partners: String(targets.partner ?? ''),
    focus: rules.focus ?? 'weight',
    levels: rules.mixesLevels ? 'mixed' : 'one',
    distance: rules.withinKm === undefined ? '' : String(inUnit(rules.withinKm, program.distanceUnit)),
    leastScore: leastScore === undefined ? '' : String(leastScore),
    ...Object.fromEntries(scoreParts.map((part) => [weightName(part), String(rules.weights[part] / 100)])),
    ...Object.fromEntries(
      quotaKinds(program, settings, levels).map((counted) => [
        quotaName(counted),
        String(atLeastOf(settings, quotaKey(counted))),
      ]),
    ),
  };
}

const atLeastOf = ({ quotas }: Settings, key: string): number =>
  quotas.find((quota) => quotaKey(quota) === key)?.atLeast ?? 0;

/** The settings that a form asks for, starting from `base`. */
export function settingsFrom(
  asked: Asked,
  fields: Fields,
  base: Settings,
  program: Program,
): Checked<Settings> {
  const quotas = quotasFrom(fields, base, program);
  const rules = schoolRulesFrom(asked, base);
  const weights = weightsOf(asked, base);
  const errors: FieldErrors = {
    ...quotas.errors,
    ...(weights ? {} : { [weightName('focusArea')]: 'At least one weight must be more than 0' }),
    ...rules.errors,
  };
  if (!weights || !quotas.value || !rules.value) return { errors };
  const { withinKm: _, ...others } = base.rules;
  const withinKm = withinOf(asked, base, program);
  const leastScore = asked.leastScore === undefined ? base.leastScore : (asked.leastScore ?? undefined);
  const partner = asked.partners ?? base.targets.partner;
  const pairs = (kind: PairRuleKind): readonly Ruling[] =>
    rules.value.flatMap((rule) =>
      rule.kind === kind ? [{ host: rule.host, partner: rule.partner, reason: rule.reason }] : [],
    );
  return {
    value: {
      schools: asked.schools,
      rules: {
        ...others,
        weights,
        ...(withinKm !== undefined && { withinKm }),
        mixesLevels: asked.levels === undefined ? others.mixesLevels : asked.levels === 'mixed',
        ...(asked.focus !== undefined && { focus: asked.focus }),
      },
      ...(leastScore !== undefined && { leastScore }),
      targets: { host: asked.hosts ?? base.targets.host, ...(partner !== undefined && { partner }) },
      quotas: quotas.value,
      locks: pairs('locks'),
      bans: pairs('bans'),
      exceptions: rules.value.flatMap((rule) =>
        rule.kind === 'exceptions'
          ? [
              {
                host: rule.host,
                partner: rule.partner,
                reason: rule.reason,
                pricePoints: rule.pricePoints ?? 0,
              },
            ]
          : [],
      ),
      hostRules: rules.value.filter((rule) => rule.kind === 'places' || rule.kind === 'focus'),
    },
  };
}

/** An unchanged distance keeps its exact kilometers. */
function withinOf({ distance }: Asked, base: Settings, { distanceUnit }: Program): number | undefined {
  const before = base.rules.withinKm;
  if (distance === undefined) return before;
  if (distance === null) return undefined;
  return before !== undefined && inUnit(before, distanceUnit) === distance
    ? before
    : kmFrom(distance, distanceUnit);
}

/** Undefined if all are 0. */
function weightsOf(asked: Asked, { rules: { weights } }: Settings): ScoreWeights | undefined {
  const of = (part: ScorePart) => asked[weightName(part)] ?? weights[part] / 100;
  return weightsFrom({
    focusArea: of('focusArea'),
    level: of('level'),
    distance: of('distance'),
    demographics: of('demographics'),
    region: of('region'),
  });
}

function quotasFrom(fields: Fields, base: Settings, program: Program): Checked<Settings['quotas']> {
  const kinds = quotaKinds(program, base, levels);
  const schema = v.object(
    Object.fromEntries(
      kinds.map((counted) => [quotaName(counted), countField('Enter a number; 0 for no quota', 'A quota')]),
    ),
  );
  const { value, errors } = check(schema, fields);
  if (errors) return { errors };
  return {
    value: kinds.flatMap((counted) => {
      const atLeast = value[quotaName(counted)] ?? atLeastOf(base, quotaKey(counted));
      return atLeast > 0 ? [{ ...counted, atLeast }] : [];
    }),
  };
}
