import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { plusDays } from '#domain/base/time.ts';
import type { CalendarEntry } from '#domain/program/program.ts';
import { daysOutside, ordinaryDays, schoolYearAfter, schoolYearOf } from '#domain/program/school-year.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import type { VisitPlanProblem } from '#domain/visits/planner/problem.ts';
import { aCycle } from '../../../builders.ts';
import { aPartnership, aSchool, plannedFor, usualVisitRules } from './sample.ts';

const entry = (
  from: string,
  to: string,
  appliesTo: readonly string[],
  studentsPresent: CalendarEntry['studentsPresent'],
  event = 'An event',
): CalendarEntry => ({ from, to, appliesTo, event, studentsPresent });

describe('a day works for a school', () => {
  test.each<[string, readonly string[], CalendarEntry, 0 | 1]>([
    ['unless no school is open', [], entry('2026-11-02', '2026-11-06', ['all'], 'no'), 0],
    [
      'unless its level is off, in any case',
      ['high'],
      entry('2026-11-03', '2026-11-03', ['Middle', 'High'], 'no'),
      0,
    ],
    [
      'unless one of its levels has exams',
      ['Middle', 'High', '6-12'],
      entry('2026-11-03', '2026-11-03', ['High'], 'exam'),
      0,
    ],
    ['unless its students leave early', ['D75'], entry('2026-11-03', '2026-11-03', ['D75'], 'early'), 0],
    ['unless they stay home', ['Elementary'], entry('2026-11-03', '2026-11-03', ['all'], 'remote'), 0],
    ['if only another level is off', ['Elementary'], entry('2026-11-03', '2026-11-03', ['High'], 'no'), 1],
    ['if parents come in the evening', ['Middle'], entry('2026-11-03', '2026-11-03', ['Middle'], 'yes'), 1],
  ])('%s', (_, groups, own, can) => {
    expect([...ordinaryDays(['2026-11-03'], [own], groups)]).toEqual([can]);
  });

  test('from the calendar’s first to last day of school, or its first to last day', () => {
    const holidays = [
      entry('2026-09-07', '2026-09-07', ['all'], 'no', 'Labor Day'),
      entry('2027-06-30', '2027-06-30', ['all'], 'no'),
    ];
    expect(schoolYearOf(holidays)).toEqual({ firstDay: '2026-09-07', lastDay: '2027-06-30' });
    const named = [
      ...holidays,
      entry('2026-09-10', '2026-09-10', ['all'], 'yes', 'First day of school'),
      entry('2027-06-28', '2027-06-28', ['all'], 'yes', 'Last day of school'),
    ];
    expect(schoolYearOf(named)).toEqual({ firstDay: '2026-09-10', lastDay: '2027-06-28' });
    expect(schoolYearOf([])).toBeUndefined();
  });

  test('from the days that the calendar marks, whatever its events say', () => {
    const caption = 'First day of school for kindergarten';
    const calendar: readonly CalendarEntry[] = [
      entry('2026-09-08', '2026-09-08', ['all'], 'yes', caption),
      { ...entry('2026-09-10', '2026-09-10', ['all'], 'yes', 'Rentrée'), marks: 'first-day' },
      { ...entry('2027-06-28', '2027-06-28', ['all'], 'yes', 'Fin des classes'), marks: 'last-day' },
    ];
    expect(schoolYearOf(calendar)).toEqual({ firstDay: '2026-09-10', lastDay: '2027-06-28' });
  });
});

