import {
  mustShareArea,
  type PairingRules,
  perfectScore,
  type ScorePart,
  scoreParts,
} from '#domain/program/program.ts';
import { type Clash, clashesOf, largestCapacity } from './clash.ts';
import type { Entrant, PairingProblem } from './problem.ts';
import { shareNames, usualSecondChoice } from './score.ts';

/** More schools on one side would exceed the solver's range of whole numbers. */
export const mostSchools = 100_000;

type Side = 'host' | 'partner';
/** A school by its place in the list of its side, from 1. */
type Listed = { readonly side: Side; readonly place: number; readonly id: string };
type Limited = keyof Omit<PairingRules, 'weights' | 'mixesLevels' | 'focus'> | 'leastScore';

/** Why a problem can't be solved as it is. */
export type InputProblem =
  | { readonly kind: 'weight'; readonly part: ScorePart; readonly points: number }
  | { readonly kind: 'weights'; readonly sum: number }
  | { readonly kind: 'rule'; readonly rule: Limited; readonly value: number }
  | { readonly kind: 'no-schools'; readonly side: Side }
  | { readonly kind: 'too-many-schools'; readonly side: Side; readonly count: number }
  | { readonly kind: 'repeated-id'; readonly first: number; readonly again: Listed }
  | { readonly kind: 'no-id'; readonly school: Listed }
  | {
      readonly kind: 'latitude' | 'longitude' | 'capacity' | (typeof shareNames)[number];
      readonly school: Listed;
      readonly value: number;
    }
  | { readonly kind: 'both-roles'; readonly id: string }
  | {
      readonly kind: 'unknown-school';
      readonly ruling: RulingKind;
      /** The ruling's place in its list, from 1. */
      readonly place: number;
      readonly side: Side;
      readonly id: string;
    }
  /** An exception that has no effect, by its place in the list, from 1. */
  | { readonly kind: 'needless-exception'; readonly place: number; readonly area: string | undefined }
  /** More exceptions at a host than it has places. */
  | {
      readonly kind: 'many-exceptions';
      readonly host: string;
      readonly exceptions: number;
      readonly capacity: number;
    }
  | { readonly kind: 'exception-price'; readonly place: number; readonly pricePoints: number }
  /** A host that could take no partner, because areas must be shared. */
  | { readonly kind: 'no-areas'; readonly school: Listed }
  | { readonly kind: 'focus-not-offered'; readonly school: Listed; readonly focus: string }
  /** The host works on an area that a partner kept with it didn't name. */
  | {
      readonly kind: 'kept-without-focus';
      readonly host: string;
      readonly partner: string;
      readonly focus: string;
    }
  | { readonly kind: 'clash'; readonly clash: Clash };

type RulingKind = 'lock' | 'ban' | 'exception';

/**
 * Problems of the input; none if it can be solved. Malformed sides and rulings come first. Conflicting rules are searched
 * only in a well-formed problem.
 */
export function inputProblemsOf(problem: PairingProblem): readonly InputProblem[] {
  const hostIds = new Set(problem.hosts.map(({ id }) => id));
  const malformed = [
    ...problemsOfRules(problem),
    ...problemsOfSide('host', problem.hosts),
    ...problemsOfSide('partner', problem.partners),
    ...problem.hosts.flatMap(({ id, capacity: value }, index) =>
      isWholeBetween(value, 1, largestCapacity)
        ? []
        : [{ kind: 'capacity', school: { side: 'host', place: index + 1, id }, value } as const],
    ),
    ...problem.partners
      .filter(({ id }) => hostIds.has(id))
      .map(({ id }) => ({ kind: 'both-roles', id }) as const),
    ...problemsOfRulings(problem),
    ...problemsOfExceptions(problem),
    ...manyExceptions(problem),
    ...problem.hosts.flatMap(({ id, focusAreas }, index): readonly InputProblem[] =>
      mustShareArea(problem.rules) && focusAreas.length === 0
        ? [{ kind: 'no-areas', school: { side: 'host', place: index + 1, id } }]
        : [],
    ),
    ...problem.hosts.flatMap(({ id, focus, focusAreas }, index): readonly InputProblem[] =>
      focus === undefined || focusAreas.includes(focus)
        ? []
        : [{ kind: 'focus-not-offered', school: { side: 'host', place: index + 1, id }, focus }],
    ),
    ...keptWithoutFocus(problem),
  ];
  return malformed.length > 0
    ? malformed
    : clashesOf(problem).map((clash) => ({ kind: 'clash', clash }) as const);
}

