import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aDecidedApplication, aDraft, anApplication, aReview, aSchool, hostAnswers } from '../builders.ts';
import { aPartnershipOf, noor } from '../visits/partnerships.ts';
import { amara, type Console, daniel, mei, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  await staffed.put(
    anApplication({
      school: aSchool({ id: '01A', name: 'Alder School', region: 'Bronx', levels: ['high'] }),
      submittedAt: '2014-04-10T14:00:00.000Z',
      reviewers: [amara.email],
      reviews: [aReview()],
    }),
  );
  await staffed.put({
    ...anApplication({
      school: aSchool({ id: '02B', name: 'Birch Académie' }),
      submittedAt: '2014-04-20T14:00:00.000Z',
      reviewers: [amara.email, daniel.email],
    }),
    role: 'host',
    answers: hostAnswers({ commitment: { priority: false, statement: 'Not this year.' } }),
  });
  await staffed.put(
    anApplication({
      school: aSchool({ id: '03C', name: 'Cedar School' }),
      role: 'partner',
      submittedAt: '2014-04-12T14:00:00.000Z',
      reviewers: [amara.email],
    }),
  );
  await staffed.put(aDraft({ school: aSchool({ id: '04D', name: 'Dogwood School' }) }));
  await staffed.put(aDecidedApplication({ school: aSchool({ id: '05E', name: 'Elm School' }) }));
});
afterAll(() => staffed.stop());

const references = (rows: readonly { readonly reference: string }[]) =>
  rows.map(({ reference }) => reference);

describe('the queue', () => {
  test('gives a reviewer their unreviewed applications, oldest first, with the days they have waited', async () => {
    const { data } = await staffed.read(amara, 'queue');
    expect(data).not.toHaveProperty('toDecide');
    expect(data.toRead).toMatchObject([
      { reference: '2014-03C', waitingDays: 12 },
      { reference: '2014-02B', waitingDays: 4 },
    ]);
  });

  test('gives a director the applications to decide', async () => {
    const { data } = await staffed.read(ruth, 'queue');
    expect(references(data.toDecide)).toEqual(['2014-01A']);
  });

  test('says that nothing is left to review', async () => {
    expect((await staffed.open({ ...amara, email: 'new@example.org' }, 'queue')).text).toContain(
      'You’ve reviewed everything assigned to you. Thank you!',
    );
  });
});

describe('the list', () => {
  test.each([
    ['', ['2014-01A', '2014-04D', '2014-03C', '2014-05E', '2014-02B']],
    ['?role=partner', ['2014-03C']],
    ['?standing=to-decide', ['2014-01A']],
    ['?standing=accepted', ['2014-05E']],
    ['?standing=draft', ['2014-04D']],
    ['?region=Bronx', ['2014-01A']],
    ['?level=high', ['2014-01A']],
    ['?area=teacher-teams&role=host', ['2014-01A', '2014-05E', '2014-02B']],
    ['?findings=not-met&role=host', ['2014-02B']],
    ['?text=birch+academie', ['2014-02B']],
    ['?text=03c', ['2014-03C']],
    ['?order=newest&standing=in-review', ['2014-02B', '2014-03C']],
    ['?order=school&role=host&standing=accepted', ['2014-05E']],
    ['?text=nowhere', []],
    [
      '?standing=nonsense&order=nonsense&page=-3&level=x',
      ['2014-01A', '2014-04D', '2014-03C', '2014-05E', '2014-02B'],
    ],
  ])('filtered by %s matches the filter', async (query, expected) => {
    const { status, data } = await staffed.read(ruth, 'applicationList', {}, query);
    expect(status).toBe(200);
    expect(references(data.applications)).toEqual(expected);
  });

  test('keeps its filters in its fields, so that people can change them one by one', async () => {
    const { text } = await staffed.open(ruth, 'applicationList', {}, '?role=partner&text=cedar');
    expect(text).toContain('value="cedar"');
    expect(text).toMatch(/<option value="partner" selected/);
  });

  test('says what to do if no application matches', async () => {
    expect((await staffed.open(ruth, 'applicationList', {}, '?text=nowhere')).text).toContain(
      'No applications match. Clear a filter to see more.',
    );
  });

  test('lets only directors select, and only applications that may be decided', async () => {
    const { text } = await staffed.open(ruth, 'applicationList');
    expect(text).toContain('Select Alder School');
    expect(text).not.toContain('Select Elm School');
    expect(text).not.toContain('Select Dogwood School');
    for (const staff of [amara, mei])
      expect((await staffed.open(staff, 'applicationList')).text).not.toContain('Select Alder School');
  });

  test('selects all on the page by a link, and says so if nothing was selected', async () => {
    const all = await staffed.open(ruth, 'applicationList', {}, '?select=all&role=host');
    expect(all.text).toContain('Clear selection');
    expect(all.text.match(/<input[^>]*name="reference"[^>]*checked/g)?.length).toBe(
      all.text.match(/<input[^>]*name="reference"/g)?.length,
    );
    const none = await staffed.open(ruth, 'decideTogetherPage', {}, '?list=role%3Dhost');
    expect(none.status).toBe(422);
    expect(none.text).toContain('<a href="#reference">Select 1 to 50 applications');
    expect(none.text).toContain('Apply filters');
  });

  test('does not reveal scores to reviewers by sorting', async () => {
    const byScore = await staffed.read(amara, 'applicationList', {}, '?order=score');
    const oldest = await staffed.read(amara, 'applicationList');
    expect(references(byScore.data.applications)).toEqual(references(oldest.data.applications));
  });
});

