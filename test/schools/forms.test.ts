import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { locationOf } from '../applications/stage.ts';
import { bookedIn, october, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(october));

const visitIn = async (year: Awaited<ReturnType<Stage['aYear']>>, number: number) => {
  const partnership = await year.stored();
  if (partnership.state !== 'active') throw new Error('It has ended');
  return { partnership, visit: bookedIn(partnership, number) };
};

describe('who is coming', () => {
  test('is saved, shown again in the form, and replaced by a later answer', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const said = { principal: 'yes', cabinet: '2', leadershipTeam: '1', remark: 'We come by bus.' };
    const sent = await visitor.send(`${path}/3/delegation`, said);
    expect([sent.status, locationOf(sent)]).toEqual([303, `${path}/3?done=delegation`]);
    expect((await visitIn(year, 3)).visit.delegations).toEqual({
      [year.ids.partner]: { principal: true, cabinet: 2, leadershipTeam: 1, remark: 'We come by bus.' },
    });
    const { text } = await visitor.open(`${path}/3`);
    expect(text).toContain('We come by bus.');
    expect(text).toMatch(/name="cabinet"[^>]*value="2"/);

    const again = await visitor.post(`${path}/3/delegation`, {
      principal: 'no',
      cabinet: 0,
      leadershipTeam: 3,
    });
    expect(again).toMatchObject({
      status: 200,
      data: { number: 3, delegation: { principal: false, cabinet: 0, leadershipTeam: 3, remark: '' } },
    });
    expect((await visitIn(year, 3)).partnership.history.map(({ by, what }) => [by, what])).toEqual(
      Array(2).fill([`Birch ${year.ids.partner}`, 'delegation-named']),
    );
  });

  test.each([
    ['nothing', {}, ['principal', 'cabinet', 'leadershipTeam']],
    ['nobody', { principal: 'no', cabinet: '0', leadershipTeam: '0' }, ['principal']],
    ['a crowd', { principal: 'yes', cabinet: '31', leadershipTeam: '-1' }, ['cabinet', 'leadershipTeam']],
    ['a novel', { principal: 'yes', cabinet: '1', leadershipTeam: '1', remark: 'x'.repeat(501) }, ['remark']],
    [
      'lists',
      { principal: ['yes', 'no'], cabinet: ['1', '2'], leadershipTeam: '1' },
      ['principal', 'cabinet'],
    ],
  ])('is asked again after %s, with what was typed', async (_, fields, wrong) => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const before = await year.stored();
    const page = await visitor.send(`${path}/3/delegation`, { remark: 'Kept <b>whole</b>', ...fields });
    expect(page.status).toBe(422);
    for (const field of wrong) expect(page.text).toContain(`<a href="#${field}">`);
    if (!('remark' in fields)) expect(page.text).toContain('Kept &lt;b>whole&lt;/b>');
    const { data } = await visitor.post(`${path}/3/delegation`, fields);
    expect(data.errors.map(({ field }: { field: string }) => field)).toEqual(wrong);
    expect(await year.stored()).toEqual(before);
  });

  test('can’t be changed after the visit', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const fields = { principal: 'yes', cabinet: '1', leadershipTeam: '1' };
    const late = await visitor.send(`${path}/2/delegation`, fields);
    expect([late.status, late.text.includes('It’s too late to change this visit online')]).toEqual([
      409,
      true,
    ]);
    expect((await visitor.send(`${path}/5/delegation`, fields)).status).toBe(404);
  });
});

describe('another date', () => {
  test('is offered if everyone is free, requested, shown as waiting, and replaced by a new request', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const { freeDays } = (await visitor.read(`${path}/3`)).data;
    expect(freeDays).toHaveLength(8);
    expect(freeDays).not.toContain('2014-11-03');
    const [first, second] = freeDays;
    await visitor.send(`${path}/3/proposal`, { date: first, reason: 'A trip.' });
    const sent = await visitor.send(`${path}/3/proposal`, {
      date: 'other',
      otherDate: second,
      reason: 'A play.',
    });
    expect(locationOf(sent)).toBe(`${path}/3?done=proposal`);
    const { visit } = await visitIn(year, 3);
    expect([visit.date, visit.proposals]).toEqual([
      '2014-11-03',
      [{ school: year.ids.partner, date: second, reason: 'A play.', at: october }],
    ]);
    const { text } = await visitor.open(`${path}/3`);
    expect(text).toContain('A play.');
    expect(text).toContain('We’re waiting for <bdi>Mei Tanaka</bdi>’s answer.');
    expect((await visitor.open(path)).text).toContain('New date requested');
  });

  test.each([
    ['a holiday', '2014-11-27', 'Thursday, November 27 doesn’t work: '],
    ['a Sunday', '2014-11-09', 'Sunday, November 9 doesn’t work: '],
    ['a date after the year', '2015-08-03', 'Monday, August 3 doesn’t work: '],
    ['yesterday', '2014-10-14', 'Choose a date after today'],
    ['its own date', '2014-11-03', 'The visit is already on Monday, November 3.'],
    ['an invalid date', '2014-02-30', 'Enter a valid date'],
    ['words', 'soon', 'Enter a valid date'],
  ])(
    'that is %s is refused with the day and the rule, and the form keeps its text',
    async (_, date, words) => {
      const year = await stage.aYear();
      const { visitor, path } = await year.as(year.ids.partner);
      const before = await year.stored();
      const fields = { date: 'other', otherDate: date, reason: 'Because of a play.' };
      const page = await visitor.send(`${path}/3/proposal`, fields);
      expect(page.status).toBe(422);
      expect(page.text).toContain(`<a href="#otherDate">${words}`);
      expect(page.text).toContain('Because of a play.');
      expect(page.text).toContain(`value="${date}"`);
      expect(await visitor.post(`${path}/3/proposal`, { date, reason: 'x' })).toMatchObject({
        status: 422,
        data: { errors: [{ field: 'date' }] },
      });
      expect(await year.stored()).toEqual(before);
    },
  );

  test('with only another visit on it can be requested: the facilitator can make room', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const sent = await visitor.send(`${path}/3/proposal`, { date: '2014-12-08', reason: 'A play.' });
    expect(sent.status).toBe(303);
  });

  test('can’t be requested on the same day', async () => {
    const year = await stage.aYear();
    stage.moveTo('2014-11-03T12:00:00.000Z');
    const { visitor, path } = await year.as(year.ids.partner);
    expect((await visitor.open(`${path}/3`)).text).not.toContain('Ask for another date');
    const sent = await visitor.send(`${path}/3/proposal`, { date: '2014-11-10', reason: 'Ill.' });
    expect(sent.status).toBe(409);
    expect(sent.text).toContain('mei.');
  });
});