function problemsOfRules({ rules, leastScore = 0 }: PairingProblem): readonly InputProblem[] {
  const { weights, farthestKm, neighboringLevels, withinKm = Number.POSITIVE_INFINITY } = rules;
  const { secondChoice = usualSecondChoice } = rules;
  const sum = scoreParts.reduce((total, part) => total + weights[part], 0);
  const limited = [
    { rule: 'farthestKm', value: farthestKm, isMet: farthestKm > 0 },
    { rule: 'neighboringLevels', value: neighboringLevels, isMet: isBetween(neighboringLevels, 0, 1) },
    { rule: 'secondChoice', value: secondChoice, isMet: isBetween(secondChoice, 0, 1) },
    { rule: 'withinKm', value: withinKm, isMet: withinKm > 0 },
    { rule: 'leastScore', value: leastScore, isMet: isWholeBetween(leastScore, 0, perfectScore) },
  ] as const;
  return [
    ...scoreParts
      .filter((part) => !isWholeBetween(weights[part], 0, Number.POSITIVE_INFINITY))
      .map((part) => ({ kind: 'weight', part, points: weights[part] }) as const),
    ...(sum === perfectScore ? [] : [{ kind: 'weights', sum } as const]),
    ...limited.flatMap(({ isMet, ...rest }) => (isMet ? [] : [{ kind: 'rule', ...rest } as const])),
  ];
}

function problemsOfSide(side: Side, schools: readonly Entrant[]): readonly InputProblem[] {
  if (schools.length === 0) return [{ kind: 'no-schools', side }];
  if (schools.length > mostSchools) return [{ kind: 'too-many-schools', side, count: schools.length }];
  const places = new Map<string, number>();
  const listed = schools.map((school, index) => ({ school, place: index + 1 }));
  const repeated = listed.flatMap(({ school: { id }, place }): readonly InputProblem[] => {
    const first = places.get(id);
    if (first !== undefined) return [{ kind: 'repeated-id', first, again: { side, place, id } }];
    places.set(id, place);
    return [];
  });
  return [
    ...repeated,
    ...listed.flatMap(({ school, place }) => problemsOfSchool({ side, place, id: school.id }, school)),
  ];
}

function problemsOfSchool(school: Listed, { location, demographics }: Entrant): readonly InputProblem[] {
  const outside = (
    kind: Extract<InputProblem, { value: number; school: Listed }>['kind'],
    value: number | undefined,
    [least, most]: readonly [number, number],
  ): readonly InputProblem[] =>
    value === undefined || isBetween(value, least, most) ? [] : [{ kind, school, value }];
  return [
    ...(school.id === '' ? [{ kind: 'no-id', school } as const] : []),
    ...outside('latitude', location?.latitude, [-90, 90]),
    ...outside('longitude', location?.longitude, [-180, 180]),
    ...shareNames.flatMap((share) => outside(share, demographics[share], [0, 100])),
  ];
}

/** Also false for NaN. */
const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

const isWholeBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && isBetween(value, least, most);

/** An exception is for a pair that shares no area, where areas must be shared. It costs 0 points or more. */
function problemsOfExceptions({
  rules,
  hosts,
  partners,
  exceptions = [],
}: PairingProblem): readonly InputProblem[] {
  const isRequired = mustShareArea(rules);
  return exceptions.flatMap(({ host, partner, pricePoints }, index): readonly InputProblem[] => {
    const place = index + 1;
    const offered = hosts.find(({ id }) => id === host)?.focusAreas ?? [];
    const named = partners.find(({ id }) => id === partner)?.focusAreas ?? [];
    const area = isRequired ? named.find((one) => offered.includes(one)) : undefined;
    return [
      ...(isWholeBetween(pricePoints, 0, perfectScore)
        ? []
        : [{ kind: 'exception-price', place, pricePoints } as const]),
      ...(area === undefined && isRequired ? [] : [{ kind: 'needless-exception', place, area } as const]),
    ];
  });
}

/** A host can't take more partners as exceptions than it has places. */
function manyExceptions({ hosts, exceptions = [] }: PairingProblem): readonly InputProblem[] {
  const byHost = Map.groupBy(exceptions, ({ host }) => host);
  return hosts.flatMap(({ id, capacity }): readonly InputProblem[] => {
    const count = new Set((byHost.get(id) ?? []).map(({ partner }) => partner)).size;
    return count > capacity ? [{ kind: 'many-exceptions', host: id, exceptions: count, capacity }] : [];
  });
}

function keptWithoutFocus({ rules, hosts, partners, locks }: PairingProblem): readonly InputProblem[] {
  if (rules.focus !== 'one-each' || locks.length === 0) return [];
  const focusOf = new Map(hosts.map(({ id, focus }) => [id, focus]));
  const named = new Map(partners.map(({ id, focusAreas }) => [id, focusAreas]));
  return locks.flatMap(({ host, partner }): readonly InputProblem[] => {
    const focus = focusOf.get(host);
    return focus === undefined || named.get(partner)?.includes(focus) !== false
      ? []
      : [{ kind: 'kept-without-focus', host, partner, focus }];
  });
}

function problemsOfRulings({
  hosts,
  partners,
  locks,
  bans,
  exceptions = [],
}: PairingProblem): readonly InputProblem[] {
  const ids = {
    host: new Set(hosts.map(({ id }) => id)),
    partner: new Set(partners.map(({ id }) => id)),
  };
  const rulings = { lock: locks, ban: bans, exception: exceptions };
  return (['lock', 'ban', 'exception'] as const).flatMap((ruling) =>
    rulings[ruling].flatMap((schools, index) =>
      (['host', 'partner'] as const)
        .filter((side) => !ids[side].has(schools[side]))
        .map(
          (side) => ({ kind: 'unknown-school', ruling, place: index + 1, side, id: schools[side] }) as const,
        ),
    ),
  );
}
