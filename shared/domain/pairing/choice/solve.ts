import type { OpenLp, Optimizer } from '#domain/base/integer-program.ts';
import type { OnProgress } from '#domain/base/progress.ts';
import { type Clash, isClash, smallestClash } from '#domain/pairing/clash.ts';
import {
  byId,
  type ChoiceCertificate,
  type PairingProblem,
  type Proof,
  rulingsWithin,
} from '#domain/pairing/problem.ts';
import { clashOf } from '#domain/pairing/selection/infeasible.ts';
import {
  qualityOf,
  rulesOf,
  type Selected,
  type SelectionProblem,
  type SelectionTerms,
  selectionOfAll,
  type Undecided,
} from '#domain/pairing/selection/problem.ts';
import { nobody } from '#domain/pairing/solver/places.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { roughBound } from './bound.ts';
import { type ChoicePlan, climbing } from './climb.ts';
import { undecided } from './decisions.ts';
import { openChoice } from './model.ts';
import { type Choosing, choosingOf, type OfferingHost } from './offers.ts';
import { proofOf } from './proof.ts';
import { dive, type Growing, type Grown, growTree, mostClimbing } from './tree.ts';

/** Deciding whether rules can be met takes no longer. Finding a conflict needs about a dozen such calls. */
const shortLimitSeconds = 10;

/** Whether so many seconds have passed since the call. */
export function timer(now: Optimizer['now'], seconds: number): () => boolean {
  const end = now() + 1000 * seconds;
  return () => now() >= end;
}

/** Whether hosts must choose a level or an area for their partners. */
export const choosesOffers = ({ rules }: PairingProblem): boolean =>
  !rules.mixesLevels || rules.focus === 'one-each';

/**
 * The best pairing of a problem, and with `terms` the best choice of schools too: whatever the problem leaves open is
 * chosen. Chosen schools without a choice of levels or areas need no optimizer.
 */
export async function solveProblem(
  problem: PairingProblem,
  terms: SelectionTerms | undefined,
  optimizer: Optimizer,
  timeLimitSeconds: number,
  onProgress?: OnProgress,
): Promise<Selected | Clash | Undecided> {
  if (terms) return solveSelection({ candidates: problem, terms }, optimizer, timeLimitSeconds);
  if (choosesOffers(problem)) return chooseOffers(problem, optimizer, timeLimitSeconds);
  const solution = solvePairing(problem, onProgress);
  if (isClash(solution)) return solution;
  const { total } = solution;
  return { kind: 'selected', chosen: problem, solution, points: total, bound: total, gap: 0 };
}

/** Levels and areas are chosen here, so they are no conflict yet. */
const earlyClash = (problem: PairingProblem): Clash | undefined =>
  smallestClash({ ...problem, rules: { ...problem.rules, mixesLevels: true } });

/**
 * Chooses schools, a level and a focus area for each host, and pairs them for the most points: the pairs' scores plus
 * the quality of the chosen schools. The choice is optimal, or at the time limit the best found, and `gap` says how far
 * it can be from optimal. The exact engine pairs the chosen schools, with its certificate. The order of schools and
 * rulings does not matter. Expects well-formed schools, rules, and rulings. A school may be on both sides.
 */
export async function solveSelection(
  problem: SelectionProblem,
  { runMilp, loadLp, now }: Optimizer,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const { candidates, terms } = problem;
  const clash = earlyClash(candidates);
  if (clash) return clash;
  const choosing = choosingOf(candidates, terms);
  const isTimeOver = timer(now, timeLimitSeconds);
  const grown = grow(choosing, await loadLp(), { isTimeOver });
  if (!grown.plan && grown.isFinished)
    return clashOf(problem, rulesOf(problem), runMilp, Math.min(timeLimitSeconds, shortLimitSeconds));
  return selected(candidates, choosing, grown, timeLimitSeconds, (chosen) => qualityOf(problem, chosen), {});
}

/** The part of the time that finding a good plan to start from may take. */
const partForDive = 0.5;

/** Grows a tree over a relaxation of its own. Of many chosen schools, a good plan is found first. */
function grow(
  choosing: Choosing,
  openLp: OpenLp,
  growing: Omit<Growing, 'lp'>,
  isDiveOver: () => boolean = growing.isTimeOver,
): Grown {
  const lp = openChoice(choosing, growing.placed, openLp);
  try {
    const isLarge = !choosing.picking && choosing.hosts.length > mostClimbing;
    const dived = isLarge && dive(choosing, { lp, ...growing, isTimeOver: isDiveOver });
    return growTree(choosing, { lp, ...growing, ...dived });
  } finally {
    lp.close();
  }
}

/**
 * Pairs already chosen schools if levels may not mix, or each host works on one area: finds a level and an area for
 * each host. It places as many partners as possible, and among these plans finds the one with the most points. Bound
 * and gap are as in a selection. The certificate of the pairs is for these levels and areas.
 */
