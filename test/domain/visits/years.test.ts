import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plusDays } from '#domain/base/time.ts';
import { isBooked, type PlannedVisit, type Visit } from '#domain/partnership/visit.ts';
import { bookingFaults, bookVisit, cancelVisit, daysFreeToBook } from '#domain/visits/book.ts';
import { loseDay, whyNotADay } from '#domain/visits/closures.ts';
import { clashesIn, debtsOf, unnotedIn } from '#domain/visits/debts.ts';
import { dayFaults } from '#domain/visits/free-days.ts';
import { daysFreeFor, moveVisit, previewMove, toMakeRoom } from '#domain/visits/move.ts';
import { hasPlan, planYear, publishVisitPlan, withTargets, yearBegan } from '#domain/visits/plan.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { repairYears, replanFaults, settlePartnership } from '#domain/visits/replan.ts';
import { plannedVisits, type Setting, settingWith } from '#domain/visits/schedule.ts';
import { proposeDate, recordVisit } from '#domain/visits/school-actions.ts';
import { emptyVisitYear, type LostDay } from '#domain/visits/visit-year.ts';
import { aPartnershipOf } from '../../visits/partnerships.ts';
import { aheadOf, aSetting, mei, ofHost, planOf, published, summer, summerDay } from './years.ts';

const year = published(aSetting());
const dates = [...new Set(plannedVisits(year.partnerships).map(({ date }) => date))].sort();

const visitsIn = ({ partnerships }: Setting): readonly Visit[] =>
  partnerships.flatMap(({ visits }) => visits);
const isOver = (today: string) => (visit: Visit) => visit.date < today;

/** The setting after a repair. Checks how often each visit changed. */
function repaired(setting: Setting, today: string): Setting {
  const { visits } = repairYears(setting, today);
  return {
    ...setting,
    partnerships: setting.partnerships.map((partnership) => {
      const change = settlePartnership(partnership, visits, setting, 'Snow', mei, summer);
      if (change && 'refused' in change) throw new Error(change.refused);
      return change ? change.after : partnership;
    }),
  };
}

describe('a plan of a year', () => {
  test('does not depend on the order of partnerships, and gives each partner five and three', () => {
    const one = planOf(aSetting());
    const other = planOf(aSetting([aPartnershipOf(2, mei), aPartnershipOf(1, mei)]));
    expect(other.visits).toEqual(one.visits);
    expect(one.cost).toBe(one.bound);
    for (const partner of ['P11', 'P12', 'P21', 'P22']) {
      expect(one.visits.filter(({ visiting }) => visiting.includes(partner))).toHaveLength(5);
      expect(one.visits.filter(({ visited }) => visited === partner)).toHaveLength(3);
    }
  });

  test('adds up the days from the ideal dates to its cost', () => {
    const plan = planOf(aSetting());
    const days = withTargets(plan).map(({ daysFromTarget }) => daysFromTarget);
    expect(days.reduce((sum, one) => sum + one, 0)).toBe(plan.cost);
  });

  test('begins on the day after planning, once the school year has begun', () => {
    expect(planOf(aSetting(), mei.email, '2014-10-01').problem.firstDay).toBe('2014-10-02');
    expect(planOf(aSetting()).problem.firstDay).toBe('2014-09-04');
  });

  test('leaves matching visits alone, and is refused once the day of a visit has come', () => {
    const plan = planOf(year);
    const partnership = ofHost(year, 'H1');
    expect(hasPlan(partnership, plan)).toBe(true);
    expect(hasPlan(aPartnershipOf(1, mei), plan)).toBe(false);
    const [first = ''] = partnership.visits.map(({ date }) => date).sort();
    expect([plusDays(first, -1), first].map((today) => yearBegan(partnership, today))).toEqual([false, true]);
    const late = publishVisitPlan(partnership, plan.visits, year, mei, `${first}T15:00:00.000Z`);
    expect(late).toEqual({ refused: 'year-began' });
  });

  test('that is made again before the year moves visits and keeps their identity', () => {
    const off = { ...emptyVisitYear('2014'), daysOff: { [mei.email]: { weekdays: [1, 5], dates: [] } } };
    const setting = { ...year, year: off };
    const change = publishVisitPlan(ofHost(year, 'H1'), planOf(setting).visits, setting, mei, summer);
    if ('refused' in change) throw new Error(change.refused);
    const { visits } = change.after;
    expect(visits.map(({ number }) => number)).toEqual(ofHost(year, 'H1').visits.map(({ number }) => number));
    expect(visits.filter(({ date }) => [1, 5].includes(new Date(date).getUTCDay()))).toEqual([]);
  });

  test('needs a school year, and says so', () => {
    const setting = { ...aSetting(), cycle: { ...aSetting().cycle, calendar: [] } };
    expect(planYear(setting, mei.email, summerDay)).toMatchObject({
      kind: 'refused',
      clashes: [{ cause: { kind: 'no-school-year' }, relax: [{ kind: 'add-calendar' }] }],
    });
  });

  test('is impossible with too few days of its facilitator, and says what to relax', () => {
    const off = {
      ...emptyVisitYear('2014'),
      daysOff: { [mei.email]: { weekdays: [1, 2, 3, 4], dates: dates } },
    };
    const many = [1, 2, 3, 4, 5].map((n) => aPartnershipOf(n, mei));
    const plan = planYear(aSetting(many, off), mei.email, summerDay);
    if (plan.kind !== 'refused') throw new Error('It was planned');
    expect(plan.clashes[0]?.cause.kind).toBe('too-few-days');
    expect(plan.clashes[0]?.relax.length).toBeGreaterThan(0);
  });
});

