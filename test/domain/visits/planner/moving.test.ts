import { expect, test } from 'vitest';
import { freeDates, moveFaults } from '#domain/visits/free-days.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { idsAsNames, sayDatedFault } from '#text/visits.ts';
import { aYear, plannedFor } from './sample.ts';

const problem = aYear();
const { visits } = plannedFor(problem);
const visit = visits[8];
if (!visit) throw new Error('A year has more than eight visits');

test('the offered dates are all dates to which a visit can move alone', () => {
  const offered = freeDates(problem, visits, visit, '2026-11-02');
  expect(offered.length).toBeGreaterThan(3);
  const movedTo = (date: string) => visits.map((other) => (other === visit ? { ...other, date } : other));
  for (const date of offered) expect(checkVisitPlan(problem, movedTo(date))).toEqual([]);
  const december = Array.from({ length: 31 }, (_, day) => `2026-12-${String(day + 1).padStart(2, '0')}`);
  for (const date of december.filter((day) => !offered.includes(day) && day !== visit.date))
    expect(checkVisitPlan(problem, movedTo(date))).not.toEqual([]);
});

test('no date before tomorrow is offered', () => {
  expect(freeDates(problem, visits, visit, '2027-06-18')).toEqual([]);
  expect(freeDates(problem, visits, visit, visit.date).every((date) => date > visit.date)).toBe(true);
});

test('a move to a holiday or onto another visit names the day and the rule', () => {
  const saidFaults = (date: string) =>
    moveFaults(problem, visits, visit, date).map((fault) => sayDatedFault(fault, idsAsNames));
  expect(saidFaults('2026-12-25')).toContainEqual(
    expect.stringMatching(/^Friday, December 25, .*has no regular school day \(Winter recess\)\.$/),
  );
  const other = visits[9];
  expect(saidFaults(other?.date ?? '')).toContainEqual(
    expect.stringMatching(/: F1 already has a visit that day: /),
  );
});

test('earlier faults do not count against a move', () => {
  const noFacilitator = {
    ...problem,
    facilitators: [{ id: 'F1', weekdaysOff: [], daysOff: [visits[0]?.date ?? ''] }],
  };
  const [date = ''] = freeDates(problem, visits, visit, '2026-11-02');
  expect(checkVisitPlan(noFacilitator, visits)).not.toEqual([]);
  expect(moveFaults(noFacilitator, visits, visit, date)).toEqual([]);
});
