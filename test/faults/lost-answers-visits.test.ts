import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hiddenIn } from '../http/hidden-in.ts';
import { hiddenField, locationOf, mei, ruth } from '../reviews/console.ts';
import { noor } from '../visits/partnerships.ts';
import { type Stage, startStage } from '../visits/stage.ts';
import { losingAnswers } from './lost.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Stage;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) => startStage(undefined, through)));
  await stage.plan(mei);
  await stage.plan(noor);
});
beforeEach(() => stage.today('2014-09-10'));
afterAll(() => stage.stop());

const named = { partnership: '2014-H1' };
const asQuery = (fields: Readonly<Record<string, string>>) => `?${new URLSearchParams(fields)}`;
/** The nth visit of Mei’s first partnership after September. */
async function nth(n: number) {
  const ahead = (await stage.booked('H1')).filter(({ date }) => date > '2014-10-01');
  const visit = ahead.toSorted((a, b) => (a.date < b.date ? -1 : 1))[n];
  if (!visit) throw new Error(`No visit ${n}`);
  return { visit, address: { ...named, visit: String(visit.number) } };
}
const standing = async (number: number) =>
  (await stage.partnership('H1')).visits.find((one) => one.number === number);
/** The version of every record of the year. */
async function versions(): Promise<readonly number[]> {
  const { year, partnerships } = await stage.kept();
  return [year, ...partnerships].map(({ version }) => version);
}
/** How often each record of the year changed during `act`: the year’s own first. */
async function changesDuring(act: () => Promise<unknown>): Promise<readonly number[]> {
  const before = await versions();
  await act();
  return (await versions()).map((version, n) => version - (before[n] ?? 0));
}

describe('with every answer of the table lost once, a facilitator reads that', () => {
  test('the visit was moved', async () => {
    const { visit, address } = await nth(1);
    const { data } = await stage.read(mei, 'moveVisitPage', address);
    const [date] = data.free;
    const page = await stage.open(mei, 'moveVisitPage', address, `?date=${date}`);
    const typed = { date, reason: 'Snow', seen: hiddenField(page, 'seen') };
    const changes = await changesDuring(async () => {
      const answer = await losingAnswers(proxy, () => stage.send(mei, 'moveVisit', address, typed));
      expect(locationOf(answer)).toBe(`/console/partnerships/2014-H1/visits/${visit.number}?done=moved`);
    });
    expect(changes).toEqual([0, 1, 0, 0]);
    expect(await standing(visit.number)).toMatchObject({ date, sequence: visit.sequence + 1 });
  });

  test('the visit was changed, and its calendar entry goes out once', async () => {
    const { visit, address } = await nth(2);
    const typed = { start: '10:30', durationMinutes: '120', place: 'Library' };
    for (const hidden of [hiddenIn(await stage.open(mei, 'visit', address), 'details'), {}]) {
      const place = `${typed.place} ${Object.keys(hidden).length}`;
      const before = await standing(visit.number);
      const answer = await losingAnswers(proxy, () =>
        stage.send(mei, 'changeVisit', address, { ...typed, ...hidden, place }),
      );
      expect(answer.status).toBe(303);
      expect(await standing(visit.number)).toMatchObject({ place, sequence: (before?.sequence ?? 0) + 1 });
    }
  });

  test('the visit was canceled, and its replacement scheduled', async () => {
    const visits = (await stage.booked('H1')).filter(
      (one) => one.visited === 'H1' && one.date > '2014-12-01',
    );
    // With the page’s hidden fields, and without, as programs send it.
    for (const [n, isProgram] of [true, false].entries()) {
      const visit = visits[n];
      if (!visit) throw new Error('No visit');
      const address = { ...named, visit: String(visit.number) };
      const hidden = isProgram ? {} : hiddenIn(await stage.open(mei, 'visit', address), 'cancellation');
      const canceled = await losingAnswers(proxy, () =>
        stage.send(mei, 'cancelVisit', address, { ...hidden, reason: 'Testing.' }),
      );
      expect(canceled.status).toBe(303);
      const debt = { partner: visit.visiting[0] ?? '', direction: 'to-host' };
      const page = await stage.open(mei, 'bookVisitPage', named, asQuery(debt));
      const { data } = await stage.read(mei, 'bookVisitPage', named, asQuery(debt));
      const typed = { ...debt, date: data.free[0], seen: hiddenField(page, 'seen') };
      const { visits: before } = await stage.partnership('H1');
      const booked = await losingAnswers(proxy, () => stage.send(mei, 'bookVisit', named, typed));
      const number = before.length + 1;
      expect(locationOf(booked)).toBe(`/console/partnerships/2014-H1/visits/${number}?done=booked`);
      expect((await stage.partnership('H1')).visits).toHaveLength(number);
    }
  });

  test('the learning focus, the days off, and the calendar link were saved', async () => {
    const arc = { focusArea: 'feedback', problemOfPractice: 'Comments come late.', goal: 'Within a week.' };
    const seen = hiddenField(await stage.open(mei, 'arcPage', named), 'seen');
    const changes = await changesDuring(async () => {
      const saved = await losingAnswers(proxy, () => stage.send(mei, 'setArc', named, { ...arc, seen }));
      expect(locationOf(saved)).toBe('/console/partnerships/2014-H1?done=arc');
      const off = { facilitator: noor.email, dates: '2015-06-01' };
      const set = await losingAnswers(proxy, () => stage.send(noor, 'setDaysOff', {}, off));
      expect(set.status).toBe(303);
      const renewed = await losingAnswers(proxy, () => stage.send(mei, 'renewFacilitatorCalendar', {}, {}));
      expect(locationOf(renewed)).toBe('/console/visits?done=calendar#calendar');
    });
    expect(changes).toEqual([2, 1, 0, 0]);
  });
});

