import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyVisitYear } from '#domain/visits/visit-year.ts';
import { amara, hiddenField, locationOf, mei, ruth } from '../reviews/console.ts';
import { noor } from './partnerships.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
beforeEach(() => stage.today('2014-08-25'));
afterAll(() => stage.stop());

const planFor = (email: string) => `?facilitator=${encodeURIComponent(email)}`;

describe('before the year', () => {
  test('facilitators see first which of their visits are not scheduled; directors see all', async () => {
    const own = await stage.open(mei, 'visits');
    expect(own.text).toContain(
      'Mei Tanaka has 2 partnerships without a visit schedule: Host School 1 and Host School 2.',
    );
    expect(own.text).not.toContain('Host School 3');
    expect((await stage.open(ruth, 'visits')).text).toContain(
      'has 1 partnership without a visit schedule: Host School 3.',
    );
  });

  test('the schedule lists all visits and says that no better one exists', async () => {
    const { text, status } = await stage.open(mei, 'visitPlanPage');
    expect(status).toBe(200);
    expect(text).toContain('32 visits');
    expect(text).toContain('No better schedule exists.');
    expect(text).toContain('Each of the 6 schools will get one email');
    const { data } = await stage.read(mei, 'visitPlanPage');
    expect(data).toMatchObject({ facilitator: mei.email, state: 'planned' });
    expect(data.visits).toHaveLength(32);
    expect(data.cost).toBe(data.bound);
  });

  test('opening it twice shows the same schedule and changes nothing', async () => {
    const before = await stage.kept();
    const [one, other] = [await stage.read(mei, 'visitPlanPage'), await stage.read(mei, 'visitPlanPage')];
    expect(one).toEqual(other);
    expect(await stage.kept()).toEqual(before);
  });

  test('only directors publish someone else’s schedule', async () => {
    const before = await stage.kept();
    expect((await stage.open(noor, 'visitPlanPage', {}, planFor(mei.email))).status).toBe(403);
    expect((await stage.send(noor, 'publishVisitPlan', {}, { facilitator: mei.email })).status).toBe(403);
    expect((await stage.open(amara, 'visitPlanPage')).status).toBe(403);
    expect((await stage.open(ruth, 'visitPlanPage', {}, planFor(mei.email))).status).toBe(200);
    expect(await stage.kept()).toEqual(before);
  });

  test('someone else’s schedule and days off are refused in their own words', async () => {
    const schedule = await stage.open(noor, 'visitPlanPage', {}, planFor(mei.email));
    expect(schedule.text).toContain('This isn’t your schedule');
    expect(schedule.text).toContain('Only Mei Tanaka or a director can publish it.');
    const daysOff = await stage.open(noor, 'daysOffPage', {}, planFor(mei.email));
    expect(daysOff.text).toContain('These aren’t your days off');
  });

  test('a schedule that changed since the page was opened isn’t published', async () => {
    const seen = 'something else';
    const { text } = await stage.send(mei, 'publishVisitPlan', {}, { facilitator: mei.email, seen });
    expect(text).toContain('The schedule wasn’t published.');
    expect((await stage.partnership('H1')).visits).toEqual([]);
  });

  test('scheduling one visit first leads to the partnership’s schedule', async () => {
    const { text } = await stage.open(mei, 'bookVisitPage', { partnership: '2014-H1' });
    expect(text).toMatch(/href="[^"]*plan\?facilitator=[^"]*"[^>]*>Publish its visit schedule</);
  });

  test('an unknown facilitator has no schedule', async () => {
    expect((await stage.open(ruth, 'visitPlanPage', {}, planFor('x@example.org'))).status).toBe(404);
    const answer = await stage.send(ruth, 'publishVisitPlan', {}, { facilitator: 'x@example.org' });
    expect(answer.status).toBe(422);
  });

  test('a schedule that was shown before a change is not published', async () => {
    const page = await stage.open(mei, 'visitPlanPage');
    await stage.change('H2', (partnership) => ({
      ...partnership,
      arc: { focusArea: 'feedback', problemOfPractice: '', goal: '' },
    }));
    const before = await stage.kept();
    const answer = await stage.send(
      mei,
      'publishVisitPlan',
      {},
      {
        facilitator: mei.email,
        seen: hiddenField(page, 'seen'),
      },
    );
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Something changed while you were on this page');
    expect(await stage.kept()).toEqual(before);
  });

  test('a schedule that was shown before a day off or on another day is not published', async () => {
    const page = await stage.open(mei, 'visitPlanPage');
    const fields = { facilitator: mei.email, seen: hiddenField(page, 'seen') };
    stage.today('2014-08-26');
    expect((await stage.send(mei, 'publishVisitPlan', {}, fields)).status).toBe(409);
    stage.today('2014-08-25');
    await stage.store.commitVisitYear({
      after: { ...emptyVisitYear('2014'), daysOff: { [mei.email]: { weekdays: [5], dates: [] } } },
      events: [],
    });
    expect((await stage.send(mei, 'publishVisitPlan', {}, fields)).status).toBe(409);
    expect(await stage.booked('H1')).toEqual([]);
  });
});

