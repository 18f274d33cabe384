import * as v from 'valibot';
import { count, listOf, maybe, named, oneOf, said, text, texts, whole } from '#api/schema.ts';
import { rulingKinds } from '#domain/pairing/scenario/rulings.ts';
import { focusRules, roles, scoreParts } from '#domain/program/program.ts';
import {
  clashSchema,
  exceptionSchema,
  hostRuleSchema,
  pairingRulesSchema,
  quotaSchema,
  targetsSchema,
} from '#store/scenarios.ts';
import { askFields, schoolChoices } from './request/fields.ts';

export const id = text('The proposal’s ID');
export const name = text('The proposal’s name');
export const host = text('The host’s ID');
export const partner = text('The partner’s ID');
export const points = whole('In points');
export const pair = { host, partner };

export const clash = said(clashSchema, 'The rules that conflict, and what you could change');

const exception = named('PairException', exceptionSchema);
export const settings = said(
  named(
    'ProposalSettings',
    v.object({
      schools: oneOf(schoolChoices, 'Accepted schools only, or chosen from all reviewed ones'),
      rules: said(pairingRulesSchema, 'How pairs are scored, and which are allowed; distances in kilometers'),
      leastScore: maybe(whole('The lowest score of a pair, in points')),
      targets: said(targetsSchema, 'How many schools to choose'),
      quotas: listOf(quotaSchema, 'At least how many schools to choose of each kind'),
      locks: listOf(v.object({ ...pair, reason: v.string() }), 'Pairs to keep together'),
      bans: listOf(v.object({ ...pair, reason: v.string() }), 'Pairs to keep apart'),
      exceptions: listOf(
        exception,
        'Pairs allowed without a shared focus area, each with its price in points',
      ),
      hostRules: listOf(hostRuleSchema, 'Places and focus areas of hosts, whatever they offered'),
    }),
  ),
  'What the proposal was requested with',
);
const pairRule = { ...pair, reason: v.string() };
const schoolRule = v.variant('kind', [
  v.object({ ...pairRule, kind: v.picklist(rulingKinds) }),
  v.object({ ...pairRule, kind: v.literal('exceptions'), pricePoints: points }),
  ...hostRuleSchema.options,
]);
const settingChange = named(
  'SettingChange',
  v.variant('kind', [
    v.object({ kind: v.literal('schools'), to: v.picklist(schoolChoices) }),
    v.object({
      kind: v.literal('target'),
      role: v.picklist(roles),
      from: maybe(v.number()),
      to: maybe(v.number()),
    }),
    v.object({ kind: v.literal('quota'), quota: quotaSchema, from: v.number(), to: v.number() }),
    v.object({ kind: v.literal('weight'), part: v.picklist(scoreParts), from: points, to: points }),
    v.object({ kind: v.literal('focus'), from: v.picklist(focusRules), to: v.picklist(focusRules) }),
    v.object({ kind: v.literal('levels'), mixes: v.boolean() }),
    v.object({
      kind: v.picklist(['distance', 'least-score']),
      from: maybe(v.number()),
      to: maybe(v.number()),
    }),
    v.object({ kind: v.picklist(['rule-added', 'rule-removed']), rule: schoolRule }),
  ]),
);
const conflicts = listOf(clash, 'Settings that conflict, and what you could change');
const settingsPreview = v.object({
  settings,
  changes: listOf(settingChange, 'What differs from the program’s settings, or from those of `from`'),
  conflicts,
  effect: said(
    v.object({
      allowed: count('Pairs that the settings allow'),
      pairs: count('All pairs of a host and a partner'),
      withoutHost: texts('Partners without a possible host'),
      withoutPartner: texts('Hosts without a possible partner'),
      plan: maybe(
        said(
          v.object({
            pairs: count('Pairs of the proposal `from`'),
            lost: listOf(v.object(pair), 'Those that would no longer be allowed'),
            pointsBefore: whole('The points of the others before'),
            pointsAfter: whole('The points of the others with these settings'),
          }),
          'What would become of the proposal `from`',
        ),
      ),
    }),
    'What the settings would do',
  ),
});

/** Requests for proposals, with their settings. */
export const requests = {
  requestPage: {
    summary: 'Get the settings that a request starts from: the program’s, or an earlier proposal’s',
    query: {
      from: 'The ID of an earlier proposal',
      name: 'A name to fill in',
      schools: 'The schools to fill in',
      ruleKind: 'A rule to fill in: `locks`, `bans`, `exceptions`, `places`, or `focus`',
      rulePartner: 'The partner of the rule',
      ruleHost: 'The host of the rule',
      ruleReason: 'The reason for the rule',
      rulePrice: 'The price of an exception',
      rulePlaces: 'The number of places',
      ruleFocus: 'The ID of the focus area',
    },
    answer: v.object({ from: said(v.nullable(v.string()), 'The earlier proposal’s ID, or null'), settings }),
  },
  askForProposal: {
    summary:
      'Request the best pairing of accepted schools, or of schools still to choose; quotas are fields like `quota-Bronx` and `quota-middle`',
    forms: { asking: askFields },
    answer: v.union([v.object({ scenario: id, name }), settingsPreview]),
    previews: 'what would change, if `step` is `preview`',
    problemsTell: { 422: v.object({ conflicts: maybe(conflicts) }) },
    problems: { 422: 'A field is wrong, or no plan can follow these settings' },
    sendsTo: 'the proposal’s page',
  },
};
