import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BookedVisit, isBooked } from '#domain/partnership/visit.ts';
import { mei, ruth } from '../reviews/console.ts';
import { noor } from '../visits/partnerships.ts';
import { type Stage, startStage } from '../visits/stage.ts';
import { launchBrowser } from './browser.ts';
import { followLink, pressButton, typeInto } from './keyboard.ts';
import { lookAt } from './look.ts';
import { serveStaff } from './staff-site.ts';

let stage: Stage;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveStaff>>;
let page: Page;
/** An upcoming visit, one with a date request, a past one, and a canceled one. */
let visits: Readonly<Record<'ahead' | 'asked' | 'over' | 'cancelled', BookedVisit>>;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), launchBrowser()]);
  site = await serveStaff(stage.handler, [ruth, mei, noor]);
  page = await site.pageOf(browser, ruth);
  await stage.plan(mei);
  stage.today('2014-11-12');
  visits = await prepare();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await stage.stop();
});

async function prepare() {
  const all = (await stage.booked('H1')).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const ahead = all.filter(({ date }) => date > '2014-11-20');
  const [over, first, asked, cancelled, lost] = [all[0], ...ahead];
  if (!over || !first || !asked || !cancelled || !lost) throw new Error('The year has too few visits');
  const school = asked.visiting[0] ?? '';
  await stage.change('H1', (partnership) => ({
    ...partnership,
    arc: {
      focusArea: 'feedback',
      problemOfPractice:
        'Comments come late.\nhttps://example.org/a-word-that-does-not-break-anywhere-and-is-long',
      goal: 'Within a week.',
    },
    visits: partnership.visits.map((one) =>
      one.number === asked.number && isBooked(one)
        ? {
            ...one,
            theme: 'How students use feedback',
            lookFor: 'Who talks, and who listens?',
            delegations: { [school]: { principal: true, cabinet: 2, leadershipTeam: 1, remark: 'By bus' } },
            proposals: [
              { school, date: '2014-12-17', reason: 'Science fair', at: '2014-11-11T12:00:00.000Z' },
            ],
          }
        : one,
    ),
  }));
  const address = (visit: BookedVisit) => ({ partnership: '2014-H1', visit: String(visit.number) });
  await stage.send(mei, 'cancelVisit', address(cancelled), { reason: 'The host moves house.' });
  const came = Object.fromEntries([over.visited, ...over.visiting].map((id) => [`attendance-${id}`, '4']));
  await stage.send(mei, 'recordVisit', address(over), { ...came, notes: 'They looked at work.' });
  const year = await stage.store.visitYear('2014');
  await stage.store.commitVisitYear({
    after: {
      ...year,
      lostDays: [{ date: lost.date, whose: { kind: 'region', region: 'Bronx' }, reason: 'Ice' }],
      coaching: [
        {
          ...{ number: 1, sequence: 0, title: 'Leading change', date: '2015-02-03', start: '13:00' },
          ...{ durationMinutes: 120, place: 'District office', state: 'booked' },
        },
        {
          ...{ number: 2, sequence: 1, title: 'Budgets', date: '2015-03-03', start: '13:00' },
          ...{ durationMinutes: 120, place: '', state: 'cancelled' },
        },
      ],
      daysOff: { [mei.email]: { weekdays: [], dates: ['2015-05-28'] } },
      subscriptions: { [mei.email]: 1 },
    },
    events: [],
  });
  return { ahead: first, asked, over, cancelled };
}

// Screenshots are only for people who ask for them: they take longer than everything else here.

const look = (name: string) => lookAt(page, `visits-${name}`);

const ofVisit = (which: keyof typeof visits, more = '') =>
  `/console/partnerships/2014-H1/visits/${visits[which].number}${more}`;
const year = '/console/visits';

