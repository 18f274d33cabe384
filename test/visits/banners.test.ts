import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hiddenField, locationOf, mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
beforeEach(() => stage.today('2014-08-25'));
afterAll(() => stage.stop());

const asQuery = (fields: Readonly<Record<string, string>>) => `?${new URLSearchParams(fields)}`;
const addressOf = (number: number) => ({ partnership: '2014-H1', visit: String(number) });

test('a schedule that is sent twice is shown as published, without the button', async () => {
  const page = await stage.open(mei, 'visitPlanPage');
  const fields = { facilitator: mei.email, seen: hiddenField(page, 'seen') };
  expect((await stage.send(mei, 'publishVisitPlan', {}, fields)).status).toBe(303);
  const { status, text } = await stage.send(mei, 'publishVisitPlan', {}, fields);
  expect(status).toBe(409);
  expect(text).toContain('No further changes were published.');
  expect(text).toContain('This schedule is published.');
  expect(text).not.toContain('publish it');
});

describe('a canceled visit', () => {
  beforeEach(() => stage.today('2014-09-10'));

  const cancelledPage = async (number: number) => {
    const answer = await stage.send(mei, 'cancelVisit', addressOf(number), { reason: 'Nobody can.' });
    expect(locationOf(answer)).toBe(`/console/partnerships/2014-H1/visits/${number}?done=cancelled`);
    return (await stage.open(mei, 'visit', addressOf(number), '?done=cancelled')).text;
  };

  test('needs a replacement if the rules require it, before and after', async () => {
    const [visit] = (await stage.booked('H1')).filter(({ date }) => date > '2014-11-01');
    const number = visit?.number ?? 0;
    expect((await stage.open(mei, 'visit', addressOf(number))).text).toContain(
      'You’ll still need to schedule a replacement.',
    );
    const text = await cancelledPage(number);
    expect(text).toContain('Visit canceled. Emails are on their way.');
    expect(text).toContain('still needs to visit');
    await stage.send(mei, 'repairVisits', {}, { reason: 'It is owed.' });
  });

  test('needs no replacement if it was extra', async () => {
    const extra = { partner: 'P11', direction: 'to-host' };
    const { data } = await stage.read(mei, 'bookVisitPage', { partnership: '2014-H1' }, asQuery(extra));
    await stage.send(mei, 'bookVisit', { partnership: '2014-H1' }, { ...extra, date: data.free[0] });
    const number = (await stage.partnership('H1')).visits.at(-1)?.number ?? 0;
    expect((await stage.open(mei, 'visit', addressOf(number))).text).toContain('This was an extra visit');
    const text = await cancelledPage(number);
    expect(text).toContain('Visit canceled. Emails are on their way.');
    expect(text).not.toContain('still needs to visit');
  });

  test('needs no replacement if its partner has left', async () => {
    const [visit] = (await stage.booked('H1')).filter(({ visiting }) => visiting.includes('P12'));
    await stage.change('H1', (partnership) => ({
      ...partnership,
      partners: partnership.partners.map((one) =>
        one.id === 'P12' ? { ...one, withdrawnAt: '2014-09-09T12:00:00.000Z' } : one,
      ),
    }));
    expect(await cancelledPage(visit?.number ?? 0)).not.toContain('still needs to visit');
  });
});

describe('a closure', () => {
  beforeEach(() => stage.today('2014-09-10'));

  const lose = (date: string) => ({ date, whose: 'region', region: 'Queens', reason: 'Flood' });

  test('on a day without visits claims no moves', async () => {
    const answer = await stage.send(ruth, 'loseDay', {}, lose('2014-12-02'));
    expect(locationOf(answer)).toBe('/console/visits?done=day-lost-free');
    const { text } = await stage.open(ruth, 'visits', {}, '?done=day-lost-free');
    expect(text).toContain('No visits were scheduled that day, so no emails will be sent.');
  });

  test('that is already reported says so, without the button', async () => {
    const { text, status } = await stage.open(ruth, 'lostDayPage', {}, asQuery(lose('2014-12-02')));
    expect(status).toBe(200);
    expect(text).toContain('This closure is already reported');
    expect(text).toContain('No visits are scheduled that day, so there’s nothing to do.');
    expect(text).not.toContain('>Report closure');
  });

  test('that is already reported leads to the repair if visits are still on that day', async () => {
    const [visit] = (await stage.booked('H2')).filter(({ date }) => date > '2014-12-10');
    const day = { date: visit?.date ?? '', whose: { kind: 'all' } as const, reason: 'Ice' };
    const year = await stage.store.visitYear('2014');
    await stage.store.commitVisitYear({ after: { ...year, lostDays: [day] }, events: [] });
    const fields = { date: day.date, whose: 'all', reason: 'Ice' };
    const looked = await stage.open(ruth, 'lostDayPage', {}, asQuery(fields));
    const sent = await stage.send(ruth, 'loseDay', {}, fields);
    expect([looked.status, sent.status]).toEqual([200, 409]);
    for (const { text } of [looked, sent]) {
      expect(text).toContain('This closure is already reported');
      expect(text).toContain('href="/console/visits/repair"');
      expect(text).not.toContain('Report closure, move');
    }
    await stage.store.commitVisitYear({
      after: { ...(await stage.store.visitYear('2014')), lostDays: [] },
      events: [],
    });
  });
});

