import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isBooked } from '#domain/partnership/visit.ts';
import { hiddenField, locationOf, mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
  await stage.plan(noor);
});
beforeEach(() => stage.today('2014-09-10'));
afterAll(() => stage.stop());

const reason = 'The host has an assembly.';
/** The nth upcoming visit of a host's partnership. */
const nth = async (host: string, n: number) => {
  const ahead = (await stage.booked(host)).filter(({ date }) => date > '2014-09-20');
  const visit = ahead.toSorted((a, b) => (a.date < b.date ? -1 : 1))[n];
  if (!visit) throw new Error(`No visit ${n} of ${host}`);
  return { visit, address: { partnership: `2014-${host}`, visit: String(visit.number) } };
};
/** A visit in each of Mei's partnerships, and a day that is free for both. */
async function rivals() {
  for (let n = 0; n < 12; n += 1)
    for (const m of [n - 1, n, n + 1].filter((place) => place >= 0)) {
      const [one, other] = [await nth('H1', n), await nth('H2', m)];
      const { data } = await stage.read(mei, 'moveVisitPage', one.address);
      const { data: second } = await stage.read(mei, 'moveVisitPage', other.address);
      const date = data.free.find((free: string) => second.free.includes(free));
      if (date !== undefined) return { one: one.address, other: other.address, date, seen: data.seen };
    }
  throw new Error('No day is free for two visits');
}
const dateOf = async (host: string, number: number) =>
  (await stage.partnership(host)).visits.find((one) => one.number === number)?.date;

describe('available days', () => {
  test('are upcoming school days without another visit, and each is really free', async () => {
    const { visit, address } = await nth('H1', 3);
    const { data } = await stage.read(mei, 'moveVisitPage', address);
    expect(data.free.length).toBeGreaterThan(5);
    const busy = [...(await stage.booked('H1')), ...(await stage.booked('H2'))].map(({ date }) => date);
    for (const date of data.free) {
      expect(date > '2014-09-10').toBe(true);
      expect([0, 6]).not.toContain(new Date(date).getUTCDay());
      expect(busy).not.toContain(date);
    }
    expect(data.free).not.toContain('2014-11-04');
    expect(data.free).not.toContain(visit.date);
  });

  test('move only that visit, with the reason in its history and one event', async () => {
    const { visit, address } = await nth('H1', 3);
    const { data } = await stage.read(mei, 'moveVisitPage', address);
    const [date] = data.free;
    const page = await stage.open(mei, 'moveVisitPage', address, `?date=${date}`);
    expect(page.text).toContain('No other visits need to move.');
    const others = await stage.booked('H2');
    const moved = await stage.send(mei, 'moveVisit', address, {
      date,
      reason,
      seen: hiddenField(page, 'seen'),
    });
    expect(locationOf(moved)).toBe(`/console/partnerships/2014-H1/visits/${visit.number}?done=moved`);
    const after = await stage.partnership('H1');
    expect(after.visits.find(({ number }) => number === visit.number)).toEqual({
      ...visit,
      date,
      sequence: visit.sequence + 1,
    });
    expect(after.history.at(-1)).toMatchObject({
      what: 'visit-moved',
      note: reason,
      by: mei.name,
      visit: visit.number,
    });
    expect(await stage.booked('H2')).toEqual(others);
  });
});

