import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '#domain/base/time.ts';
import { endOf } from '#domain/partnership/visit.ts';
import { isSchoolDay } from '#domain/program/cycle.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import { type CallKind, callsFor } from '#domain/visits/reminders.ts';
import { giveReflection, recordVisit } from '#domain/visits/school-actions.ts';
import { visitTimes } from '#invitations/invitation.ts';
import { aVisit, withVisits } from '../../letters/visit-sample.ts';
import { aSetting, mei } from './years.ts';

const { cycle } = aSetting();
const year = schoolYearAfter(cycle);
if (!year) throw new Error('There is no school year');
const { firstDay } = year;

const dueOf = (kind: CallKind, visit: ReturnType<typeof aVisit>, on = cycle): string => {
  const due = callsFor(withVisits([visit]), visit, on).find(({ call }) => call.kind === kind)?.due;
  if (due === undefined) throw new Error(`No ${kind} is due`);
  return due;
};

describe('on any day, with any number of school days before it', () => {
  const any = fc.record({
    date: fc
      .integer({ min: 0, max: 295 })
      .map((days) => plusDays(firstDay, days))
      .filter((date) => isSchoolDay(cycle, date)),
    reminderSchoolDays: fc.integer({ min: 0, max: 20 }),
  });

  test('the reminder is on a school day, in the school year, and only before a recess earlier than the limit', () => {
    fc.assert(
      fc.property(any, ({ date, reminderSchoolDays }) => {
        const visits = { ...cycle.program.visits, reminderSchoolDays };
        const due = dueOf('reminder', aVisit(1, date), {
          ...cycle,
          program: { ...cycle.program, visits },
        }).slice(0, 10);
        const limit = plusDays(date, -(2 * reminderSchoolDays + 4));
        expect(due >= firstDay && due <= date).toBe(true);
        expect(isSchoolDay(cycle, due)).toBe(true);
        let schoolDays = 0;
        for (let day = due; day < date; day = plusDays(day, 1)) if (isSchoolDay(cycle, day)) schoolDays += 1;
        if (due > firstDay && due > limit) expect(schoolDays).toBe(reminderSchoolDays);
        for (let day = due; day < limit && due < limit; day = plusDays(day, 1))
          expect(isSchoolDay(cycle, day)).toBe(day === due);
      }),
    );
  });
});

test.each([
  ['comes on the first day of school at the earliest', '2014-09-05', '2014-09-04'],
  ['after a recess comes on the last day before it', '2015-01-05', '2014-12-23'],
  ['comes three school days before in the middle of the year', '2014-10-08', '2014-10-03'],
])('a visit’s reminder %s', (_, date, day) => {
  expect(dueOf('reminder', aVisit(1, date))).toBe(`${day}T08:00`);
});

describe('with any start and any length', () => {
  const anyHours = fc
    .record({ start: fc.integer({ min: 7, max: 19 }), durationMinutes: fc.integer({ min: 15, max: 600 }) })
    .filter(({ start, durationMinutes }) => start * 60 + durationMinutes < 24 * 60)
    .map(({ start, durationMinutes }) => ({
      start: `${String(start).padStart(2, '0')}:00`,
      durationMinutes,
    }));
  const date = '2014-10-06';
  const reflection = { school: 'P1', usefulness: 4, learned: 'Much.', willTry: 'More.' };
  const record = { attendance: { P1: 2, H1: 3 }, notes: '' };

  test('schools are asked to reflect on the same day, from four o’clock and never before it ends', () => {
    fc.assert(
      fc.property(anyHours, (hours) => {
        const due = dueOf('reflection', aVisit(1, date, hours));
        expect(due.startsWith(date)).toBe(true);
        expect(due >= `${date}T16:00` && due >= `${date}T${endOf(hours)}`).toBe(true);
      }),
    );
  });

  test('no one can add notes before it ends, and everyone can after that', () => {
    fc.assert(
      fc.property(anyHours, fc.integer({ min: -600, max: 600 }), (hours, minutes) => {
        const { timeZone } = cycle.program;
        const { endsAt } = visitTimes(timeZone, date, hours.start, hours.durationMinutes);
        const at = new Date(Date.parse(endsAt) + minutes * 60_000).toISOString();
        const partnership = withVisits([aVisit(1, date, hours)]);
        const said = giveReflection(partnership, 1, { ...reflection, at }, cycle);
        const noted = recordVisit(partnership, 1, record, mei, at, cycle);
        expect(['refused' in said, 'refused' in noted]).toEqual([minutes < 0, minutes < 0]);
      }),
    );
  });
});
