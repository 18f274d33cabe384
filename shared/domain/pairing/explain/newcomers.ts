import type { Application } from '#domain/admission/application.ts';
import { isClash } from '#domain/pairing/clash.ts';
import {
  type Entrant,
  type HostEntrant,
  isPair,
  type Pair,
  type Ruling,
  rulingsWithin,
  type Score,
} from '#domain/pairing/problem.ts';
import { acceptedEntrants, waitlistedEntrants } from '#domain/pairing/scenario/entrants.ts';
import { scoreOf } from '#domain/pairing/score.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import {
  focusAreaOf,
  freePlaces,
  type Partnership,
  stillIn,
  takesPart,
} from '#domain/partnership/partnership.ts';
import type { Program } from '#domain/program/program.ts';

/** What a repair needs: the current state of the cycle's schools. */
export type Around = {
  readonly program: Program;
  readonly applications: readonly Application[];
  readonly partnerships: readonly Partnership[];
  /** The published plan's bans. They still apply. */
  readonly bans: readonly Ruling[];
};

const isBanned = ({ bans }: Around, pair: Pair): boolean => bans.some(isPair(pair));

/** A school that could take a host's open place. */
export type Newcomer = {
  readonly host: HostEntrant;
  readonly school: Entrant;
  readonly reference: string;
  /** A waitlisted school must be accepted first. */
  readonly isWaitlisted: boolean;
  readonly score: Score;
};

/**
 * Partners without a partnership that fit a host, best fit first. Accepted schools come before waitlisted ones. The host
 * keeps its focus area, unless `focus` is another.
 */
export function newcomersFor(hostId: string, around: Around, focus?: string): readonly Newcomer[] {
  const { program, applications, partnerships } = around;
  const host = hostEntrantOf(hostId, around, focus);
  if (!host) return [];
  const isFree = ({ id }: Entrant) => !partnerships.some((one) => takesPart(one, id));
  const candidates = [
    ...acceptedEntrants(applications, program).partners.map((school) => ({ school, isWaitlisted: false })),
    ...waitlistedEntrants(applications, program).partners.map((school) => ({ school, isWaitlisted: true })),
  ].filter(({ school }) => isFree(school) && !isBanned(around, { host: hostId, partner: school.id }));
  return candidates
    .flatMap(({ school, isWaitlisted }): Newcomer[] => {
      const score = scoreOf(program.pairing, host, school);
      const application = applications.find((one) => one.school.id === school.id);
      if (!score || !application) return [];
      return [{ host, school, reference: application.reference, isWaitlisted, score }];
    })
    .toSorted((a, b) => Number(a.isWaitlisted) - Number(b.isWaitlisted) || b.score.total - a.score.total);
}

/** An accepted host. If its plan gave it a focus area, it keeps it, unless `focus` is another. */
export function hostEntrantOf(hostId: string, around: Around, focus?: string): HostEntrant | undefined {
  const { applications, program, partnerships } = around;
  const host = acceptedEntrants(applications, program).hosts.find(({ id }) => id === hostId);
  const own = partnerships.find((one) => one.host.id === hostId);
  return host && { ...host, ...focusIn(own), ...(focus !== undefined && { focus }) };
}

/** What another focus area of a host means for the partners that stay with it. */
export type Refocusing = {
  readonly focus: string;
  /** The points that their pairs lose; negative if they gain. */
  readonly pricePoints: number;
  readonly partners: readonly {
    readonly school: Entrant;
    /** Which of its choices the area is, 0 for the first; absent if it did not choose it. */
    readonly choice?: number;
  }[];
};

/** The areas that a host offers besides the one it works on; none if its plan gave it no area. */
export function otherFocuses(partnership: Partnership, around: Around): readonly string[] {
  const host = hostEntrantOf(partnership.host.id, around);
  return host?.focus === undefined ? [] : host.focusAreas.filter((area) => area !== host.focus);
}

