import { realAt } from '#domain/base/typed-arrays.ts';
import { nobody } from '#domain/pairing/solver/places.ts';
import { boundOf, freePrices, type Prices, unitsPerPoint } from './bound.ts';
import { type ChoicePlan, climbing, worthOf } from './climb.ts';
import { type Decided, decide, type Split, undecided } from './decisions.ts';
import type { OpenChoice, Relaxed } from './model.ts';
import type { Choosing } from './offers.ts';

/** A branch: either its prices prove that it holds no better plan, or it is split in two. */
export type Branch = { prices: Prices; split?: Split; yes?: Branch; no?: Branch };

export type Grown = {
  /** The best plan; absent if there is none, or none was found in time. */
  readonly plan?: ChoicePlan;
  /** No plan has more points, which the tree proves. Equal to the plan's points if the tree is finished. */
  readonly bound: number;
  readonly tree: Branch;
  /** Whether the time sufficed. Otherwise some branches have only the prices of the branch before. */
  readonly isFinished: boolean;
};

export type Growing = {
  readonly lp: OpenChoice;
  /** Prices to begin with; all are 0 if absent. */
  readonly prices?: Prices;
  /** What is decided beforehand. */
  readonly root?: Decided;
  /** At least so many partners have a place; for chosen schools only. */
  readonly placed?: number;
  /** A plan to improve on. */
  readonly start?: ChoicePlan;
  /** Plans with fewer points don't count. */
  readonly atLeast?: number;
  /** Whether no further branch may be opened. */
  readonly isTimeOver: () => boolean;
};

/** Fewer points than any plan has: what misses a rule costs far more. */
const leastConceivable = -1;

/**
 * Finds the best plan by branch and bound (A. H. Land and A. G. Doig, 1960) over the relaxed choice: its prices bound
 * each branch. The tree is the proof, and can be checked without a solver. The branch that the relaxed choice prefers
 * comes first, which finds good plans early.
 */
export function growTree(choosing: Choosing, growing: Growing): Grown {
  const { lp, root: from = undecided(choosing), placed, start, isTimeOver } = growing;
  const climb = choosing.picking ? undefined : climbing(choosing);
  const rounds = choosing.hosts.length > mostClimbing ? 0 : 1;
  let best = start;
  let bestPoints = Math.max(start?.points ?? leastConceivable, (growing.atLeast ?? 0) - 1);
  const root: Branch = { prices: growing.prices ?? freePrices(choosing) };
  let hasRunOut = false;
  let openBound = Number.NEGATIVE_INFINITY;
  const waiting = [{ branch: root, decided: from, bound: boundOf(choosing, root.prices, from, placed) }];
  const consider = (plan: ChoicePlan | undefined) => {
    if (!plan || plan.points <= bestPoints || plan.placed < (placed ?? 0)) return;
    best = plan;
    bestPoints = plan.points;
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { branch, decided } = next;
    hasRunOut ||= isTimeOver();
    if (hasRunOut) {
      openBound = Math.max(openBound, Math.floor(next.bound / unitsPerPoint));
      continue;
    }
    const isProven = (bound: number) => bound < unitsPerPoint * (bestPoints + 1);
    const relaxed = lp.solve(decided, placed, isProven);
    consider(wholePlan(choosing, relaxed));
    consider(climb?.(mostTaken(relaxed), decided, rounds));
    branch.prices = relaxed.prices;
    if (isProven(relaxed.bound)) continue;
    const split = splitOf(choosing, relaxed, decided);
    if (!split) throw new Error('A branch has nothing left to decide, but its bound is above the best plan.');
    branch.split = split.split;
    const sides: Record<'yes' | 'no', Branch> = {
      yes: { prices: relaxed.prices },
      no: { prices: relaxed.prices },
    };
    branch.yes = sides.yes;
    branch.no = sides.no;
    for (const side of split.firstIsYes ? (['no', 'yes'] as const) : (['yes', 'no'] as const))
      waiting.push({
        branch: sides[side],
        decided: decide(choosing, decided, split.split, side),
        bound: relaxed.bound,
      });
  }
  return {
    ...(best && { plan: best }),
    bound: Math.max(bestPoints, openBound),
    tree: root,
    isFinished: !hasRunOut,
  };
}

/** Hosts above this number are not improved one by one in each branch: that takes longer than it saves. */
export const mostClimbing = 50;

