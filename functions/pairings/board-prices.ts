import { whyNotMoved } from '../../shared/domain/pairing/moving.ts';
import type { Entrant, HostEntrant, Score } from '../../shared/domain/pairing/problem.ts';
import {
  currentPairing,
  type ProposedScenario,
  pairedProblem,
} from '../../shared/domain/pairing/scenario.ts';
import { scoreOf } from '../../shared/domain/pairing/score.ts';
import type { Plan, Price } from './plan.ts';

/** One place where a partner could go, and what that costs. A price is what is lost. */
export type MoveOffer = {
  /** Undefined: to no host. */
  readonly host?: HostEntrant;
  /** The score of the new pair. */
  readonly score?: Score;
  /** What the plan as it stands loses if this partner moves and nobody else. Negative where it gains. */
  readonly alonePoints: number;
  /** What the best plan loses where all others are placed anew around it. */
  readonly around?: Price;
  readonly isHere: boolean;
  /** Why it cannot simply be moved there, where that is so. */
  readonly whyNot?: NonNullable<ReturnType<typeof whyNotMoved>>;
};

/** The partner that is to be moved, and where it could go. */
export type Picked = { readonly partner: Entrant; readonly offers: readonly MoveOffer[] };

/** Every host that may take a partner, the least costly move first, and no host at the end. */
export function offersFor(scenario: ProposedScenario, plan: Plan, partner: Entrant): readonly MoveOffer[] {
  const { hosts, rules } = pairedProblem(scenario);
  const here = currentPairing(scenario).pairs.find((pair) => pair.partner === partner.id)?.host;
  const scoreAt = (host: HostEntrant | undefined) => host && scoreOf(rules, host, partner);
  const now = scoreAt(hosts.find(({ id }) => id === here))?.total ?? 0;
  const offer = (host: HostEntrant | undefined): MoveOffer => {
    const score = scoreAt(host);
    const around = plan.priceOf(partner.id, host?.id);
    const whyNot = whyNotMoved(scenario, { partner: partner.id, ...(host && { to: host.id }) });
    return {
      ...(host && { host }),
      ...(score && { score }),
      alonePoints: now - (score?.total ?? 0),
      ...(around && { around }),
      isHere: host?.id === here,
      ...(whyNot && whyNot !== 'already-there' && { whyNot }),
    };
  };
  const allowed = hosts.map(offer).filter(({ score }) => score !== undefined);
  return [...allowed.toSorted(byPrice), offer(undefined)];
}

const byPrice = (a: MoveOffer, b: MoveOffer): number =>
  compare(a.around?.places, b.around?.places) ||
  compare(a.around?.points, b.around?.points) ||
  a.alonePoints - b.alonePoints ||
  ((a.host?.id ?? '') < (b.host?.id ?? '') ? -1 : 1);

/** What may not be at all comes last. */
const compare = (a = Number.MAX_SAFE_INTEGER, b = Number.MAX_SAFE_INTEGER): number => a - b;
