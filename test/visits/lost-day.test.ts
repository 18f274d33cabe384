import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { amara, hiddenField, locationOf, mei, omar, ruth } from '../reviews/console.ts';
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

type Change = { host: string; visit: number; kind: string; from: string | null; to: string };

/** The date of the nth upcoming visit of a host's partnership. */
const dayOf = async (host: string, n: number): Promise<string> => {
  const ahead = (await stage.booked(host)).map(({ date }) => date).filter((date) => date > '2014-09-20');
  const day = ahead.toSorted()[n];
  if (day === undefined) throw new Error(`No visit ${n} of ${host}`);
  return day;
};
const forAll = (date: string) => ({ date, whose: 'all', reason: 'Snow' });
const asQuery = (fields: Readonly<Record<string, string>>) => `?${new URLSearchParams(fields)}`;
const visitOf = async (host: string, number: number) =>
  (await stage.partnership(host)).visits.find((one) => one.number === number);

describe('a closure', () => {
  test('previews all visits that move and all recipients, and changes nothing', async () => {
    const date = await dayOf('H1', 2);
    const before = await stage.kept();
    const { data } = await stage.read(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    expect(data.changes.length).toBeGreaterThan(0);
    expect(data.changes.filter(({ from }: Change) => from === date).length).toBeGreaterThan(0);
    const { text } = await stage.open(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    expect(text).toContain('will get an email');
    expect(text).toContain('Mei Tanaka (facilitator)');
    expect(await stage.kept()).toEqual(before);
  });

  test('moves exactly the previewed visits, with the reason', async () => {
    const date = await dayOf('H1', 2);
    const { data } = await stage.read(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    const page = await stage.open(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    const before = await stage.kept();
    const answer = await stage.send(
      ruth,
      'loseDay',
      {},
      { ...forAll(date), seen: hiddenField(page, 'seen') },
    );
    expect(locationOf(answer)).toBe('/console/visits?done=day-lost');
    const moved: readonly Change[] = data.changes;
    for (const { host, visit, to } of moved) expect(await visitOf(host, visit)).toMatchObject({ date: to });
    for (const { host, visits } of before.partnerships)
      for (const visit of visits)
        if (!moved.some((one) => one.host === host.id && one.visit === visit.number))
          expect(await visitOf(host.id, visit.number)).toEqual(visit);
    const { history } = await stage.partnership(moved[0]?.host ?? '');
    expect(history.at(-1)).toMatchObject({ what: 'visit-moved', note: 'Snow', by: ruth.name });
    expect((await stage.store.visitYear('2014')).lostDays).toEqual([
      { date, whose: { kind: 'all' }, reason: 'Snow' },
    ]);
    expect((await stage.open(mei, 'visits')).text).not.toContain('needs a new date');
  });

  test('is not reported twice', async () => {
    const [lost] = (await stage.store.visitYear('2014')).lostDays;
    const before = await stage.kept();
    const again = await stage.send(ruth, 'loseDay', {}, forAll(lost?.date ?? ''));
    expect(again.status).toBe(409);
    expect(again.text).toContain('This closure is already reported');
    expect(await stage.kept()).toEqual(before);
  });

  test('can be removed; moved visits keep their new dates', async () => {
    const [lost] = (await stage.store.visitYear('2014')).lostDays;
    const before = await stage.store.partnerships('2014');
    const answer = await stage.send(ruth, 'regainDay', {}, { date: lost?.date ?? '', whose: 'all' });
    expect(locationOf(answer)).toBe('/console/visits/lost-day?done=regained');
    expect((await stage.store.visitYear('2014')).lostDays).toEqual([]);
    expect(await stage.store.partnerships('2014')).toEqual(before);
    const { version } = await stage.store.visitYear('2014');
    const again = await stage.send(ruth, 'regainDay', {}, { date: lost?.date ?? '', whose: 'all' });
    expect(locationOf(again)).toBe(locationOf(answer));
    expect((await stage.store.visitYear('2014')).version).toBe(version);
    const other = await stage.send(omar, 'regainDay', {}, { date: lost?.date ?? '', whose: 'all' });
    expect(other.status).toBe(409);
  });

  test('moves nothing if something changed after the preview', async () => {
    const date = await dayOf('H1', 4);
    const page = await stage.open(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    const [visit] = (await stage.booked('H3')).filter((one) => one.date > '2014-10-01');
    const address = { partnership: '2014-H3', visit: String(visit?.number) };
    await stage.send(noor, 'themeVisit', address, { theme: 'Talk' });
    const before = await stage.kept();
    const answer = await stage.send(
      ruth,
      'loseDay',
      {},
      { ...forAll(date), seen: hiddenField(page, 'seen') },
    );
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Something changed while you were on this page');
    expect(await stage.kept()).toEqual(before);
  });

  test('for one school moves only its facilitator’s visits', async () => {
    const visit = (await stage.booked('H3')).toSorted((a, b) => (a.date < b.date ? -1 : 1))[4];
    const fields = { date: visit?.date ?? '', whose: 'school', school: 'H3', reason: 'A burst pipe' };
    const { data } = await stage.read(noor, 'lostDayPage', {}, asQuery(fields));
    expect(new Set(data.changes.map(({ host }: Change) => host))).toEqual(new Set(['H3']));
    const others = await stage.store.partnership('2014', 'H1');
    expect((await stage.send(noor, 'loseDay', {}, fields)).status).toBe(303);
    expect(await visitOf('H3', visit?.number ?? 0)).not.toMatchObject({ date: visit?.date });
    expect(await stage.store.partnership('2014', 'H1')).toEqual(others);
  });

  test('in one region moves nothing elsewhere', async () => {
    const date = await dayOf('H1', 5);
    const fields = { date, whose: 'region', region: 'Queens', reason: 'Flood' };
    const { data } = await stage.read(ruth, 'lostDayPage', {}, asQuery(fields));
    expect(data.changes).toEqual([]);
    expect((await stage.open(ruth, 'lostDayPage', {}, asQuery(fields))).text).toContain(
      'no emails will be sent',
    );
  });
});

describe('a closure that is not allowed', () => {
  test.each([
    ['2014-09-09', 'is in the past. Choose today or a later date.'],
    ['2014-11-04', 'Schools are already closed for visits on Tuesday, November 4 (Election Day)'],
    ['2014-11-08', 'is on a weekend'],
    ['2015-07-20', 'isn’t in the school year (Thursday, September 4, 2014 to Friday, June 26, 2015)'],
    ['2014-02-30', 'Enter a valid date'],
    ['', 'Enter the date of the closure'],
  ])('on “%s” is refused with the rule, by the page and by the form', async (date, rule) => {
    const before = await stage.kept();
    const asked = await stage.open(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    const sent = await stage.send(ruth, 'loseDay', {}, forAll(date));
    for (const answer of [asked, sent]) {
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(rule);
    }
    expect(await stage.kept()).toEqual(before);
  });

  test.each([
    [{ whose: 'region', region: 'Atlantis' }, 'Choose a region'],
    [{ whose: 'school', school: 'X1' }, 'Choose a school'],
    [{ whose: 'nobody' }, 'Choose which schools are closed'],
    [{ whose: 'all', reason: '' }, 'Enter a reason. Schools will see it in the email.'],
    [{ whose: 'all', reason: 'other' }, 'Enter a reason. Schools will see it in the email.'],
    [{ whose: 'all', otherReason: 'Ice' }, 'Clear this reason, or choose “Another reason” above'],
    [{ whose: 'all', school: 'H3' }, 'Clear the school, or choose “One school” above'],
    [{ whose: 'school', school: 'H3', region: 'Queens' }, 'Clear the region, or choose'],
  ])('with %o is refused', async (over, words) => {
    const fields = { date: '2014-12-01', reason: 'Snow', ...over };
    const answer = await stage.send(ruth, 'loseDay', {}, fields);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  test('for all schools, another region, or another facilitator’s school is refused to a facilitator', async () => {
    const before = await stage.kept();
    const all = await stage.send(mei, 'loseDay', {}, forAll('2014-12-01'));
    expect(all.status).toBe(422);
    expect(all.text).toContain('Only a director can report a closure for more than one school');
    const other = { date: '2014-12-01', whose: 'school', school: 'H3', reason: 'Snow' };
    expect((await stage.send(mei, 'loseDay', {}, other)).status).toBe(422);
    expect((await stage.send(mei, 'regainDay', {}, other)).status).toBe(422);
    const region = { date: '2014-12-01', whose: 'region', region: 'Queens', reason: 'Snow' };
    expect((await stage.send(mei, 'loseDay', {}, region)).text).toContain('Choose a region');
    expect((await stage.send(amara, 'loseDay', {}, forAll('2014-12-01'))).status).toBe(403);
    expect(await stage.kept()).toEqual(before);
  });
});

describe('on a snow morning', () => {
  test('the form has the day, what is usually closed, and the usual reasons filled in or one tap away', async () => {
    const date = await dayOf('H1', 3);
    stage.today(date);
    const { text } = await stage.open(ruth, 'lostDayPage');
    expect(text).toContain(`value="${date}"`);
    expect(text).toMatch(/value="all"[^>]* checked/);
    expect(text).toContain('value="Snow"');
  });

  test('a facilitator closes a region, and everyone’s visits there move, but not outside it', async () => {
    const region = (await stage.partnership('H1')).host.region;
    const date = await dayOf('H1', 3);
    const fields = { date, whose: 'region', region, reason: 'Snow' };
    const { data } = await stage.read(mei, 'lostDayPage', {}, asQuery(fields));
    const page = await stage.open(mei, 'lostDayPage', {}, asQuery(fields));
    const answer = await stage.send(mei, 'loseDay', {}, { ...fields, seen: hiddenField(page, 'seen') });
    expect(locationOf(answer)).toMatch(/done=day-lost/);
    const moved: readonly Change[] = data.changes;
    expect(moved.some(({ host }) => host === 'H1')).toBe(true);
    for (const { host, visit, to } of moved) expect(await visitOf(host, visit)).toMatchObject({ date: to });
    const back = await stage.send(mei, 'regainDay', {}, { date, whose: 'region', region });
    expect(locationOf(back)).toBe('/console/visits/lost-day?done=regained');
  });
});

describe('a repair', () => {
  test('finishes a closure that was interrupted, with its reason filled in', async () => {
    const date = await dayOf('H2', 5);
    const year = await stage.store.visitYear('2014');
    const after = {
      ...year,
      lostDays: [...year.lostDays, { date, whose: { kind: 'all' } as const, reason: 'Ice' }],
    };
    await stage.store.commitVisitYear({ after, events: [] });
    expect((await stage.open(mei, 'visits')).text).toMatch(
      /This visit needs a\s+new date\. .* and .* have no regular school day \(Ice\)/,
    );
    const page = await stage.open(mei, 'repairVisitsPage');
    expect(page.text).toContain('Ice</textarea>');
    const { data } = await stage.read(mei, 'repairVisitsPage');
    const fields = { reason: 'Ice', seen: hiddenField(page, 'seen') };
    expect(locationOf(await stage.send(mei, 'repairVisits', {}, fields))).toBe(
      '/console/visits?done=repaired',
    );
    for (const { host, visit, to } of data.changes)
      expect(await visitOf(host, visit)).toMatchObject({ date: to });
    expect((await stage.open(mei, 'repairVisitsPage')).text).toContain('Nothing to reschedule.');
  });

  test('shows a school’s date request and closes it', async () => {
    const date = await dayOf('H2', 6);
    const [visit] = (await stage.booked('H2')).filter((one) => one.date === date);
    const school = visit?.visited ?? '';
    const wish = { school, date: '2015-06-25', reason: 'Fair', at: '2014-09-09T15:00:00.000Z' };
    await stage.change('H2', (one) => ({
      ...one,
      visits: one.visits.map((other) =>
        other.number === visit?.number && other.state === 'booked' ? { ...other, proposals: [wish] } : other,
      ),
    }));
    const { data } = await stage.read(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    expect(
      data.changes.find((one: Change) => one.visit === visit?.number && one.host === 'H2'),
    ).toMatchObject({
      asked: [{ school, date: '2015-06-25' }],
    });
    const { text } = await stage.open(ruth, 'lostDayPage', {}, asQuery(forAll(date)));
    expect(text).toContain(
      'asked for Thursday, June 25. This change closes its request, and the email says so.',
    );
    expect((await stage.send(ruth, 'loseDay', {}, forAll(date))).status).toBe(303);
    expect(await visitOf('H2', visit?.number ?? 0)).toMatchObject({ proposals: [] });
  });

  test('schedules missing visits, and nothing for other facilitators', async () => {
    const [visit] = (await stage.booked('H1')).filter((one) => one.date > '2014-12-01');
    const address = { partnership: '2014-H1', visit: String(visit?.number) };
    await stage.send(mei, 'cancelVisit', address, { reason: 'Testing.' });
    expect((await stage.read(noor, 'repairVisitsPage')).data.changes).toEqual([]);
    const { data } = await stage.read(mei, 'repairVisitsPage');
    expect(data.changes.some(({ kind }: Change) => kind === 'booked')).toBe(true);
    await stage.send(mei, 'repairVisits', {}, { reason: 'A visit was owed.' });
    expect((await stage.open(mei, 'visits')).text).not.toContain('still needs to visit');
    const without = await stage.send(mei, 'repairVisits', {}, { reason: '' });
    expect(without.status).toBe(422);
  });

  test('that two people make at the same time is made once', async () => {
    const [visit] = (await stage.booked('H2')).filter((one) => one.date > '2014-12-01');
    const address = { partnership: '2014-H2', visit: String(visit?.number) };
    await stage.send(mei, 'cancelVisit', address, { reason: 'Testing.' });
    const page = await stage.open(mei, 'repairVisitsPage');
    const fields = { reason: 'Owed.', seen: hiddenField(page, 'seen') };
    await Promise.all([
      stage.send(mei, 'repairVisits', {}, fields),
      stage.send(mei, 'repairVisits', {}, fields),
    ]);
    expect(await stage.booked('H2')).toHaveLength(16);
    expect((await stage.read(mei, 'repairVisitsPage')).data.changes).toEqual([]);
  });
});
