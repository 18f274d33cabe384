import type { Plan } from '#domain/pairing/explain/plan.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { type PairWords, sayReason } from '#text/pairing.ts';

/** A proposal with its plan as JSON, with schools by ID. */
export const planShown = (
  { id, version, moves, rulings, problem }: ProposedScenario,
  { hosts, unplaced, total, best, worst, blocking }: Plan,
  words: PairWords,
) => ({
  id,
  version,
  total,
  best,
  pairs: hosts.flatMap(({ pairs }) =>
    pairs.map(({ host, partner, score, runnerUp }) => ({
      host: host.id,
      ...(host.focus !== undefined && { focus: host.focus }),
      partner: partner.id,
      score,
      reason: sayReason(score, host, partner, { ...words, pairing: problem.rules }),
      ...(runnerUp && { runnerUp: { host: runnerUp.host.id, price: runnerUp.price } }),
    })),
  ),
  unplaced: unplaced.map(({ id }) => id),
  ...(worst && { worst: { host: worst.host.id, partner: worst.partner.id } }),
  blocking,
  moves,
  rulings,
});