describe('for any closures, reported on any day', () => {
  const anyLoss = fc.record({
    lost: fc.uniqueArray(fc.constantFrom(...dates), { minLength: 1, maxLength: 3 }),
    today: fc.constantFrom('2014-08-25', '2014-11-12', '2015-03-02', ...dates),
    whose: fc.constantFrom<LostDay['whose']>(
      { kind: 'all' },
      { kind: 'school', school: 'H1' },
      { kind: 'region', region: 'Bronx' },
    ),
  });
  const withLoss = (lost: readonly string[], whose: LostDay['whose']): Setting => ({
    ...year,
    year: {
      ...year.year,
      lostDays: lost.map((date) => ({ date, whose, reason: 'Snow' })),
    },
  });

  test('the repair leaves no conflict and no missing visit, and changes nothing in the past', () => {
    let repairs = 0;
    fc.assert(
      fc.property(anyLoss, ({ lost, today, whose }) => {
        const setting = withLoss(lost, whose);
        if (repairYears(setting, today).stuck.length > 0) return;
        repairs += 1;
        const after = repaired(setting, today);
        expect(clashesIn(after, today)).toEqual([]);
        expect(debtsOf(after.partnerships, after.cycle.program)).toEqual([]);
        expect(visitsIn(after).filter(isOver(today))).toEqual(visitsIn(setting).filter(isOver(today)));
        expect(visitsIn(after).map(({ number }) => number)).toEqual(
          visitsIn(setting).map(({ number }) => number),
        );
      }),
      { numRuns: 25 },
    );
    expect(repairs).toBeGreaterThan(10);
  });

  test('the preview names every visit that changes, and no other', () => {
    fc.assert(
      fc.property(anyLoss, ({ lost, today, whose }) => {
        const setting = withLoss(lost, whose);
        const { changes } = repairYears(setting, today);
        const after = repaired(setting, today);
        const before = visitsIn(setting);
        const moved = visitsIn(after).filter((visit, index) => visit.date !== before[index]?.date);
        expect(changes.map(({ to }) => to).sort()).toEqual(moved.map(({ date }) => date).sort());
      }),
      { numRuns: 15 },
    );
  });

  test('a second repair has nothing left to do', () => {
    const [date = ''] = dates.slice(10);
    const after = repaired(withLoss([date], { kind: 'all' }), summerDay);
    expect(repairYears(after, summerDay)).toEqual({ changes: [], visits: new Map(), stuck: [] });
  });

  test('a visit that happened today is not scheduled again, whatever happens to its day', () => {
    const [today = ''] = dates.slice(10);
    const lost = withLoss([today], { kind: 'all' });
    expect(repairYears(lost, today).changes).toHaveLength(1);
    const held = {
      ...lost,
      partnerships: lost.partnerships.map((partnership) => ({
        ...partnership,
        visits: partnership.visits.map(
          (visit): Visit =>
            visit.date === today && isBooked(visit)
              ? { ...visit, state: 'held', attendance: {}, notes: '', reflections: [] }
              : visit,
        ),
      })),
    };
    expect(repairYears(held, today).changes).toEqual([]);
  });
});

