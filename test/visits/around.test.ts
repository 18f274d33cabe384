import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCalendarToken } from '#links/calendar-token.ts';
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

const debtOf = async () => {
  const [visit] = (await stage.booked('H1')).filter((one) => one.visited === 'H1' && one.date > '2014-12-01');
  const number = visit?.number ?? 0;
  await stage.send(
    mei,
    'cancelVisit',
    { partnership: '2014-H1', visit: String(number) },
    { reason: 'Testing.' },
  );
  return { partner: visit?.visiting[0] ?? '', direction: 'to-host' };
};
const asQuery = (fields: Readonly<Record<string, string>>) => `?${new URLSearchParams(fields)}`;

test('a visit that needs a new date says so on its page, with a link to the repair', async () => {
  const [visit] = (await stage.booked('H2')).filter(({ date }) => date > '2014-12-01');
  const address = { partnership: '2014-H2', visit: String(visit?.number) };
  expect((await stage.open(mei, 'visit', address)).text).not.toContain('This visit needs a new date.');
  const year = await stage.store.visitYear('2014');
  const snow = { date: visit?.date ?? '', whose: { kind: 'school', school: 'H2' }, reason: 'Snow' } as const;
  await stage.store.commitVisitYear({ after: { ...year, lostDays: [snow] }, events: [] });
  const { text } = await stage.open(mei, 'visit', address);
  expect(text).toContain('This visit needs a new date.');
  expect(text).toContain('Host School 2 has no regular school day (Snow).');
  expect(text).toContain('href="/console/visits/repair"');
  expect((await stage.open(noor, 'visit', address)).text).not.toContain('href="/console/visits/repair"');
  const lost = await stage.store.visitYear('2014');
  await stage.store.commitVisitYear({ after: { ...lost, lostDays: [] }, events: [] });
});