describe('the first or last day of one level', () => {
  const all = [
    entry('2026-09-10', '2026-09-10', ['all'], 'yes', 'First day of school'),
    entry('2027-06-28', '2027-06-28', ['all'], 'yes', 'Last day of school'),
  ];
  const year = { firstDay: '2026-09-10', lastDay: '2027-06-28' };
  const first = (date: string, ...groups: readonly string[]) =>
    entry(date, date, groups, 'yes', 'First day of school for some');
  const last = (date: string, ...groups: readonly string[]) =>
    entry(date, date, groups, 'yes', 'Last day of school for some');

  test('doesn’t move the year of the others', () => {
    const calendar = [...all, first('2026-08-10', 'Elementary'), last('2027-06-10', 'High')];
    expect(schoolYearOf(calendar)).toEqual(year);
    expect(
      schoolYearOf([last('2027-06-10', 'High'), entry('2027-06-30', '2027-06-30', ['all'], 'no')]),
    ).toEqual({
      firstDay: '2027-06-10',
      lastDay: '2027-06-30',
    });
    const cycle = aCycle({ calendar, closesAt: '2026-05-01T21:00:00.000Z' });
    expect(schoolYearAfter(cycle)).toEqual(year);
  });

  test('begins or ends its own year', () => {
    const calendar = [
      ...all,
      first('2026-08-10', 'Elementary'),
      first('2026-09-14', 'Middle', 'D75'),
      last('2027-06-10', 'High'),
    ];
    const days = ['2026-09-10', '2026-09-11', '2026-09-14', '2027-06-10', '2027-06-11', '2027-06-28'];
    const open = (...groups: readonly string[]) => [
      ...ordinaryDays(days, [...calendar, ...daysOutside(calendar, year)], groups),
    ];
    expect(open('elementary')).toEqual([1, 1, 1, 1, 1, 1]);
    expect(open('middle')).toEqual([0, 0, 1, 1, 1, 1]);
    expect(open('high')).toEqual([1, 1, 1, 1, 0, 0]);
    expect(open('d75', 'high')).toEqual([0, 0, 1, 1, 0, 0]);
  });

  test('counts if every level has its own', () => {
    const calendar = [
      first('2026-09-08', 'Elementary'),
      first('2026-09-09', 'Middle'),
      first('2026-09-10', 'High'),
      last('2027-06-28', 'Elementary', 'Middle'),
      last('2027-06-18', 'High'),
    ];
    expect(schoolYearOf(calendar)).toEqual({ firstDay: '2026-09-08', lastDay: '2027-06-28' });
    const cycle = aCycle({ calendar, closesAt: '2026-05-01T21:00:00.000Z' });
    expect(schoolYearAfter(cycle)).toEqual({ firstDay: '2026-09-08', lastDay: '2027-06-28' });
  });
});

const row = v.pipe(
  v.object({
    ...{ date_from: v.string(), date_to: v.string(), applies_to: v.string(), event: v.string() },
    students_present: v.picklist(['yes', 'no', 'early', 'remote', 'exam']),
  }),
  v.transform(
    ({ date_from, date_to, applies_to, event, students_present }): CalendarEntry =>
      entry(date_from, date_to, applies_to.split(';'), students_present, event),
  ),
);

const realCalendars = ['2014-15', '2026-27'].map((year) => `../shared/data/nyc-calendar-${year}.csv`);

describe('a published calendar', () => {
  test.runIf(realCalendars.every((file) => existsSync(file))).each(realCalendars)(
    'has room for a year of visits at every level, proven optimal (%s)',
    (file) => {
      const calendar = v.parse(v.array(row), parse(readFileSync(file, 'utf8'), { columns: true }));
      const year = schoolYearOf(calendar);
      if (!year) throw new Error('A calendar with days is needed');
      const groups = [
        ['Elementary'],
        ['Middle'],
        ['High'],
        ['Middle', 'High', '6-12'],
        ['Elementary', 'Middle', 'D75'],
      ];
      const partnerships = Array.from({ length: 24 }, (_, index) => ({
        ...aPartnership(`G${index}`, [], `F${index % 6}`),
        host: aSchool(`H${index}`, [], groups[index % 5]),
        partners: [0, 1].map((turn) => aSchool(`P${index}-${turn}`, [], groups[(index + turn) % 5])),
      }));
      const problem: VisitPlanProblem = {
        partnerships,
        facilitators: Array.from({ length: 6 }, (_, index) => ({
          id: `F${index}`,
          weekdaysOff: [],
          daysOff: [],
        })),
        calendar,
        firstDay: plusDays(year.firstDay, 10),
        lastDay: year.lastDay,
        rules: usualVisitRules,
      };
      const plan = plannedFor(problem);
      expect(checkVisitPlan(problem, plan.visits)).toEqual([]);
      expect(plan.visits).toHaveLength(384);
      expect(plan.cost).toBe(plan.bound);
    },
  );
});