describe('for a move of any visit to any day', () => {
  const anyMove = fc.record({
    host: fc.constantFrom('H1', 'H2'),
    place: fc.nat({ max: 10 }),
    days: fc.integer({ min: -30, max: 30 }),
  });
  const today = '2014-10-08';
  const now = `${today}T14:00:00.000Z`;

  test('either the year is valid as previewed, or the move is refused with the same reasons', () => {
    let moves = 0;
    fc.assert(
      fc.property(anyMove, ({ host, place, days }) => {
        const partnership = ofHost(year, host);
        const visit = aheadOf(partnership, today)[place];
        if (!visit || days === 0) return;
        const date = plusDays(visit.date, days);
        const preview = previewMove(year, partnership, visit, date, today);
        if (preview.kind === 'impossible') {
          const { faults } = preview;
          expect(faults.length).toBeGreaterThan(0);
          const moved = moveVisit(partnership, visit.number, date, year, 'Assembly', mei, now);
          expect(moved).toEqual({ refused: 'impossible', faults });
          return;
        }
        moves += 1;
        const partnerships = year.partnerships.map((one) => {
          const change =
            one.host.id === host
              ? moveVisit(one, visit.number, date, year, 'Assembly', mei, now)
              : settlePartnership(one, preview.visits, year, toMakeRoom, mei, now);
          if (change && 'refused' in change) throw new Error(change.refused);
          return change ? change.after : one;
        });
        const after = { ...year, partnerships };
        expect(clashesIn(after, today)).toEqual([]);
        expect(debtsOf(partnerships, year.cycle.program)).toEqual([]);
        expect(ofHost(after, host).visits.find(({ number }) => number === visit.number)?.date).toBe(date);
        expect(visitsIn(after).filter(isOver(today))).toEqual(visitsIn(year).filter(isOver(today)));
        const moved = visitsIn(after).filter((one, index) => one.date !== visitsIn(year)[index]?.date);
        expect(preview.changes.map(({ to }) => to).sort()).toEqual(moved.map((one) => one.date).sort());
      }),
      { numRuns: 40 },
    );
    expect(moves).toBeGreaterThan(5);
  });

  test('a day that is offered as free moves no other visit', () => {
    const partnership = ofHost(year, 'H1');
    const [, visit] = aheadOf(partnership, today);
    if (!visit) throw new Error('No visit is ahead');
    const free = daysFreeFor(year, partnership, visit, today);
    expect(free.length).toBeGreaterThan(0);
    for (const date of free)
      expect(previewMove(year, partnership, visit, date, today)).toMatchObject({
        kind: 'possible',
        changes: [{ to: date }],
      });
  });

  test('nothing moves to today, to its own day, or after it happened', () => {
    const partnership = ofHost(year, 'H1');
    const [visit] = aheadOf(partnership, today);
    if (!visit) throw new Error('No visit is ahead');
    for (const date of [today, '2014-10-07', visit.date])
      expect(previewMove(year, partnership, visit, date, today).kind).toBe('impossible');
    const record = { attendance: { H1: 3 }, notes: '' };
    const held = recordVisit(
      partnership,
      visit.number,
      record,
      mei,
      `${visit.date}T21:00:00.000Z`,
      year.cycle,
    );
    if ('refused' in held) throw new Error(held.refused);
    expect(moveVisit(held.after, visit.number, '2015-05-05', year, 'Why', mei, summer)).toEqual({
      refused: 'not-booked',
    });
  });
});