describe('the overview', () => {
  test('shows this person’s tasks and the days left to apply first', async () => {
    const { data } = await staffed.read(amara, 'overview');
    expect(data).toMatchObject({
      toRead: 2,
      daysToDeadline: 8,
      withoutReader: 0,
      undelivered: 0,
      standings: { 'to-decide': 1, 'in-review': 2, accepted: 1, draft: 1 },
    });
    const { text } = await staffed.open(amara, 'overview');
    expect(text).toContain('8 days left to apply. Applications close on Friday, May 2, at 5:00 PM EDT.');
    expect(text).toMatch(/<b>2<\/b> for you to review/);
    expect((await staffed.open(ruth, 'overview')).text).toMatch(/<b>1<\/b> for you to decide/);
  });

  test('charts the applications received and names the quotas that cannot be filled yet', async () => {
    const { data } = await staffed.read(ruth, 'overview');
    expect(
      data.received.filter((day: { host: number; partner: number }) => day.host + day.partner > 0),
    ).toEqual([
      { date: '2014-04-10', host: 1, partner: 0 },
      { date: '2014-04-12', host: 0, partner: 1 },
      { date: '2014-04-14', host: 1, partner: 0 },
      { date: '2014-04-20', host: 1, partner: 0 },
    ]);
    expect(data.shortfalls[0]).toEqual({ region: 'Bronx', name: 'Bronx', missing: 11 });
    const { text } = await staffed.open(ruth, 'overview');
    expect(text).toContain('Hosts: 3 received, 21 more needed to reach the target of 24.');
    expect(text).toContain('More needed: Bronx (11), ');
  });

  test('charts no days after applications closed', async () => {
    vi.setSystemTime(new Date('2015-03-02T15:00:00.000Z'));
    const { text } = await staffed.open(ruth, 'overview');
    vi.setSystemTime(new Date('2014-04-24T14:00:00.000Z'));
    expect(text).toContain('Applications closed on');
    expect(text).toMatch(/>Apr \d+</);
    expect(text).not.toMatch(/>(Aug|Sep|Oct|Nov|Dec) \d+</);
  });

  test('tells before the opening day when applications open', async () => {
    vi.setSystemTime(new Date('2014-04-01T14:00:00.000Z'));
    const { text } = await staffed.open(ruth, 'overview');
    vi.setSystemTime(new Date('2014-04-24T14:00:00.000Z'));
    expect(text).toContain(
      'Applications open on Monday, April 7, at 9:00 AM EDT and close on Friday, May 2, at 5:00 PM EDT.',
    );
  });

  test('leads only directors to the reviewers', async () => {
    const reference = await staffed.put(
      anApplication({ school: aSchool({ id: '06F', name: 'Fir School' }), reviewers: [] }),
    );
    const [director, reviewer] = [
      (await staffed.open(ruth, 'overview')).text,
      (await staffed.open(amara, 'overview')).text,
    ];
    for (const text of [director, reviewer]) expect(text).toContain('1 application has no reviewer yet.');
    expect([director, reviewer].map((text) => text.includes('See reviewers'))).toEqual([true, false]);
    const application = await staffed.store.application(reference);
    if (application?.state !== 'submitted') throw new Error('Not submitted');
    await staffed.put({ ...application, reviewers: [daniel.email] });
  });

  test('is open to all staff', async () => {
    expect((await staffed.open(mei, 'overview')).status).toBe(200);
  });

  test('shows a facilitator their own visits, and no one else', async () => {
    expect((await staffed.read(mei, 'overview')).data.visitsToSeeTo).toBeNull();
    for (const after of [aPartnershipOf(1, mei), aPartnershipOf(2, noor)])
      await staffed.store.commitPartnership({ after, events: [] });
    expect((await staffed.read(mei, 'overview')).data.visitsToSeeTo).toBe(1);
    const { text } = await staffed.open(mei, 'overview');
    expect(text).toMatch(/href="\/console\/visits"><b>1<\/b> visit item needs attention/);
    expect(text).toContain('Your next visits');
    for (const staff of [amara, ruth])
      expect((await staffed.open(staff, 'overview')).text).not.toContain('Your next visits');
  });
});

test('the pages of a long list miss nothing and repeat nothing', async () => {
  for (let index = 0; index < 60; index++)
    await staffed.put(
      anApplication({ school: aSchool({ id: `09Z${index}`, name: 'Pine School', region: 'Queens' }) }),
    );
  const first = await staffed.read(ruth, 'applicationList', {}, '?region=Queens');
  const second = await staffed.read(ruth, 'applicationList', {}, '?region=Queens&page=2');
  expect(first.data).toMatchObject({ found: 60, page: 1, pages: 2 });
  const all = [...references(first.data.applications), ...references(second.data.applications)];
  expect(new Set(all).size).toBe(60);
  expect((await staffed.open(ruth, 'applicationList', {}, '?region=Queens')).text).toContain(
    '/console/applications?region=Queens&amp;page=2',
  );
  expect((await staffed.read(ruth, 'applicationList', {}, '?region=Queens&page=99')).data.page).toBe(2);
});
