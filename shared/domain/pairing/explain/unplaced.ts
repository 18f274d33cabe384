import type { Entrant, HostEntrant } from '#domain/pairing/problem.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { areaMet, firmObstacle } from '#domain/pairing/score.ts';
import { mustShareArea } from '#domain/program/program.ts';

/**
 * How many hosts of a plan are left for a partner after each rule: those that offer one of its areas, of these the ones
 * near its level, of these the ones in reach, and of these the ones whose focus it named.
 */
export type Funnel = {
  readonly offering: number;
  readonly atLevel: number;
  readonly inReach: number;
  readonly working: number;
};

/** Undefined if areas don't have to be shared. */
export function funnelFor(scenario: ProposedScenario, partner: Entrant): Funnel | undefined {
  const { rules, hosts } = pairedProblem(scenario);
  if (!mustShareArea(rules)) return undefined;
  const asOffered = new Map(scenario.problem.hosts.map((host) => [host.id, host]));
  const open = (host: HostEntrant) => asOffered.get(host.id) ?? host;
  const offering = hosts.filter((host) => areaMet(rules, open(host), partner));
  const { withinKm: _, ...anyDistance } = rules;
  const atLevel = offering.filter((host) => !firmObstacle(anyDistance, host, partner));
  const inReach = atLevel.filter((host) => !firmObstacle(rules, host, partner));
  const working = inReach.filter((host) => areaMet(rules, host, partner));
  return {
    offering: offering.length,
    atLevel: atLevel.length,
    inReach: inReach.length,
    working: working.length,
  };
}
