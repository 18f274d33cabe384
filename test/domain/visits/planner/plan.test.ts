import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { planVisits } from '#domain/visits/planner/plan.ts';
import { provenVisits } from '#domain/visits/planner/prove.ts';
import { runMilp } from '#optimizer/highs.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { idsAsNames } from '#text/visits.ts';
import { leastCostByTrying } from './brute-force.ts';
import { anyTinyYear, aPartnership, aSchool, aYear, plannedFor, usualVisitRules } from './sample.ts';

describe('on any tiny year', () => {
  test('a plan is valid, costs no more than its bound allows, and none exists if proven impossible', () => {
    fc.assert(
      fc.property(anyTinyYear, (problem) => {
        const least = leastCostByTrying(problem);
        const outcome = planVisits(problem);
        if (outcome.kind === 'refused') {
          const isOpen = outcome.clashes.every(({ cause }) => cause.kind === 'not-found');
          expect(isOpen || least === undefined).toBe(true);
          return;
        }
        expect(checkVisitPlan(problem, outcome.visits)).toEqual([]);
        expect(outcome.cost).toBeGreaterThanOrEqual(least ?? Number.POSITIVE_INFINITY);
        expect(outcome.bound).toBeLessThanOrEqual(least ?? Number.NEGATIVE_INFINITY);
      }),
      { numRuns: 400 },
    );
  });

  test('no plan is better than the one proven with branch and cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyTinyYear, async (problem) => {
        // Little effort leaves more years open for branch and cut.
        const outcome = await provenVisits(problem, runMilp, 10, { iterations: 2, roundsOfRuin: 0 });
        const least = leastCostByTrying(problem);
        if (outcome.kind === 'refused') {
          expect(least).toBeUndefined();
          return;
        }
        expect(checkVisitPlan(problem, outcome.visits)).toEqual([]);
        expect({ cost: outcome.cost, bound: outcome.bound }).toEqual({ cost: least, bound: least });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a year of visits', () => {
  test('has five visits to the host and three from the host for each partner, proven optimal', () => {
    const plan = plannedFor(aYear());
    expect(plan.visits).toHaveLength(24);
    expect(plan.cost).toBe(plan.bound);
    expect(plan.visits.filter(({ visited }) => visited === 'P1')).toHaveLength(3);
    expect(plan.visits.filter(({ visiting }) => visiting.includes('P1'))).toHaveLength(5);
  });

  test('does not depend on the order of schools, partnerships, and days', () => {
    const { partnerships, calendar, ...rest } = aYear();
    const turned = {
      ...rest,
      calendar: calendar.toReversed(),
      partnerships: partnerships
        .map((partnership) => ({ ...partnership, partners: partnership.partners.toReversed() }))
        .toReversed(),
    };
    expect(plannedFor(turned)).toEqual(plannedFor(aYear()));
  });

  test('lets a host’s partners come together if the rules allow it', () => {
    const problem = aYear({ rules: { ...usualVisitRules, jointVisits: true } });
    const plan = plannedFor(problem);
    expect(plan.visits.filter(({ visiting }) => visiting.length === 2).length).toBeGreaterThan(0);
    expect(checkVisitPlan(problem, plan.visits)).toEqual([]);
  });

  test('is planned separately for each facilitator', () => {
    const partnerships = [aPartnership('A', ['P1']), aPartnership('B', ['P2'], 'F2')];
    const facilitators = ['F1', 'F2'].map((id) => ({ id, weekdaysOff: [], daysOff: [] }));
    const plan = plannedFor(aYear({ partnerships, facilitators }));
    expect(plan.parts.map(({ facilitator, partners }) => [facilitator, partners])).toEqual([
      ['F1', 1],
      ['F2', 1],
    ]);
  });
});

describe('if there is no plan, it says what to relax:', () => {
  const clashesOf = (problem: ReturnType<typeof aYear>) => {
    const outcome = planVisits(problem);
    return sayClashes(outcome.kind === 'refused' ? outcome.clashes : [], idsAsNames);
  };

  test('a facilitator with too few days', () => {
    const [clash] = clashesOf(
      aYear({
        partnerships: [aPartnership('A', ['P1', 'P2', 'P3', 'P4', 'P5'])],
        lastDay: '2026-11-20',
        rules: { ...usualVisitRules, smallestGapDays: 1 },
      }),
    );
    expect(clash?.statement).toBe(
      'F1 would need to attend 40 visits from Thursday, October 1 to Friday, November 20, but only has 37 free school days.',
    );
    expect(clash?.relax).toEqual([
      'Allow joint visits (a program rule: ask your IT team).',
      'Schedule only 7 visits for each partner (a program rule: ask your IT team).',
    ]);
  });

  test('gaps that don’t fit into the year', () => {
    const [clash] = clashesOf(aYear({ rules: { ...usualVisitRules, smallestGapDays: 40 } }));
    expect(clash?.statement).toMatch(
      /^School P1, School H-A, and F1 have \d+ days in common, but no 8 of them are 40 to 50 days apart/,
    );
    expect(clash?.relax[0]).toMatch(/^Allow visits 3\d days apart \(a program rule: ask your IT team\)\.$/);
  });

  test('no more than needed, and enough', () => {
    const tooWide = aYear({ rules: { ...usualVisitRules, smallestGapDays: 40 } });
    const [clash] = clashesOf(tooWide);
    const smallestGapDays = Number(clash?.relax[0]?.match(/\d+/)?.[0]);
    const relaxed = (days: number) => aYear({ rules: { ...usualVisitRules, smallestGapDays: days } });
    const ofP1 = (problem: ReturnType<typeof aYear>) =>
      clashesOf(problem).filter(({ statement }) => statement.startsWith('School P1, '));
    expect(ofP1(relaxed(smallestGapDays))).toEqual([]);
    expect(ofP1(relaxed(smallestGapDays + 1))).toHaveLength(1);
  });

  test('two schools with no day in common', () => {
    const noOctober = [
      {
        from: '2026-10-01',
        to: '2027-06-18',
        appliesTo: ['High'],
        event: 'Building closed',
        studentsPresent: 'no' as const,
      },
    ];
    const partnerships = [{ ...aPartnership('A', []), partners: [aSchool('P1', [], ['high'])] }];
    const [clash] = clashesOf(aYear({ partnerships, calendar: noOctober }));
    expect(clash?.statement).toBe('School P1, School H-A, and F1 have no day in common but need 8 visits.');
  });

  test.each([
    [
      'a school in two partnerships',
      { partnerships: [aPartnership('A', ['P1']), aPartnership('B', ['P1'])] },
      'School P1 is in two partnerships, or listed twice in one.',
    ],
    [
      'an unknown facilitator',
      { facilitators: [] },
      'Partnership A names a facilitator who isn’t listed: F1',
    ],
    ['an invalid date', { firstDay: '2026-02-30' }, '“2026-02-30” in the year isn’t a valid date.'],
    [
      'a year that ends before it starts',
      { lastDay: '2026-09-01' },
      'The first day, Thursday, October 1, 2026, is after the last day, Tuesday, September 1, 2026.',
    ],
    [
      'a calendar without school days',
      { firstDay: '2026-12-24', lastDay: '2027-01-01' },
      'The calendar has no school days from Thursday, December 24, 2026 to Friday, January 1, 2027.',
    ],
    [
      'an order of visits with other letters',
      { rules: { ...usualVisitRules, pattern: 'PX' } },
      'The order of visits can contain only P and H: PX',
    ],
    [
      'gaps in the wrong order',
      { rules: { ...usualVisitRules, smallestGapDays: 60 } },
      'The largest gap (50 days) is smaller than the smallest gap (60).',
    ],
  ])('%s', (_, change, statement) => {
    expect(clashesOf(aYear(change)).map((clash) => clash.statement)).toContain(statement);
  });
});
