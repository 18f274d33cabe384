import { splitPrice, whatIf } from '#domain/pairing/explain/what-if.ts';
import type { PairingProblem, Solution } from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { type PairWords, sayScore } from './pairing.ts';

/** Runner-ups need memory for every host with every partner. Above this limit they are left out. */
const mostPairsPriced = 4_000_000;
export const arePriced = ({ hosts, partners }: PairingProblem): boolean =>
  hosts.length * partners.length <= mostPairsPriced;

/**
 * The pairs with their reasons and runner-ups. A forbidden pair has no score and is left out. A runner-up is null if
 * there is none, or if the problem is too large.
 */
export function explainedPairs(words: PairWords, problem: PairingProblem, solution: Solution) {
  const hosts = new Map(problem.hosts.map((host) => [host.id, host]));
  const partners = new Map(problem.partners.map((partner) => [partner.id, partner]));
  const scoreBetween = scoresIn(problem);
  const runnerUpOf = arePriced(problem) ? whatIf(problem, solution).runnerUpOf : () => undefined;
  const runnerUp = (partner: string) => {
    const found = runnerUpOf(partner);
    if (!found) return null;
    const { points, places } = splitPrice(solution, found.pricePoints);
    return { host: found.host, pricePoints: points, pricePlaces: places };
  };
  return solution.pairing.pairs.flatMap((pair) => {
    const [host, partner] = [hosts.get(pair.host), partners.get(pair.partner)];
    const score = host && partner && scoreBetween(host, partner);
    if (!score) return [];
    const reason = sayScore(score, host, partner, words);
    return [
      { host: host.id, partner: partner.id, score: score.total, reason, runnerUp: runnerUp(pair.partner) },
    ];
  });
}

/** The schools that were chosen, with the places, level, and focus area of each host, ordered by ID. */
export const choiceIn = ({ hosts, partners }: PairingProblem) => ({
  hosts: hosts
    .map(({ id, capacity, takes, focus }) => ({
      id,
      capacity,
      ...(takes && { takes }),
      ...(focus !== undefined && { focus }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
  partners: partners.map(({ id }) => id).sort(),
});