describe('every page about visits is accessible and fits a small phone', () => {
  test.each<[string, () => string]>([
    ['year-director', () => year],
    ['plan', () => `${year}/plan?facilitator=${noor.email}`],
    ['plan-began', () => `${year}/plan?facilitator=${mei.email}`],
    ['calendar', () => `${year}/calendar?facilitator=${mei.email}`],
    ['calendar-month', () => `${year}/calendar?partnership=2014-H1&month=2015-02`],
    ['visit', () => ofVisit('ahead')],
    ['visit-asked', () => ofVisit('asked')],
    ['visit-held', () => ofVisit('over')],
    ['visit-cancelled', () => ofVisit('cancelled')],
    ['visit-unknown', () => '/console/partnerships/2014-H1/visits/99'],
    ['move', () => ofVisit('asked', '/move')],
    ['move-asked', () => ofVisit('asked', '/move?date=2014-12-17')],
    ['move-impossible', () => ofVisit('ahead', '/move?date=2014-11-27')],
    ['move-no-day', () => ofVisit('ahead', '/move?date=soon')],
    ['booking', () => '/console/partnerships/2014-H1/visits/booking'],
    [
      'booking-days',
      () => '/console/partnerships/2014-H1/visits/booking?partner=P11&direction=to-host&date=2014-12-01',
    ],
    ['booking-error', () => '/console/partnerships/2014-H1/visits/booking?partner=x'],
    ['arc', () => '/console/partnerships/2014-H1/arc'],
    ['lost-day', () => `${year}/lost-day`],
    ['lost-day-preview', () => `${year}/lost-day?date=${visits.ahead.date}&whose=all&reason=Snow`],
    ['lost-day-error', () => `${year}/lost-day?date=2014-11-15&whose=region`],
    ['repair', () => `${year}/repair?done=days-off`],
    ['days-off', () => `${year}/days-off?facilitator=${mei.email}`],
    ['coaching', () => `${year}/coaching?date=2014-12-02`],
  ])('%s', async (name, address) => {
    await page.goto(site.origin + address());
    for (const summary of await page.locator('summary').all()) await summary.click();
    await look(name);
  });

  test('a facilitator’s overview', async () => {
    const own = await site.pageOf(browser, mei);
    const directors = page;
    page = own;
    await page.goto(`${site.origin}${year}`);
    await look('year');
    page = directors;
  });

  test.each<[string, () => string, string]>([
    ['record-error', () => ofVisit('over'), 'Save notes'],
    ['cancel-error', () => ofVisit('ahead'), 'Cancel visit and send emails'],
    ['decline-error', () => ofVisit('asked'), 'Decline and email the school'],
    ['coaching-error', () => `${year}/coaching`, 'Schedule and send invitations'],
    ['arc-error', () => '/console/partnerships/2014-H2/arc', 'Save learning focus'],
  ])('the form with errors: %s', async (name, address, button) => {
    await page.goto(site.origin + address());
    for (const summary of await page.locator('summary').all()) await summary.click();
    for (const field of await page.locator('main form input[inputmode=numeric]').all()) await field.fill('x');
    await page.getByRole('button', { name: button, exact: true }).click();
    await look(name);
  });
});

test('pages that show a withdrawal are accessible and don’t scroll sideways', async () => {
  const withdrawnAt = '2014-11-10T15:00:00.000Z';
  await stage.change('H3', (one) => ({
    ...one,
    plannedFrom: '2014-09-05',
    host: { ...one.host, withdrawnAt },
  }));
  await page.goto(`${site.origin}/console/visits`);
  expect(await page.innerText('main')).toContain('Host School 3 withdrew.');
  await look('withdrawn');
  await page.goto(`${site.origin}/console/visits/repair`);
  expect(await page.innerText('main')).toContain('Host School 3 withdrew.');
  await look('repair-withdrawn');
});

test('a facilitator can move a visit by keyboard alone', async () => {
  const own = await site.pageOf(browser, mei);
  const { number, free } = await movable();
  await own.goto(`${site.origin}/console/partnerships/2014-H2/visits/${number}`);
  await followLink(own, 'Move visit');
  await own.locator(`main a[href$="date=${free}"]`).focus();
  await Promise.all([own.waitForEvent('load'), own.keyboard.press('Enter')]);
  await typeInto(own, 'Reason', 'An assembly.');
  await pressButton(own, 'Move visit and send emails');
  await own.getByText('Visit moved.').waitFor();
  expect((await stage.booked('H2')).find((one) => one.number === number)?.date).toBe(free);
});

/** A visit that can move without others, and its new date. */
async function movable() {
  for (const { number } of (await stage.booked('H2')).filter(({ date }) => date > '2014-11-12')) {
    const { data } = await stage.read(mei, 'moveVisitPage', {
      partnership: '2014-H2',
      visit: String(number),
    });
    if (data.free?.length > 0) return { number, free: String(data.free[0]) };
  }
  throw new Error('No visit can move alone');
}