/** From this on, the relaxed choice has all but taken an offer. */
const allBut = 0.999;

/**
 * A good plan to start from, and the prices of the relaxed choice: settles the offers that it all but takes, and
 * searches the rest. For chosen schools only.
 */
export function dive(
  choosing: Choosing,
  growing: Growing,
): { readonly start?: ChoicePlan; readonly prices: Prices } {
  const { values, layout, prices } = growing.lp.solve(undecided(choosing), growing.placed);
  const root = layout.taken.reduce((decided, columns, host) => {
    const offer = columns.findIndex((column) => realAt(values, column) >= allBut);
    return offer < 0 ? decided : decide(choosing, decided, { host, offer }, 'yes');
  }, undecided(choosing));
  const { plan } = growTree(choosing, { ...growing, root });
  return { ...(plan && { start: plan }), prices };
}

const wholeness = 1e-6;

/** The plan of an answer in whole numbers that misses no rule; undefined for other answers. */
function wholePlan(choosing: Choosing, { points, values, layout }: Relaxed): ChoicePlan | undefined {
  const { taken, placed, chosen } = layout;
  const isWhole = (column: number) => {
    if (column < 0) return true;
    const value = realAt(values, column);
    return Math.abs(value - Math.round(value)) < wholeness;
  };
  const areWhole = (columns: readonly number[] | Int32Array) => columns.every(isWhole);
  if (!areWhole(chosen) || !taken.every(areWhole) || !placed.every((own) => own.every(areWhole)))
    return undefined;
  const isOne = (column: number) => column >= 0 && realAt(values, column) > 0.5;
  const offers = taken.map((columns) => columns.findIndex(isOne));
  const hostOf = new Int32Array(choosing.partners.length).fill(nobody);
  choosing.hosts.forEach((host, h) => {
    host.offers.forEach(({ fits }, o) => {
      fits.forEach(({ partner }, index) => {
        if (isOne(placed[h]?.[o]?.[index] ?? -1)) hostOf[partner] = h;
      });
    });
  });
  const worth = worthOf(choosing, offers, hostOf);
  // An answer that misses a rule pays for it, so it differs.
  return Math.abs(worth.points - points) < 0.5 ? { offers, hostOf, ...worth } : undefined;
}

/** Each host's most taken offer. */
const mostTaken = ({ values, layout }: Relaxed): readonly number[] =>
  layout.taken.map((columns) =>
    columns.reduce(
      (best, column, offer) =>
        best < 0 || realAt(values, column) > realAt(values, columns[best] ?? 0) ? offer : best,
      -1,
    ),
  );

/** What is least clear: the offer nearest to half taken, then the partner nearest to half chosen, then anything open. */
function splitOf(
  { hosts, partners, picking }: Choosing,
  { values, layout }: Relaxed,
  decided: Decided,
): { readonly split: Split; readonly firstIsYes: boolean } | undefined {
  const openOffers = hosts.flatMap(({ offers }, host) => {
    const open = offers.flatMap((_, offer) => (decided.offers[host]?.[offer] === 1 ? [offer] : []));
    // The last offer of a chosen host is taken anyway.
    const isSettled = open.length < 2 && (!picking || decided.hosts[host] === 'in');
    if (decided.hosts[host] === 'out' || isSettled) return [];
    return open.map((offer) => ({
      split: { host, offer },
      value: realAt(values, layout.taken[host]?.[offer] ?? 0),
    }));
  });
  const openPartners = picking
    ? partners.flatMap((_, partner) =>
        decided.partners[partner] === undefined
          ? [{ split: { partner }, value: realAt(values, layout.chosen[partner] ?? 0) }]
          : [],
      )
    : [];
  const found = leastClear(openOffers) ?? leastClear(openPartners) ?? openPartners[0] ?? openOffers[0];
  return found && { split: found.split, firstIsYes: found.value >= 0.5 };
}

function leastClear<T extends { readonly value: number }>(open: readonly T[]): T | undefined {
  const doubt = ({ value }: T) => Math.min(value, 1 - value);
  const found = open.reduce<T | undefined>(
    (best, one) => (best && doubt(best) + 1e-9 >= doubt(one) ? best : one),
    undefined,
  );
  return found && doubt(found) > wholeness ? found : undefined;
}
