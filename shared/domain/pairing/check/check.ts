import { countOf } from '#domain/base/wording.ts';
import {
  type Entrant,
  type HostEntrant,
  inOrder,
  type Pair,
  type PairingProblem,
  type Solution,
} from '#domain/pairing/problem.ts';
import { scoresIn } from '#domain/pairing/score.ts';
import { perfectScore } from '#domain/program/program.ts';
import { checkPrices } from './certificate.ts';

/**
 * Checks an answer against its problem. It shares no code with the solver, only the definition of a score. Returns
 * the faults, one sentence each; empty if the pairing is proven optimal.
 *
 * The plan is valid if everyone is in one pair or unplaced, no host has more partners than places, locks and bans are
 * kept, and every pair is allowed. It is optimal for this reason: take any other plan. Each of its pairs costs at
 * least u + v. Each partner that it leaves unplaced costs at least u. Each place that it leaves open adds at least v,
 * because v ≤ 0. So the plan costs at least Σu + Σcapacity·v, which is exactly the cost of this plan (weak duality of
 * linear programs; J. von Neumann, 1947; D. Gale, H. W. Kuhn, and A. W. Tucker, 1951). A locked partner has only one
 * allowed pair. `unplacedCost` is more than placing a partner can cost the whole plan, so the cheapest plan also
 * places as many partners as possible.
 */
export function checkPairing(problem: PairingProblem, solution: Solution): readonly string[] {
  const schools = schoolsOf(problem);
  return [
    ...checkPlaces(problem, solution, schools),
    ...checkRulings(problem, solution),
    ...checkMixing(problem, solution, schools),
    ...checkSums(problem, solution, schools),
    ...checkPrices(problem, solution),
  ];
}

type Schools = {
  readonly hosts: ReadonlyMap<string, HostEntrant>;
  readonly partners: ReadonlyMap<string, Entrant>;
};

const schoolsOf = ({ hosts, partners }: PairingProblem): Schools => ({
  hosts: new Map(hosts.map((host) => [host.id, host])),
  partners: new Map(partners.map((partner) => [partner.id, partner])),
});

/** Finds schools that the plan omits or uses twice. */
function checkPlaces(problem: PairingProblem, { pairing }: Solution, schools: Schools): readonly string[] {
  const placed = counted(pairing.pairs.map(({ partner }) => partner));
  const unplaced = counted(pairing.unplaced);
  const used = counted(pairing.pairs.map(({ host }) => host));
  return [
    ...[...used.keys()]
      .filter((id) => !schools.hosts.has(id))
      .map((id) => `${id} isn’t a host in this problem.`),
    ...[...placed.keys(), ...unplaced.keys()]
      .filter((id) => !schools.partners.has(id))
      .map((id) => `${id} isn’t a partner in this problem.`),
    ...problem.partners
      .map(({ id }) => ({ id, times: (placed.get(id) ?? 0) + (unplaced.get(id) ?? 0) }))
      .filter(({ times }) => times !== 1)
      .map(({ id, times }) =>
        times === 0
          ? `${id} is neither paired nor unplaced.`
          : `${id} is in the plan ${times} times. A partner is in one pair or unplaced.`,
      ),
    ...problem.hosts
      .filter(({ id, capacity }) => (used.get(id) ?? 0) > capacity)
      .map(
        ({ id, capacity }) => `${id} has ${used.get(id)} partners but only ${countOf(capacity, 'place')}.`,
      ),
    ...checkOrder(pairing.pairs, pairing.unplaced),
  ];
}

function counted(ids: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Each plan has only one order, so that two plans can be compared. */
function checkOrder(pairs: readonly Pair[], unplaced: readonly string[]): readonly string[] {
  const sorted = [...pairs].sort((a, b) => inOrder(a.host, b.host) || inOrder(a.partner, b.partner));
  const inTurn =
    sorted.every((pair, index) => pair === pairs[index]) &&
    [...unplaced].sort(inOrder).every((id, index) => id === unplaced[index]);
  return inTurn ? [] : ['The plan isn’t sorted by ID.'];
}

function checkRulings({ locks, bans }: PairingProblem, { pairing }: Solution): readonly string[] {
  const chosen = new Set(pairing.pairs.map(keyOf));
  return [
    ...locks
      .filter((lock) => !chosen.has(keyOf(lock)))
      .map(({ host, partner }) => `${partner} must be paired with ${host} but isn’t.`),
    ...bans
      .filter((ban) => chosen.has(keyOf(ban)))
      .map(({ host, partner }) => `${partner} must not be paired with ${host} but is.`),
  ];
}

const keyOf = ({ host, partner }: Pair): string => JSON.stringify([host, partner]);

/** If levels may not mix, a host's partners have a level in common. */
function checkMixing(
  { rules, hosts }: PairingProblem,
  { pairing }: Solution,
  { partners }: Schools,
): readonly string[] {
  if (rules.mixesLevels) return [];
  return hosts
    .filter(({ id }) => {
      const own = pairing.pairs.flatMap(({ host, partner }) =>
        host === id ? [partners.get(partner)?.levels ?? []] : [],
      );
      const [first = [], ...others] = own;
      return own.length > 1 && !first.some((level) => others.every((levels) => levels.includes(level)));
    })
    .map(({ id }) => `${id}’s partners don’t share a grade level.`);
}

/** Checks that every pair is allowed, and that the sums are correct. */
function checkSums(problem: PairingProblem, solution: Solution, schools: Schools): readonly string[] {
  const { pairing, certificate, total, cost } = solution;
  const locked = new Set(problem.locks.map(keyOf));
  const scoreBetween = scoresIn(problem);
  const scored = pairing.pairs.map((pair) => {
    const [host, partner] = [schools.hosts.get(pair.host), schools.partners.get(pair.partner)];
    const score = host && partner && scoreBetween(host, partner)?.total;
    const isTooLow = score !== undefined && score < (problem.leastScore ?? 0) && !locked.has(keyOf(pair));
    return { pair, score, isTooLow };
  });
  const sum = scored.reduce((points, { score }) => points + (score ?? 0), 0);
  const lacking = scored.length * perfectScore - sum + pairing.unplaced.length * certificate.unplacedCost;
  return [
    ...scored
      .filter(({ score }) => score === undefined)
      .map(({ pair }) => `The rules don’t allow ${pair.partner} with ${pair.host}.`),
    ...scored
      .filter(({ isTooLow }) => isTooLow)
      .map(
        ({ pair, score }) =>
          `${pair.partner} with ${pair.host} scores ${score}. The minimum is ${problem.leastScore}.`,
      ),
    ...(sum === total ? [] : [`The pairs score ${sum} points in total, but the answer says ${total}.`]),
    ...(lacking === cost ? [] : [`The plan costs ${lacking} points, but the answer says ${cost}.`]),
  ];
}
