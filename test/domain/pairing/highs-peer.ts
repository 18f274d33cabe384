import { type PairingProblem, unplacedCostOf } from '#domain/pairing/problem.ts';
import { runMilp } from '#optimizer/highs.ts';
import { isAllowed, scoreByIds } from './brute-force.ts';

/** The cost of the best pairing according to HiGHS, from a linear program that is stated only from the rules. */
export async function costByHighs(problem: PairingProblem): Promise<number> {
  const unplacedCost = unplacedCostOf(problem);
  const hostRow = problem.partners.length;
  const columns = problem.partners.flatMap((partner, row) =>
    problem.hosts.flatMap((host, index) => {
      const pair = { host: host.id, partner: partner.id };
      if (!isAllowed(problem, pair)) return [];
      const isLocked = problem.locks.some((lock) => lock.host === host.id && lock.partner === partner.id);
      const saved = unplacedCost - (10_000 - (scoreByIds(problem, pair) ?? 0));
      const entries = [[row, 1] as const, [hostRow + index, 1] as const];
      return [{ points: saved, atLeast: isLocked ? 1 : 0, atMost: 1, whole: false, entries }];
    }),
  );
  const rows = [
    ...problem.partners.map(() => ({ atLeast: 0, atMost: 1 })),
    ...problem.hosts.map(({ capacity }) => ({ atLeast: 0, atMost: capacity })),
  ];
  const answer = await runMilp({ columns, rows }, 60);
  if (answer.kind !== 'best') throw new Error(`HiGHS found no pairing: ${answer.kind}`);
  return problem.partners.length * unplacedCost - answer.points;
}