describe('a visit still to schedule', () => {
  test('is scheduled on an available day, with a new number', async () => {
    const debt = await debtOf();
    const { text } = await stage.open(mei, 'visits');
    expect(text).toContain('still needs to visit Host School 1 once.');
    const { data } = await stage.read(mei, 'bookVisitPage', { partnership: '2014-H1' }, asQuery(debt));
    expect(data.debts).toEqual([{ visiting: [debt.partner], visited: 'H1', count: 1 }]);
    const [date] = data.free;
    const before = (await stage.partnership('H1')).visits;
    const answer = await stage.send(mei, 'bookVisit', { partnership: '2014-H1' }, { ...debt, date });
    const number = Math.max(...before.map((one) => one.number)) + 1;
    expect(locationOf(answer)).toBe(`/console/partnerships/2014-H1/visits/${number}?done=booked`);
    const { visits } = await stage.partnership('H1');
    expect(visits.slice(0, -1)).toEqual(before);
    expect(visits.at(-1)).toMatchObject({
      number,
      date,
      visiting: [debt.partner],
      visited: 'H1',
      sequence: 0,
    });
  });

  test('is scheduled once from two tabs; a form that is sent twice leads to its visit', async () => {
    const debt = await debtOf();
    const page = await stage.open(mei, 'bookVisitPage', { partnership: '2014-H1' }, asQuery(debt));
    const { data } = await stage.read(mei, 'bookVisitPage', { partnership: '2014-H1' }, asQuery(debt));
    const [first, second] = data.free;
    const fields = { ...debt, seen: hiddenField(page, 'seen') };
    const send = (date: string) =>
      stage.send(mei, 'bookVisit', { partnership: '2014-H1' }, { ...fields, date });
    const booked = await send(first);
    expect(booked.status).toBe(303);
    const before = await stage.kept();
    const late = await send(second);
    expect(late.status).toBe(409);
    expect(late.text).toContain('The visit wasn’t scheduled.');
    expect(late.text).toContain('All required visits are scheduled.');
    expect(late.text).toContain(`value="${second}"`);
    expect(locationOf(await send(first))).toBe(locationOf(booked));
    expect(await stage.kept()).toEqual(before);
  });

  test.each([
    ['2014-11-04', 'no regular school day (Election Day)'],
    ['2014-09-10', 'Choose a date after today.'],
    ['2015-08-01', 'Visits end on'],
    ['yesterday', 'Enter a valid date'],
  ])('is not scheduled on %s, with the rule as the reason', async (date, rule) => {
    const before = await stage.kept();
    const fields = { partner: 'P11', direction: 'to-host', date };
    const answer = await stage.send(mei, 'bookVisit', { partnership: '2014-H1' }, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(rule);
    expect(await stage.kept()).toEqual(before);
  });

  test('is not scheduled on a day with another visit, or for a school in another partnership', async () => {
    const before = await stage.kept();
    const [other] = (await stage.booked('H2')).filter((one) => one.date > '2014-10-01');
    const taken = { partner: 'P11', direction: 'to-host', date: other?.date ?? '' };
    const answer = await stage.send(mei, 'bookVisit', { partnership: '2014-H1' }, taken);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Mei Tanaka already has a visit that day');
    const stranger = { ...taken, partner: 'P21' };
    expect((await stage.send(mei, 'bookVisit', { partnership: '2014-H1' }, stranger)).status).toBe(422);
    expect(
      (await stage.open(mei, 'bookVisitPage', { partnership: '2014-H1' }, asQuery(stranger))).status,
    ).toBe(422);
    expect(await stage.kept()).toEqual(before);
  });
});

describe('a learning focus', () => {
  const arc = { focusArea: 'feedback', problemOfPractice: 'Comments come late.', goal: 'Within a week.' };

  test('is set by the facilitator and shown to everyone', async () => {
    expect((await stage.open(mei, 'arcPage', { partnership: '2014-H1' })).text).toContain(
      'Problem of practice',
    );
    const answer = await stage.send(mei, 'setArc', { partnership: '2014-H1' }, arc);
    expect(locationOf(answer)).toBe('/console/partnerships/2014-H1?done=arc');
    expect((await stage.partnership('H1')).arc).toEqual(arc);
  });

  test.each([
    [{ focusArea: 'astrology' }, 'Choose a focus area'],
    [{ goal: '' }, 'Enter a goal for the end of the year'],
    [{ problemOfPractice: 'x'.repeat(1001) }, 'The problem of practice must be 1,000 characters or fewer'],
  ])('is not set to %o, and keeps what was typed', async (over, words) => {
    const before = await stage.kept();
    const answer = await stage.send(
      mei,
      'setArc',
      { partnership: '2014-H1' },
      { ...arc, goal: 'Kept words', ...over },
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text.includes('Kept words')).toBe(!('goal' in over));
    expect(await stage.kept()).toEqual(before);
  });
});

describe('days off', () => {
  test('are saved in order, and lead to the repair if visits are on them', async () => {
    const busy = new Set((await stage.booked('H3')).map(({ date }) => new Date(date).getUTCDay()));
    const weekday = String([...busy].find((day) => day >= 1 && day <= 5));
    const fields = {
      facilitator: noor.email,
      weekdays: [weekday],
      dates: '2014-12-03\n11/5/2014, 2014-12-03',
    };
    const answer = await stage.send(noor, 'setDaysOff', {}, fields);
    expect(locationOf(answer)).toBe('/console/visits/repair?done=days-off');
    expect((await stage.store.visitYear('2014')).daysOff[noor.email]).toEqual({
      weekdays: [Number(weekday)],
      dates: ['2014-11-05', '2014-12-03'],
    });
    const page = await stage.open(noor, 'repairVisitsPage');
    await stage.send(noor, 'repairVisits', {}, { reason: 'Noor is away.', seen: hiddenField(page, 'seen') });
    const after = (await stage.booked('H3')).filter(({ date }) => date > '2014-09-10');
    expect(after.filter(({ date }) => String(new Date(date).getUTCDay()) === weekday)).toEqual([]);
  });

  test.each([
    [{ weekdays: ['1', '2', '3', '4', '5'] }, 'Leave at least one weekday free'],
    [{ weekdays: ['7'] }, 'Choose days from Monday to Friday'],
    [{ dates: '2014-12-03 soon' }, 'Enter valid dates'],
  ])('are not set to %o', async (over, words) => {
    const before = await stage.kept();
    const answer = await stage.send(mei, 'setDaysOff', {}, { facilitator: mei.email, ...over });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(await stage.kept()).toEqual(before);
  });

  test('can be set for someone else only by directors', async () => {
    const fields = { facilitator: mei.email, dates: '2015-06-01' };
    expect((await stage.send(noor, 'setDaysOff', {}, fields)).status).toBe(403);
    expect((await stage.send(ruth, 'setDaysOff', {}, { ...fields, dates: '' })).status).toBe(303);
    expect((await stage.send(ruth, 'setDaysOff', {}, { facilitator: 'x@example.org' })).status).toBe(422);
  });
});

describe('coaching', () => {
  const plan = { title: 'Leading change', start: '13:00', durationMinutes: '120', place: 'District office' };

  test('shows the number of principals who have a visit, and moves visits off its day', async () => {
    const { data } = await stage.read(ruth, 'coaching');
    const busy = data.days.find((day: { busy: number }) => day.busy > 0);
    const answer = await stage.send(ruth, 'bookCoaching', {}, { ...plan, date: busy.date });
    expect(locationOf(answer)).toBe('/console/visits/repair?done=coaching');
    expect((await stage.open(ruth, 'visits')).text).toContain(
      'There’s principal coaching that day (Leading change).',
    );
    const page = await stage.open(ruth, 'repairVisitsPage');
    expect(page.text).toContain('Principal coaching: Leading change</textarea>');
    await stage.send(ruth, 'repairVisits', {}, { reason: 'Coaching', seen: hiddenField(page, 'seen') });
    const visits = (await stage.store.partnerships('2014')).flatMap((one) => one.visits);
    expect(visits.filter((one) => one.state === 'booked' && one.date === busy.date)).toEqual([]);
    expect((await stage.open(mei, 'coaching')).text).toContain('Leading change');
  });

  test('keeps its number when it changes, and is canceled once', async () => {
    const { data } = await stage.read(ruth, 'coaching');
    const free = data.days.find((day: { busy: number }) => day.busy === 0).date;
    const changed = await stage.send(ruth, 'changeCoaching', { session: '1' }, { ...plan, date: free });
    expect(locationOf(changed)).toBe('/console/visits/coaching?done=session-changed');
    const [session] = (await stage.store.visitYear('2014')).coaching;
    expect(session).toMatchObject({ number: 1, sequence: 1, date: free });
    expect((await stage.send(ruth, 'cancelCoaching', { session: '1' }, {})).status).toBe(303);
    const again = await stage.send(ruth, 'cancelCoaching', { session: '1' }, {});
    expect(again.status).toBe(409);
    expect(again.text).toContain('This coaching session was canceled.');
    expect((await stage.send(ruth, 'cancelCoaching', { session: 'x' }, {})).status).toBe(409);
  });

  test.each([
    [{ title: '' }, 422, 'Enter a title'],
    [{ date: '2014-11-08' }, 422, 'is on a weekend'],
    [{ date: '2016-01-04' }, 422, 'isn’t in the school year'],
    [{ date: '2014-09-10' }, 409, 'Choose a date after today.'],
  ])('is not scheduled with %o', async (over, status, words) => {
    const before = await stage.kept();
    const answer = await stage.send(ruth, 'bookCoaching', {}, { ...plan, date: '2014-12-02', ...over });
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(await stage.kept()).toEqual(before);
  });

  test('is scheduled only by directors', async () => {
    const fields = { ...plan, date: '2014-12-02' };
    expect((await stage.send(mei, 'bookCoaching', {}, fields)).status).toBe(403);
  });
});

describe('a facilitator’s own calendar', () => {
  const keys = { k1: 'a key for tests that is long enough' };

  test('has a link with their email and a number; a new link ends the old one', async () => {
    expect((await stage.open(mei, 'visits')).text).toContain('Get my calendar link');
    expect(locationOf(await stage.send(mei, 'renewFacilitatorCalendar', {}, {}))).toBe(
      '/console/visits?done=calendar#calendar',
    );
    const ownerIn = (text: string) => {
      const token = /calendars\/([^"<]+)\.ics/.exec(text)?.[1] ?? '';
      return readCalendarToken(keys, token, '2014-09-10T15:00:00.000Z');
    };
    const owner = { kind: 'facilitator', cycleId: '2014', email: mei.email };
    expect(ownerIn((await stage.open(mei, 'visits')).text)).toEqual({ ...owner, n: 1 });
    await stage.send(mei, 'renewFacilitatorCalendar', {}, {});
    expect(ownerIn((await stage.open(mei, 'visits')).text)).toEqual({ ...owner, n: 2 });
    expect((await stage.store.visitYear('2014')).subscriptions[mei.email]).toBe(2);
  });

  test('needs a partnership', async () => {
    expect((await stage.send(ruth, 'renewFacilitatorCalendar', {}, {})).status).toBe(409);
  });
});

describe('a year calendar', () => {
  test('of a partnership shows its visits, holidays, and only months in the school year', async () => {
    const { data } = await stage.read(mei, 'visitCalendar', {}, '?partnership=2014-H1');
    const kinds = (date: string) =>
      data.days
        .find((day: { date: string }) => day.date === date)
        ?.entries.map((one: { kind: string }) => one.kind);
    for (const { date } of await stage.booked('H1')) expect(kinds(date)).toContain('visit');
    expect(kinds('2014-11-04')).toEqual(['no-visits']);
    expect(data.days[0].date >= '2014-09-04').toBe(true);
    const { text } = await stage.open(mei, 'visitCalendar', {}, '?partnership=2014-H1');
    expect(text).toContain('Election Day');
    expect(text).toContain('June 2015');
    expect(text).not.toContain('July 2015');
  });

  test('of a school shows only its visits; of a facilitator, only theirs', async () => {
    const { data } = await stage.read(mei, 'visitCalendar', {}, '?school=P11');
    const visits = data.days
      .flatMap(({ entries }: { entries: unknown[] }) => entries)
      .filter((one: { kind: string }) => one.kind === 'visit');
    expect(visits.length).toBe(8);
    const all = await stage.read(noor, 'visitCalendar');
    expect(all.data.name).toBe('Noor Rahman');
  });

  test('can be limited to one month', async () => {
    const { text } = await stage.open(mei, 'visitCalendar', {}, '?partnership=2014-H1&month=2014-11');
    expect(text).toContain('Election Day');
    expect(text).not.toContain('Columbus Day');
  });

  test.each([
    '?school=X1',
    '?partnership=2014-X1',
    '?facilitator=x%40example.org',
    '?month=2020-01',
    '?month=soon',
  ])('for %s is not found', async (query) =>
    expect((await stage.open(ruth, 'visitCalendar', {}, query)).status).toBe(404),
  );
});
