import type { Gap } from '#domain/admission/supply.ts';
import { capitalized, countOf, sayCount, sayDistance, sayList } from '#domain/base/wording.ts';
import {
  type Clash,
  type Conceded,
  isClash,
  largestCapacity,
  type Relaxation,
  type Rule,
} from '#domain/pairing/clash.ts';
import type { Entrant, HostEntrant, PairingProblem, Ruling, Score } from '#domain/pairing/problem.ts';
import type { Outcome } from '#domain/pairing/scenario/answer.ts';
import type { Answer } from '#domain/pairing/scenario/ask.ts';
import type { SaidClash } from '#domain/pairing/scenario/scenario.ts';
import {
  areaMet,
  kmBetween,
  levelsApart,
  likeness,
  type Obstacle,
  sharedAreas,
} from '#domain/pairing/score.ts';
import { nounFor, sayCounted } from '#domain/pairing/selection/problem.ts';
import {
  focusAreaName,
  mustShareArea,
  type PairingRules,
  type Program,
  type ScorePart,
  scoreParts,
} from '#domain/program/program.ts';
import { levelNames, sayLevels } from '#domain/program/school.ts';

/** What reasons for a pair need from a program. */
export type PairWords = Pick<Program, 'focusAreas' | 'distanceUnit'> & {
  readonly pairing: Pick<PairingRules, 'focus'>;
};

/** A host, with the one area it works on if that is settled. */
type Host = Entrant & Pick<HostEntrant, 'focus'>;

/** What each part of a score is for, as a phrase without a period. A part that the data does not tell earns half its points. */
const sayParts = (host: Host, partner: Entrant, words: PairWords): Readonly<Record<ScorePart, string>> => ({
  focusArea: sayAreas(host, partner, words),
  level: sayLevelsApart(host, partner),
  distance: sayApart(host, partner, words) ?? 'Distance unknown',
  demographics: sayLikeness(host, partner),
  region:
    host.region === partner.region
      ? `Both in ${host.region}`
      : `Different regions: ${host.region} and ${partner.region}`,
});

/** Why a pair fits, for staff: "Shared focus area: Attendance (4,000). Both serve high school grades (2,000). …" The points add up to the score. */
export function sayReason(score: Score, host: Host, partner: Entrant, words: PairWords): string {
  const parts = sayParts(host, partner, words);
  return scoreParts.map((part) => `${parts[part]} (${sayCount(score.points[part])}).`).join(' ');
}

/** What earns a pair its points, for staff. The first column of a table already names what isn't shared. */
export function sayEarned(score: Score, host: Host, partner: Entrant, words: PairWords): string {
  const parts = sayParts(host, partner, words);
  return scoreParts
    .filter((part) => score.points[part] > 0)
    .map((part) => `${parts[part]} (${sayCount(score.points[part])}).`)
    .join(' ');
}

/** The total, then the reason. */
export const sayScore = (score: Score, host: Host, partner: Entrant, words: PairWords): string =>
  `${sayCount(score.total)} of 10,000 points. ${sayReason(score, host, partner, words)}`;

/**
 * Why a pair fits, for staff, in one line without points: "Attendance (first choice). Both serve middle grades. …" Next to
 * a host with one area, only which choice it is.
 */
export function sayFit(host: Host, partner: Entrant, words: PairWords): string {
  const { focusArea, level, distance, demographics } = sayParts(host, partner, words);
  const met = areaMet(words.pairing, host, partner);
  const area = met
    ? host.focus === undefined
      ? `${focusAreaName(words, met.area)} (${sayChoice(met.choice)})`
      : `Focus: ${sayChoice(met.choice)}`
    : focusArea;
  return [area, level, distance, demographics].map((part) => `${part}.`).join(' ');
}

/**
 * Why two schools were matched, worded for both: known reasons in favor of the pair. Staff see all parts of the
 * score.
 */
export function sayWhy(host: Host, partner: Entrant, words: PairWords): string {
  const apart = sayApart(host, partner, words);
  return [
    ...sayCommonAreas(host, partner, words),
    ...(levelsApart(host, partner) === 0 ? [saySharedLevels(host, partner)] : []),
    ...(host.region === partner.region ? [`Both in ${host.region}`] : []),
    ...(apart === undefined ? [] : [apart]),
  ]
    .map((reason) => `${reason}.`)
    .join(' ');
}

/** Nothing if areas needn't be shared and aren't. Schools of an exception learn that it is one. */
function sayCommonAreas(host: Host, partner: Entrant, words: PairWords): readonly string[] {
  if (mustShareArea(words.pairing)) {
    const focus = sayFocus(host, partner, words);
    return focus.length > 0 ? focus : ['Exception: the partner didn’t choose the host’s focus area'];
  }
  const areas = sharedAreas(host, partner).map((area) => focusAreaName(words, area));
  return areas.length > 0 ? [`Shared focus ${areas.length === 1 ? 'area' : 'areas'}: ${sayList(areas)}`] : [];
}

