import {
  capitalized,
  countOf,
  type DistanceUnit,
  sayCount,
  sayDistance,
  sayPercent,
} from '#domain/base/wording.ts';
import type { Pair, PairingProblem } from '#domain/pairing/problem.ts';
import type { SaidClash } from '#domain/pairing/scenario/scenario.ts';
import type {
  RequestProblem,
  SchoolRule,
  SchoolRuleKind,
  SettingChange,
} from '#domain/pairing/scenario/settings.ts';
import { nounFor } from '#domain/pairing/selection/problem.ts';
import {
  focusAreaName,
  type Program,
  perfectScore,
  type Role,
  type ScorePart,
} from '#domain/program/program.ts';
import { sayInputProblem } from './input-problems.ts';
import { sayClash } from './pairing.ts';

/** The parts of a score, as settings and tables name them. */
export const scorePartNames: Readonly<Record<ScorePart, string>> = {
  focusArea: 'Focus area',
  level: 'Grade level',
  distance: 'Distance',
  demographics: 'Similar students',
  region: 'Region',
};

/** How focus areas count, as a choice on a form. */
export const focusRuleNames = {
  'one-each': 'Each host works on one focus area',
  shared: 'Each pair shares a focus area',
  weight: 'A shared focus area earns points but isn’t required',
} as const;

const schoolRuleNames: Readonly<Record<SchoolRuleKind, string>> = {
  locks: 'Keep together',
  bans: 'Keep apart',
  exceptions: 'Exception',
  places: 'Places',
  focus: 'Focus',
};

const roleWords: Readonly<Record<Role, string>> = { host: 'hosts', partner: 'partners' };

/** One change of the settings as a sentence. `nameOf` gives a school's name by its ID. */
export function saySettingChange(
  change: SettingChange,
  program: Pick<Program, 'distanceUnit' | 'focusAreas'>,
  nameOf: (id: string) => string,
): string {
  switch (change.kind) {
    case 'schools':
      return change.to === 'reviewed'
        ? 'Schools: chosen from all reviewed applications, not only the accepted ones.'
        : 'Schools: only the accepted ones.';
    case 'target':
      return `Target: ${sayTarget(change.to)} ${roleWords[change.role]}, not ${sayTarget(change.from)}.`;
    case 'quota':
      return `Quota: ${change.to === 0 ? 'none' : `at least ${sayCount(change.to)}`} for ${nounFor(2, change.quota)}, not ${change.from === 0 ? 'none' : sayCount(change.from)}.`;
    case 'weight':
      return `${scorePartNames[change.part]}: counts ${sayShare(change.to)}, not ${sayShare(change.from)}.`;
    case 'focus':
      return `Focus rule: ${focusRuleNames[change.to]}. Before: ${focusRuleNames[change.from]}.`;
    case 'levels':
      return change.mixes
        ? 'Grade levels: a host’s partners may have different levels.'
        : 'Grade levels: all of a host’s partners share one level.';
    case 'distance':
      return `Distance limit: ${sayLimit(change.to, program.distanceUnit)}, not ${sayLimit(change.from, program.distanceUnit)}.`;
    case 'least-score':
      return `Lowest score: ${change.to === undefined ? 'no limit' : sayCount(change.to)}, not ${change.from === undefined ? 'no limit' : sayCount(change.from)}.`;
    case 'rule-added':
      return `Added: ${saySchoolRule(change.rule, program, nameOf)}`;
    case 'rule-removed':
      return `Removed: ${saySchoolRule(change.rule, program, nameOf)}`;
  }
}

const sayTarget = (count: number | undefined): string =>
  count === undefined ? 'as many as there are places for' : sayCount(count);

/** "40%": a weight as a share of all points. */
const sayShare = (points: number): string => sayPercent((100 * points) / perfectScore);

const sayLimit = (km: number | undefined, unit: DistanceUnit): string =>
  km === undefined ? 'no limit' : sayDistance(km, unit);