describe('a published schedule', () => {
  test('gives each partnership its visits in one event, and leads to the overview', async () => {
    const { data } = await stage.read(mei, 'visitPlanPage');
    const page = await stage.open(mei, 'visitPlanPage');
    const answer = await stage.send(
      mei,
      'publishVisitPlan',
      {},
      {
        facilitator: mei.email,
        seen: hiddenField(page, 'seen'),
      },
    );
    expect(locationOf(answer)).toBe('/console/visits?done=planned');
    for (const host of ['H1', 'H2']) {
      const { visits, history } = await stage.partnership(host);
      expect(visits.map(({ date, visited, visiting }) => ({ date, visited, visiting }))).toEqual(
        data.visits
          .filter((visit: { host: string }) => visit.host === host)
          .map(({ date, visited, visiting }: { date: string; visited: string; visiting: string[] }) => ({
            date,
            visited,
            visiting,
          })),
      );
      expect(history.filter(({ what }) => what === 'visits-planned')).toHaveLength(1);
    }
    // Fridays are her days off.
    expect(data.visits.filter(({ date }: { date: string }) => new Date(date).getUTCDay() === 5)).toEqual([]);
    expect((await stage.open(mei, 'visits')).text).toContain(
      'Nothing needs attention. Every visit is on the calendar.',
    );
    expect(await stage.booked('H3')).toEqual([]);
  });

  test('shows the first visits after two empty weeks, and a link to all calendars', async () => {
    const first = [...(await stage.booked('H1')), ...(await stage.booked('H2'))]
      .map(({ date }) => date)
      .sort();
    const { data } = await stage.read(mei, 'visits');
    expect(data.mine.next).toEqual([]);
    expect(data.mine.later.map(({ date }: { date: string }) => date)).toEqual(first.slice(0, 5));
    const { text } = await stage.open(mei, 'visits');
    expect(text).toContain('No visits in the next two weeks. Coming up after that:');
    expect(text).toContain('href="/console/visits/calendar?partnership=2014-H1"');
  });

  test('changes nothing when it is published again', async () => {
    const before = await stage.kept();
    expect((await stage.plan(mei)).status).toBe(303);
    expect(await stage.kept()).toEqual(before);
    expect((await stage.open(mei, 'visitPlanPage')).text).toContain('This schedule is published.');
  });

  test('continues after an interruption, and skips partnerships that have it', async () => {
    await stage.change('H2', ({ plannedFrom: _, ...partnership }) => ({ ...partnership, visits: [] }));
    const before = await stage.partnership('H1');
    expect((await stage.open(mei, 'visitPlanPage')).text).toContain(
      '1 partnership already has this schedule',
    );
    expect((await stage.plan(mei)).status).toBe(303);
    expect(await stage.partnership('H1')).toEqual(before);
    expect(await stage.booked('H2')).toHaveLength(16);
  });

  test('is not replaced once a visit has happened', async () => {
    const [first] = (await stage.booked('H1')).map(({ date }) => date).sort();
    stage.today(first ?? '');
    const before = await stage.kept();
    expect((await stage.open(mei, 'visitPlanPage')).text).toContain('The year has started');
    expect((await stage.plan(mei)).status).toBe(409);
    expect(await stage.kept()).toEqual(before);
  });
});

test('a missing visit comes first on the overview, with a link to fix it', async () => {
  const [visit] = await stage.booked('H1');
  const address = { partnership: '2014-H1', visit: String(visit?.number) };
  await stage.send(mei, 'cancelVisit', address, { reason: 'The host moves house.' });
  const { text } = await stage.open(mei, 'visits');
  const places = [
    'Needs attention',
    'still needs to visit',
    'See how to fix this',
    'Next two weeks',
    'Report a closure',
  ];
  const found = places.map((words) => text.indexOf(words, text.indexOf('<h1')));
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(found).not.toContain(-1);
});
