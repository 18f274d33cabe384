import { choosesOffers } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { byId, inOrder, type Price } from '#domain/pairing/problem.ts';
import type { MovedAlong } from '#domain/pairing/scenario/scenario.ts';
import { areaMet } from '#domain/pairing/score.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import type { Role } from '#domain/program/program.ts';
import type { Answered } from './answered.ts';
import { splitPrice, whatIf } from './what-if.ts';

/** What else differs in another plan. All IDs, sorted. */
export type PlanChange = {
  /** Partners with another host, or with a host in only one of the plans. */
  readonly moved: readonly MovedAlong[];
  /** Hosts that work on another area. */
  readonly refocused: readonly { readonly host: string; readonly from?: string; readonly to?: string }[];
  /** Schools that only the other plan chooses, and those that only this plan chooses; in selections. */
  readonly enter: readonly ChosenSchool[];
  readonly leave: readonly ChosenSchool[];
};

export type ChosenSchool = { readonly school: string; readonly role: Role };

/**
 * The best plan without a pair. Without `host`, its partner has no place there, or isn't chosen. `loss` is what the
 * plan loses. `change` is set if the loss is exact, and includes the partner itself.
 */
export type NextHost = {
  readonly partner: string;
  readonly host?: string;
  /** The area that the partner and the next-best host would work on. */
  readonly focus?: string;
  readonly loss: Price;
  readonly change?: PlanChange;
};

/** The best plan in which a host works on another area. Without `focus`, it isn't chosen. */
export type NextFocus = {
  readonly host: string;
  readonly focus?: string;
  readonly loss: Price;
  readonly change?: PlanChange;
};

/** Sorted by ID. `at-most`: areas, levels, and chosen schools were held fixed, so the true losses can be smaller. */
export type NextBests = {
  readonly certainty: 'exact' | 'at-most';
  /** Every placed partner that has another option and isn't kept with its host. */
  readonly partners: readonly NextHost[];
  /** Every host with another area to work on. */
  readonly hosts: readonly NextFocus[];
};

/** The next-best host of each partner, and the next-best area of each host, at once: no choice is made again. */
export function nextBestsAtMost(answered: Answered): NextBests {
  const { problem, terms, chosen, solution } = answered;
  const prices = whatIf(chosen, solution);
  const hostById = new Map(chosen.hosts.map((host) => [host.id, host]));
  const partnerById = new Map(chosen.partners.map((partner) => [partner.id, partner]));
  const locked = new Set(chosen.locks.map(({ partner }) => partner));
  const nextHostOf = (id: string): NextHost[] => {
    const next = prices.runnerUpOf(id);
    // A chosen partner has a place.
    const without = terms ? undefined : prices.priceOf(id, undefined);
    if (without !== undefined && (!next || without < next.pricePoints))
      return [{ partner: id, loss: splitPrice(solution, without) }];
    const [host, partner] = [hostById.get(next?.host ?? ''), partnerById.get(id)];
    if (!next || !host || !partner) return [];
    const { area } = areaMet(chosen.rules, host, partner) ?? {};
    const loss = splitPrice(solution, next.pricePoints);
    return [{ partner: id, host: host.id, ...(area !== undefined && { focus: area }), loss }];
  };
  return {
    certainty: terms || choosesOffers(problem) ? 'at-most' : 'exact',
    partners: solution.pairing.pairs
      .map(({ partner }) => partner)
      .filter((partner) => !locked.has(partner))
      .toSorted(inOrder)
      .flatMap(nextHostOf),
    hosts: chosen.hosts.toSorted(byId).flatMap(({ id }) => nextFocusOf(answered, id)),
  };
}

/** The areas that a host could have worked on, and doesn't. */
export function otherAreas({ problem, chosen }: Answered, hostId: string): readonly string[] {
  const focus = chosen.hosts.find(({ id }) => id === hostId)?.focus;
  const asked = problem.hosts.find(({ id }) => id === hostId);
  if (!asked || focus === undefined || asked.focus !== undefined) return [];
  return [...new Set(asked.focusAreas)].filter((area) => area !== focus).sort();
}

function nextFocusOf(answered: Answered, hostId: string): NextFocus[] {
  const { terms, chosen, solution } = answered;
  const tried = otherAreas(answered, hostId).flatMap((focus): NextFocus[] => {
    const hosts = chosen.hosts.map((host) => (host.id === hostId ? { ...host, focus } : host));
    const other = solvePairing({ ...chosen, hosts });
    if (isClash(other) || (terms && other.pairing.unplaced.length > 0)) return [];
    const places = other.pairing.unplaced.length - solution.pairing.unplaced.length;
    return [{ host: hostId, focus, loss: { points: solution.total - other.total, places } }];
  });
  const [best] = tried.sort((a, b) => a.loss.places - b.loss.places || a.loss.points - b.loss.points);
  return best ? [best] : [];
}
