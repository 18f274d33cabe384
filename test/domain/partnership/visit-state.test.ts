import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { comingVisit, isWaiting, visitStanding, withdrawalsIn } from '#domain/partnership/visit-state.ts';
import { attentionTo, weekAhead } from '#domain/visits/attention.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import { previewMove } from '#domain/visits/move.ts';
import { repairYears, settlePartnership } from '#domain/visits/replan.ts';
import { plannedVisits, type Setting } from '#domain/visits/schedule.ts';
import { dutiesOf, nextVisit } from '#domain/visits/school-view.ts';
import { aSetting, mei, ofHost, published, summer } from '../visits/years.ts';

const joint = aSetting();
const year = published({
  ...joint,
  cycle: {
    ...joint.cycle,
    program: { ...joint.cycle.program, visits: { ...joint.cycle.program.visits, jointVisits: true } },
  },
});
const dates = [...new Set(plannedVisits(year.partnerships).map(({ date }) => date))].sort();
const today = '2014-11-12';

/** The setting after schools withdrew on a day. */
const without = (ids: readonly string[], day: string, setting: Setting = year): Setting => {
  const gone = <S extends { readonly id: string }>(school: S): S =>
    ids.includes(school.id) ? { ...school, withdrawnAt: `${day}T15:00:00.000Z` } : school;
  const withdrawn = (one: Partnership): Partnership => ({
    ...one,
    host: gone(one.host),
    partners: one.partners.map(gone),
  });
  return { ...setting, partnerships: setting.partnerships.map(withdrawn) };
};

const waitingIn = ({ partnerships }: Setting, from: string) =>
  partnerships.flatMap((one) =>
    one.visits.filter(isBooked).filter((visit) => visit.date >= from && isWaiting(one, visit)),
  );

function repaired(setting: Setting): Setting {
  const { visits } = repairYears(setting, today);
  return {
    ...setting,
    partnerships: setting.partnerships.map((one) => {
      const change = settlePartnership(one, visits, setting, 'Snow', mei, summer);
      return change && 'after' in change ? change.after : one;
    }),
  };
}

describe('when any schools withdraw on any day, and any day is closed', () => {
  const any = fc.record({
    gone: fc.uniqueArray(fc.constantFrom<string>('H1', 'P11', 'P12', 'P21', 'P22'), {
      minLength: 1,
      maxLength: 2,
    }),
    day: fc.constantFrom('2014-09-10', '2014-11-11', today),
    lost: fc.constantFrom(...dates.filter((date) => date > today)),
  });
  const settingOf = ({ gone, day, lost }: { gone: string[]; day: string; lost: string }): Setting => ({
    ...without(gone, day),
    year: { ...year.year, lostDays: [{ date: lost, whose: { kind: 'all' }, reason: 'Snow' }] },
  });

  test('each future visit with only withdrawn schools is on hold, is listed, and has no conflict', () => {
    fc.assert(
      fc.property(any, (one) => {
        const setting = settingOf(one);
        const attention = attentionTo(setting, today);
        const told = attention.withdrawals.flatMap(({ waiting }) => waiting);
        expect(told).toEqual(waitingIn(setting, today));
        const clashing = attention.clashes.map(({ visit }) => visit);
        for (const visit of told) {
          expect(clashing).not.toContain(visit);
          const schools = [visit.visiting, [visit.visited]];
          expect(schools.some((ids) => ids.every((id) => one.gone.includes(id)))).toBe(true);
        }
        expect(attention.withdrawals.flatMap(({ schools }) => schools.map(({ id }) => id)).sort()).toEqual(
          [...one.gone].sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('a repair leaves visits on hold alone, and no conflict among the others', () => {
    let repairs = 0;
    fc.assert(
      fc.property(any, (one) => {
        const setting = settingOf(one);
        const found = repairYears(setting, today);
        if (found.stuck.length > 0 || found.changes.length === 0) return;
        repairs += 1;
        const after = repaired(setting);
        expect(waitingIn(after, '2014-09-01')).toEqual(waitingIn(setting, '2014-09-01'));
        expect(clashesIn(after, today)).toEqual([]);
        expect(repairYears(after, today).changes).toEqual([]);
      }),
      { numRuns: 30 },
    );
    expect(repairs).toBeGreaterThan(5);
  });
});

describe('if the host withdrew', () => {
  const setting = without(['H1'], '2014-11-11');
  const partnership = ofHost(setting, 'H1');
  const [waiting] = waitingIn(setting, today);
  if (!waiting) throw new Error('Nothing waits');

  test('its facilitator is told and still finds past visits that need notes', () => {
    const own = weekAhead({ ...setting, partnerships: [partnership] }, mei.email, today);
    expect(own.attention.withdrawals).toMatchObject([{ schools: [{ id: 'H1' }] }]);
    expect([...own.thisWeek.visits, ...own.nextWeek.visits]).toEqual([]);
    const unnoted = own.attention.unnoted.map(({ visit }) => visit.date);
    expect(unnoted).toEqual(partnership.visits.map(({ date }) => date).filter((date) => date < today));
  });

  test('no one can move or change a visit on hold, and no school gets tasks for it', () => {
    expect(visitStanding(partnership, waiting, today)).toBe('waiting');
    expect(comingVisit(partnership, waiting.number, setting.cycle, `${today}T15:00:00.000Z`)).toEqual({
      refused: 'waiting',
    });
    expect(previewMove(setting, partnership, waiting, '2015-05-05', today)).toMatchObject({
      kind: 'impossible',
      faults: [{ kind: 'school-withdrew' }],
    });
    expect(nextVisit(partnership, 'P11', setting.cycle, `${today}T15:00:00.000Z`)).toBeUndefined();
    const after = dutiesOf(partnership, 'P11', setting.cycle, '2015-06-30T15:00:00.000Z').map(
      ({ visit }) => visit.date,
    );
    expect(after.filter((date) => date >= today)).toEqual([]);
  });
});

test('a joint visit continues without the school that withdrew', () => {
  const shared = year.partnerships
    .flatMap(({ visits }) => visits)
    .find(({ visiting }) => visiting.length > 1);
  if (!shared) throw new Error('No visit is joint');
  const [first = '', second = ''] = shared.visiting;
  const setting = without([first], '2014-09-01');
  const partnership = ofHost(setting, shared.visited);
  expect(isWaiting(partnership, shared)).toBe(false);
  expect(clashesIn(setting, '2014-09-02')).toEqual([]);
  expect(
    withdrawalsIn([partnership], '2014-09-02')[0]?.waiting.some(({ number }) => number === shared.number),
  ).toBe(false);
  expect(isWaiting(ofHost(without([first, second], '2014-09-01'), shared.visited), shared)).toBe(true);
});