/** "keep P.S. 1 and P.S. 2 together (“They share a building”)." */
export function saySchoolRule(
  rule: SchoolRule,
  program: Pick<Program, 'focusAreas'>,
  nameOf: (id: string) => string,
): string {
  const because = `(“${rule.reason}”)`;
  const host = nameOf(rule.host);
  switch (rule.kind) {
    case 'locks':
      return `keep ${nameOf(rule.partner)} and ${host} together ${because}.`;
    case 'bans':
      return `keep ${nameOf(rule.partner)} and ${host} apart ${because}.`;
    case 'exceptions':
      return `allow ${nameOf(rule.partner)} and ${host} without a shared focus area${rule.pricePoints ? `, at a price of ${countOf(rule.pricePoints, 'point')}` : ''} ${because}.`;
    case 'places':
      return `${host} takes up to ${countOf(rule.places, 'partner')} ${because}.`;
    case 'focus':
      return `${host} works on ${focusAreaName(program, rule.focus)} ${because}.`;
  }
}

/** Why a request is impossible, and what would help. `nameOf` also knows schools that aren't among those to pair. */
export function sayRequestProblem(
  fault: RequestProblem,
  problem: PairingProblem,
  program: Pick<Program, 'focusAreas'>,
  nameOf: (id: string) => string,
): SaidClash {
  const sayPair = (pair: Pair | undefined) =>
    pair ? `${nameOf(pair.partner)} and ${nameOf(pair.host)}` : '';
  const sayRule = (rule: SchoolRule) => capitalized(saySchoolRule(rule, program, nameOf));
  switch (fault.kind) {
    case 'unknown-host':
      return {
        rules: [sayRule(fault.rule)],
        relaxations: [
          `${nameOf(fault.rule.host)} isn’t one of the hosts to pair. Remove this rule, or pair other schools.`,
        ],
      };
    case 'ruled-twice':
      return {
        rules: [sayRule(fault.rule)],
        relaxations: ['There’s another rule like this for the same host. Remove one of the two.'],
      };
    case 'needless-focus':
      return {
        rules: [sayRule(fault.rule)],
        relaxations: [
          'With these settings, a host doesn’t have to work on one focus area. Remove this rule, or choose “Each host works on one focus area.”',
        ],
      };
    case 'kept-partner':
      return {
        rules: [sayRule(fault.rule), sayRule({ ...fault.lock, kind: 'locks' })],
        relaxations: [
          `${nameOf(fault.lock.partner)} didn’t choose that focus area. Choose an area that it chose, or remove one of the two rules.`,
        ],
      };
    case 'clash':
      return sayClash(fault.clash, problem);
    case 'unknown-school': {
      const kind = ({ lock: 'locks', ban: 'bans', exception: 'exceptions' } as const)[fault.ruling];
      const pair = (problem[kind] ?? [])[fault.place - 1];
      return {
        rules: [`${schoolRuleNames[kind]}: ${sayPair(pair)}.`],
        relaxations: [
          `${nameOf(fault.id)} isn’t one of the ${fault.side}s to pair. Remove this rule, or pair other schools.`,
        ],
      };
    }
    case 'needless-exception': {
      const area = fault.area === undefined ? undefined : focusAreaName(program, fault.area);
      return {
        rules: [`Exception: ${sayPair(problem.exceptions?.[fault.place - 1])}.`],
        relaxations: [
          area === undefined
            ? 'With these settings, no pair has to share a focus area. Remove the exception, or require a shared focus area.'
            : `Both schools named “${area},” so they don’t need an exception. Remove it.`,
        ],
      };
    }
    case 'many-exceptions':
      return {
        rules: (problem.exceptions ?? [])
          .filter(({ host }) => host === fault.host)
          .map((exception) => `Exception: ${sayPair(exception)}.`),
        relaxations: [
          `${nameOf(fault.host)} has only ${countOf(fault.capacity, 'place')}. Remove an exception, or give it more places.`,
        ],
      };
    case 'no-areas':
      return {
        rules: [
          `${nameOf(fault.school.id)} offers none of the program’s focus areas, but pairs must share one.`,
        ],
        relaxations: ['Choose “A shared focus area earns points but isn’t required,” or pair other schools.'],
      };
    case 'focus-not-offered':
      return {
        rules: [
          `${nameOf(fault.school.id)} doesn’t offer the focus area ${focusAreaName(program, fault.focus)}.`,
        ],
        relaxations: ['Remove the rule for its focus, or choose an area that it offers.'],
      };
    default:
      return { rules: [sayInputProblem(fault, problem)], relaxations: [] };
  }
}
