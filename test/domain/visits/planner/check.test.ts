import { describe, expect, test } from 'vitest';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { idsAsNames, sayDatedFault } from '#text/visits.ts';
import { aYear, plannedFor } from './sample.ts';

const problem = aYear({ facilitators: [{ id: 'F1', weekdaysOff: [3], daysOff: ['2026-10-09'] }] });
const { visits } = plannedFor(problem);
const saidFaults = (...[of, plan]: Parameters<typeof checkVisitPlan>): readonly string[] =>
  checkVisitPlan(of, plan).map((fault) => sayDatedFault(fault, idsAsNames));

const of = (school: string) =>
  visits.filter(({ visited, visiting }) => [visited, ...visiting].includes(school));
const nth = (school: string, index: number): PlannedVisit => {
  const visit = of(school)[index];
  if (!visit) throw new Error(`${school} has no visit ${index}`);
  return visit;
};
const replaced = (visit: PlannedVisit, change: Partial<PlannedVisit>): readonly PlannedVisit[] =>
  visits.map((other) => (other === visit ? { ...other, ...change } : other));
const moved = (date: string) => replaced(nth('P1', 0), { date });

describe('a plan has faults', () => {
  test('never right after planning', () => {
    expect(checkVisitPlan(problem, visits)).toEqual([]);
  });

  test.each<[string, readonly PlannedVisit[], RegExp]>([
    [
      'a visit on a holiday',
      moved('2026-12-28'),
      /^Monday, December 28, P1 at H-A: P1 has no regular school day \(Winter recess\)\.$/,
    ],
    ['a visit on a Saturday', moved('2026-10-10'), /^Saturday, October 10, P1 at H-A: it’s a weekend\.$/],
    ['an invalid date', moved('2026-02-30'), /^“2026-02-30”, P1 at H-A: not a valid date\.$/],
    ['a visit before the year', moved('2026-09-30'), /: visits start on Thursday, October 1\.$/],
    [
      'a visit after the year',
      replaced(nth('P1', 7), { date: '2027-06-21' }),
      /: visits end on Friday, June 18\.$/,
    ],
    [
      'a weekday off for the facilitator',
      moved('2026-10-07'),
      /^Wednesday, October 7.*: F1 is off on that weekday\.$/,
    ],
    ['a day off for the facilitator', moved('2026-10-09'), /^Friday, October 9.*: F1 is off that day\.$/],
    [
      'two visits of a facilitator on one day',
      moved(nth('P3', 0).date),
      /: F1 already has a visit that day: .*P1 at H-A\.$/,
    ],
    ['two visits of a school on one day', moved(nth('P2', 0).date), /: H-A already has a visit that day/],
    [
      'a missing visit',
      visits.filter((visit) => visit !== nth('P1', 7)),
      /^P1 has 4 visits to its host but should have 5\.$/,
    ],
    [
      'only one visit',
      visits.filter(
        (visit) => visit.visited === 'P1' || !visit.visiting.includes('P1') || visit === nth('P1', 0),
      ),
      /^P1 has 1 visit to its host but should have 5\.$/,
    ],
    [
      'one visit too many',
      [...visits, { ...nth('P1', 7), date: '2027-06-17' }],
      /^P1 has 6 visits to its host but should have 5\.$/,
    ],
    [
      'visits in another order',
      [
        ...visits.filter((visit) => visit !== nth('P1', 0) && visit !== nth('P1', 1)),
        { ...nth('P1', 0), date: nth('P1', 1).date },
        { ...nth('P1', 1), date: nth('P1', 0).date },
      ],
      /^P1 has its visits in the order HPPPHPHP, but the rules say PHPPHPHP\.$/,
    ],
    [
      'visits too close',
      replaced(nth('P1', 1), { date: nextDay(nth('P1', 0).date) }),
      /: only 1 day after the previous visit \(minimum 10\)\.$/,
    ],
    [
      'visits too far apart, and too far from their ideal date',
      replaced(nth('P1', 7), { date: nth('P1', 6).date }),
      /: only 0 days after the previous visit \(minimum 10\)\.$/,
    ],
    [
      'a partner of another host',
      replaced(nth('P1', 0), { visiting: ['P3'] }),
      /P3 at H-A: P3 isn’t a partner in this partnership\.$/,
    ],
    [
      'a partner that visits a partner',
      replaced(nth('P1', 1), { visiting: ['P2'] }),
      /: only the host H-A can visit a partner, not P2\.$/,
    ],
    ['no one visiting', replaced(nth('P1', 0), { visiting: [] }), /: no one is visiting\.$/],
    [
      'another facilitator',
      replaced(nth('P1', 0), { facilitator: 'F9' }),
      /: this partnership’s facilitator is F1, not F9\.$/,
    ],
    ['another partnership', replaced(nth('P1', 0), { partnership: 'Z' }), /: there’s no partnership Z\.$/],
    [
      'a school outside the partnership',
      replaced(nth('P1', 1), { visited: 'X' }),
      /: X isn’t a partner in this partnership\.$/,
    ],
    [
      'a joint visit against the rules',
      replaced(nth('P1', 0), { visiting: ['P1', 'P2'] }),
      /: the rules don’t allow joint visits\.$/,
    ],
    [
      'a school listed twice',
      replaced(nth('P1', 0), { visiting: ['P1', 'P1'] }),
      /: a school is listed twice\.$/,
    ],
  ])('%s', (_, broken, sentence) => {
    expect(saidFaults(problem, broken)).toContainEqual(expect.stringMatching(sentence));
  });

  test('a school that isn’t available is a fault', () => {
    const [first] = of('P1');
    const partnerships = problem.partnerships.map((partnership) => ({
      ...partnership,
      partners: partnership.partners.map((school) =>
        school.id === 'P1' ? { ...school, blackouts: [first?.date ?? ''] } : school,
      ),
    }));
    expect(saidFaults({ ...problem, partnerships }, visits)).toEqual([
      expect.stringMatching(/: P1 isn’t available that day\.$/),
    ]);
  });

  test.each([
    [
      'a largest gap below the actual ones',
      { largestGapDays: 12 },
      /: \d+ days after the previous visit \(maximum 12\)\.$/,
    ],
    [
      'no distance from ideal dates',
      { farthestFromTargetDays: 0 },
      /: \d+ days? from its ideal date \(maximum 0\)\.$/,
    ],
  ])('%s', (_, change, sentence) => {
    const stricter = { ...problem, rules: { ...problem.rules, ...change } };
    expect(saidFaults(stricter, visits)).toContainEqual(expect.stringMatching(sentence));
  });
});

function nextDay(date: string): string {
  return new Date(Date.parse(date) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
