import { describe, expect, test } from 'vitest';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import type { VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import { repairVisitPlan, type VisitRepair } from '#domain/visits/planner/replan.ts';
import { aPartnership, aYear, plannedFor, usualVisitRules } from './sample.ts';
import { withoutDays, withoutDaysOf } from './without-days.ts';

const two = ['F1', 'F2'].map((id) => ({ id, weekdaysOff: [], daysOff: [] }));
const problem = aYear({
  partnerships: [
    aPartnership('A', ['P1', 'P2']),
    aPartnership('B', ['P3', 'P4']),
    aPartnership('C', ['P5'], 'F2'),
  ],
  facilitators: two,
});
const { visits } = plannedFor(problem);

function repaired(changed: VisitPlanProblem, plan: readonly PlannedVisit[], today: string): VisitRepair {
  const outcome = repairVisitPlan(changed, plan, today);
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.clashes));
  return outcome;
}
const at = (index: number): PlannedVisit => {
  const visit = visits[index];
  if (!visit) throw new Error(`There is no visit ${index}`);
  return visit;
};

describe('a published year', () => {
  test('that is still valid stays as it is', () => {
    expect(repaired(problem, visits, '2027-01-04')).toEqual({
      ...{ kind: 'repaired', visits, changes: [], cost: 0, bound: 0 },
    });
  });

  test.each(visits.map((visit, index) => [visit.date, index] as const))(
    'loses %s to snow: its visit moves, the plan is valid again, and nothing earlier changes',
    (date, index) => {
      const snow = withoutDays(problem, [date], 'Snow day');
      const outcome = repairVisitPlan(snow, visits, date);
      const last = visits
        .filter(({ visited, visiting }) =>
          [visited, ...visiting].some((id) => [at(index).visited, ...at(index).visiting].includes(id)),
        )
        .at(-1);
      if (outcome.kind === 'refused') {
        // Only at the end of a year can there be too little room.
        expect(date >= '2027-05-01' || last === at(index)).toBe(true);
        return;
      }
      expect(checkVisitPlan(snow, outcome.visits)).toEqual([]);
      expect(outcome.visits.filter((visit) => visit.date < date)).toEqual(
        visits.filter((visit) => visit.date < date),
      );
      expect(outcome.changes.map(({ from }) => from)).toContain(date);
      expect(outcome.changes.every(({ to }) => to !== undefined && to > date)).toBe(true);
    },
  );

  test('names the visits that move, with both dates, and no others', () => {
    const lost = at(10);
    const [visiting = ''] = lost.visiting;
    const { changes, cost, bound } = repaired(
      withoutDaysOf(problem, [lost.date], new Set([lost.visited])),
      visits,
      '2026-12-01',
    );
    expect(changes).toEqual([
      {
        partnership: lost.partnership,
        visiting,
        visited: lost.visited,
        from: lost.date,
        to: expect.any(String),
      },
    ]);
    expect(cost).toBe(bound);
  });

  test('gets a canceled visit back at its place in the order', () => {
    const cancelled = at(12);
    const { visits: after, changes } = repaired(
      problem,
      visits.filter((visit) => visit !== cancelled),
      '2026-11-02',
    );
    expect(checkVisitPlan(problem, after)).toEqual([]);
    expect(
      changes.some(
        ({ from, to, visited }) => from === undefined && to !== undefined && visited === cancelled.visited,
      ),
    ).toBe(true);
  });

  test('keeps past visits even if no rule would allow them now', () => {
    const first = at(0);
    const held = visits.map((visit) => (visit === first ? { ...visit, date: '2026-10-03' } : visit));
    const lost = at(9);
    const { visits: after } = repaired(withoutDays(problem, [lost.date], 'Snow day'), held, lost.date);
    expect(after).toContainEqual({ ...first, date: '2026-10-03' });
  });

  test('loses future visits of an ended partnership and keeps past ones', () => {
    const ended = { ...problem, partnerships: problem.partnerships.filter(({ id }) => id !== 'C') };
    const { visits: after, changes } = repaired(ended, visits, '2027-02-01');
    expect(
      after.filter(({ partnership }) => partnership === 'C').every(({ date }) => date < '2027-02-01'),
    ).toBe(true);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every(({ partnership, to }) => partnership === 'C' && to === undefined)).toBe(true);
  });

  test('keeps other partners of a joint visit on their day if one can’t come', () => {
    const joint = aYear({ rules: { ...usualVisitRules, jointVisits: true } });
    const plan = plannedFor(joint).visits;
    const together = plan.find(({ visiting, date }) => visiting.length === 2 && date < '2027-03-01');
    const date = together?.date ?? '';
    const { changes } = repaired(withoutDaysOf(joint, [date], new Set(['P1'])), plan, date);
    expect(changes.map(({ visiting }) => visiting)).toEqual(['P1']);
  });

  test('makes room for a visit that moves onto another one', () => {
    const [mover, other] = [
      at(10),
      visits.find(({ partnership }, index) => index > 10 && partnership === 'B'),
    ];
    if (mover.partnership !== 'A' || !other) throw new Error('Visits of two partnerships are needed');
    const pinned = { ...mover, date: other.date };
    const plan = visits.map((visit) => (visit === mover ? pinned : visit));
    const outcome = repairVisitPlan(problem, plan, '2026-10-20', pinned);
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.clashes));
    expect(outcome.visits).toContainEqual(pinned);
    expect(checkVisitPlan(problem, outcome.visits)).toEqual([]);
    expect(outcome.changes.length).toBeGreaterThan(0);
  });

  test('is refused with a rule to relax if the rest of the year has no room', () => {
    const outcome = repairVisitPlan(
      { ...problem, lastDay: at(visits.length - 1).date },
      visits.slice(0, -10),
      '2027-05-20',
    );
    expect(outcome.kind).toBe('refused');
    if (outcome.kind === 'refused') expect(outcome.clashes.every(({ relax }) => relax.length > 0)).toBe(true);
  });
});
