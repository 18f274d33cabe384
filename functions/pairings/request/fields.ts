import * as v from 'valibot';
import { inUnit, kmFrom, sayCount } from '#domain/base/wording.ts';
import { largestCapacity } from '#domain/pairing/clash.ts';
import type { Ruling } from '#domain/pairing/problem.ts';
import { longestScenarioName } from '#domain/pairing/scenario/ask.ts';
import {
  type PairRuleKind,
  quotaKey,
  quotaKinds,
  type SchoolRule,
  type SchoolRuleKind,
  type Settings,
  schoolRuleKinds,
  schoolRulesOf,
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
  textsField,
  unlessAbsent,
  wholeNumberField,
} from '#http/fields.ts';
import { scorePartNames } from '#text/pairing-settings.ts';
import { longestReason } from '../forms.ts';

/** The schools that a proposal can pair. */
const schoolChoices = ['accepted', 'reviewed'] as const;

/** More schools than a program accepts. */
const mostAccepted = 10_000;
const mostRules = 100;

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

const listed = (maxLength: number) => textsField({ maxLength, most: mostRules });

/** Rules for schools, one entry of each list for each rule. What a kind of rule doesn’t need is empty. */
const ruleLists = {
  ruleKind: listed(20),
  rulePartner: listed(40),
  ruleHost: listed(40),
  ruleReason: listed(longestReason),
  rulePrice: listed(6),
  rulePlaces: listed(3),
  ruleFocus: listed(100),
  ruleRemoved: listed(3),
};

const ruleFields = v.object(ruleLists);
type RuleLists = v.InferOutput<typeof ruleFields>;

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

const isKind = (kind: string): kind is SchoolRuleKind => schoolRuleKinds.some((known) => known === kind);

/** The rules for schools of a form. Entries without a kind are empty rows, and a form without any keeps the base's. */
function schoolRulesFrom(asked: RuleLists, base: Settings): Checked<readonly SchoolRule[]> {
  if (asked.ruleKind.length === 0) return { value: schoolRulesOf(base) };
  const errors: Record<string, string> = {};
  const rules = asked.ruleKind.flatMap((kind, index): SchoolRule[] => {
    if (kind === '' || asked.ruleRemoved.includes(String(index))) return [];
    if (!isKind(kind)) {
      errors.ruleKind ??= 'Choose a kind of rule from the list';
      return [];
    }
    const entry = entryOf(asked, index);
    if (entry.host === '') errors.ruleHost ??= 'Choose the host that the rule is about';
    if (entry.reason === '')
      errors.ruleReason ??= 'Enter a reason for the rule. It’s saved with the proposal.';
    return [ruleFrom(kind, entry, errors)];
  });
  return Object.keys(errors).length > 0 ? { errors } : { value: rules };
}

/** The rules of a form that comes back with errors, without its last: that one stays in the fields for one more. */
export function earlierRules(fields: Fields, base: Settings): readonly SchoolRule[] {
  const { value: lists } = check(ruleFields, fields);
  if (!lists || lists.ruleKind.length === 0) return schoolRulesOf(base);
  const earlier = { ...lists, ruleKind: lists.ruleKind.slice(0, -1) };
  return earlier.ruleKind.length === 0 ? [] : (schoolRulesFrom(earlier, base).value ?? []);
}

/** One entry of the lists. */
const entryOf = (asked: RuleLists, index: number) => ({
  partner: asked.rulePartner[index] ?? '',
  host: asked.ruleHost[index] ?? '',
  reason: asked.ruleReason[index] ?? '',
  price: asked.rulePrice[index] ?? '',
  places: asked.rulePlaces[index] ?? '',
  focus: asked.ruleFocus[index] ?? '',
});

/** Adds what is wrong with the rule to `errors`. */
function ruleFrom(
  kind: SchoolRuleKind,
  { partner, host, reason, price, places, focus }: ReturnType<typeof entryOf>,
  errors: Record<string, string>,
): SchoolRule {
  if (kind === 'places') {
    const count = Number(places);
    if (!isWholeBetween(count, 1, largestCapacity) || places === '')
      errors.rulePlaces ??= `Enter how many partners the host takes, from 1 to ${largestCapacity}`;
    return { kind, host, places: count, reason };
  }
  if (kind === 'focus') {
    if (focus === '') errors.ruleFocus ??= 'Choose the focus area that the host works on';
    return { kind, host, focus, reason };
  }
  if (partner === '') errors.rulePartner ??= 'Choose the partner that the rule is about';
  const points = Number(price.replaceAll(',', ''));
  if (kind === 'exceptions' && !isWholeBetween(points, 0, perfectScore))
    errors.rulePrice ??= `The price must be a whole number from 0 to ${sayCount(perfectScore)}`;
  return { kind, host, partner, reason, ...(kind === 'exceptions' && { pricePoints: points }) };
}

const isWholeBetween = (count: number, least: number, most: number): boolean =>
  Number.isInteger(count) && count >= least && count <= most;