describe('for visits on days that no one checked', () => {
  const today = '2014-10-08';
  const now = `${today}T14:00:00.000Z`;
  const partnership = ofHost(year, 'H1');
  const anyDays = fc.array(
    fc.record({ place: fc.nat({ max: 15 }), days: fc.integer({ min: -12, max: 12 }) }),
    {
      minLength: 1,
      maxLength: 2,
    },
  );
  type Shift = { readonly place: number; readonly days: number };
  const shifted = (visits: readonly PlannedVisit[], shifts: readonly Shift[]): readonly PlannedVisit[] =>
    shifts.reduce(
      (all, { place, days }) =>
        all.map((visit, at) => (at === place ? { ...visit, date: plusDays(visit.date, days) } : visit)),
      visits,
    );

  test('a replan is refused with the rules that it breaks, or leaves the year valid', () => {
    let settled = 0;
    fc.assert(
      fc.property(anyDays, (shifts) => {
        const replan = new Map([['H1', shifted(plannedVisits([partnership]), shifts)]]);
        const faults = replanFaults(year, replan, today);
        const change = settlePartnership(partnership, replan, year, 'Snow', mei, now);
        if (faults.length > 0) {
          expect(change).toEqual({ refused: 'impossible', faults });
          return;
        }
        if (!change) return;
        if ('refused' in change) throw new Error(change.refused);
        settled += 1;
        const after = settingWith(year, change.after);
        expect(clashesIn(after, today)).toEqual([]);
        expect(debtsOf(after.partnerships, after.cycle.program)).toEqual([]);
        expect(visitsIn(after).filter(isOver(today))).toEqual(visitsIn(year).filter(isOver(today)));
      }),
      { numRuns: 300 },
    );
    expect(settled).toBeGreaterThan(5);
  });

  test('a replan never moves a visit to the past or out of it, and never drops one', () => {
    const planned = plannedVisits([partnership]);
    const [past] = planned.filter(({ date }) => date < today);
    const [ahead] = planned.filter(({ date }) => date > today);
    for (const [visit, to] of [
      [past, dates.at(-1)],
      [ahead, '2014-10-07'],
    ] as const) {
      const visits = planned.map((one) => (one === visit ? { ...one, date: to ?? '' } : one));
      expect(replanFaults(year, new Map([['H1', visits]]), today)).toContainEqual({
        kind: 'not-after-today',
      });
    }
    const without = new Map([['H1', planned.filter((one) => one !== ahead)]]);
    expect(settlePartnership(partnership, without, year, 'Snow', mei, now)).toHaveProperty('faults');
  });

  test('a schedule is published only if its check finds no fault', () => {
    const unplanned = aSetting();
    const plan = planOf(unplanned);
    let published = 0;
    fc.assert(
      fc.property(anyDays, (shifts) => {
        const visits = shifted(plan.visits, shifts);
        const faults = checkVisitPlan(plan.problem, visits);
        const change = publishVisitPlan(ofHost(unplanned, 'H1'), visits, unplanned, mei, summer);
        if (faults.length > 0) expect(change).toEqual({ refused: 'impossible', faults });
        else published += 1;
        expect('after' in change).toBe(faults.length === 0);
      }),
    );
    expect(published).toBeGreaterThan(2);
  });

  test('a school’s request for a date is refused with the faults of the day', () => {
    const [visit] = aheadOf(partnership, today);
    if (!visit) throw new Error('No visit is ahead');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 380 }), (days) => {
        const date = plusDays(today, days);
        if (date === visit.date) return;
        const faults = dayFaults(year, partnership, visit, date);
        const wish = { school: visit.visited, date, reason: 'Fair', at: now };
        const change = proposeDate(partnership, visit.number, wish, year);
        if (faults.length > 0) expect(change).toEqual({ refused: 'impossible', faults });
        else expect(change).toHaveProperty('after');
      }),
    );
  });
});

