import { whyNotMoved } from '../../shared/domain/pairing/moving.ts';
import type { Entrant, HostEntrant, Score } from '../../shared/domain/pairing/problem.ts';
import { rearrangingFor } from '../../shared/domain/pairing/rearranging.ts';
import {
  currentPairing,
  type MovedAlong,
  type ProposedScenario,
  pairedProblem,
} from '../../shared/domain/pairing/scenario.ts';
import { scoreOf } from '../../shared/domain/pairing/score.ts';
import type { Price } from './plan.ts';

/** One place where a partner could go, and what that costs. A price is what is lost. */
export type MoveOffer = {
  /** Undefined: to no host. */
  readonly host?: HostEntrant;
  /** The score of the new pair. */
  readonly score?: Score;
  /** What the plan as it stands loses if this partner moves and nobody else. Negative where it gains. */
  readonly alonePoints: number;
  /** How many more partners are without a host then. */
  readonly alonePlaces: number;
  /** What the plan as it stands loses where all others are placed anew around it. */
  readonly around?: Price;
  /** Into a full host it goes at the price `around`, and these move too. */
  readonly others?: readonly MovedAlong[];
  readonly isHere: boolean;
  /** Why it cannot simply be moved there, where that is so. */
  readonly whyNot?: NonNullable<ReturnType<typeof whyNotMoved>>;
};

/** The partner that is to be moved, and where it could go. */
export type Picked = { readonly partner: Entrant; readonly offers: readonly MoveOffer[] };

/** Every host that may take a partner, the least costly move first, and no host at the end. */
export function offersFor(scenario: ProposedScenario, partner: Entrant): readonly MoveOffer[] {
  const { hosts, rules } = pairedProblem(scenario);
  const here = currentPairing(scenario).pairs.find((pair) => pair.partner === partner.id)?.host;
  const scoreAt = (host: HostEntrant | undefined) => host && scoreOf(rules, host, partner);
  const now = scoreAt(hosts.find(({ id }) => id === here))?.total ?? 0;
  const rearranged = rearrangingFor(scenario, partner.id);
  const offer = (host: HostEntrant | undefined): MoveOffer => {
    const score = scoreAt(host);
    const around = rearranged(host?.id);
    const whyNot = whyNotMoved(scenario, { partner: partner.id, ...(host && { to: host.id }) });
    return {
      ...(host && { host }),
      ...(score && { score }),
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

/** What moving it there costs: as it is, or with those who make room. Undefined where it is, or may not be. */
export function priceOf(offer: MoveOffer): Price | undefined {
  const { isHere, whyNot, alonePoints, alonePlaces, around, others } = offer;
  if (isHere) return undefined;
  if (others) return around;
  return whyNot ? undefined : { points: alonePoints, places: alonePlaces };
}

/** Where it is comes first: nothing is lost there. */
const byPrice = (a: MoveOffer, b: MoveOffer): number =>
  Number(b.isHere) - Number(a.isHere) ||
  compare(priceOf(a)?.places, priceOf(b)?.places) ||
  compare(priceOf(a)?.points, priceOf(b)?.points) ||
  a.alonePoints - b.alonePoints ||
  ((a.host?.id ?? '') < (b.host?.id ?? '') ? -1 : 1);

/** What may not be at all comes last. */
const compare = (a = Number.MAX_SAFE_INTEGER, b = Number.MAX_SAFE_INTEGER): number => a - b;
