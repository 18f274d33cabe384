import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveSelection } from '#domain/pairing/choice/solve.ts';
import { type Clash, isClash } from '#domain/pairing/clash.ts';
import { rulesOf, type Selected, type SelectionProblem } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayClash } from '#text/pairing.ts';
import { aSelection, outOfTime, reversed, smallSelection } from './selection-cases.ts';

const solve = (problem: SelectionProblem) => solveSelection(problem, optimizer, 20);

async function selectedIn(problem: SelectionProblem): Promise<Selected> {
  const outcome = await solve(problem);
  if (isClash(outcome) || outcome.kind !== 'selected') throw new Error(JSON.stringify(outcome));
  return outcome;
}

async function clashIn(problem: SelectionProblem): Promise<Clash> {
  const outcome = await solve(problem);
  if (!isClash(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** The conflict in words. */
const saidIn = async (problem: SelectionProblem) => sayClash(await clashIn(problem), problem.candidates);

// A busy machine needs longer for dozens of selections.
const patient = { timeout: 30_000 };

test('the order of schools and rulings does not matter', patient, async () => {
  await fc.assert(
    fc.asyncProperty(smallSelection, async (problem) => {
      expect(await solve(reversed(problem))).toEqual(await solve(problem));
    }),
    { numRuns: 15 },
  );
});

describe('conflicting rules', () => {
  test('are minimal: together they have no solution, and without any one of them they have one', async () => {
    const quotas = [
      { region: 'North', atLeast: 1 },
      { region: 'North', role: 'host', atLeast: 1 },
      { region: 'South', role: 'host', atLeast: 1 },
      { level: 'middle', atLeast: 1 },
    ] as const;
    const problem = aSelection({ targets: { host: 1, partner: 1 }, quotas });
    const clash = await clashIn(problem);
    expect(sayClash(clash, problem.candidates).rules).toEqual([
      'Accept exactly 1 host.',
      'At least 1 host in North.',
      'At least 1 host in South.',
    ]);
    expect(rulesOf(problem)).toEqual(expect.arrayContaining([...clash.rules]));
    for (const left of [quotas[1], quotas[2]])
      await selectedIn(
        aSelection({ targets: { host: 1, partner: 1 }, quotas: quotas.filter((quota) => quota !== left) }),
      );
  });

  test('come with the least that must change', async () => {
    const few = await saidIn(
      aSelection({ targets: { host: 2, partner: 3 }, quotas: [{ level: 'elementary', atLeast: 5 }] }),
    );
    expect(few).toEqual({
      rules: ['At least 5 elementary schools.'],
      relaxations: [
        'With this change, a plan can follow all the other rules: 4 fewer elementary schools than the quota of 5.',
      ],
    });
  });

  test('come with the places that would stay open', async () => {
    const bans = ['H1', 'H2'].map((host) => ({ host, partner: 'P4', reason: 'one principal' }));
    const { rules, relaxations } = await saidIn(
      aSelection({ targets: { host: 2 }, accepted: ['H1', 'H2'] }, { bans }),
    );
    expect(rules).toContain('Every accepted host is full.');
    expect(relaxations).toEqual([
      'With this change, a plan can follow all the other rules: 1 place at Alder stays open.',
    ]);
  });

  test('can be rulings alone, worded as without a selection', async () => {
    const ruling = { host: 'H1', partner: 'P1', reason: 'they asked' };
    const { rules, relaxations } = await saidIn(aSelection({}, { locks: [ruling], bans: [ruling] }));
    expect(rules).toEqual([
      'Cedar (P1) must be paired with Alder (H1) (“they asked”).',
      'Cedar (P1) must not be paired with Alder (H1) (“they asked”).',
    ]);
    expect(relaxations).toEqual(['Remove one of the two rules.']);
  });

  test('can be a lock and a target: staff made the lock, so the number changes', async () => {
    const locks = [
      { host: 'H1', partner: 'P1', reason: 'they asked' },
      { host: 'H2', partner: 'P2', reason: 'they asked' },
    ];
    const { rules, relaxations } = await saidIn(aSelection({ targets: { host: 1, partner: 1 } }, { locks }));
    expect(rules).toEqual([
      expect.stringMatching(/^Accept exactly 1 (host|partner)\.$/),
      'Cedar (P1) must be paired with Alder (H1) (“they asked”).',
      'Damson (P2) must be paired with Birch (H2) (“they asked”).',
    ]);
    expect(relaxations).toEqual([
      'With these changes, a plan can follow all the other rules: 1 more host than the target of 1; 1 more partner than the target of 1.',
    ]);
  });
});

test('at the time limit, the answer says that nothing was found', async () => {
  const problem = aSelection({ targets: { host: 1, partner: 2 } });
  expect(await solveSelection(problem, outOfTime, 7)).toEqual({ kind: 'undecided', afterSeconds: 7 });
});

test('a candidate for both roles is chosen in one', async () => {
  const either = aSelection({ targets: { host: 2, partner: 3 }, accepted: ['E1'] }, {}, { withEither: true });
  const { chosen } = await selectedIn(either);
  const roles = [...chosen.hosts, ...chosen.partners].filter(({ id }) => id === 'E1');
  expect(roles).toHaveLength(1);
});

test('quality decides between equally good pairs', async () => {
  const quality = (points: number) => ({ host: { H1: 0, H2: 0 }, partner: { P1: 0, P2: 0, P3: points } });
  const targets = { host: 1, partner: 2 };
  const without = await selectedIn(aSelection({ targets, quality: quality(0) }));
  const wanted = await selectedIn(aSelection({ targets, quality: quality(9000) }));
  expect(without.chosen.partners.map(({ id }) => id)).not.toContain('P3');
  expect(wanted.chosen.partners.map(({ id }) => id)).toContain('P3');
  expect(wanted.points).toBe(wanted.solution.total + 9000);
});