describe('with every answer of the table lost once, a director reads that', () => {
  const closure = async (n: number) => ({ date: (await nth(n)).visit.date, whose: 'all', reason: 'Snow' });

  test('the closure was reported, and every visit on it moved', async () => {
    const typed = await closure(3);
    const page = await stage.open(ruth, 'lostDayPage', {}, asQuery(typed));
    const changes = await changesDuring(async () => {
      const answer = await losingAnswers(proxy, () =>
        stage.send(ruth, 'loseDay', {}, { ...typed, seen: hiddenField(page, 'seen') }),
      );
      expect(locationOf(answer)).toBe('/console/visits?done=day-lost');
    });
    expect(changes[0]).toBe(1);
    expect(Math.max(...changes)).toBe(1);
    for (const host of ['H1', 'H2', 'H3'])
      expect((await stage.booked(host)).map(({ date }) => date)).not.toContain(typed.date);
    const { whose, date } = typed;
    const removed = await losingAnswers(proxy, () => stage.send(ruth, 'regainDay', {}, { date, whose }));
    expect(locationOf(removed)).toBe('/console/visits/lost-day?done=regained');
    expect((await stage.store.visitYear('2014')).lostDays).toEqual([]);
  });

  test('coaching was scheduled, changed, and canceled', async () => {
    const plan = {
      title: 'Leading change',
      start: '13:00',
      durationMinutes: '120',
      place: 'District office',
    };
    const { data } = await stage.read(ruth, 'coaching');
    const [date, other] = data.days
      .filter((day: { busy: number }) => day.busy === 0)
      .map((day: { date: string }) => day.date);
    const changes = await changesDuring(async () => {
      const booked = await losingAnswers(proxy, () =>
        stage.send(ruth, 'bookCoaching', {}, { ...plan, date }),
      );
      expect(booked.status).toBe(303);
      const changed = await losingAnswers(proxy, () =>
        stage.send(ruth, 'changeCoaching', { session: '1' }, { ...plan, date: other }),
      );
      expect(locationOf(changed)).toBe('/console/visits/coaching?done=session-changed');
      const canceled = await losingAnswers(proxy, () =>
        stage.send(ruth, 'cancelCoaching', { session: '1' }, {}),
      );
      expect(canceled.status).toBe(303);
    });
    expect(changes).toEqual([3, 0, 0, 0]);
  });
});

describe('with every answer of the table lost once, after a visit', () => {
  test('the theme and the notes were saved', async () => {
    const { visit, address } = await nth(4);
    const theme = { theme: 'Feedback', lookFor: 'Who talks?' };
    const came = Object.fromEntries(['H1', 'P11', 'P12'].map((id) => [`attendance-${id}`, '3']));
    const changes = await changesDuring(async () => {
      const page = await stage.open(mei, 'visit', address);
      const themed = await losingAnswers(proxy, () =>
        stage.send(mei, 'themeVisit', address, { ...hiddenIn(page, 'theme'), ...theme }),
      );
      expect(themed.status).toBe(303);
      stage.today('2015-06-20');
      const noted = await losingAnswers(proxy, () =>
        stage.send(mei, 'recordVisit', address, { ...came, notes: 'They looked at work.' }),
      );
      expect(noted.status).toBe(303);
    });
    expect(changes).toEqual([0, 2, 0, 0]);
    expect(await standing(visit.number)).toMatchObject({ ...theme, notes: 'They looked at work.' });
  });
});
