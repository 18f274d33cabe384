import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formPartnership, type PairedSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { isSchoolDay } from '#domain/program/cycle.ts';
import type { School } from '#domain/program/school.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import { clashesIn, debtsOf } from '#domain/visits/debts.ts';
import { callsFor } from '#domain/visits/reminders.ts';
import { repairYears } from '#domain/visits/replan.ts';
import type { Setting } from '#domain/visits/schedule.ts';
import { emptyVisitYear } from '#domain/visits/visit-year.ts';
import { calendarOf, readCalendar } from '../../../infra/cli/calendar-file.ts';
import { isBroken } from '../../../infra/parsing/parsed.ts';
import { aCycle } from '../../builders.ts';
import { someDirectory } from '../../cli/pairing-files.ts';
import { mei, published } from './years.ts';

const calendars = [
  { year: '2014-15', closesAt: '2014-05-02T21:00:00.000Z' },
  { year: '2026-27', closesAt: '2026-05-01T21:00:00.000Z' },
].map((one) => ({ ...one, file: `../shared/data/nyc-calendar-${one.year}.csv` }));
const areThere = calendars.every(({ file }) => existsSync(file));

const paired = ({ id, name, levels, region, kind }: School): PairedSchool => ({
  ...{ id, name, levels, region, reference: `2014-${id}`, focusAreas: ['feedback'] },
  ...(kind === undefined ? {} : { kind }),
  contact: { name: `Principal of ${id}`, position: 'Principal', email: `${id.toLowerCase()}@example.org` },
});

/** 24 hosts with two partners each, spread over the directory, and six facilitators. */
function partnershipsOf(schools: readonly School[]): readonly Partnership[] {
  const step = Math.floor(schools.length / 72);
  const picked = Array.from({ length: 72 }, (_, n) => schools[n * step]).flatMap((school) => school ?? []);
  return Array.from({ length: 24 }, (_, n) => {
    const [host, ...partners] = picked.slice(n * 3, n * 3 + 3).map(paired);
    if (!host) throw new Error('The directory is too small');
    return formPartnership(
      '2014',
      {
        host: { ...host, capacity: 2 },
        partners: partners.map((partner) => ({ ...partner, why: 'They fit.' })),
        facilitator: { name: `Facilitator ${n % 6}`, email: `f${n % 6}@example.org` },
      },
      mei,
      '2014-06-02T14:00:00.000Z',
    ).after;
  });
}

// The City's open data is not in this repository.
describe.skipIf(!areThere)('with the real calendars of the first program', () => {
  test.each(calendars)(
    'the year $year is planned completely, is valid, reminds on school days, and survives snow',
    async ({ file, closesAt, year }) => {
      const rows = await readCalendar(file, []);
      if (isBroken(rows)) throw new Error(rows.problems.join());
      const cycle = aCycle({ calendar: calendarOf(rows.parsed), closesAt });
      const partnerships = partnershipsOf(someDirectory());
      const setting: Setting = { cycle, year: emptyVisitYear('2014'), partnerships };
      const schoolYear = schoolYearAfter(cycle);
      expect(schoolYear?.firstDay.slice(0, 7)).toBe(`${year.slice(0, 4)}-09`);
      const planned = published(setting);
      const visits = planned.partnerships.flatMap((one) => one.visits.filter(isBooked));
      expect(visits).toHaveLength(384);
      const first = schoolYear?.firstDay ?? '';
      expect(clashesIn(planned, first)).toEqual([]);
      expect(debtsOf(planned.partnerships, cycle.program)).toEqual([]);

      const calls = planned.partnerships.flatMap((one) =>
        one.visits.flatMap((visit) => callsFor(one, visit, cycle)),
      );
      const reminders = calls.filter(({ call }) => call.kind === 'reminder');
      expect(reminders).toHaveLength(384);
      expect(reminders.filter(({ due }) => !isSchoolDay(cycle, due.slice(0, 10)))).toEqual([]);

      const date = visits.map((visit) => visit.date).toSorted()[190] ?? '';
      const snow = { date, whose: { kind: 'all' } as const, reason: 'Snow' };
      const lost = { ...planned, year: { ...planned.year, lostDays: [snow] } };
      const onIt = visits.filter((visit) => visit.date === date).length;
      const { changes, stuck } = repairYears(lost, date);
      expect(stuck).toEqual([]);
      expect(changes.filter(({ from }) => from === date)).toHaveLength(onIt);
      expect(changes.length).toBeLessThan(onIt * 4);
    },
  );
});