describe('an impossible date', () => {
  test.each([
    ['2014-11-04', 'no regular school day (Election Day)'],
    ['2014-11-01', 'It’s a weekend'],
    ['2014-09-10', 'Choose a date after today'],
    ['2014-07-15', 'Choose a date after today'],
    ['2015-07-15', 'Visits end on Friday, June 26'],
  ])('%s is refused with the rule, and nothing moves', async (date, rule) => {
    const { address } = await nth('H1', 3);
    const before = await stage.kept();
    const answer = await stage.send(mei, 'moveVisit', address, { date, reason });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(rule);
    expect(answer.text).not.toContain('H1 has');
    expect(await stage.kept()).toEqual(before);
  });

  test.each(['', '2014-02-30', 'soon', '3000-01-01', '11/31/2014'])(
    '“%s” is not a valid date',
    async (date) => {
      const { address } = await nth('H1', 3);
      const before = await stage.kept();
      expect((await stage.send(mei, 'moveVisit', address, { date, reason })).status).toBe(422);
      expect((await stage.open(mei, 'moveVisitPage', address, `?date=${date}`)).status).toBe(422);
      expect(await stage.kept()).toEqual(before);
    },
  );

  test('a move without a reason is refused, and the date stays chosen', async () => {
    const { address } = await nth('H1', 3);
    const { data } = await stage.read(mei, 'moveVisitPage', address);
    const before = await stage.kept();
    const answer = await stage.send(mei, 'moveVisit', address, { date: data.free[0], reason: ' ' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter a reason. Schools will see it in the email.');
    expect(hiddenField(answer, 'date')).toBe(data.free[0]);
    expect(await stage.kept()).toEqual(before);
  });
});

describe('a day with another visit', () => {
  test('previews the visits that make room, and exactly those move', async () => {
    const { visit, address } = await nth('H1', 4);
    const other = (await nth('H2', 4)).visit;
    const { data } = await stage.read(mei, 'moveVisitPage', address, `?date=${other.date}`);
    expect(data.changes[0]).toMatchObject({ host: 'H1', visit: visit.number, to: other.date });
    expect(data.changes.length).toBeGreaterThan(1);
    const page = await stage.open(mei, 'moveVisitPage', address, `?date=${other.date}`);
    expect(page.text).toContain('to make room');
    const before = new Map(
      [...(await stage.booked('H1')), ...(await stage.booked('H2'))].map((one) => [JSON.stringify(one), one]),
    );
    const fields = { date: other.date, reason, seen: hiddenField(page, 'seen') };
    expect((await stage.send(mei, 'moveVisit', address, fields)).status).toBe(303);
    for (const { host, visit: number, to } of data.changes) expect(await dateOf(host, number)).toBe(to);
    const after = [...(await stage.booked('H1')), ...(await stage.booked('H2'))];
    expect(after.filter((one) => !before.has(JSON.stringify(one)))).toHaveLength(data.changes.length);
    // None of her visits needs a new date.
    expect((await stage.open(mei, 'visits')).text).not.toContain('needs a new date');
  });

  test('refuses the second of two people who move visits there', async () => {
    const { one, other, date, seen } = await rivals();
    const first = await stage.send(mei, 'moveVisit', one, { date, reason, seen });
    expect(first.status).toBe(303);
    const before = await stage.partnership('H2');
    const late = await stage.send(ruth, 'moveVisit', other, { date, reason, seen });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Something changed while you were on this page');
    expect(await stage.partnership('H2')).toEqual(before);
  });

  test('never gets two visits of a facilitator without a warning, even in a race', async () => {
    const { one, other, date, seen } = await rivals();
    const answers = await Promise.all([
      stage.send(mei, 'moveVisit', one, { date, reason, seen }),
      stage.send(ruth, 'moveVisit', other, { date, reason, seen }),
    ]);
    const isDouble = answers.every(({ status }) => status === 303);
    const { text } = await stage.open(mei, 'visits');
    expect(text.includes('already has a visit that day')).toBe(isDouble);
  });
});

describe('a date request', () => {
  test('leads to its date with its reason, and the move answers it', async () => {
    const { visit, address } = await nth('H3', 2);
    const { data } = await stage.read(noor, 'moveVisitPage', address);
    const date = data.free[3];
    await stage.change('H3', (partnership) => ({
      ...partnership,
      visits: partnership.visits.map((one) =>
        one.number === visit.number && isBooked(one)
          ? {
              ...one,
              proposals: [
                { school: 'P31', date, reason: 'Our science fair', at: '2014-09-09T12:00:00.000Z' },
              ],
            }
          : one,
      ),
    }));
    expect((await stage.open(noor, 'visits')).text).toContain('Partner School 31 asked to move');
    expect((await stage.open(noor, 'visit', address)).text).toContain(`/move?date=${date}`);
    const page = await stage.open(noor, 'moveVisitPage', address, `?date=${date}`);
    expect(page.text).toContain('Partner School 31 asked for this date: Our science fair');
    await stage.send(noor, 'moveVisit', address, { date, reason, seen: hiddenField(page, 'seen') });
    const after = (await stage.booked('H3')).find(({ number }) => number === visit.number);
    expect(after).toMatchObject({ date, proposals: [] });
  });

  test('is declined with a reason, once', async () => {
    const { visit, address } = await nth('H3', 3);
    await stage.change('H3', (partnership) => ({
      ...partnership,
      visits: partnership.visits.map((one) =>
        one.number === visit.number && isBooked(one)
          ? {
              ...one,
              proposals: [
                { school: 'P31', date: '2014-12-05', reason: 'Fair', at: '2014-09-09T12:00:00.000Z' },
              ],
            }
          : one,
      ),
    }));
    const wrong = await stage.send(noor, 'declineDate', address, { school: 'P31', declineReason: '' });
    expect(wrong.status).toBe(422);
    const fields = { school: 'P31', declineReason: 'Noor is at another school.' };
    const declined = await stage.send(noor, 'declineDate', address, fields);
    expect(declined.status).toBe(303);
    const after = (await stage.booked('H3')).find(({ number }) => number === visit.number);
    expect(after).toEqual(visit);
    const { version } = await stage.partnership('H3');
    const again = await stage.send(noor, 'declineDate', address, fields);
    expect(locationOf(again)).toBe(locationOf(declined));
    expect((await stage.partnership('H3')).version).toBe(version);
    expect((await stage.send(ruth, 'declineDate', address, fields)).status).toBe(409);
  });
});
