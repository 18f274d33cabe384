import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveProblem } from '#domain/pairing/choice/solve.ts';
import { isClash } from '#domain/pairing/clash.ts';
import type { Answered } from '#domain/pairing/explain/answered.ts';
import { explainExactly } from '#domain/pairing/explain/exact.ts';
import { nextBestsAtMost } from '#domain/pairing/explain/next-best.ts';
import { shortagesIn } from '#domain/pairing/explain/shortage.ts';
import { whyNots } from '#domain/pairing/explain/why-not.ts';
import type { HostEntrant, PairingProblem, Price } from '#domain/pairing/problem.ts';
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

/** What the best plan of all choices gains if the question is another. */
function gainWith({ solution }: Answered, problem: PairingProblem): Price {
  const best = bestChoiceByTrying(problem);
  if (!best) throw new Error('These rules don’t conflict');
  return { points: best.total - solution.total, places: best.placed - solution.pairing.pairs.length };
}

/** What the best plan of all choices loses if the question is another. */
function lossWith(answered: Answered, problem: PairingProblem): Price {
  const { points, places } = gainWith(answered, problem);
  return { points: 0 - points, places: 0 - places };
}

const lossWithout = (answered: Answered, partner: string): Price =>
  lossWith(answered, {
    ...answered.problem,
    bans: [
      ...answered.problem.bans,
      ...answered.solution.pairing.pairs
        .filter((pair) => pair.partner === partner)
        .map((pair) => ({ ...pair, reason: '' })),
    ],
  });

function lossOnOtherArea(answered: Answered, id: string): Price {
  const now = answered.chosen.hosts.find((host) => host.id === id)?.focus;
  const hosts = answered.problem.hosts.map((host) =>
    host.id === id ? { ...host, focusAreas: host.focusAreas.filter((area) => area !== now) } : host,
  );
  return lossWith(answered, { ...answered.problem, hosts });
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
      competition: { partners: ['p3'], hosts: [], places: 0 },
    });
    const [other] = answered.solution.pairing.unplaced.filter((id) => id !== 'p3');
    expect(byPartner.get(other ?? '')).toEqual({
      partner: other,
      funnel: { offering: 1, atLevel: 1, inReach: 1, allowed: 1, working: 0, open: 0 },
      competition: {
        partners: ['p1', 'p2'],
        hosts: [{ host: 'h1', places: 1, most: 1, focusAreas: ['art', 'feedback'] }],
        places: 1,
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
        for (const { host, loss } of nextBestsAtMost(answered).hosts)
          expect(inOrder(loss, lossOnOtherArea(answered, host))).toBeGreaterThanOrEqual(0);
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

describe('the exact explanation', () => {
  const explain = (answered: Answered, waitlisted: readonly HostEntrant[] = []) =>
    explainExactly(answered, waitlisted, optimizer, 60);

  test('prices every pair, area, and rule as trying everything does', patient, async () => {
    await fc.assert(
      fc.asyncProperty(openProblem, async (problem) => {
        const answered = await answer(problem);
        if (!answered) return;
        const { isComplete, nextBests, rulings } = await explain(answered);
        expect({ isComplete, certainty: nextBests.certainty }).toEqual({
          isComplete: true,
          certainty: 'exact',
        });
        for (const { partner, host, loss, change } of nextBests.partners) {
          expect(loss).toEqual(lossWithout(answered, partner));
          expect(change?.moved.find((one) => one.partner === partner)?.to).toBe(host);
        }
        for (const { host, loss } of nextBests.hosts) expect(loss).toEqual(lossOnOtherArea(answered, host));
        for (const { kind, cost, ...pair } of rulings.each) {
          const others = problem[kind].filter(
            ({ host, partner }) => host !== pair.host || partner !== pair.partner,
          );
          expect(cost).toEqual(gainWith(answered, { ...problem, [kind]: others }));
        }
        expect(rulings.all).toEqual(gainWith(answered, { ...problem, locks: [], bans: [] }));
      }),
      { numRuns: 200 },
    );
  });

  test('finds every single remedy that gives a partner a place, and no other', patient, async () => {
    await fc.assert(
      fc.asyncProperty(openProblem, async (problem) => {
        const answered = await answer(problem);
        if (!answered || answered.solution.pairing.unplaced.length === 0) return;
        const waitlisted = [
          aHost('w1', { focusAreas: ['literacy'], levels: ['middle', 'high'], capacity: 1 }),
        ];
        const { remedies } = await explain(answered, waitlisted);
        const tried = [
          ...problem.hosts.map((host) => ({
            remedy: { kind: 'one-more-place', host: host.id },
            hosts: problem.hosts.map((one) => (one === host ? { ...one, capacity: one.capacity + 1 } : one)),
          })),
          { remedy: { kind: 'accept-host', host: 'w1' }, hosts: [...problem.hosts, ...waitlisted] },
        ].flatMap(({ remedy, hosts }) => {
          const { places, points } = gainWith(answered, { ...problem, hosts });
          return places > 0 ? [{ remedy, placesGained: places, pointsGained: points }] : [];
        });
        const others = remedies.filter(({ remedy }) => remedy.kind !== 'exception');
        expect(
          others.map(({ remedy, placesGained, pointsGained }) => ({ remedy, placesGained, pointsGained })),
        ).toEqual(expect.arrayContaining(tried));
        expect(others).toHaveLength(tried.length);
        for (const { remedy, placesGained, pointsGained, helped } of remedies) {
          expect(helped.length).toBeGreaterThan(0);
          if (remedy.kind !== 'exception') continue;
          const exception = { ...remedy, reason: '', pricePoints: 0 };
          const exceptions = [...(problem.exceptions ?? []), exception];
          expect(gainWith(answered, { ...problem, exceptions })).toEqual({
            places: placesGained,
            points: pointsGained,
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('prices every school that wasn’t chosen as trying everything does', patient, async () => {
    await fc.assert(
      fc.asyncProperty(smallSelection, async (problem) => {
        const answered = await answer(problem.candidates, problem.terms);
        if (!answered) return;
        const { isComplete, whyNots: all } = await explain(answered);
        expect(isComplete).toBe(true);
        for (const { school, role, exact } of all) {
          const best = bestWith(problem, school, role);
          expect(exact?.points).toBe(best === undefined ? undefined : answered.points - best);
          if (best === undefined) continue;
          const { enter = [], leave = [] } = exact?.change ?? {};
          expect(enter).toContainEqual({ school, role });
          expect(leave.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