describe('a repair', () => {
  beforeEach(async () => {
    stage.today('2014-08-25');
    if ((await stage.booked('H3')).length === 0) await stage.plan(noor);
    stage.today('2014-09-10');
  });

  test('that was made is not announced again if its form is sent twice', async () => {
    const [visit] = (await stage.booked('H3')).filter(({ date }) => date > '2014-11-01');
    const address = { partnership: '2014-H3', visit: String(visit?.number) };
    await stage.send(noor, 'cancelVisit', address, { reason: 'Testing.' });
    const page = await stage.open(noor, 'repairVisitsPage');
    const fields = { reason: 'It is owed.', seen: hiddenField(page, 'seen') };
    expect((await stage.send(noor, 'repairVisits', {}, fields)).status).toBe(303);
    const { text, status } = await stage.send(noor, 'repairVisits', {}, fields);
    expect(status).toBe(409);
    expect(text).toContain('Nothing to reschedule.');
    expect(text).not.toContain('The visits that would move now are below.');
  });

  test('after days off suggests new dates', async () => {
    const [visit] = (await stage.booked('H3')).filter(({ date }) => date > '2014-11-01');
    const fields = { facilitator: noor.email, dates: visit?.date ?? '' };
    expect(locationOf(await stage.send(noor, 'setDaysOff', {}, fields))).toBe(
      '/console/visits/repair?done=days-off',
    );
    expect((await stage.open(noor, 'repairVisitsPage', {}, '?done=days-off')).text).toContain(
      'Visits are scheduled on some of these days. Suggested new dates are below.',
    );
    await stage.send(noor, 'setDaysOff', {}, { facilitator: noor.email, dates: '' });
    const { text } = await stage.open(noor, 'repairVisitsPage', {}, '?done=days-off');
    expect(text).toContain('Days off saved.');
    expect(text).not.toContain('Visits are scheduled on some of these days');
  });

  test('that is not possible gives the reasons', async () => {
    const weekdays = ['1', '2', '3', '4'];
    // All Fridays from the first week on: with four weekdays off, no day is left.
    const dates = Array.from({ length: 44 }, (_, week) =>
      new Date(Date.parse('2014-09-05') + week * 7 * 86_400_000).toISOString().slice(0, 10),
    ).join(' ');
    const answer = await stage.send(noor, 'setDaysOff', {}, { facilitator: noor.email, weekdays, dates });
    expect(locationOf(answer)).toBe('/console/visits/repair?done=days-off');
    const { text } = await stage.open(noor, 'repairVisitsPage', {}, '?done=days-off');
    expect(text).toContain(
      'Visits are scheduled on some of these days and can’t be moved. Reasons are below.',
    );
    expect(text).toContain('can’t all be kept');
    await stage.send(noor, 'setDaysOff', {}, { facilitator: noor.email, dates: '' });
  });
});

describe('visits that need notes', () => {
  test('are listed up to a few, with a link to all', async () => {
    stage.today('2015-06-20');
    const { data } = await stage.read(noor, 'visits');
    const all = data.mine.unnoted.length;
    expect(all).toBeGreaterThan(5);
    const links = (text: string) =>
      new Set(text.match(/href="\/console\/partnerships\/2014-H3\/visits\/\d+"/g)).size;
    const few = await stage.open(noor, 'visits');
    expect(links(few.text)).toBe(5);
    expect(few.text).toContain(`href="/console/visits?unnoted=all">See all ${all}</a>`);
    const whole = await stage.open(noor, 'visits', {}, '?unnoted=all');
    expect(links(whole.text)).toBe(all);
    expect(whole.text).not.toContain('See all');
  });
});

describe('after the year', () => {
  beforeEach(() => stage.today('2015-06-27'));

  test('the form to schedule a visit gives the reason and offers no day', async () => {
    const query = asQuery({ partner: 'P11', direction: 'to-host' });
    const { text } = await stage.open(mei, 'bookVisitPage', { partnership: '2014-H1' }, query);
    expect(text).toContain(
      'The school year ended on Friday, June 26, 2015, so you can’t schedule or move visits.',
    );
    expect(text).not.toContain('are free on the days below');
    expect(text).not.toContain('Schedule visit and send invitations');
    expect(text).not.toContain('You can add an extra one');
  });

  test('the schedule promises no more visits', async () => {
    const { text } = await stage.open(mei, 'visitPlanPage');
    expect(text).toContain('The school year ended on Friday, June 26, 2015, so you can’t schedule');
    expect(text).not.toContain('schedule missing ones');
  });

  test('the page to move a visit offers no day, even on the last day', async () => {
    const [visit] = await stage.booked('H2');
    await stage.change('H2', (partnership) => ({
      ...partnership,
      visits: partnership.visits.map((one) =>
        one.number === visit?.number ? { ...one, date: '2015-06-26' } : one,
      ),
    }));
    stage.today('2015-06-26');
    const address = { partnership: '2014-H2', visit: String(visit?.number) };
    const { text } = await stage.open(mei, 'moveVisitPage', address);
    expect(text).toContain('The school year ends today, so you can’t schedule or move visits.');
    expect(text).not.toContain('No day is free without moving another visit');
  });

  test('coaching gives the reason and offers no day', async () => {
    const { text } = await stage.open(ruth, 'coaching');
    expect(text).toContain(
      'The school year ended on Friday, June 26, 2015, so you can’t schedule or move visits.',
    );
    expect(text).not.toContain('Possible days');
    expect(text).not.toContain('Schedule and send invitations');
  });
});

test('a visit without any available day says so', async () => {
  stage.today('2014-09-10');
  const year = await stage.store.visitYear('2014');
  const daysOff = { ...year.daysOff, [mei.email]: { weekdays: [1, 2, 3, 4, 5], dates: [] } };
  await stage.store.commitVisitYear({ after: { ...year, daysOff }, events: [] });
  const query = asQuery({ partner: 'P11', direction: 'to-host' });
  const { text } = await stage.open(mei, 'bookVisitPage', { partnership: '2014-H1' }, query);
  expect(text).toContain(
    'There’s no day left this school year when both schools and the facilitator are free',
  );
});