/** "Focus: Attendance (first choice)"; nothing if the pair shares no area. */
function sayFocus(host: Host, partner: Entrant, words: PairWords): readonly string[] {
  const met = areaMet(words.pairing, host, partner);
  return met ? [`Focus: ${focusAreaName(words, met.area)} (${sayChoice(met.choice)})`] : [];
}

/** Schools could name more than two areas before they ranked them. */
const sayChoice = (choice: number): string => ['first choice', 'second choice'][choice] ?? 'lower choice';

function sayAreas(host: Host, partner: Entrant, words: PairWords): string {
  if (mustShareArea(words.pairing)) return sayFocus(host, partner, words)[0] ?? 'No shared focus area';
  const wanted = new Set(partner.focusAreas).size;
  const shared = sharedAreas(host, partner);
  if (wanted === 0) return 'The partner didn’t choose a focus area';
  if (shared.length === 0) return 'No shared focus area';
  const names = shared.map((area) => focusAreaName(words, area)).join(', ');
  if (shared.length < wanted) return `${shared.length} of ${wanted} focus areas: ${names}`;
  return `${wanted === 1 ? 'Shared focus area' : 'Shared focus areas'}: ${names}`;
}

function sayLevelsApart(host: Entrant, partner: Entrant): string {
  const apart = levelsApart(host, partner);
  if (apart === undefined) return 'Grade level unknown';
  return apart === 0
    ? saySharedLevels(host, partner)
    : `The host is ${aSchool(host)} and the partner is ${aSchool(partner)}`;
}

/** "Both serve elementary grades", "Both serve middle and high school grades" */
function saySharedLevels(host: Entrant, partner: Entrant): string {
  const levels = host.levels.filter((level) => partner.levels.includes(level));
  return `Both serve ${sayLevels({ levels }).toLowerCase().replace(/high$/, 'high school')} grades`;
}

function aSchool(school: Entrant): string {
  const levels = sayLevels(school).toLowerCase();
  return `${/^[aeiou]/.test(levels) ? 'an' : 'a'} ${levels} school`;
}

function sayApart(host: Entrant, partner: Entrant, { distanceUnit }: PairWords): string | undefined {
  const km = kmBetween(host, partner);
  return km === undefined ? undefined : `${capitalized(sayDistance(km, distanceUnit))} apart`;
}

function sayLikeness(host: Entrant, partner: Entrant): string {
  const alike = likeness(host.demographics, partner.demographics);
  return alike === undefined
    ? 'Student similarity unknown'
    : `Student similarity: ${Math.round(alike * 100)}%`;
}

/** A school's name in a sentence, by its ID. */
type SchoolNames = (id: string) => string;

type Schools = Pick<PairingProblem, 'hosts' | 'partners'>;

