import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hiddenIn } from '../http/hidden-in.ts';
import type { Typed } from '../reviews/console.ts';
import { hiddenField, locationOf, mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
});
beforeEach(() => stage.today('2014-09-10'));
afterAll(() => stage.stop());

const addressOf = (number: number) => ({ partnership: '2014-H1', visit: String(number) });
const nth = async (n: number) => {
  const visit = (await stage.booked('H1')).toSorted((a, b) => (a.date < b.date ? -1 : 1))[n];
  if (!visit) throw new Error(`No visit ${n}`);
  return visit;
};
const standing = async (number: number) =>
  (await stage.partnership('H1')).visits.find((one) => one.number === number);

describe('the second of two tabs on one visit', () => {
  test('does not replace a theme it did not show, and keeps what was typed until it is sent again', async () => {
    const { number } = await nth(1);
    const address = addressOf(number);
    const page = await stage.open(mei, 'visit', address);
    const hidden = hiddenIn(page, 'theme');
    await stage.send(ruth, 'themeVisit', address, { ...hidden, theme: 'Feedback', lookFor: 'Who talks?' });
    const late = { theme: 'Homework', lookFor: 'Who listens?' };
    const answer = await stage.send(mei, 'themeVisit', address, { ...hidden, ...late });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Something changed while you were on this page');
    expect(answer.text).toContain('Feedback');
    expect(answer.text).toContain('Who listens?</textarea>');
    expect(await standing(number)).toMatchObject({ theme: 'Feedback' });
    const again = await stage.send(mei, 'themeVisit', address, { ...hiddenIn(answer, 'theme'), ...late });
    expect(locationOf(again)).toContain('done=themed');
    expect(await standing(number)).toMatchObject(late);
  });

  test('is still checked against its first page after an error', async () => {
    const { number } = await nth(1);
    const address = addressOf(number);
    const hidden = hiddenIn(await stage.open(mei, 'visit', address), 'theme');
    await stage.send(ruth, 'themeVisit', address, { ...hidden, theme: 'Reading', lookFor: '' });
    const wrong = await stage.send(mei, 'themeVisit', address, { ...hidden, theme: 'x'.repeat(300) });
    expect(wrong.status).toBe(422);
    const answer = await stage.send(mei, 'themeVisit', address, {
      ...hiddenIn(wrong, 'theme'),
      theme: 'Homework',
    });
    expect(answer.status).toBe(409);
    expect(await standing(number)).toMatchObject({ theme: 'Reading' });
  });

  test('does not decline a date request it did not show', async () => {
    const { number, visiting } = await nth(3);
    const school = visiting[0] ?? '';
    const ask = (date: string) =>
      stage.change('H1', (partnership) => ({
        ...partnership,
        visits: partnership.visits.map((one) =>
          one.number === number && one.state === 'booked'
            ? { ...one, proposals: [{ school, date, reason: 'Fair', at: '2014-09-09T12:00:00.000Z' }] }
            : one,
        ),
      }));
    await ask('2014-12-01');
    const hidden = hiddenIn(await stage.open(mei, 'visit', addressOf(number)), 'decline');
    await ask('2014-12-02');
    const declined = { ...hidden, declineReason: 'The host is away.' };
    const answer = await stage.send(mei, 'declineDate', addressOf(number), declined);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Tuesday, December 2');
    expect(answer.text).toContain('The host is away.</textarea>');
    expect(await standing(number)).toMatchObject({ proposals: [{ date: '2014-12-02' }] });
  });

  test('does not replace notes it did not show', async () => {
    stage.today('2015-06-20');
    const visit = await nth(0);
    const address = addressOf(visit.number);
    const came = Object.fromEntries(
      [visit.visited, ...visit.visiting].map((id) => [`attendance-${id}`, '4']),
    );
    const hidden = hiddenIn(await stage.open(mei, 'visit', address), 'record');
    await stage.send(ruth, 'recordVisit', address, { ...hidden, ...came, notes: 'They looked at work.' });
    const answer = await stage.send(mei, 'recordVisit', address, { ...hidden, ...came, notes: 'Mine.' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('They looked at work.');
    expect(answer.text).toContain('Mine.</textarea>');
    expect(await standing(visit.number)).toMatchObject({ notes: 'They looked at work.' });
  });

  test('gets back what was typed if the visit can no longer change', async () => {
    const { number } = await nth(4);
    await stage.send(mei, 'cancelVisit', addressOf(number), { reason: 'Snow.' });
    const late = { theme: 'Homework', lookFor: 'Who listens?' };
    const answer = await stage.send(mei, 'themeVisit', addressOf(number), late);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('What you wrote');
    expect(answer.text).toContain('Who listens?');
  });
});

describe('a form that is sent twice', () => {
  test.each<[string, 'changeVisit' | 'cancelVisit', string, Typed]>([
    ['changes a visit once', 'changeVisit', 'details', { start: '11:00', durationMinutes: '60', place: '' }],
    ['cancels a visit once', 'cancelVisit', 'cancellation', { reason: 'Nobody can.' }],
  ])('%s and confirms it both times', async (_, name, action, typed) => {
    const { number } = await nth(5);
    const hidden = hiddenIn(await stage.open(mei, 'visit', addressOf(number)), action);
    const first = await stage.send(mei, name, addressOf(number), { ...hidden, ...typed });
    const { version } = await stage.partnership('H1');
    const second = await stage.send(mei, name, addressOf(number), { ...hidden, ...typed });
    expect(locationOf(second)).toBe(locationOf(first));
    expect((await stage.partnership('H1')).version).toBe(version);
  });
});

describe('a learning focus', () => {
  const arc = { focusArea: 'feedback', problemOfPractice: 'Comments come late.', goal: 'Within a week.' };
  const address = { partnership: '2014-H1' };

  test('that someone else just changed is not replaced unseen', async () => {
    const seen = hiddenField(await stage.open(mei, 'arcPage', address), 'seen');
    await stage.send(ruth, 'setArc', address, { ...arc, seen });
    const late = { ...arc, goal: 'Mine.' };
    const answer = await stage.send(mei, 'setArc', address, { ...late, seen });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Within a week.');
    expect(answer.text).toContain('Mine.</textarea>');
    expect((await stage.partnership('H1')).arc).toEqual(arc);
    await stage.send(mei, 'setArc', address, { ...late, seen: hiddenField(answer, 'seen') });
    expect((await stage.partnership('H1')).arc).toEqual(late);
  });

  test('that is sent twice gets the same answer', async () => {
    const seen = hiddenField(await stage.open(mei, 'arcPage', address), 'seen');
    const fields = { ...arc, goal: 'Twice.', seen };
    const first = await stage.send(mei, 'setArc', address, fields);
    expect(locationOf(await stage.send(mei, 'setArc', address, fields))).toBe(locationOf(first));
  });

  test('keeps what was typed if the partnership has ended', async () => {
    const before = await stage.partnership('H3');
    await stage.change('H3', () => ({
      ...before,
      state: 'ended',
      endedAt: '2014-09-09T12:00:00.000Z',
    }));
    const answer = await stage.send(noor, 'setArc', { partnership: '2014-H3' }, arc);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Comments come late.');
  });
});

test('days off that someone else just saved are not replaced unseen', async () => {
  const page = await stage.open(mei, 'daysOffPage');
  const fields = { facilitator: mei.email, seen: hiddenField(page, 'seen') };
  await stage.send(ruth, 'setDaysOff', {}, { ...fields, dates: '2015-06-24' });
  const answer = await stage.send(mei, 'setDaysOff', {}, { ...fields, dates: '2015-06-25' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('Current days off: Wednesday, June 24.');
  expect(answer.text).toContain('2015-06-25</textarea>');
  expect((await stage.store.visitYear('2014')).daysOff[mei.email]?.dates).toEqual(['2015-06-24']);
});

describe('coaching', () => {
  const plan = {
    title: 'Leading change',
    date: '2014-12-02',
    start: '13:00',
    durationMinutes: '120',
    place: '',
  };

  test('on a day with another session keeps everything that was typed', async () => {
    await stage.send(ruth, 'bookCoaching', {}, plan);
    const answer = await stage.send(ruth, 'bookCoaching', {}, { ...plan, title: 'Budgets', place: 'Room 9' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('There’s already a coaching session that day.');
    expect(answer.text).toContain('value="Budgets"');
    expect(answer.text).toContain('value="Room 9"');
    expect((await stage.store.visitYear('2014')).coaching).toHaveLength(1);
  });

  test('that someone else just changed is not changed or canceled unseen', async () => {
    const page = await stage.open(ruth, 'coaching');
    const session = { session: '1' };
    const change = hiddenIn(page, 'coaching/1');
    const cancel = hiddenIn(page, 'coaching/1/cancellation');
    expect([change.seen, cancel.seen]).toEqual([expect.stringMatching(/./), change.seen]);
    await stage.send(ruth, 'changeCoaching', session, { ...plan, ...change, place: 'Library' });
    const before = await stage.store.visitYear('2014');
    const changed = await stage.send(ruth, 'changeCoaching', session, { ...plan, ...change, title: 'Mine' });
    const cancelled = await stage.send(ruth, 'cancelCoaching', session, cancel);
    expect([changed.status, cancelled.status]).toEqual([409, 409]);
    expect(changed.text).toContain('value="Mine"');
    expect(changed.text).toContain('Library');
    expect(cancelled.text).toContain('value="Library"');
    expect(await stage.store.visitYear('2014')).toEqual(before);
  });

  test('is still checked against its first page after an error', async () => {
    const session = { session: '1' };
    const hidden = hiddenIn(await stage.open(ruth, 'coaching'), 'coaching/1');
    await stage.send(ruth, 'changeCoaching', session, { ...plan, ...hidden, place: 'Gym' });
    const wrong = await stage.send(ruth, 'changeCoaching', session, { ...plan, ...hidden, title: '' });
    expect(wrong.status).toBe(422);
    const again = { ...plan, ...hiddenIn(wrong, 'coaching/1'), title: 'Mine' };
    expect((await stage.send(ruth, 'changeCoaching', session, again)).status).toBe(409);
  });
});

test('a new calendar link is not replaced by the same form sent twice', async () => {
  const hidden = hiddenIn(await stage.open(mei, 'visits'), 'subscription');
  const made = async () => (await stage.store.visitYear('2014')).subscriptions[mei.email];
  const answers = await Promise.all(
    [1, 2].map(() => stage.send(mei, 'renewFacilitatorCalendar', {}, hidden)),
  );
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect(await made()).toBe(1);
  await stage.send(
    mei,
    'renewFacilitatorCalendar',
    {},
    hiddenIn(await stage.open(mei, 'visits'), 'subscription'),
  );
  expect(await made()).toBe(2);
});
