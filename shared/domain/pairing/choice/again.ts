import type { OpenLp } from '#domain/base/integer-program.ts';
import type { HostEntrant, Pair, PairingProblem } from '#domain/pairing/problem.ts';
import type { SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { nobody } from '#domain/pairing/solver/places.ts';
import type { Role } from '#domain/program/program.ts';
import { unitsPerPoint } from './bound.ts';
import { type ChoicePlan, climbing } from './climb.ts';
import { type Decided, decide, keepApart, undecided } from './decisions.ts';
import { type OpenChoice, openChoice } from './model.ts';
import { type Choosing, choosingOf } from './offers.ts';
import { countingPlaces } from './solve.ts';
import { type Grown, growTree } from './tree.ts';

/** One thing that must be different in the next-best plan. */
export type Restriction =
  | { readonly kind: 'apart'; readonly pair: Pair }
  | { readonly kind: 'other-focus'; readonly host: string; readonly focus: string }
  | { readonly kind: 'chosen'; readonly school: string; readonly role: Role };

/** A best plan, by ID, locked pairs included. */
export type Found = {
  readonly placed: number;
  /** The pairs' scores, plus the quality of chosen schools. */
  readonly points: number;
  readonly hostOf: ReadonlyMap<string, string>;
  /** Every host of the plan, with its area and level. */
  readonly hosts: ReadonlyMap<string, Pick<HostEntrant, 'focus' | 'takes'>>;
  /** For the next question. */
  readonly plan: ChoicePlan;
};

/** No plan follows the rules; or the time ran out first. */
type NotFound = 'impossible' | 'undecided';

/**
 * A choice that can be asked again and again: each answer is the best plan under one restriction, found from where the
 * last search ended. No proofs, so it is faster than `solveProblem`. Expects rules without conflicts.
 */
export function openQuestion(
  problem: PairingProblem,
  terms: SelectionTerms | undefined,
  openLp: OpenLp,
  isTimeOver: () => boolean,
): Question {
  const choosing = choosingOf(problem, terms);
  const lp = openedOnce(() => openChoice(choosing, terms ? undefined : 0, openLp));
  const counting = countingPlaces(choosing);
  const countingLp = openedOnce(() => openChoice(counting, undefined, openLp));

  const climb = climbing(choosing);
  const started = (root: Decided, known: Found | undefined): ChoicePlan =>
    climb(known?.plan.offers ?? choosing.hosts.map(() => 0), root, 2);
  const mostFrom = (root: Decided, start: ChoicePlan): number | undefined => {
    const grown = growTree(counting, {
      ...{ lp: countingLp.open(), root, isTimeOver },
      start: { ...start, points: start.placed },
    });
    return grown.isFinished ? (grown.plan?.placed ?? start.placed) : undefined;
  };
  const placing = (root: Decided, known: Found | undefined): Searched => {
    const start = started(root, known);
    const isMost = known && start.placed >= known.plan.placed;
    const most = isMost ? start.placed : mostFrom(root, start);
    if (most === undefined) return { isFinished: false };
    return growTree(choosing, {
      ...{ lp: lp.open(), root, placed: most, isTimeOver },
      ...(start.placed === most && { start }),
    });
  };
  return {
    best: (restriction, known) => {
      const root = restriction ? restricted(choosing, restriction) : undecided(choosing);
      if (isStuck(problem, choosing, root)) return 'impossible';
      const grown = terms ? guessing(choosing, lp.open(), root, isTimeOver) : placing(root, known);
      if (!grown.isFinished) return 'undecided';
      return grown.plan ? foundIn(problem, choosing, grown.plan) : 'impossible';
    },
    most: () => {
      const root = undecided(choosing);
      if (isStuck(problem, choosing, root)) return undefined;
      const most = mostFrom(root, started(root, undefined));
      return most === undefined ? undefined : most + settledIn(problem).size;
    },
    close: () => {
      lp.close();
      countingLp.close();
    },
  };
}

type Searched = Pick<Grown, 'plan' | 'isFinished'>;

export type Question = {
  /** The best plan under a restriction. `known` is the best without it, which helps to find it. */
  readonly best: (restriction?: Restriction, known?: Found) => Found | NotFound;
  /** The most partners with a place, if schools are chosen already; undefined if there is no plan, or no time. */
  readonly most: () => number | undefined;
  readonly close: () => void;
};

/** A relaxation that is opened when it is first needed. */
function openedOnce(openNow: () => OpenChoice): {
  readonly open: () => OpenChoice;
  readonly close: () => void;
} {
  let opened: OpenChoice | undefined;
  return {
    open: () => {
      opened ??= openNow();
      return opened;
    },
    close: () => opened?.close(),
  };
}

/** The host of each partner that is kept with one. */
const settledIn = ({ locks }: PairingProblem): Map<string, string> =>
  new Map(locks.map(({ host, partner }) => [partner, host]));

function restricted(choosing: Choosing, restriction: Restriction): Decided {
  const all = undecided(choosing);
  const rowOf = (schools: readonly { readonly id: string }[], school: string) =>
    schools.findIndex(({ id }) => id === school);
  switch (restriction.kind) {
    case 'apart': {
      const { host, partner } = restriction.pair;
      return keepApart(choosing, all, rowOf(choosing.hosts, host), rowOf(choosing.partners, partner));
    }
    case 'other-focus': {
      const host = rowOf(choosing.hosts, restriction.host);
      return (choosing.hosts[host]?.offers ?? []).reduce(
        (decided, { focus }, offer) =>
          focus === restriction.focus ? decide(choosing, decided, { host, offer }, 'no') : decided,
        all,
      );
    }
    case 'chosen': {
      const side = restriction.role === 'host' ? 'hosts' : 'partners';
      return { ...all, [side]: all[side].with(rowOf(choosing[side], restriction.school), 'in') };
    }
  }
}

/** Whether a host that must keep a partner has no offer left. */
const isStuck = ({ locks }: PairingProblem, { hosts }: Choosing, { offers }: Decided): boolean =>
  hosts.some(({ id }, h) => !offers[h]?.includes(1) && locks.some(({ host }) => host === id));

const firstPad = 400;

/**
 * Assumes that the best plan is within some points of its bound. Then few branches are left; and if there is such a
 * plan, it is the best. Otherwise the assumption was too bold.
 */
function guessing(choosing: Choosing, lp: OpenChoice, root: Decided, isTimeOver: () => boolean): Searched {
  const bound = Math.floor(lp.solve(root).bound / unitsPerPoint);
  for (let pad = firstPad; pad < bound; pad *= 4) {
    const grown = growTree(choosing, { lp, root, atLeast: bound - pad, isTimeOver });
    if (grown.plan || !grown.isFinished) return grown;
  }
  return growTree(choosing, { lp, root, isTimeOver });
}

function foundIn(problem: PairingProblem, choosing: Choosing, plan: ChoicePlan): Found {
  const { hosts, partners, picking } = choosing;
  const hostOf = settledIn(problem);
  partners.forEach(({ id }, p) => {
    const host = plan.hostOf[p] ?? nobody;
    if (host !== nobody) hostOf.set(id, hosts[host]?.id ?? '');
  });
  return {
    placed: hostOf.size,
    points: plan.points,
    hostOf,
    hosts: new Map(
      hosts.flatMap(({ id, offers }, h) => {
        const { takes, focus } = offers[plan.offers[h] ?? -1] ?? {};
        const isIn = !picking || (plan.offers[h] ?? -1) >= 0;
        return isIn
          ? [[id, { ...(takes && { takes }), ...(focus !== undefined && { focus }) }] as const]
          : [];
      }),
    ),
    plan,
  };
}
