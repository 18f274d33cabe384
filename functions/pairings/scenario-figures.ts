import { currentPairing, pairedProblem, type Scenario } from '../../shared/domain/pairing/scenario.ts';
import { scoreOf } from '../../shared/domain/pairing/score.ts';
import type { Instant } from '../../shared/domain/time.ts';

/** One line in the list of scenarios. `plan` is set once there is one. In points. */
export type ScenarioFigures = {
  readonly id: string;
  readonly name: string;
  readonly state: Scenario['state'];
  readonly selects: boolean;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly plan?: {
    readonly total: number;
    readonly worst: number;
    readonly unplaced: number;
    readonly moves: number;
  };
};

export function figuresOf(scenario: Scenario): ScenarioFigures {
  const { id, name, state, selects, askedBy, askedAt } = scenario;
  const common = { id, name, state, selects, askedBy: askedBy.name, askedAt };
  if (scenario.state !== 'proposed') return common;
  const { hosts, partners, rules } = pairedProblem(scenario);
  const { pairs, unplaced } = currentPairing(scenario);
  const hostById = new Map(hosts.map((host) => [host.id, host]));
  const partnerById = new Map(partners.map((partner) => [partner.id, partner]));
  const scores = pairs.map(({ host: hostId, partner: partnerId }) => {
    const host = hostById.get(hostId);
    const partner = partnerById.get(partnerId);
    return (host && partner && scoreOf(rules, host, partner)?.total) ?? 0;
  });
  return {
    ...common,
    plan: {
      total: scores.reduce((sum, score) => sum + score, 0),
      worst: scores.length === 0 ? 0 : Math.min(...scores),
      unplaced: unplaced.length,
      moves: scenario.moves.length,
    },
  };
}
