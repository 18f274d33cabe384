import type { Entrant, HostEntrant, Price, Score } from '#domain/pairing/problem.ts';
import { rearrangingFor, whyNotMoved } from '#domain/pairing/scenario/move.ts';
import {
  currentPairing,
  type MovedAlong,
  type ProposedScenario,
  pairedProblem,
} from '#domain/pairing/scenario/scenario.ts';
import { isExceptional, scoresByHand } from '#domain/pairing/score.ts';

/** One possible host for a partner, and the cost of moving there. Costs are losses, in points. */
export type MoveOffer = {
  /** Undefined means no host. */
  readonly host?: HostEntrant;
  /** The score of the new pair. */
  readonly score?: Score;
  /** Whether the pair shares no area although it must. Staff can move the partner there as an exception. */
  readonly isException: boolean;
  /** The points the current plan loses if only this partner moves. Negative if it gains. */
  readonly alonePoints: number;
  /** How many more partners have no host after that move. */
  readonly alonePlaces: number;
  /** What the current plan loses if everyone else is placed again around this move. */
  readonly around?: Price;
  /** Set if the host is full: these partners move too, and the cost is `around`. */
  readonly others?: readonly MovedAlong[];
  readonly isHere: boolean;
  /** Why a simple move isn't possible. */
  readonly whyNot?: NonNullable<ReturnType<typeof whyNotMoved>>;
};

/** The partner to move, and its possible hosts. */
export type Picked = { readonly partner: Entrant; readonly offers: readonly MoveOffer[] };

/** Every host that can take a partner, lowest cost first; then exceptions, and "No host" last. */
export function offersFor(scenario: ProposedScenario, partner: Entrant): readonly MoveOffer[] {
  const problem = pairedProblem(scenario);
  const { hosts } = problem;
  const scoreBetween = scoresByHand(problem);
  const here = currentPairing(scenario).pairs.find((pair) => pair.partner === partner.id)?.host;
  const scoreAt = (host: HostEntrant | undefined) => host && scoreBetween(host, partner);
  const now = scoreAt(hosts.find(({ id }) => id === here))?.total ?? 0;
  const rearranged = rearrangingFor(scenario, partner.id);
  const offer = (host: HostEntrant | undefined): MoveOffer => {
    const score = scoreAt(host);
    const around = rearranged(host?.id);
    const whyNot = whyNotMoved(scenario, { partner: partner.id, ...(host && { to: host.id }) });
    return {
      ...(host && { host }),
      ...(score && { score }),
      isException: host !== undefined && isExceptional(problem.rules, host, partner),
      alonePoints: now - (score?.total ?? 0),
      alonePlaces: Number(host === undefined) - Number(here === undefined),
      ...(around && { around: { points: around.pricePoints, places: around.places } }),
      ...(around && whyNot === 'host-full' && { others: around.others }),
      isHere: host?.id === here,
      ...(whyNot && whyNot !== 'already-there' && { whyNot }),
    };
  };
  const allowed = hosts.map(offer).filter(({ score }) => score !== undefined);
  return [...allowed.toSorted(byPrice), offer(undefined)];
}

/** The cost of the move, including partners who make room. Undefined for the current host and for moves that aren't possible. */
export function priceOf(offer: MoveOffer): Price | undefined {
  const { isHere, whyNot, alonePoints, alonePlaces, around, others } = offer;
  if (isHere) return undefined;
  if (others) return around;
  return whyNot ? undefined : { points: alonePoints, places: alonePlaces };
}

/** The current host comes first: staying costs nothing. */
const byPrice = (a: MoveOffer, b: MoveOffer): number =>
  Number(b.isHere) - Number(a.isHere) ||
  Number(a.isException) - Number(b.isException) ||
  compare(priceOf(a)?.places, priceOf(b)?.places) ||
  compare(priceOf(a)?.points, priceOf(b)?.points) ||
  a.alonePoints - b.alonePoints ||
  ((a.host?.id ?? '') < (b.host?.id ?? '') ? -1 : 1);

/** Moves that aren't possible have no cost and come last. */
const compare = (a = Number.MAX_SAFE_INTEGER, b = Number.MAX_SAFE_INTEGER): number => a - b;
