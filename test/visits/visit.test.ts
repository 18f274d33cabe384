import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isBooked } from '#domain/partnership/visit.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.plan(mei);
});
beforeEach(() => stage.today('2014-09-10'));
afterAll(() => stage.stop());

const aVisit = async (n: number) => {
  const visit = (await stage.booked('H1')).toSorted((a, b) => (a.date < b.date ? -1 : 1))[n];
  if (!visit) throw new Error(`No visit ${n}`);
  return { visit, address: { partnership: '2014-H1', visit: String(visit.number) } };
};
const standing = async (number: number) =>
  (await stage.partnership('H1')).visits.find((one) => one.number === number);

describe('one visit', () => {
  test('shows when, where, and who, with school names', async () => {
    const { address } = await aVisit(1);
    const { text } = await stage.open(noor, 'visit', address);
    expect(text).toMatch(/Partner School 1\d/);
    expect(text).toContain('9:00 AM to 12:00 PM');
    expect(text).toContain('No answer yet');
    expect(text).toContain('Visit schedule published');
    // She can see it but not change it.
    expect(text).not.toContain('Move visit');
  });

  test('takes a theme, a time, and a place; calendars get what concerns them', async () => {
    const { visit, address } = await aVisit(1);
    await stage.send(mei, 'themeVisit', address, { theme: 'Feedback', lookFor: 'Who talks?' });
    expect(await standing(visit.number)).toEqual({ ...visit, theme: 'Feedback', lookFor: 'Who talks?' });
    const details = { start: '10:30', durationMinutes: '120', place: 'Library' };
    const hidden = hiddenIn(await stage.open(mei, 'visit', address), 'details');
    await stage.send(mei, 'changeVisit', address, { ...details, ...hidden });
    expect(await standing(visit.number)).toMatchObject({
      ...{ start: '10:30', durationMinutes: 120, place: 'Library', sequence: visit.sequence + 1 },
    });
    expect((await stage.open(mei, 'visit', address)).text).toContain('10:30 AM to 12:30 PM');
  });

  test.each([
    [{ start: '25:00', durationMinutes: '60' }, 'Enter a time,'],
    [{ start: '09:00', durationMinutes: 'all day' }, 'Enter a whole number from 15 to 600'],
    [{ start: '23:00', durationMinutes: '120' }, 'Shorten the length so it ends on the same day'],
  ])('refuses times like %o', async (details, words) => {
    const { address } = await aVisit(2);
    const before = await stage.kept();
    const answer = await stage.send(mei, 'changeVisit', address, details);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain(`value="${details.start}"`);
    expect(await stage.kept()).toEqual(before);
  });

  test('that changed is not canceled from an older page', async () => {
    const { visit, address } = await aVisit(2);
    const page = await stage.open(ruth, 'visit', address);
    const details = { start: '11:00', durationMinutes: '60', place: '' };
    await stage.send(mei, 'changeVisit', address, details);
    const before = await stage.kept();
    const late = { ...hiddenIn(page, 'cancellation'), reason: 'Nobody can.' };
    const answer = await stage.send(ruth, 'cancelVisit', address, late);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Something changed while you were on this page');
    expect(answer.text).toContain('Nobody can.</textarea>');
    expect(await stage.kept()).toEqual(before);
    expect(visit.state).toBe('booked');
  });

  test('is canceled with a reason, and then needs a replacement', async () => {
    const { visit, address } = await aVisit(3);
    expect((await stage.send(mei, 'cancelVisit', address, { reason: '' })).status).toBe(422);
    expect((await stage.send(mei, 'cancelVisit', address, { reason: 'Nobody can.' })).status).toBe(303);
    expect(await standing(visit.number)).toMatchObject({
      ...{ state: 'cancelled', reason: 'Nobody can.', sequence: visit.sequence + 1 },
    });
    expect((await stage.open(mei, 'visits')).text).toMatch(
      /Host School 1 still needs to visit Partner School 1\d/,
    );
    const { text } = await stage.open(mei, 'visit', address);
    expect(text).not.toMatch(/No answer|Who’s coming|>Theme</);
    expect(text).toContain('still needs to visit');
    expect(text).toMatch(/href="[^"]*visits\/booking\?partner=[^"]*">Schedule it</);
    const again = await stage.send(mei, 'cancelVisit', address, { reason: 'Nobody can.' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('was canceled or has already happened');
    expect((await stage.open(mei, 'moveVisitPage', address)).status).toBe(409);
  });

  test.each(['99', '0', 'nonsense', '1e0'])('with the number %s is not found', async (visit) => {
    expect((await stage.open(mei, 'visit', { partnership: '2014-H1', visit })).status).toBe(404);
    expect((await stage.open(mei, 'visit', { host: 'H9', visit: '1' })).status).toBe(404);
  });
});

describe('after a visit', () => {
  test('the facilitator records how it went; saving again replaces it', async () => {
    const { visit, address } = await aVisit(4);
    stage.today('2015-06-20');
    expect((await stage.open(mei, 'visits')).text).toMatch(/visits? needs? notes:/);
    const schools = [visit.visited, ...visit.visiting];
    const came = Object.fromEntries(schools.map((id) => [`attendance-${id}`, '4']));
    const wrong = await stage.send(mei, 'recordVisit', address, {
      ...came,
      [`attendance-${visit.visited}`]: 'many',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toMatch(/The number of people from [\w ]+ must be a whole number from 0 to 99/);
    expect(
      (await stage.send(mei, 'recordVisit', address, { ...came, notes: 'They looked at work.' })).status,
    ).toBe(303);
    const attendance = Object.fromEntries(schools.map((id) => [id, 4]));
    expect(await standing(visit.number)).toMatchObject({
      state: 'held',
      attendance,
      notes: 'They looked at work.',
    });
    await stage.send(mei, 'recordVisit', address, { ...came, notes: 'Better words.' });
    expect(await standing(visit.number)).toMatchObject({
      attendance,
      notes: 'Better words.',
      reflections: [],
    });
    const { text } = await stage.open(mei, 'visit', address);
    expect(text).toContain('4 people took part');
    expect(text).toContain('Better words.');
  });

  test('nothing else can be changed, and no one is emailed', async () => {
    const { visit, address } = await aVisit(5);
    const asking = {
      school: visit.visited,
      date: '2015-06-25',
      reason: 'Fair',
      at: '2014-09-09T15:00:00.000Z',
    };
    await stage.change('H1', (one) => ({
      ...one,
      visits: one.visits.map((other) =>
        other.number === visit.number && other.state === 'booked' ? { ...other, proposals: [asking] } : other,
      ),
    }));
    stage.today('2015-06-20');
    const { text } = await stage.open(mei, 'visit', address);
    expect(text).toContain('Needs notes');
    expect(text).toMatch(/Expected.*No answer/s);
    expect(text).not.toMatch(/No answer yet|Who’s coming|>Theme</);
    for (const gone of ['Move visit', 'Change time or place', 'Add a theme', 'asked for'])
      expect(text).not.toContain(gone);
    const before = await stage.kept();
    for (const refused of [
      await stage.open(mei, 'moveVisitPage', address),
      await stage.send(mei, 'moveVisit', address, { date: '2015-06-24', reason: 'Late.' }),
      await stage.send(mei, 'changeVisit', address, { start: '10:00', durationMinutes: '60', place: '' }),
      await stage.send(mei, 'themeVisit', address, { theme: 'Talk', lookFor: '' }),
      await stage.send(mei, 'declineDate', address, { school: visit.visited, declineReason: 'No.' }),
    ]) {
      expect(refused.status).toBe(409);
      expect(refused.text).toContain('The visit is over. Add notes, or record that it didn’t happen.');
    }
    expect(await stage.kept()).toEqual(before);
  });

  test('it can be marked as not happened, and needs a replacement again', async () => {
    const { visit, address } = await aVisit(6);
    stage.today('2015-06-20');
    const { text } = await stage.open(mei, 'visit', address);
    expect(text).toContain('Record that it didn’t happen and send emails');
    expect((await stage.send(mei, 'cancelVisit', address, { reason: 'The bus broke down.' })).status).toBe(
      303,
    );
    expect(await standing(visit.number)).toMatchObject({ state: 'cancelled', reason: 'The bus broke down.' });
    expect((await stage.open(mei, 'visit', address)).text).toContain('still needs to visit');
  });

  test('notes are refused before it', async () => {
    const { visit, address } = await aVisit(7);
    const fields = {
      [`attendance-${visit.visited}`]: '1',
      [`attendance-${visit.visiting[0]}`]: '1',
      notes: '',
    };
    const answer = await stage.send(mei, 'recordVisit', address, fields);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('isn’t over yet');
    expect(isBooked((await standing(visit.number)) ?? visit)).toBe(true);
  });
});
