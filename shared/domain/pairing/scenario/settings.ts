import type { Application } from '#domain/admission/application.ts';
import { type InputProblem, inputProblemsOf } from '#domain/pairing/input-problems.ts';
import { type Exception, type HostEntrant, pairKey, type Ruling } from '#domain/pairing/problem.ts';
import { countedClashes } from '#domain/pairing/selection/counted.ts';
import type { SelectionQuota, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import {
  type PairingRules,
  type Program,
  perfectScore,
  type Role,
  type ScorePart,
  type ScoreWeights,
  scoreParts,
} from '#domain/program/program.ts';
import type { Asking } from './ask.ts';
import { acceptedEntrants, candidateEntrants, waitlistedEntrants } from './entrants.ts';
import type { HostRule, Scenario } from './scenario.ts';

/** How a proposal is requested: what a director sets, and what else the answer depends on besides the schools. */
export type Settings = {
  /** Pairs the accepted schools, or also chooses schools among all reviewed ones. */
  readonly schools: 'accepted' | 'reviewed';
  readonly rules: PairingRules;
  /** The lowest score of a pair; absent if any score is allowed. */
  readonly leastScore?: number;
  /** Targets and quotas are for choosing schools. */
  readonly targets: SelectionTerms['targets'];
  readonly quotas: readonly SelectionQuota[];
  readonly locks: readonly Ruling[];
  readonly bans: readonly Ruling[];
  /** Have an effect only if areas must be shared. */
  readonly exceptions: readonly Exception[];
  readonly hostRules: readonly HostRule[];
};

export const programSettings = ({ pairing, targets, quotas }: Program): Settings => ({
  schools: 'accepted',
  rules: pairing,
  targets,
  quotas,
  locks: [],
  bans: [],
  exceptions: [],
  hostRules: [],
});

/** The settings of an earlier proposal, with its current keep-together and keep-apart rules. */
export function settingsOf(scenario: Scenario, program: Program): Settings {
  const { rules, leastScore, exceptions = [] } = scenario.problem;
  const { locks, bans } = scenario.state === 'asked' ? scenario.problem : scenario.rulings;
  const { targets, quotas } = scenario.selects ? scenario.selection : program;
  const withoutAuthor = ({ host, partner, reason }: Ruling): Ruling => ({ host, partner, reason });
  return {
    schools: scenario.selects ? 'reviewed' : 'accepted',
    rules,
    ...(leastScore !== undefined && { leastScore }),
    targets,
    quotas,
    locks: locks.map(withoutAuthor),
    bans: bans.map(withoutAuthor),
    exceptions,
    hostRules: scenario.hostRules ?? [],
  };
}

/** The request for these settings, about the schools as they are now. */
export function requestFor(
  settings: Settings,
  applications: readonly Application[],
  program: Program,
): Requested {
  const { schools, rules, leastScore, targets, quotas, locks, bans, exceptions, hostRules } = settings;
  const ruled = {
    rules,
    locks,
    bans,
    ...(exceptions.length > 0 && { exceptions }),
    ...(leastScore !== undefined && { leastScore }),
  };
  const own = hostRules.length > 0 ? { hostRules } : {};
  if (schools === 'accepted') {
    const { hosts, partners } = acceptedEntrants(applications, program);
    return {
      problem: { hosts: hosts.map(ruledBy(hostRules)), partners, ...ruled },
      waitlistedHosts: waitlistedEntrants(applications, program).hosts,
      ...own,
    };
  }
  const { entrants, selection } = candidateEntrants(applications, program);
  return {
    problem: { hosts: entrants.hosts.map(ruledBy(hostRules)), partners: entrants.partners, ...ruled },
    selection: { ...selection, targets, quotas },
    ...own,
  };
}

/** What of a request follows from its settings and the schools. */
export type Requested = Pick<Asking, 'problem' | 'selection' | 'hostRules' | 'waitlistedHosts'>;

const ruledBy =
  (rules: readonly HostRule[]) =>
  (host: HostEntrant): HostEntrant =>
    Object.assign(
      {},
      host,
      ...rules
        .filter((rule) => rule.host === host.id)
        .map((rule) => (rule.kind === 'places' ? { capacity: rule.places } : { focus: rule.focus })),
    );

/**
 * Weights in any unit as points that add up to 10,000, by the largest remainders. Undefined if all are 0. Weights that
 * add up to 10,000 or to 100 stay as they are, apart from the unit.
 */
export function weightsFrom(amounts: ScoreWeights): ScoreWeights | undefined {
  const sum = scoreParts.reduce((total, part) => total + amounts[part], 0);
  if (!(sum > 0)) return undefined;
  const exact = scoreParts.map((part) => ({
    part,
    points: Number(((amounts[part] / sum) * perfectScore).toFixed(6)),
  }));
  const missing = perfectScore - exact.reduce((total, { points }) => total + Math.floor(points), 0);
  const remainder = (points: number) => points - Math.floor(points);
  const raised = new Set(
    exact
      .toSorted((a, b) => remainder(b.points) - remainder(a.points))
      .slice(0, missing)
      .map(({ part }) => part),
  );
  const pointsOf = (wanted: ScorePart) =>
    exact.reduce(
      (points, one) => (one.part === wanted ? Math.floor(one.points) + Number(raised.has(wanted)) : points),
      0,
    );
  return {
    focusArea: pointsOf('focusArea'),
    level: pointsOf('level'),
    distance: pointsOf('distance'),
    demographics: pointsOf('demographics'),
    region: pointsOf('region'),
  };
}

export const pairRuleKinds = ['locks', 'bans', 'exceptions'] as const;
export type PairRuleKind = (typeof pairRuleKinds)[number];

export const schoolRuleKinds = [...pairRuleKinds, 'places', 'focus'] as const;
export type SchoolRuleKind = (typeof schoolRuleKinds)[number];

/** A rule for a named pair. Only exceptions have a price. */
export type PairRule = Ruling & { readonly kind: PairRuleKind; readonly pricePoints?: number };

/** A rule for named schools: a pair, or one host. */
export type SchoolRule = PairRule | HostRule;

/** All rules for named schools. */
export const schoolRulesOf = (settings: Settings): readonly SchoolRule[] => [
  ...pairRuleKinds.flatMap((kind) => settings[kind].map((rule) => ({ ...rule, kind }))),
  ...settings.hostRules,
];

/** One setting that differs. `from` and `to` are limits; without one, any value is allowed. */
export type SettingChange =
  | { readonly kind: 'schools'; readonly to: Settings['schools'] }
  | { readonly kind: 'target'; readonly role: Role; readonly from?: number; readonly to?: number }
  | { readonly kind: 'quota'; readonly quota: SelectionQuota; readonly from: number; readonly to: number }
  | { readonly kind: 'weight'; readonly part: ScorePart; readonly from: number; readonly to: number }
  | {
      readonly kind: 'focus';
      readonly from: NonNullable<PairingRules['focus']>;
      readonly to: NonNullable<PairingRules['focus']>;
    }
  | { readonly kind: 'levels'; readonly mixes: boolean }
  | { readonly kind: 'distance' | 'least-score'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'rule-added' | 'rule-removed'; readonly rule: SchoolRule };

/** What differs between two settings, in the order of the form. Targets and quotas only if schools are chosen. */
export function settingChanges(before: Settings, after: Settings): readonly SettingChange[] {
  const { rules: was } = before;
  const { rules: is } = after;
  const focus = { from: was.focus ?? 'weight', to: is.focus ?? 'weight' } as const;
  return [
    ...(before.schools === after.schools ? [] : [{ kind: 'schools', to: after.schools } as const]),
    ...(after.schools === 'reviewed' ? termChanges(before, after) : []),
    ...(focus.from === focus.to ? [] : [{ kind: 'focus', ...focus } as const]),
    ...(was.mixesLevels === is.mixesLevels ? [] : [{ kind: 'levels', mixes: is.mixesLevels } as const]),
    ...limitChange('distance', was.withinKm, is.withinKm),
    ...limitChange('least-score', before.leastScore, after.leastScore),
    ...scoreParts.flatMap((part): SettingChange[] =>
      was.weights[part] === is.weights[part]
        ? []
        : [{ kind: 'weight', part, from: was.weights[part], to: is.weights[part] }],
    ),
    ...ruleChanges(before, after),
  ];
}

function termChanges(before: Settings, after: Settings): readonly SettingChange[] {
  const keys = [...before.quotas, ...after.quotas].map(quotaKey);
  const atLeast = ({ quotas }: Settings, key: string) =>
    quotas.find((quota) => quotaKey(quota) === key)?.atLeast ?? 0;
  return [
    ...(['host', 'partner'] as const).flatMap((role): SettingChange[] => {
      const [from, to] = [before.targets[role], after.targets[role]];
      return from === to ? [] : [{ kind: 'target', role, ...between(from, to) }];
    }),
    ...[...new Set(keys)].flatMap((key): SettingChange[] => {
      const quota = [...after.quotas, ...before.quotas].find((one) => quotaKey(one) === key);
      const [from, to] = [atLeast(before, key), atLeast(after, key)];
      return !quota || from === to ? [] : [{ kind: 'quota', quota, from, to }];
    }),
  ];
}

const between = (from: number | undefined, to: number | undefined) => ({
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

const limitChange = (
  kind: 'distance' | 'least-score',
  from: number | undefined,
  to: number | undefined,
): readonly SettingChange[] => (from === to ? [] : [{ kind, ...between(from, to) }]);

function ruleChanges(before: Settings, after: Settings): readonly SettingChange[] {
  const missingIn = (some: Settings, others: Settings) => {
    const known = new Set(schoolRulesOf(others).map(ruleKey));
    return schoolRulesOf(some).filter((rule) => !known.has(ruleKey(rule)));
  };
  return [
    ...missingIn(after, before).map((rule) => ({ kind: 'rule-added', rule }) as const),
    ...missingIn(before, after).map((rule) => ({ kind: 'rule-removed', rule }) as const),
  ];
}

function ruleKey(rule: SchoolRule): string {
  const { kind, host, reason } = rule;
  switch (rule.kind) {
    case 'places':
      return JSON.stringify([kind, host, reason, rule.places]);
    case 'focus':
      return JSON.stringify([kind, host, reason, rule.focus]);
    default:
      return JSON.stringify([kind, pairKey(rule), reason, rule.pricePoints ?? 0]);
  }
}

/** "Bronx", "middle", "Bronx-middle", "host-middle": what a quota counts, as the name of a form field ends. */
export const quotaKey = ({ role, region, level }: Omit<SelectionQuota, 'atLeast'>): string =>
  [role, region, level].filter((part) => part !== undefined).join('-');

/** Everything that a quota can count: what the settings count, and each region and level of the program. */
export const quotaKinds = (
  { regions, quotas }: Pick<Program, 'regions' | 'quotas'>,
  settings: Pick<Settings, 'quotas'>,
  levels: readonly NonNullable<SelectionQuota['level']>[],
): readonly Omit<SelectionQuota, 'atLeast'>[] => {
  const all = [
    ...regions.map((region) => ({ region })),
    ...levels.map((level) => ({ level })),
    ...[...quotas, ...settings.quotas].map(({ atLeast: _, ...counted }) => counted),
  ];
  return all.filter((one, index) => all.findIndex((other) => quotaKey(other) === quotaKey(one)) === index);
};

/** Why a request can't be answered as it is. */
export type RequestProblem =
  | InputProblem
  /** The rule's host isn't among the schools to pair; or there's another rule of its kind for the host. */
  | { readonly kind: 'unknown-host' | 'ruled-twice'; readonly rule: HostRule }
  /** Hosts don't have to work on one area. */
  | { readonly kind: 'needless-focus'; readonly rule: HostRule }
  /** The host must work on an area that a partner kept with it didn't name. */
  | { readonly kind: 'kept-partner'; readonly rule: HostRule; readonly lock: Ruling };

/**
 * What makes a request impossible, as far as it can be told without solving. Levels and areas are still to be chosen,
 * so that they aren't is no conflict.
 */
export function requestProblems(requested: Requested): readonly RequestProblem[] {
  const { problem, selection } = requested;
  const open = { ...problem, rules: { ...problem.rules, mixesLevels: true } };
  // A school that is a candidate in both roles is chosen in at most one. The rules for hosts say which area is forced.
  const input = inputProblemsOf(open).filter(
    ({ kind }) => kind !== 'kept-without-focus' && !(selection && kind === 'both-roles'),
  );
  const found = [...hostRuleProblems(requested), ...input];
  if (found.length > 0 || !selection) return found;
  return countedClashes({ candidates: problem, terms: selection }).map(
    (clash) => ({ kind: 'clash', clash }) as const,
  );
}

function hostRuleProblems({ problem, hostRules = [] }: Requested): readonly RequestProblem[] {
  const { hosts, partners, locks, rules } = problem;
  return hostRules.flatMap((rule, index): readonly RequestProblem[] => {
    if (!hosts.some(({ id }) => id === rule.host)) return [{ kind: 'unknown-host', rule }];
    if (hostRules.findIndex(({ kind, host }) => kind === rule.kind && host === rule.host) < index)
      return [{ kind: 'ruled-twice', rule }];
    if (rule.kind === 'places') return [];
    if (rules.focus !== 'one-each') return [{ kind: 'needless-focus', rule }];
    const named = (id: string) => partners.find((partner) => partner.id === id)?.focusAreas ?? [];
    return locks
      .filter((lock) => lock.host === rule.host && !named(lock.partner).includes(rule.focus))
      .map((lock) => ({ kind: 'kept-partner', rule, lock }) as const);
  });
}
