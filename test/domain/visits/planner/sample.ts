import fc from 'fast-check';
import { isReserved } from '#domain/base/id.ts';
import type { VisitRules } from '#domain/program/program.ts';
import { planVisits } from '#domain/visits/planner/plan.ts';
import type {
  VisitPartnership,
  VisitPlan,
  VisitPlanProblem,
  VisitRefusal,
  VisitSchool,
} from '#domain/visits/planner/problem.ts';

/** Five visits to the host and three from the host for each partner, spread over the year. */
export const usualVisitRules: VisitRules = {
  pattern: 'PHPPHPHP',
  smallestGapDays: 10,
  largestGapDays: 50,
  farthestFromTargetDays: 40,
  jointVisits: false,
};

export const aSchool = (id: string, blackouts: readonly string[] = [], groups = ['Middle']): VisitSchool => ({
  id,
  name: `School ${id}`,
  blackouts,
  groups,
});

export const aPartnership = (
  id: string,
  partners: readonly string[],
  facilitator = 'F1',
): VisitPartnership => ({
  id,
  host: aSchool(`H-${id}`),
  partners: partners.map((partner) => aSchool(partner)),
  facilitator,
});

/** Two partnerships of one facilitator, from October to June. */
export const aYear = (change: Partial<VisitPlanProblem> = {}): VisitPlanProblem => ({
  partnerships: [aPartnership('A', ['P1', 'P2']), aPartnership('B', ['P3'])],
  facilitators: [{ id: 'F1', weekdaysOff: [], daysOff: [] }],
  calendar: [
    {
      ...{ from: '2026-12-24', to: '2027-01-01', appliesTo: ['all'], event: 'Winter recess' },
      studentsPresent: 'no',
    },
    {
      ...{ from: '2027-01-26', to: '2027-01-29', appliesTo: ['High'], event: 'Exams' },
      studentsPresent: 'exam',
    },
  ],
  firstDay: '2026-10-01',
  lastDay: '2027-06-18',
  rules: usualVisitRules,
  ...change,
});

function planned(outcome: VisitPlan | VisitRefusal): VisitPlan {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.clashes));
  return outcome;
}

export const plannedFor = (problem: VisitPlanProblem): VisitPlan => planned(planVisits(problem));

const october = (day: number): string => `2026-10-${String(day).padStart(2, '0')}`;
const days = fc.uniqueArray(fc.integer({ min: 5, max: 16 }).map(october), { maxLength: 3 });

/** Any ID that files of schools may have: also a plain number, as in a sentence of a rule. */
export const anyId: fc.Arbitrary<string> = fc.oneof(
  fc.nat({ max: 60 }).map(String),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/).filter((id) => !isReserved(id)),
);

/** Two weeks, up to three partners of up to two hosts, and few free days. */
export const anyTinyYear: fc.Arbitrary<VisitPlanProblem> = fc
  .record({
    pattern: fc.constantFrom('PH', 'HP', 'PPH', 'P'),
    smallestGapDays: fc.integer({ min: 1, max: 4 }),
    moreGapDays: fc.integer({ min: 0, max: 8 }),
    farthestFromTargetDays: fc.integer({ min: 1, max: 11 }),
    jointVisits: fc.boolean(),
    ids: fc.uniqueArray(anyId, { minLength: 5, maxLength: 5 }),
    sizes: fc.constantFrom([1], [2], [1, 1], [2, 1], [3]),
    blackouts: fc.array(days, { minLength: 5, maxLength: 5 }),
    daysOff: days,
    weekdaysOff: fc.constantFrom([], [], [3]),
    closed: days,
    seldom: days,
  })
  .map(({ ids, sizes, blackouts, daysOff, weekdaysOff, closed, seldom, moreGapDays, ...rules }) => {
    let next = 0;
    const school = () => {
      const id = ids[next] ?? '';
      next += 1;
      return aSchool(id, blackouts[(next - 1) % 5], [next % 2 === 0 ? 'High' : 'Middle']);
    };
    // A partnership and a facilitator may have the ID of a school.
    const facilitator = ids[1] ?? '';
    return {
      partnerships: sizes.map((size) => {
        const host = school();
        return { id: host.id, host, partners: Array.from({ length: size }, school), facilitator };
      }),
      facilitators: [{ id: facilitator, weekdaysOff, daysOff }],
      calendar: [
        ...closed.map((date) => ({
          ...{ from: date, to: date, appliesTo: ['high'], event: 'Exams' },
          studentsPresent: 'exam' as const,
        })),
        ...seldom.slice(0, 2).map((date) => ({
          ...{ from: date, to: date, appliesTo: ['all'], event: 'Early closing' },
          studentsPresent: 'early' as const,
        })),
      ],
      firstDay: october(5),
      lastDay: october(16),
      rules: { ...rules, largestGapDays: rules.smallestGapDays + moreGapDays },
    };
  });
