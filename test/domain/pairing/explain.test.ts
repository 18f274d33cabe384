import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveProblem } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { Answered } from '#domain/pairing/explain/answered.ts';
import { nextBestsAtMost } from '#domain/pairing/explain/next-best.ts';
import type { Price } from '#domain/pairing/explain/plan.ts';
import { shortagesIn } from '#domain/pairing/explain/shortage.ts';
import { whyNots } from '#domain/pairing/explain/why-not.ts';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import type { SelectionProblem, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { optimizer } from '#optimizer/highs.ts';
import { bestChoiceByTrying } from './brute-force.ts';
import { aHost, anEntrant, anyProblem, aProblem, openProblem, theRules } from './random-problems.ts';
import { bestByTrying as bestSelection, smallSelection } from './selection-cases.ts';

const patient = { timeout: 120_000 };

async function answer(problem: PairingProblem, terms?: SelectionTerms): Promise<Answered | undefined> {
  const outcome = await solveProblem(problem, terms, optimizer, 20);
  if (isClash(outcome)) return undefined;
  if (outcome.kind === 'undecided') throw new Error('out of time');
  return { problem, ...(terms && { terms }), ...outcome };
}

/** What the best plan of all choices loses if this pair is kept apart. */
function lossWithout({ problem, solution }: Answered, partner: string): Price {
  const { host = '' } = solution.pairing.pairs.find((pair) => pair.partner === partner) ?? {};
  const bans = [...problem.bans, { host, partner, reason: '' }];
  const best = bestChoiceByTrying({ ...problem, bans });
  if (!best) throw new Error('Without a lock, a pair can be kept apart');
  return { points: solution.total - best.total, places: solution.pairing.pairs.length - best.placed };
}

const inOrder = (one: Price, other: Price): number => one.places - other.places || one.points - other.points;

describe('partners without a place', () => {
  test('compete in a set for which there are too few places, whatever hosts choose', patient, async () => {
    await fc.assert(
      fc.asyncProperty(openProblem, async (problem) => {
        const answered = await answer(problem);
        if (!answered) return;
        const shortages = shortagesIn(answered);
        expect(shortages.map(({ partner }) => partner)).toEqual(
          answered.solution.pairing.unplaced.toSorted(),
        );
        for (const { partner, competition } of shortages) {
          if (!competition) continue;
          expect(competition.partners).toContain(partner);
          const partners = problem.partners.filter(
            ({ id }) =>
              competition.partners.includes(id) || problem.locks.some((lock) => lock.partner === id),
          );
          const settled = partners.length - competition.partners.length;
          const placed = (bestChoiceByTrying({ ...problem, partners })?.placed ?? 0) - settled;
          expect(placed).toBeLessThanOrEqual(competition.places);
          expect(competition.places).toBeLessThan(competition.partners.length);
          expect(competition.hosts.reduce((sum, { most }) => sum + most, 0)).toBe(competition.places);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are told which rule leaves no host, and who competes for the rest', async () => {
    const rules = { ...theRules, focus: 'one-each' } as const;
    const problem = aProblem({
      rules,
      hosts: [
        aHost('h1', { capacity: 1, focusAreas: ['feedback', 'art'] }),
        aHost('h2', { levels: ['high'], focusAreas: ['music'] }),
      ],
      partners: [
        anEntrant('p1', { focusAreas: ['art'] }),
        anEntrant('p2'),
        anEntrant('p3', { levels: ['elementary'], focusAreas: ['music'] }),
      ],
    });
    const answered = await answer(problem);
    if (!answered) throw new Error('nothing conflicts here');
    const byPartner = new Map(shortagesIn(answered).map((one) => [one.partner, one]));
    expect(byPartner.get('p3')).toEqual({
      partner: 'p3',
      funnel: { offering: 1, atLevel: 0, inReach: 0, allowed: 0, working: 0, open: 0 },
      competition: { partners: ['p3'], hosts: [], places: 0, isCounted: true },
    });
    const [other] = answered.solution.pairing.unplaced.filter((id) => id !== 'p3');
    expect(byPartner.get(other ?? '')).toEqual({
      partner: other,
      funnel: { offering: 1, atLevel: 1, inReach: 1, allowed: 1, working: 0, open: 0 },
      competition: {
        partners: ['p1', 'p2'],
        hosts: [{ host: 'h1', places: 1, most: 1, focusAreas: ['art', 'feedback'] }],
        places: 1,
        isCounted: true,
      },
    });
  });
});

describe('the instant price of a next-best host', () => {
  test('is never below what the best of all other choices loses', patient, async () => {
    await fc.assert(
      fc.asyncProperty(openProblem, async (problem) => {
        const answered = await answer(problem);
        if (!answered) return;
        for (const { partner, loss } of nextBestsAtMost(answered).partners)
          expect(inOrder(loss, lossWithout(answered, partner))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150 },
    );
  });

  test('is exact if no areas or levels are chosen', patient, async () => {
    const settled = anyProblem.filter(({ rules }) => rules.focus !== 'one-each');
    await fc.assert(
      fc.asyncProperty(settled, async (problem) => {
        const answered = await answer(problem);
        if (!answered) return;
        const { certainty, partners } = nextBestsAtMost(answered);
        expect(certainty).toBe('exact');
        for (const { partner, loss } of partners) expect(loss).toEqual(lossWithout(answered, partner));
      }),
      { numRuns: 150 },
    );
  });

  test('for a host’s other area is never below what the best of all choices loses', patient, async () => {
    await fc.assert(
      fc.asyncProperty(openProblem, async (problem) => {
        const answered = await answer(problem);
        if (!answered) return;
        for (const { host, loss } of nextBestsAtMost(answered).hosts) {
          const now = answered.chosen.hosts.find(({ id }) => id === host)?.focus;
          const hosts = problem.hosts.map((one) =>
            one.id === host ? { ...one, focusAreas: one.focusAreas.filter((area) => area !== now) } : one,
          );
          const best = bestChoiceByTrying({ ...problem, hosts });
          if (!best) throw new Error('Without a lock, any area can be left');
          const { total, pairing } = answered.solution;
          const exact = { points: total - best.total, places: pairing.pairs.length - best.placed };
          expect(inOrder(loss, exact)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The most points of any choice with this school in this role. */
function bestWith({ candidates, terms }: SelectionProblem, school: string, role: 'host' | 'partner') {
  const without = <T extends { readonly id: string }>(schools: readonly T[]) =>
    schools.filter(({ id }) => id !== school);
  const sides =
    role === 'host' ? { partners: without(candidates.partners) } : { hosts: without(candidates.hosts) };
  return bestSelection({
    candidates: { ...candidates, ...sides },
    terms: { ...terms, accepted: [...terms.accepted, school] },
  });
}

describe('the instant price of choosing another school', () => {
  test('is never above what the best choice with it loses', patient, async () => {
    await fc.assert(
      fc.asyncProperty(smallSelection, async (problem) => {
        const answered = await answer(problem.candidates, problem.terms);
        if (!answered) return;
        for (const { school, role, atLeastPoints } of whyNots(answered)) {
          const best = bestWith(problem, school, role);
          if (best === undefined) continue;
          expect(atLeastPoints).toBeDefined();
          expect(atLeastPoints ?? 0).toBeLessThanOrEqual(answered.points - best);
        }
      }),
      { numRuns: 150 },
    );
  });
});
