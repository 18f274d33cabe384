import type { OpenLp } from '#domain/base/integer-program.ts';
import { type Found, openQuestion } from '#domain/pairing/choice/again.ts';
import { largestCapacity } from '#domain/pairing/clash.ts';
import {
  type Entrant,
  type HostEntrant,
  isPair,
  type Pair,
  type PairingProblem,
} from '#domain/pairing/problem.ts';
import { firmObstacle, isExceptional } from '#domain/pairing/score.ts';
import type { Answered } from './answered.ts';
import { changeTo } from './change.ts';
import type { PlanChange } from './next-best.ts';

/** One thing that staff can do so that more partners have a place. Schools are IDs. */
export type Remedy =
  /** Allow a pair that shares no focus area. */
  | ({ readonly kind: 'exception' } & Pair)
  | { readonly kind: 'one-more-place'; readonly host: string }
  /** Accept a waitlisted host. */
  | { readonly kind: 'accept-host'; readonly host: string };

/** A remedy that helps: it was tried, and the best plan with it places more partners. */
export type TriedRemedy = {
  readonly remedy: Remedy;
  /** How many more partners have a place, at least 1. */
  readonly placesGained: number;
  /** How many more points the plan has. Negative if better pairs make room. */
  readonly pointsGained: number;
  /** Partners that had no place and get one. */
  readonly helped: readonly string[];
  readonly change: PlanChange;
};

/**
 * Every single remedy that helps, the cheapest first: those that place the most partners, then those whose plan has the
 * most points. Each is verified by solving again. An exception has no price here. `isComplete` is false if the time ran
 * out before all were tried. There are none if schools were chosen too: then all partners have a place.
 *
 * A partner's second choice needs no remedy: the rules always allow it.
 */
export function remediesFor(
  answered: Answered,
  waitlisted: readonly HostEntrant[],
  openLp: OpenLp,
  isTimeOver: () => boolean,
): { readonly remedies: readonly TriedRemedy[]; readonly isComplete: boolean } {
  const { problem, terms, solution } = answered;
  const { pairs, unplaced } = solution.pairing;
  if (terms || unplaced.length === 0) return { remedies: [], isComplete: true };
  let isComplete = true;
  const remedies = remediesToTry(problem, unplaced, waitlisted).flatMap((remedy): TriedRemedy[] => {
    const question = openQuestion(withRemedy(problem, remedy, waitlisted), undefined, openLp, isTimeOver);
    try {
      const most = question.most();
      if (most === undefined) isComplete = false;
      if (most === undefined || most <= pairs.length) return [];
      const found = question.best();
      if (typeof found === 'string') isComplete = false;
      return typeof found === 'string' ? [] : [tried(answered, remedy, found)];
    } finally {
      question.close();
    }
  });
  return {
    remedies: remedies.toSorted((a, b) => b.placesGained - a.placesGained || b.pointsGained - a.pointsGained),
    isComplete,
  };
}

function tried(answered: Answered, remedy: Remedy, found: Found): TriedRemedy {
  const { pairs, unplaced } = answered.solution.pairing;
  return {
    remedy,
    placesGained: found.placed - pairs.length,
    pointsGained: found.points - answered.points,
    helped: unplaced.filter((id) => found.hostOf.has(id)),
    change: changeTo(answered, found),
  };
}

function remediesToTry(
  { hosts, partners, rules, exceptions = [] }: PairingProblem,
  unplaced: readonly string[],
  waitlisted: readonly HostEntrant[],
): readonly Remedy[] {
  const without = partners.filter(({ id }) => unplaced.includes(id));
  const needsException = (host: HostEntrant, partner: Entrant) =>
    isExceptional(rules, host, partner) &&
    !firmObstacle(rules, host, partner) &&
    !exceptions.some(isPair({ host: host.id, partner: partner.id }));
  return [
    ...without.flatMap((partner) =>
      hosts
        .filter((host) => needsException(host, partner))
        .map((host) => ({ kind: 'exception', host: host.id, partner: partner.id }) as const),
    ),
    ...hosts
      .filter(({ capacity }) => capacity < largestCapacity)
      .map(({ id }) => ({ kind: 'one-more-place', host: id }) as const),
    ...waitlisted
      .filter(({ id }) => ![...hosts, ...partners].some((school) => school.id === id))
      .map(({ id }) => ({ kind: 'accept-host', host: id }) as const),
  ];
}

/** The problem as it would be. */
function withRemedy(
  problem: PairingProblem,
  remedy: Remedy,
  waitlisted: readonly HostEntrant[],
): PairingProblem {
  const { hosts, exceptions = [] } = problem;
  switch (remedy.kind) {
    case 'exception': {
      const { host, partner } = remedy;
      return { ...problem, exceptions: [...exceptions, { host, partner, reason: '', pricePoints: 0 }] };
    }
    case 'one-more-place':
      return {
        ...problem,
        hosts: hosts.map((host) =>
          host.id === remedy.host ? { ...host, capacity: host.capacity + 1 } : host,
        ),
      };
    case 'accept-host':
      return { ...problem, hosts: [...hosts, ...waitlisted.filter(({ id }) => id === remedy.host)] };
  }
}
