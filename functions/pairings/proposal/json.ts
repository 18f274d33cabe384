import type { Plan } from '#domain/pairing/explain/plan.ts';
import { type PairWords, sayReason } from '#text/pairing.ts';

/** A plan as JSON, with schools by ID. */
export const planShown = ({ hosts, unplaced, total, best, worst, blocking }: Plan, words: PairWords) => ({
  total,
  best,
  pairs: hosts.flatMap(({ pairs }) =>
    pairs.map(({ host, partner, score, runnerUp }) => ({
      host: host.id,
      partner: partner.id,
      score,
      reason: sayReason(score, host, partner, words),
      ...(runnerUp && { runnerUp: { host: runnerUp.host.id, price: runnerUp.price } }),
    })),
  ),
  unplaced: unplaced.map(({ id }) => id),
  ...(worst && { worst: { host: worst.host.id, partner: worst.partner.id } }),
  blocking,
});
