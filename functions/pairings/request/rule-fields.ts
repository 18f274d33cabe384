import * as v from 'valibot';
import { sayCount } from '#domain/base/wording.ts';
import { largestCapacity } from '#domain/pairing/clash.ts';
import {
  type SchoolRule,
  type SchoolRuleKind,
  type Settings,
  schoolRuleKinds,
  schoolRulesOf,
} from '#domain/pairing/scenario/settings.ts';
import { perfectScore } from '#domain/program/program.ts';
import { type Checked, check, type Fields, textsField } from '#http/fields.ts';
import { longestReason } from '../forms.ts';

const mostRules = 100;

const listed = (maxLength: number) => textsField({ maxLength, most: mostRules });

const entryLists = {
  ruleKind: listed(20),
  rulePartner: listed(40),
  ruleHost: listed(40),
  ruleReason: listed(longestReason),
  rulePrice: listed(6),
  rulePlaces: listed(3),
  ruleFocus: listed(100),
};

/** The names of the fields of one rule. */
export const ruleNames = Object.keys(entryLists);

/** Rules for schools, one entry of each list for each rule. What a kind of rule doesn’t need is empty. */
export const ruleLists = { ...entryLists, ruleRemoved: listed(3) };

const ruleFields = v.object(ruleLists);
type RuleLists = v.InferOutput<typeof ruleFields>;

/** A rule as one entry of the lists of fields. */
export const entryFields = (rule: SchoolRule) => ({
  ruleKind: rule.kind,
  rulePartner: 'partner' in rule ? rule.partner : '',
  ruleHost: rule.host,
  ruleReason: rule.reason,
  rulePrice: rule.kind === 'exceptions' ? String(rule.pricePoints ?? 0) : '',
  rulePlaces: rule.kind === 'places' ? String(rule.places) : '',
  ruleFocus: rule.kind === 'focus' ? rule.focus : '',
});

const isKind = (kind: string): kind is SchoolRuleKind => schoolRuleKinds.some((known) => known === kind);

/** The rules for schools of a form. Entries without a kind are empty rows, and a form without any keeps the base's. */
export function schoolRulesFrom(asked: RuleLists, base: Settings): Checked<readonly SchoolRule[]> {
  if (asked.ruleKind.length === 0) return { value: schoolRulesOf(base) };
  const errors: Record<string, string> = {};
  const rules = asked.ruleKind.flatMap((kind, index): SchoolRule[] => {
    if (kind === '' || asked.ruleRemoved.includes(String(index))) return [];
    if (!isKind(kind)) {
      errors.ruleKind ??= 'Choose a kind of rule from the list';
      return [];
    }
    const entry: Entry = (name) => asked[name][index] ?? '';
    if (entry('ruleHost') === '') errors.ruleHost ??= 'Choose the host that the rule is about';
    if (entry('ruleReason') === '')
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

/** One entry of the lists, by the names of its fields. */
type Entry = (name: keyof typeof entryLists) => string;

/** Adds what is wrong with the rule to `errors`. */
function ruleFrom(kind: SchoolRuleKind, entry: Entry, errors: Record<string, string>): SchoolRule {
  const common = { host: entry('ruleHost'), reason: entry('ruleReason') };
  if (kind === 'places') {
    const places = Number(entry('rulePlaces'));
    if (!isWholeBetween(places, 1, largestCapacity))
      errors.rulePlaces ??= `Enter how many partners the host takes, from 1 to ${largestCapacity}`;
    return { kind, ...common, places };
  }
  if (kind === 'focus') {
    const focus = entry('ruleFocus');
    if (focus === '') errors.ruleFocus ??= 'Choose the focus area that the host works on';
    return { kind, ...common, focus };
  }
  const partner = entry('rulePartner');
  if (partner === '') errors.rulePartner ??= 'Choose the partner that the rule is about';
  if (kind !== 'exceptions') return { kind, ...common, partner };
  const pricePoints = Number(entry('rulePrice').replaceAll(',', ''));
  if (!isWholeBetween(pricePoints, 0, perfectScore))
    errors.rulePrice ??= `The price must be a whole number from 0 to ${sayCount(perfectScore)}`;
  return { kind, ...common, partner, pricePoints };
}

const isWholeBetween = (count: number, least: number, most: number): boolean =>
  Number.isInteger(count) && count >= least && count <= most;
