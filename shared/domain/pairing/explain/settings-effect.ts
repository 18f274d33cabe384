import { byId, type Entrant, type PairingProblem, pairKey } from '#domain/pairing/problem.ts';
import { currentPairing, type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { scoreByPair, scoresIn } from '#domain/pairing/score.ts';

/** What rules would do, as far as it can be told without solving. */
export type SettingsEffect = {
  /** Pairs that the rules allow, of all pairs of a host and a partner. */
  readonly allowed: number;
  readonly pairs: number;
  /** Partners that no host may take, sorted by ID. */
  readonly stranded: readonly Entrant[];
  /** Hosts that may take no partner, sorted by ID. */
  readonly idle: readonly Entrant[];
  /** The pairs of the earlier proposal's current plan under these rules; absent without an earlier proposal. */
  readonly plan?: PlanEffect;
};

export type PlanEffect = {
  readonly pairs: number;
  /** Pairs that the rules no longer allow, or whose schools are no longer among those to pair. */
  readonly lost: readonly { readonly host: Entrant; readonly partner: Entrant }[];
  /** The points of the other pairs, with the earlier and with the new settings. */
  readonly pointsBefore: number;
  readonly pointsAfter: number;
};

export function effectOf(problem: PairingProblem, earlier: ProposedScenario | undefined): SettingsEffect {
  const { hosts, partners, bans, leastScore = 0 } = problem;
  const banned = new Set(bans.map(pairKey));
  const scoreBetween = scoresIn(problem);
  const taking = new Set<string>();
  const placeable = new Set<string>();
  let allowed = 0;
  for (const host of hosts)
    for (const partner of partners) {
      if (banned.has(pairKey({ host: host.id, partner: partner.id }))) continue;
      if ((scoreBetween(host, partner)?.total ?? -1) < leastScore) continue;
      allowed += 1;
      taking.add(host.id);
      placeable.add(partner.id);
    }
  const without = (schools: readonly Entrant[], found: ReadonlySet<string>) =>
    schools.filter(({ id }) => !found.has(id)).toSorted(byId);
  return {
    allowed,
    pairs: hosts.length * partners.length,
    stranded: without(partners, placeable),
    idle: without(hosts, taking),
    ...(earlier && { plan: planEffect(problem, earlier) }),
  };
}

/** A host keeps the focus area and the level that the earlier plan gave it. */
function planEffect(problem: PairingProblem, earlier: ProposedScenario): PlanEffect {
  const before = pairedProblem(earlier);
  const known = new Set([...problem.hosts, ...problem.partners].map(({ id }) => id));
  const banned = new Set(problem.bans.map(pairKey));
  const { rules, locks, leastScore = 0, exceptions } = problem;
  const keepsAreas = rules.focus === 'one-each';
  const hosts = before.hosts.map(({ takes, focus, ...host }) => ({
    ...host,
    ...(takes && !rules.mixesLevels && { takes }),
    ...(focus !== undefined && keepsAreas && { focus }),
  }));
  const pointsBefore = scoreByPair(before);
  const pointsAfter = scoreByPair({ ...before, hosts, rules, locks, ...(exceptions && { exceptions }) });
  const nameOf = new Map<string, Entrant>([...before.hosts, ...before.partners].map((one) => [one.id, one]));
  const judged = currentPairing(earlier).pairs.map((pair) => {
    const isThere = known.has(pair.host) && known.has(pair.partner) && !banned.has(pairKey(pair));
    const points = isThere ? pointsAfter(pair)?.total : undefined;
    return { pair, after: points !== undefined && points >= leastScore ? points : undefined };
  });
  return {
    pairs: judged.length,
    lost: judged.flatMap(({ pair, after }) => {
      const [host, partner] = [nameOf.get(pair.host), nameOf.get(pair.partner)];
      return after === undefined && host && partner ? [{ host, partner }] : [];
    }),
    pointsBefore: judged.reduce(
      (sum, { pair, after }) => sum + (after === undefined ? 0 : (pointsBefore(pair)?.total ?? 0)),
      0,
    ),
    pointsAfter: judged.reduce((sum, { after }) => sum + (after ?? 0), 0),
  };
}
