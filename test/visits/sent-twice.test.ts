import { afterAll, beforeAll, expect, test } from 'vitest';
import { hiddenField, locationOf, mei, ruth, sixTimes } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
  stage.today('2014-09-10');
});
afterAll(() => stage.stop());

const address = { partnership: '2014-H1' };

test('a booking form sent six times at once, and again after the visit moved, schedules one visit', async () => {
  const { visits } = await stage.partnership('H1');
  const choice = { partner: visits[0]?.visiting[0] ?? '', direction: 'to-host' };
  const query = `?${new URLSearchParams(choice)}`;
  const page = await stage.open(mei, 'bookVisitPage', address, query);
  const { data } = await stage.read(mei, 'bookVisitPage', address, query);
  const [date, otherDate] = data.free;
  const hidden = { seen: hiddenField(page, 'seen'), idempotencyKey: hiddenField(page, 'idempotencyKey') };
  const before = await stage.partnership('H1');
  const send = (day: string) => stage.send(mei, 'bookVisit', address, { ...choice, ...hidden, date: day });

  const answers = await sixTimes(() => send(date));
  const to = `/console/partnerships/2014-H1/visits/${before.visits.length + 1}?done=booked`;
  expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual(Array(6).fill([303, to]));
  const after = await stage.partnership('H1');
  expect(after.version).toBe(before.version + 1);
  expect(after.visits).toHaveLength(before.visits.length + 1);
  expect(after.history).toHaveLength(before.history.length + 1);

  await stage.change('H1', (partnership) => ({
    ...partnership,
    visits: partnership.visits.map((visit) =>
      visit.number === before.visits.length + 1 ? { ...visit, date: otherDate } : visit,
    ),
  }));
  expect(locationOf(await send(date))).toBe(to);
  const other = await send(otherDate);
  expect(other.status).toBe(422);
  expect(other.text).toContain('You already sent this form');
  expect((await stage.partnership('H1')).visits).toHaveLength(before.visits.length + 1);
});

test('a coaching form sent six times at once, or later, schedules one session', async () => {
  const page = await stage.open(ruth, 'coaching');
  const { data } = await stage.read(ruth, 'coaching');
  const [date, otherDate] = data.days.flatMap((day: { busy: number; date: string }) =>
    day.busy === 0 ? [day.date] : [],
  );
  const plan = { title: 'Leading change', start: '13:00', durationMinutes: '120', place: 'Office', date };
  const idempotencyKey = hiddenField(page, 'idempotencyKey');
  const { version } = await stage.store.visitYear('2014');
  const send = (more: object = {}) =>
    stage.send(ruth, 'bookCoaching', {}, { ...plan, idempotencyKey, ...more });

  const answers = [...(await sixTimes(send)), await send()];
  expect(answers.map(locationOf)).toEqual(Array(7).fill('/console/visits/coaching?done=session-booked'));
  const year = await stage.store.visitYear('2014');
  expect(year.coaching).toMatchObject([{ title: 'Leading change', date }]);
  expect(year.version).toBe(version + 1);

  const other = await send({ date: otherDate });
  expect(other.status).toBe(422);
  expect(other.text).toContain('You already sent this form');
  expect(other.text).toContain('value="Leading change"');
  const anew = { idempotencyKey: hiddenField(other, 'idempotencyKey'), date: otherDate };
  expect((await send(anew)).status).toBe(303);
  expect((await stage.store.visitYear('2014')).coaching).toHaveLength(2);
});

test('a key that is too short, too long, or has spaces is refused', async () => {
  for (const idempotencyKey of ['short', 'with spaces in it', 'k'.repeat(101)])
    expect((await stage.send(ruth, 'bookCoaching', {}, { idempotencyKey })).text).toContain(
      idempotencyKey.length > 100 ? 'Shorten your answer' : 'Send a key of 8 to 100',
    );
});