/** The ID if the school is not in the problem. */
function namesOf({ hosts, partners }: Schools): SchoolNames {
  const names = new Map([...hosts, ...partners].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** "M.S. 113 Ronald Edmonds (13K113)"; only the ID if the school has no name. */
const withIds =
  (names: SchoolNames): SchoolNames =>
  (id) =>
    ['', id].includes(names(id)) ? id : `${names(id)} (${id})`;

/** The answer that a scenario keeps. It holds sentences, because the previous release reads sentences. */
export function sayAnswer(outcome: Outcome, problem: PairingProblem): Answer {
  if ('solution' in outcome) return outcome;
  return { clash: isClash(outcome) ? sayClash(outcome, problem) : sayUndecided(outcome.afterSeconds) };
}

const sayUndecided = (afterSeconds: number): SaidClash => ({
  rules: [],
  relaxations: [
    `We stopped looking after ${countOf(Math.round(afterSeconds / 60), 'minute')}. Try fewer or lower quotas, or remove keep-together and keep-apart rules.`,
  ],
});

/** A conflict in sentences: each rule, and what would help. */
export function sayClash({ rules, relax }: Clash, schools: Schools): SaidClash {
  const names = namesOf(schools);
  return {
    rules: rules.map((rule) => sayRule(rule, withIds(names))),
    relaxations: [sayRelaxation(relax, names)],
  };
}

function sayRule(rule: Rule, names: SchoolNames): string {
  switch (rule.kind) {
    case 'hosts':
      return `Accept exactly ${sayCounted(rule.count, { role: 'host' })}.`;
    case 'partners':
      return `Accept exactly ${sayCounted(rule.count, { role: 'partner' })}.`;
    case 'all-hosts':
      return 'Every host is used.';
    case 'every-place':
      return 'Every accepted host is full.';
    case 'quota':
      return `At least ${sayCounted(rule.quota.atLeast, rule.quota)}.`;
    case 'one-level':
      return 'All of a host’s partners share a grade level.';
    case 'one-focus':
      return 'Each host works on one focus area with all its partners.';
    case 'accepted':
      return `${names(rule.school)} is already accepted.`;
    case 'lock':
      return sayRuling('must be paired with', rule.ruling, names);
    case 'ban':
      return sayRuling('must not be paired with', rule.ruling, names);
    case 'levels-apart':
      return 'All of a host’s partners must share a grade level (mixesLevels is false).';
    case 'levels-open':
      return `No grade level is set for ${countOf(rule.hosts.length, 'host')} (${rule.hosts.join(', ')}).`;
    case 'obstacle':
      return sayObstacle(rule.obstacle, rule.host, rule.partner);
    case 'one-pair':
      return 'A partner can only be in one pair.';
    case 'capacity':
      return `${names(rule.host)} has ${countOf(rule.capacity, 'place')}.`;
  }
}

const sayRuling = (verb: string, { host, partner, reason }: Ruling, names: SchoolNames): string =>
  `${names(partner)} ${verb} ${names(host)}${reason === '' ? '' : ` (“${reason}”)`}.`;

/** The rule against a pair, in a sentence. */
export function sayObstacle(obstacle: Obstacle, host: HostEntrant, partner: Entrant): string {
  switch (obstacle) {
    case 'two-levels-apart':
      return `${host.name} and ${partner.name} are two grade levels apart, so they can’t be paired.`;
    case 'not-the-level-it-takes':
      return `${host.name} only takes ${host.takes ? levelNames[host.takes].toLowerCase() : 'other'} schools, and ${partner.name} isn’t one.`;
    case 'too-far':
      return `${host.name} and ${partner.name} are farther apart than the rules allow.`;
    case 'no-shared-area':
      return `${host.name} and ${partner.name} don’t share a focus area.`;
    case 'not-its-focus':
      return `${host.name} works on a different focus area from the one ${partner.name} chose.`;
  }
}

function sayRelaxation(relax: Relaxation, short: SchoolNames): string {
  const names = withIds(short);
  switch (relax.kind) {
    case 'set-levels':
      return 'Use --select to choose a level for each host, set each host’s level, or allow mixed levels.';
    case 'lift-either':
      return 'Remove one of the two rules.';
    case 'lift-lock':
      return `Remove the keep-together rule for ${names(relax.partner)}.`;
    case 'lift-of-partner': {
      const removed = relax.lifted === 1 ? 'one of the two' : `${relax.lifted} of the ${relax.locks}`;
      return `Remove ${removed} keep-together rules for ${names(relax.partner)}.`;
    }
    case 'lift-of-host': {
      const removed = `remove ${relax.lifted} of its ${relax.locks} keep-together rules`;
      return relax.locks <= largestCapacity
        ? `Raise ${names(relax.host)}’s capacity to ${relax.locks}, or ${removed}.`
        : `For ${names(relax.host)}, ${removed}.`;
    }
    case 'concede':
      return relax.concessions.length > 0
        ? `With ${relax.concessions.length === 1 ? 'this change' : 'these changes'}, a plan can follow all the other rules: ${relax.concessions.map((one) => sayConceded(one, short)).join('; ')}.`
        : 'Time ran out before we found the smallest set of changes.';
  }
}

function sayConceded(conceded: Conceded, names: SchoolNames): string {
  const { count } = conceded;
  switch (conceded.kind) {
    case 'fewer':
    case 'more':
      return `${count} ${conceded.kind} ${nounFor(count, { role: conceded.role })} than the target of ${conceded.target}`;
    case 'below-quota':
      return `${count} fewer ${nounFor(count, conceded.quota)} than the quota of ${conceded.quota.atLeast}`;
    case 'open-places':
      return `${countOf(count, 'place')} at ${names(conceded.host)} ${count === 1 ? 'stays' : 'stay'} open`;
    case 'mixed-levels':
      return `${names(conceded.host)}’s partners have different grade levels`;
    case 'several-areas':
      return `${names(conceded.host)} works on several focus areas`;
    case 'not-accepted':
      return `${names(conceded.school)} isn’t accepted`;
    case 'lock-lifted':
      return `${names(conceded.ruling.host)} and ${names(conceded.ruling.partner)} don’t have to be paired`;
    case 'ban-lifted':
      return `${names(conceded.ruling.host)} and ${names(conceded.ruling.partner)} may be paired`;
  }
}

/** "Bronx: no middle-school host for supporting students with disabilities, but 3 partners want it." */
export function sayGap({ area, level, region, partners }: Gap): string {
  const host = `no ${levelNames[level].toLowerCase()}-school host for ${inSentence(area.name)}`;
  const asking = `but ${countOf(partners, 'partner wants', 'partners want')} it.`;
  return region === undefined ? `${capitalized(host)}, ${asking}` : `${region}: ${host}, ${asking}`;
}

/** A name inside a sentence. Abbreviations keep their capitals. */
const inSentence = (name: string): string =>
  /^\p{Lu}\p{Ll}|^\p{Lu} /u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