export async function chooseOffers(
  problem: PairingProblem,
  { runMilp, loadLp, now }: Optimizer,
  timeLimitSeconds: number,
): Promise<Selected | Clash | Undecided> {
  const clash = earlyClash(problem);
  if (clash) return clash;
  const choosing = choosingOf(problem);
  const isStuck = ({ id, offers }: OfferingHost) =>
    offers.length === 0 && problem.locks.some(({ host }) => host === id);
  if (choosing.hosts.some(isStuck)) {
    const { selection, rules } = selectionOfAll(problem);
    return clashOf(selection, rules, runMilp, timeLimitSeconds);
  }
  const openLp = await loadLp();
  const isTimeOver = timer(now, timeLimitSeconds);
  const start = climbing(choosing)(
    choosing.hosts.map(({ offers }) => (offers.length > 0 ? 0 : -1)),
    undecided(choosing),
    2,
  );
  const isFull = start.placed === choosing.partners.length;
  const counted = isFull ? undefined : countPlaces(choosing, openLp, start, isTimeOver);
  const placed = counted?.plan?.placed ?? start.placed;
  const better = placed === start.placed && { start };
  const isDiveOver = timer(now, timeLimitSeconds * partForDive);
  const grown = grow(choosing, openLp, { placed, ...better, isTimeOver }, isDiveOver);
  const isCounted = counted?.isFinished !== false;
  // If more partners might be placed, only a rough bound holds for all plans.
  const rough = isCounted ? grown.bound : roughBound(choosing);
  const places = counted && isCounted && proofOf(problem, countingPlaces(choosing), counted.tree, placed);
  return selected(
    problem,
    choosing,
    { ...grown, bound: Math.max(grown.bound, rough) },
    timeLimitSeconds,
    () => 0,
    isCounted ? { placed, ...(places && { places }) } : undefined,
  );
}

/** How many partners can have a place, proven if the time suffices. */
function countPlaces(
  choosing: Choosing,
  openLp: OpenLp,
  start: ChoicePlan,
  isTimeOver: () => boolean,
): Grown {
  return grow(countingPlaces(choosing), openLp, { start: { ...start, points: start.placed }, isTimeOver });
}

/** The same choice, in which a plan earns a point for each partner with a place. */
export const countingPlaces = (choosing: Choosing): Choosing => ({
  ...choosing,
  hosts: choosing.hosts.map((host) => ({
    ...host,
    offers: host.offers.map((offer) => ({
      ...offer,
      points: 0,
      fits: offer.fits.map(({ partner }) => ({ partner, points: 1 })),
    })),
  })),
});

/** For an error that no one should see: without names of schools. */
const kindsOf = ({ rules }: Clash): string => rules.map(({ kind }) => kind).join(', ');

/** What the proof of a choice rests on: how many partners without a lock have a place, and that no more can. */
type Proven = { readonly placed?: number; readonly places?: Proof };

function selected(
  problem: PairingProblem,
  choosing: Choosing,
  { plan, bound, tree }: Grown,
  afterSeconds: number,
  qualityOfChosen: (chosen: PairingProblem) => number,
  proven: Proven | undefined,
): Selected | Undecided {
  if (!plan) return { kind: 'undecided', afterSeconds };
  const chosen = chosenProblem(problem, choosing, plan);
  const solution = solvePairing(chosen);
  if (isClash(solution)) throw new Error(`The chosen schools can't be paired: ${kindsOf(solution)}`);
  const points = solution.total + qualityOfChosen(chosen);
  // Both find the best pairing of the same schools. If they differ, one of them is wrong, and the result must not be
  // called optimal.
  if (points < plan.points || points > bound)
    throw new Error(
      `The exact pairing scores ${points} points, the choice ${plan.points} of at most ${bound}`,
    );
  const settled = new Set(problem.locks.map(({ partner }) => partner)).size;
  const certificate: ChoiceCertificate | undefined = proven && {
    points: bound,
    proof: proofOf(problem, choosing, tree, bound, proven.placed),
    ...(proven.placed !== undefined && { placed: proven.placed + settled }),
    ...(proven.places && { places: proven.places }),
  };
  return {
    kind: 'selected',
    chosen,
    solution,
    points,
    bound,
    gap: bound - points,
    ...(certificate && { certificate }),
  };
}

/** The chosen schools as a separate problem: each host with its level, its area, and in a selection its places. */
function chosenProblem(
  problem: PairingProblem,
  { hosts, partners, picking }: Choosing,
  plan: ChoicePlan,
): PairingProblem {
  const placedAt = Map.groupBy(plan.hostOf, (host) => host);
  const hostById = new Map(problem.hosts.map((host) => [host.id, host]));
  const chosenHosts = hosts.flatMap(({ id, offers, capacity }, index) => {
    const host = hostById.get(id);
    const own = offers[plan.offers[index] ?? -1];
    if (!host || (picking && !own)) return [];
    const { takes, focus } = own ?? offers[0] ?? {};
    const locked = host.capacity - capacity;
    return [
      {
        ...host,
        ...(picking && { capacity: locked + (placedAt.get(index)?.length ?? 0) }),
        ...(takes && { takes }),
        ...(focus !== undefined && { focus }),
      },
    ];
  });
  const isUnplaced = new Set(
    partners.filter((_, index) => plan.hostOf[index] === nobody).map(({ id }) => id),
  );
  const schools = {
    hosts: chosenHosts,
    partners: picking
      ? problem.partners.filter(({ id }) => !isUnplaced.has(id)).toSorted(byId)
      : problem.partners,
  };
  return { ...problem, ...schools, ...rulingsWithin(problem, schools) };
}
