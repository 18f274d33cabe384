import type { RunMilp } from './selection-milp.ts';
import { selectionModel } from './selection-model.ts';
import {
  rulesOf,
  type SelectionClash,
  type SelectionProblem,
  type SelectionRule,
  sayRule,
} from './selection-problem.ts';

type Clashes = (rules: readonly SelectionRule[]) => Promise<boolean>;

/**
 * Why a selection is impossible: the smallest set of its rules that no choice keeps together, and the fewest exceptions by
 * which one could. A question to the solver that takes longer than `timeLimitSeconds` counts as a "no clash", so the set
 * always clashes, but may then not be the smallest.
 */
export async function clashOf(
  problem: SelectionProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<SelectionClash> {
  const clashes: Clashes = async (rules) => {
    const { model } = selectionModel(problem, rules, 'any-answer');
    return (await runMilp(model, timeLimitSeconds)).kind === 'impossible';
  };
  const smallest = await smallestOf(rulesOf(problem), clashes);
  return {
    kind: 'clash',
    rules: smallest.map((rule) => sayRule(rule, namesIn(problem))),
    relaxations: await fewestExceptions(problem, runMilp, timeLimitSeconds),
  };
}

/** Halves the rules again and again (QuickXplain; U. Junker, AAAI 2004): few questions where few of many rules clash. */
async function smallestOf(
  rules: readonly SelectionRule[],
  clashes: Clashes,
  kept: readonly SelectionRule[] = [],
  keptIsNew = false,
): Promise<readonly SelectionRule[]> {
  if (keptIsNew && (await clashes(kept))) return [];
  if (rules.length <= 1) return rules;
  const middle = Math.ceil(rules.length / 2);
  const [first, second] = [rules.slice(0, middle), rules.slice(middle)];
  const fromSecond = await smallestOf(second, clashes, [...kept, ...first], true);
  const fromFirst = await smallestOf(first, clashes, [...kept, ...fromSecond], fromSecond.length > 0);
  return [...fromFirst, ...fromSecond];
}

async function fewestExceptions(
  problem: SelectionProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<readonly string[]> {
  const { model, exceptions } = selectionModel(problem, rulesOf(problem), 'fewest-exceptions');
  const answer = await runMilp(model, timeLimitSeconds);
  if (answer.kind !== 'best') return [];
  return exceptions.flatMap(({ column, say }) => {
    const count = Math.round(answer.values[column] ?? 0);
    return count > 0 ? [say(count)] : [];
  });
}

function namesIn({ candidates }: SelectionProblem): (id: string) => string {
  const names = new Map([...candidates.hosts, ...candidates.partners].map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