describe('a canceled visit', () => {
  const partnership = ofHost(year, 'H1');
  const [visit] = aheadOf(partnership, '2014-12-01').filter(({ visited }) => visited === 'H1');
  const change = visit && cancelVisit(partnership, visit.number, 'Nobody can.', mei, summer);
  if (!visit || !change || 'refused' in change) throw new Error('It cannot be cancelled');
  const between = { visiting: visit.visiting, visited: visit.visited };
  const setting: Setting = {
    ...year,
    partnerships: year.partnerships.map((one) => (one.host.id === 'H1' ? change.after : one)),
  };

  test('must be scheduled again for its partner, in the same direction', () => {
    expect(debtsOf(setting.partnerships, setting.cycle.program)).toMatchObject([{ between, count: 1 }]);
  });

  test('can be scheduled on any offered day and no other', () => {
    const today = '2014-12-01';
    const free = new Set(daysFreeToBook(setting, change.after, between, today));
    for (let date = today; date < '2015-07-05'; date = plusDays(date, 1))
      expect(bookingFaults(setting, change.after, between, date, today).length === 0).toBe(free.has(date));
    for (const date of free) {
      const booked = bookVisit(change.after, { date, ...between }, setting, mei, summer);
      if ('refused' in booked) throw new Error(booked.refused);
      const partnerships = setting.partnerships.map((one) => (one.host.id === 'H1' ? booked.after : one));
      expect(clashesIn({ ...setting, partnerships }, today)).toEqual([]);
      expect(debtsOf(partnerships, setting.cycle.program)).toEqual([]);
    }
  });

  test('is never scheduled on a day that its check refuses', () => {
    const anyDay = fc.integer({ min: -10, max: 380 }).map((days) => plusDays('2014-08-25', days));
    fc.assert(
      fc.property(anyDay, anyDay, (date, today) => {
        const now = `${today}T14:00:00.000Z`;
        const faults = bookingFaults(setting, change.after, between, date, today);
        const booked = bookVisit(change.after, { date, ...between }, setting, mei, now);
        if (faults.length > 0) expect(booked).toEqual({ refused: 'impossible', faults });
        else expect(booked).toHaveProperty('after');
      }),
    );
  });

  test('gets a date and a new number from a repair', () => {
    const after = repaired(setting, '2014-12-01');
    expect(debtsOf(after.partnerships, after.cycle.program)).toEqual([]);
    const { visits } = ofHost(after, 'H1');
    expect(visits.at(-1)).toMatchObject({ number: 17, sequence: 0, ...between });
    expect(visits.find(({ number }) => number === visit.number)?.state).toBe('cancelled');
  });
});

test('a visit needs notes from the next day, even if a school reflected on it', () => {
  const partnership = ofHost(year, 'H1');
  const [first] = aheadOf(partnership, summerDay);
  if (!first) throw new Error('No visit is ahead');
  expect(unnotedIn(partnership, first.date)).toEqual([]);
  expect(unnotedIn(partnership, plusDays(first.date, 1))).toEqual([first]);
  const record = { attendance: { H1: 3 }, notes: '' };
  const held = recordVisit(partnership, first.number, record, mei, `${first.date}T21:00:00.000Z`, year.cycle);
  if ('refused' in held) throw new Error(held.refused);
  expect(unnotedIn(held.after, plusDays(first.date, 1))).toEqual([]);
  const unsaid = { ...held.after.visits.find(({ number }) => number === first.number), attendance: {} };
  const visits = held.after.visits.map((one) =>
    one.number === first.number && one.state === 'held' ? { ...one, ...unsaid } : one,
  );
  expect(unnotedIn({ ...held.after, visits }, plusDays(first.date, 1))).toHaveLength(1);
  expect(visits.filter(isBooked)).toHaveLength(15);
});

test('no day becomes a closure that its check refuses, and none twice', () => {
  const anyDay = fc.integer({ min: -10, max: 380 }).map((days) => plusDays('2014-08-25', days));
  const { cycle } = year;
  let refused = 0;
  fc.assert(
    fc.property(anyDay, anyDay, (date, today) => {
      const now = `${today}T14:00:00.000Z`;
      const day = { date, whose: { kind: 'all' }, reason: 'Snow' } as const;
      const why = whyNotADay(cycle, date, today);
      const lost = loseDay(year.year, day, cycle, mei, now);
      if (why) {
        refused += 1;
        expect(lost).toEqual(why);
        return;
      }
      if ('refused' in lost) throw new Error(lost.refused);
      expect(lost.after.lostDays).toEqual([day]);
      expect(loseDay(lost.after, day, cycle, mei, now)).toEqual({ refused: 'already-lost' });
    }),
  );
  expect(refused).toBeGreaterThan(10);
});
