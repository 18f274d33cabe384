import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hiddenField, locationOf, mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
  await stage.plan(noor);
  stage.today('2014-09-10');
  const withdrawnAt = '2014-09-09T15:00:00.000Z';
  await stage.change('H1', (one) => ({
    ...one,
    partners: one.partners.map((partner) => (partner.id === 'P11' ? { ...partner, withdrawnAt } : partner)),
  }));
  await stage.change('H3', (one) => ({ ...one, host: { ...one.host, withdrawnAt } }));
});
afterAll(() => stage.stop());

describe('a partner that withdrew', () => {
  test('is listed with the visits on hold; directors get a link to decide', async () => {
    const mine = (await stage.open(mei, 'visits')).text;
    expect(mine).toContain('Partner School 11 withdrew. A director will decide what happens next.');
    expect(mine).toMatch(/\d+ upcoming visits are on hold, and no reminders will be sent\./);
    expect(mine).not.toContain('needs a new date');
    expect(mine).not.toContain('/console/partnerships/2014-H1/repair');
    expect((await stage.open(ruth, 'visits')).text).toContain('href="/console/partnerships/2014-H1/repair"');
  });

  test('needs no new dates or visits, and the repair says what it skips', async () => {
    const { data } = await stage.read(mei, 'visits');
    expect(data.mine).toMatchObject({ clashes: [], debts: [] });
    expect(data.mine.withdrawals).toMatchObject([{ host: 'H1', schools: ['P11'] }]);
    const { text } = await stage.open(ruth, 'repairVisitsPage');
    expect(text).toContain('Partner School 11 withdrew.');
    expect(text).toContain('Nothing else to reschedule.');
    expect(text).toContain('href="/console/partnerships/2014-H1/repair"');
  });

  test('a closure moves other visits and cancels none that are on hold', async () => {
    const waiting = (await stage.booked('H1')).filter(
      ({ visiting, visited, date }) => [visited, ...visiting].includes('P11') && date > '2014-09-10',
    );
    const other = (await stage.booked('H1')).find(
      ({ visiting, visited, date }) => ![visited, ...visiting].includes('P11') && date > '2014-10-01',
    );
    const page = await stage.open(
      ruth,
      'lostDayPage',
      {},
      `?${new URLSearchParams({ date: other?.date ?? '', whose: 'all', reason: 'Snow' })}`,
    );
    const fields = { date: other?.date ?? '', whose: 'all', reason: 'Snow', seen: hiddenField(page, 'seen') };
    expect(locationOf(await stage.send(ruth, 'loseDay', {}, fields))).toBe('/console/visits?done=day-lost');
    const after = await stage.booked('H1');
    expect(after).toEqual(expect.arrayContaining(waiting));
    expect(after.find(({ number }) => number === other?.number)?.date).not.toBe(other?.date);
  });
});

describe('a host that withdrew', () => {
  test('keeps its facilitator’s page, calendar, and notes, which say that visits are on hold', async () => {
    const { text } = await stage.open(noor, 'visits');
    expect(text).toContain('Host School 3 withdrew. A director will decide what happens next.');
    expect(text).not.toContain('You don’t have any partnerships');
    expect(text).not.toContain('Nothing needs attention');
    expect((await stage.open(noor, 'visitCalendar')).text).toContain('(on hold: a school withdrew)');
    stage.today('2014-12-20');
    const { data } = await stage.read(noor, 'visits');
    expect(data.mine.unnoted.length).toBeGreaterThan(0);
    stage.today('2014-09-10');
  });

  test('a visit on hold says so instead of offering changes, which are refused', async () => {
    const [visit] = (await stage.booked('H3')).filter(({ date }) => date > '2014-09-20');
    const address = { partnership: '2014-H3', visit: String(visit?.number) };
    const { text } = await stage.open(noor, 'visit', address);
    expect(text).toContain('On hold');
    expect(text).toContain('Host School 3 withdrew.');
    expect(text).not.toContain('Move visit');
    const before = await stage.kept();
    for (const refused of [
      await stage.send(noor, 'themeVisit', address, { theme: 'Talk' }),
      await stage.send(noor, 'changeVisit', address, { start: '10:00', durationMinutes: '60', place: '' }),
      await stage.open(noor, 'moveVisitPage', address),
    ]) {
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('A school in this visit withdrew.');
    }
    expect(await stage.kept()).toEqual(before);
  });
});