/** Undefined if the host doesn't offer the area, or works on it already. */
export function refocusingOf(
  partnership: Partnership,
  focus: string,
  around: Around,
): Refocusing | undefined {
  if (!otherFocuses(partnership, around).includes(focus)) return undefined;
  const [before, after] = [undefined, focus].map((area) => hostEntrantOf(partnership.host.id, around, area));
  const rules = around.program.pairing;
  const pointsAt = (host: HostEntrant | undefined, partner: Entrant) =>
    (host && scoreOf(rules, host, partner, { pricePoints: 0 })?.total) ?? 0;
  const staying = stillIn(partnership.partners).flatMap(({ id }) => partnerEntrantOf(id, around) ?? []);
  return {
    focus,
    pricePoints: staying.reduce((sum, one) => sum + pointsAt(before, one) - pointsAt(after, one), 0),
    partners: staying.map((school) => {
      const choice = school.focusAreas.indexOf(focus);
      return { school, ...(choice >= 0 && { choice }) };
    }),
  };
}

/** The focus area of a partnership whose plan gave it one. Others can take any area. */
function focusIn(partnership: Partnership | undefined): Pick<HostEntrant, 'focus'> {
  const focus = partnership?.focusArea === undefined ? undefined : focusAreaOf(partnership);
  return focus === undefined ? {} : { focus };
}

export const partnerEntrantOf = (partnerId: string, { applications, program }: Around): Entrant | undefined =>
  acceptedEntrants(applications, program).partners.find(({ id }) => id === partnerId);

/** A possible new host for a partner whose host withdrew. */
export type OtherHost = { readonly host: HostEntrant; readonly score: Score };

/** A partner that lost its host, and the hosts with an open place, best fit first. `proposed` is best for all together. */
export type Rehoming = {
  readonly partner: Entrant;
  readonly others: readonly OtherHost[];
  readonly proposed?: string;
};

/**
 * Accepted hosts with open places, including hosts without a partnership. `capacity` is what they have left. The plan
 * gave all partners of the withdrawn host one area, so a host that starts a partnership now works on that area too.
 */
function hostsWithRoom(
  withdrawn: Partnership,
  { applications, partnerships, program }: Around,
): readonly HostEntrant[] {
  const ownOf = new Map(partnerships.map((one) => [one.host.id, one]));
  const { focus } = focusIn(withdrawn);
  return acceptedEntrants(applications, program).hosts.flatMap((host): HostEntrant[] => {
    const own = ownOf.get(host.id);
    if (own) return freePlaces(own) > 0 ? [{ ...host, ...focusIn(own), capacity: freePlaces(own) }] : [];
    if (focus === undefined) return [host];
    return host.focusAreas.includes(focus) ? [{ ...host, focus }] : [];
  });
}

/** Partners of a withdrawn host that already have a new partnership, because an earlier attempt was interrupted. */
export const movedAlready = (partnership: Partnership, { partnerships }: Around): readonly string[] =>
  partnership.partners
    .map(({ id }) => id)
    .filter((id) => partnerships.some((one) => one.host.id !== partnership.host.id && takesPart(one, id)));

/** New hosts for the partners of a withdrawn host. The proposed hosts are best for all of them together. */
export function rehomingsOf(partnership: Partnership, around: Around): readonly Rehoming[] {
  const { program } = around;
  const hosts = hostsWithRoom(partnership, around);
  const moved = movedAlready(partnership, around);
  const partners = partnership.partners.flatMap(({ id, withdrawnAt }) => {
    const isThere = withdrawnAt === undefined && !moved.includes(id);
    const partner = isThere ? partnerEntrantOf(id, around) : undefined;
    return partner ? [partner] : [];
  });
  // Levels may mix here, because the host's other partners stay.
  const rules = { ...program.pairing, mixesLevels: true };
  const best = solvePairing({
    hosts,
    partners,
    rules,
    ...rulingsWithin({ locks: [], bans: around.bans }, { hosts, partners }),
  });
  const proposedFor = (id: string) =>
    isClash(best) ? undefined : best.pairing.pairs.find(({ partner }) => partner === id)?.host;
  return partners.map((partner) => {
    const proposed = proposedFor(partner.id);
    const others = hosts.flatMap((host): OtherHost[] => {
      if (isBanned(around, { host: host.id, partner: partner.id })) return [];
      const score = scoreOf(rules, host, partner);
      return score ? [{ host, score }] : [];
    });
    return {
      partner,
      others: others.toSorted((a, b) => b.score.total - a.score.total),
      ...(proposed !== undefined && { proposed }),
    };
  });
}
