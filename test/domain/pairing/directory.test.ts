import { expect, test } from 'vitest';
import { provesChoice } from '#domain/pairing/check/choice.ts';
import { questionOf } from '#domain/pairing/check/question.ts';
import { solveSelection } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import { nextBestsAtMost } from '#domain/pairing/explain/next-best.ts';
import { whyNots } from '#domain/pairing/explain/why-not.ts';
import { areaMet, levelsApart } from '#domain/pairing/score.ts';
import { checkSelection } from '#domain/pairing/selection/check.ts';
import { schoolsCounted } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { atLeast, directoryName, someDirectory } from '../../cli/pairing-files.ts';
import { applicantsOf } from './cities.ts';

test(`254 applications from ${directoryName} are chosen, paired, and proven`, {
  timeout: 120_000,
}, async () => {
  const schools = atLeast(254, someDirectory()).filter(({ levels }) => levels.length > 0);
  const { candidates, terms } = applicantsOf(1, schools);
  const { hosts, partners } = candidates;
  // A smaller directory has other regions.
  const quotas = terms.quotas.filter(
    (quota) => schoolsCounted(quota, hosts, partners).length > 2 * quota.atLeast,
  );
  const problem = { candidates, terms: { ...terms, quotas } };
  const outcome = await solveSelection(problem, optimizer, 100);
  if (isClash(outcome) || outcome.kind !== 'selected') throw new Error('These can be chosen');
  const { chosen, solution, gap, certificate } = outcome;
  expect({ gap, hosts: chosen.hosts.length, pairs: solution.pairing.pairs.length }).toEqual({
    gap: 0,
    hosts: 24,
    pairs: 48,
  });
  expect(checkSelection(problem, chosen, solution.pairing.pairs)).toEqual([]);
  if (!certificate) throw new Error('no certificate');
  expect(provesChoice(questionOf(candidates, problem.terms), certificate)).toBe(true);
  for (const pair of solution.pairing.pairs) {
    const host = chosen.hosts.find(({ id }) => id === pair.host);
    const partner = chosen.partners.find(({ id }) => id === pair.partner);
    if (!host || !partner) throw new Error('A pair is of chosen schools');
    expect(areaMet(chosen.rules, host, partner)?.area).toBe(host.focus);
    // Neighboring levels may mix. Elementary and high schools never do.
    expect(levelsApart(host, partner)).toBeLessThan(2);
  }
  const answered = { problem: candidates, terms: problem.terms, ...outcome };
  expect(nextBestsAtMost(answered).partners.every(({ loss }) => loss.points >= 0)).toBe(true);
  expect(whyNots(answered).length).toBeGreaterThan(170);
});
