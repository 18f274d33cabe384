import type { RunMilp } from '#domain/base/integer-program.ts';
import type { Clash, Conceded } from '#domain/pairing/clash.ts';
import { beyondAll } from './counted.ts';
import { selectionModel } from './model.ts';
import type { SelectionProblem, SelectionRule } from './problem.ts';

type Clashes = (rules: readonly SelectionRule[]) => Promise<boolean>;

/**
 * Why a selection is impossible: one rule that no choice can meet, or a minimal set of rules that no choice can meet
 * together; and the fewest exceptions that would make it possible. A solver call that exceeds `timeLimitSeconds`
 * counts as "no conflict". The set then still conflicts, but may not be minimal.
 */
export async function clashOf(
  problem: SelectionProblem,
  rules: readonly SelectionRule[],
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<Clash> {
  const clashes: Clashes = async (some) => {
    const { model } = selectionModel(problem, some, 'any-answer');
    return (await runMilp(model, timeLimitSeconds)).kind === 'impossible';
  };
  const alone = rules.find((rule) => beyondAll(rule, problem));
  const smallest = alone ? [alone] : await smallestOf(rules, clashes);
  const concessions = await fewestExceptions(problem, rules, runMilp, timeLimitSeconds);
  return { rules: smallest, relax: { kind: 'concede', concessions } };
}

/**
 * Halves the rules again and again (QuickXplain; U. Junker, AAAI 2004). This needs few solver calls if few of many
 * rules conflict.
 */
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
  rules: readonly SelectionRule[],
  runMilp: RunMilp,
  timeLimitSeconds: number,
): Promise<readonly Conceded[]> {
  const { model, exceptions } = selectionModel(problem, rules, 'fewest-exceptions');
  const answer = await runMilp(model, timeLimitSeconds);
  if (answer.kind !== 'best') return [];
  return exceptions.flatMap(({ column, concession }) => {
    const count = Math.round(answer.values[column] ?? 0);
    return count > 0 ? [{ ...concession, count }] : [];
  });
}
