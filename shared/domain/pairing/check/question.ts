import { type HostEntrant, type PairingProblem, type Proof, pairKey } from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { isEveryPlaceUsed, minimumsOf, type SelectionTerms } from '#domain/pairing/selection/problem.ts';
import type { Role } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';

/** What a proof is about, with everything that it adds up. */
export type Question = {
  readonly hosts: readonly Host[];
  readonly partners: readonly School[];
  /** How many schools are chosen; absent if any number may be. */
  readonly targets: Readonly<Partial<Record<Role, number>>>;
  /** For each minimum, how many schools it asks for. */
  readonly minimums: readonly number[];
  readonly choosesSchools: boolean;
};

export type School = {
  readonly id: string;
  /** Points for choosing it. */
  readonly quality: number;
  /** The minimums that count it, by their places in the list. */
  readonly countsIn: readonly number[];
  /** Whether every plan has it. */
  readonly isIn: boolean;
};

/** `least`: so many partners at the least, if it is chosen. */
type Host = School & { readonly capacity: number; readonly least: number; readonly ways: readonly Way[] };

/** One way for a host to work, with the partners that fit and the points of each pair. */
type Way = Pick<HostEntrant, 'takes' | 'focus'> & { readonly fits: readonly Fit[] };
type Fit = { readonly id: string; readonly points: number };

/** States a problem for the check of its proof. */
export function questionOf(problem: PairingProblem, terms?: SelectionTerms): Question {
  const minimums = terms ? minimumsOf({ candidates: problem, terms }) : [];
  const lockOf = new Map(problem.locks.map(({ host, partner }) => [partner, host]));
  const school = (role: Role, id: string): School => ({
    id,
    quality: terms?.quality[role][id] ?? 0,
    countsIn: minimums.flatMap((one, place) => (one[role].has(id) ? [place] : [])),
    isIn: role === 'partner' && lockOf.has(id),
  });
  const leastOf = ({ capacity }: HostEntrant) => (!terms ? 0 : isEveryPlaceUsed(terms) ? capacity : 1);
  const fitsOf = fitting(problem, lockOf);
  return {
    hosts: problem.hosts.map((host) => ({
      ...school('host', host.id),
      ...{ capacity: host.capacity, least: leastOf(host) },
      ways: waysOf(host, problem).map((way) => ({ ...way, fits: fitsOf({ ...host, ...way }) })),
    })),
    partners: problem.partners.map(({ id }) => school('partner', id)),
    targets: terms?.targets ?? {},
    minimums: minimums.map(({ atLeast }) => atLeast),
    choosesSchools: terms !== undefined,
  };
}

function fitting(problem: PairingProblem, lockOf: ReadonlyMap<string, string>) {
  const { partners, bans, leastScore = 0 } = problem;
  const scoreBetween = scoresIn(problem);
  const banned = new Set(bans.map(pairKey));
  return (host: HostEntrant): readonly Fit[] =>
    partners.flatMap((partner) => {
      const { id } = partner;
      const lock = lockOf.get(id);
      const points = scoreBetween(host, partner)?.total ?? -1;
      const isAllowed = lock === undefined ? points >= leastScore : lock === host.id && points >= 0;
      const isBanned = banned.has(pairKey({ host: host.id, partner: id }));
      return isAllowed && !isBanned && id !== host.id ? [{ id, points }] : [];
    });
}

function waysOf({ takes, focus, focusAreas, capacity }: HostEntrant, { rules }: PairingProblem) {
  const isOpen = rules.focus === 'one-each' && focus === undefined && focusAreas.length > 0;
  const areas = isOpen ? focusAreas : [focus];
  const taken = !rules.mixesLevels && takes === undefined && capacity > 1 ? levels : [takes];
  return areas.flatMap((area) =>
    taken.map((level) => ({ ...(level && { takes: level }), ...(area !== undefined && { focus: area }) })),
  );
}

/** The same question, in which a plan earns a point for each partner with a place. */
export const countingPlaces = (question: Question): Question =>
  withFits(question, (fits) => fits.map(({ id }) => ({ id, points: 1 })));

/** What a split leaves of a question. `yes`: a host works this way only, or a partner is chosen. `no`: it doesn't, or isn't. */
export function sideOf(
  question: Question,
  split: Extract<Proof, { readonly split: unknown }>['split'],
  side: 'yes' | 'no',
): Question {
  const isYes = side === 'yes';
  const { hosts, partners } = question;
  if ('host' in split) {
    const isLeft = ({ takes, focus }: Way) => isYes === (takes === split.takes && focus === split.focus);
    const left = ({ isIn, ways }: Host) => ({ isIn: isIn || isYes, ways: ways.filter(isLeft) });
    return {
      ...question,
      hosts: hosts.map((one) => (one.id === split.host ? { ...one, ...left(one) } : one)),
    };
  }
  const isIt = ({ id }: { readonly id: string }) => id === split.partner;
  if (isYes)
    return { ...question, partners: partners.map((one) => ({ ...one, isIn: one.isIn || isIt(one) })) };
  const without = withFits(question, (fits) => fits.filter((fit) => !isIt(fit)));
  return { ...without, partners: partners.filter((one) => !isIt(one)) };
}

const withFits = (
  { hosts, ...rest }: Question,
  change: (fits: readonly Fit[]) => readonly Fit[],
): Question => ({
  ...rest,
  hosts: hosts.map(({ ways, ...host }) => ({
    ...host,
    ways: ways.map(({ fits, ...way }) => ({ ...way, fits: change(fits) })),
  })),
});