describe('a reflection', () => {
  const said = { usefulness: '3', learned: 'Questions\nmatter.', willTry: 'Exit tickets, by May 1.' };

  test('is saved on a visit without notes, and can be changed', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const sent = await visitor.send(`${path}/2/reflection`, said);
    expect(locationOf(sent)).toBe(`${path}?done=reflection`);
    const form = (await visitor.open(`${path}/2/reflection`)).text;
    expect(form).toContain('Exit tickets, by May 1.');
    expect(form).toMatch(/value="3" checked/);
    await visitor.post(`${path}/2/reflection`, { ...said, usefulness: 4 });
    expect((await year.stored()).visits[1]).toMatchObject({
      state: 'held',
      reflections: [{ school: year.ids.partner, usefulness: 4, learned: said.learned, at: october }],
    });
    expect((await visitor.open(`${path}/2`)).text).toContain('Exit tickets, by May 1.');
  });

  test('is announced before the visit', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const words = 'Come back when it’s over, on Monday, November 3, after 12:00 PM.';
    expect((await visitor.open(`${path}/3`)).text).toContain(
      'After the visit, we’ll ask for a two-minute reflection here.',
    );
    for (const answer of [
      await visitor.open(`${path}/3/reflection`),
      await visitor.send(`${path}/3/reflection`, said),
    ])
      expect([answer.status, answer.text.includes(words)]).toEqual([409, true]);
  });

  test('is refused during the visit and accepted after it', async () => {
    const year = await stage.aYear();
    const before = await year.stored();
    stage.moveTo('2014-11-03T16:59:00.000Z');
    const { visitor, path } = await year.as(year.ids.partner);
    expect((await visitor.send(`${path}/3/reflection`, said)).status).toBe(409);
    expect(await year.stored()).toEqual(before);
    stage.moveTo('2014-11-03T17:00:00.000Z');
    expect((await visitor.open(`${path}/3`)).text).toContain('Reflect on this visit');
    expect((await visitor.send(`${path}/3/reflection`, said)).status).toBe(303);
  });

  test('with every answer wrong is asked again, with what was typed', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    const before = await year.stored();
    const page = await visitor.send(`${path}/2/reflection`, {
      usefulness: '5',
      learned: 'x'.repeat(2001),
      willTry: ' ',
    });
    expect(page.status).toBe(422);
    for (const field of ['usefulness', 'learned', 'willTry'])
      expect(page.text).toContain(`<a href="#${field}">`);
    expect(page.text).toContain('x'.repeat(2001));
    expect(await year.stored()).toEqual(before);
  });

  test('from two schools at once keeps both', async () => {
    const year = await stage.aYear();
    const [birch, cedar] = [await year.as(year.ids.partner), await year.as(year.ids.other)];
    const sends = await Promise.all([
      birch.visitor.send(`${birch.path}/1/reflection`, said),
      cedar.visitor.send(`${cedar.path}/1/reflection`, said),
    ]);
    expect(sends.map(({ status }) => status)).toEqual([303, 303]);
    const [visit] = (await year.stored()).visits;
    expect(visit?.state === 'held' && visit.reflections.map(({ school }) => school).sort()).toEqual([
      year.ids.partner,
      year.ids.other,
    ]);
  });

  test('that was sent after the session ended comes back complete', async () => {
    const year = await stage.aYear();
    const { visitor, path } = await year.as(year.ids.partner);
    stage.moveTo('2014-10-16T03:00:00.000Z');
    const page = await visitor.send(`${path}/2/reflection`, said);
    expect(page.status).toBe(403);
    expect(page.text).toContain('Exit tickets, by May 1.');
  });
});

test('hostile text is stored unchanged and shown as text', async () => {
  const year = await stage.aYear();
  const { visitor, path } = await year.as(year.ids.partner);
  const hostile = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)> שלום 🙂';
  await visitor.send(`${path}/2/reflection`, { usefulness: '1', learned: hostile, willTry: hostile });
  await visitor.send(`${path}/3/proposal`, { date: '2014-11-10', reason: hostile });
  await visitor.send(`${path}/3/delegation`, {
    principal: 'no',
    cabinet: '0',
    leadershipTeam: '0',
    remark: hostile,
  });
  for (const page of ['', '/2', '/3', '/2/reflection'])
    expect((await visitor.open(path + page)).text).not.toMatch(/<script>|<img/i);
});
