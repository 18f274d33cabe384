import { type HostEntrant, type Pair, type PairingProblem, unplacedCostOf } from '#domain/pairing/problem.ts';
import { scoreByPair } from '#domain/pairing/score.ts';
import { perfectScore } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';

/** The cheapest plan and its placed partners, found by trying every plan; undefined if none follows the rulings. */
export function bestByTrying(
  problem: PairingProblem,
): { readonly cost: number; readonly placed: number; readonly total: number } | undefined {
  const plans = everyPlan(problem).map((pairs) => {
    const total = pairs.reduce((sum, pair) => sum + (scoreByIds(problem, pair) ?? 0), 0);
    const unplaced = problem.partners.length - pairs.length;
    const cost = pairs.length * perfectScore - total + unplaced * unplacedCostOf(problem);
    return { cost, placed: pairs.length, total };
  });
  return plans.sort((a, b) => a.cost - b.cost)[0];
}

/** Every plan that the rules and rulings allow. */
export function everyPlan(problem: PairingProblem): readonly (readonly Pair[])[] {
  return problem.partners.reduce<readonly (readonly Pair[])[]>(
    (plans, { id: partner }) =>
      plans.flatMap((pairs) => [
        ...(problem.locks.some((lock) => lock.partner === partner) ? [] : [pairs]),
        ...problem.hosts
          .filter(
            ({ id, capacity }) =>
              isAllowed(problem, { host: id, partner }) &&
              pairs.filter(({ host }) => host === id).length < capacity,
          )
          .map(({ id: host }) => [...pairs, { host, partner }]),
      ]),
    [[]],
  );
}

export function isAllowed(problem: PairingProblem, { host, partner }: Pair): boolean {
  const score = scoreByIds(problem, { host, partner });
  const locks = problem.locks.filter((lock) => lock.partner === partner);
  const isBanned = problem.bans.some((ban) => ban.host === host && ban.partner === partner);
  if (score === undefined || isBanned || locks.some((lock) => lock.host !== host)) return false;
  return locks.length > 0 || score >= (problem.leastScore ?? 0);
}

export function scoreByIds(problem: PairingProblem, { host, partner }: Pair): number | undefined {
  return scoreByPair(problem)({ host, partner })?.total;
}

/** Every way in which all hosts can choose their areas and levels. */
function everyChoice({ hosts, rules }: PairingProblem): readonly (readonly HostEntrant[])[] {
  const waysOf = (host: HostEntrant): readonly HostEntrant[] => {
    const isOpen = rules.focus === 'one-each' && host.focus === undefined && host.focusAreas.length > 0;
    const focused = isOpen ? host.focusAreas.map((focus) => ({ ...host, focus })) : [host];
    return rules.mixesLevels || host.capacity === 1
      ? focused
      : focused.flatMap((one) => levels.map((takes) => ({ ...one, takes })));
  };
  return hosts.reduce<readonly (readonly HostEntrant[])[]>(
    (choices, host) => choices.flatMap((chosen) => waysOf(host).map((way) => [...chosen, way])),
    [[]],
  );
}

/** The best plan of all choices of areas and levels; undefined if none follows the rulings. */
export const bestChoiceByTrying = (problem: PairingProblem) =>
  everyChoice(problem)
    .flatMap((hosts) => bestByTrying({ ...problem, hosts }) ?? [])
    .sort((a, b) => b.placed - a.placed || b.total - a.total)[0];
