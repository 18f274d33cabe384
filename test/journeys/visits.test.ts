import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CalendarDate, plusDays, sayDate } from '#domain/base/time.ts';
import { desk, launchBrowser } from '../browser/browser.ts';
import { type Journey, startJourney } from './service.ts';

/** A year of visits in the sample district, from published pairings to a principal's reflection. */

const dayMs = 86_400_000;
/** Months pass in this test, and the machine may be busy with other tests. */
const patienceMs = 200_000;
let service: Journey;
let browser: Browser;
let director: Page;
let principal: Page;
/** The school whose principal the test follows: its name and address, from the email about its visits. */
let school: { readonly name: string; readonly email: string };
/** The school's calendar link. */
let calendar = '';
/** The UID and date of its first visit, and the date that the visit moves to. */
let first: { readonly uid: string; readonly day: CalendarDate };
let movedTo: CalendarDate = '';

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourney({ empty: false }), launchBrowser()]);
  director = await newPage();
}, 150_000);
afterAll(() => Promise.all([browser?.close(), service?.remove()]));

const newPage = async (): Promise<Page> => (await browser.newContext(desk)).newPage();
const main = async (page: Page): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await page.waitForLoadState();
}
async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState();
}

/** Opens a console page as the director. After a long clock move, this needs a new sign-in. */
async function open(path: string): Promise<void> {
  await director.goto(`${service.origin}${path}`);
  const choice = director.getByRole('button', { name: 'Ruth Lindqvist' });
  if (await choice.isVisible()) await choice.click();
  await director.waitForLoadState();
}

async function openLinkOf(letter: { readonly links: readonly string[] }, page: Page): Promise<void> {
  await page.goto(letter.links.find((link) => link.includes('/links/')) ?? '');
  await press(page, 'Continue');
}

/** The visits in the principal's calendar, earliest first. */
async function subscribed() {
  const response = await principal.request.get(calendar);
  expect(response.headers()['content-type']).toContain('text/calendar');
  return ICAL.Component.fromString(await response.text())
    .getAllSubcomponents('vevent')
    .map((event) => new ICAL.Event(event))
    .map(({ uid, sequence, startDate }) => ({
      uid,
      sequence,
      day: startDate.toJSDate().toISOString().slice(0, 10),
    }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

const lettersAbout = async (words: string) => {
  await service.settled();
  return (await service.inbox.letters()).filter(({ subject }) => subject.includes(words));
};

test('pairings are published', async () => {
  await open('/console/pairing');
  await director.getByLabel('Name', { exact: true }).fill('The plan');
  await director.getByRole('radio', { name: 'Accepted schools' }).check();
  await press(director, 'Request a proposal');
  const { links } = await service.letterTo('ruth.lindqvist@example.org', 'Your proposal is ready');
  const proposal = links.find((link) => link.includes('/console/pairing/')) ?? '';
  await director.goto(proposal);
  await follow(director, 'Facilitators');
  await press(director, 'Assign evenly by region');
  await director.goto(proposal);
  await follow(director, 'Preview and publish');
  await press(director, 'Publish and send emails');
  await service.settled();
});

const plansSchema = v.object({ visits: v.array(v.object({ date: v.string() })) });

test('each facilitator’s schedule is published; every school gets one email with all its visits', async () => {
  await open('/console/visits/plan');
  const facilitators = await director
    .getByRole('navigation', { name: 'Facilitators' })
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(facilitators).toHaveLength(2);
  let visits = 0;
  for (const path of facilitators) {
    await open(path);
    expect(await main(director)).toContain('No better schedule exists.');
    const planned = await director.request.get(`${service.origin}${path}`, {
      headers: { accept: 'application/json' },
    });
    visits += v.parse(plansSchema, await planned.json()).visits.length;
    await press(director, 'Publish schedule and send emails');
    await service.settled();
  }
  const letters = await lettersAbout('’s visits ');
  const toSchools = letters.filter(({ subject }) => subject.includes('’s visits for '));
  const schools = new Set(toSchools.map(({ subject }) => subject));
  expect(toSchools).toHaveLength(schools.size);
  expect(visits).toBeGreaterThan(80);
  for (const { attachments } of letters) expect(attachments.map(({ name }) => name)).toContain('visits.ics');
  const [letter] = toSchools.filter(({ text }) => text.includes('has eight visits this year'));
  const [, name = ''] = /^(.+)’s visits for /.exec(letter?.subject ?? '') ?? [];
  school = { name, email: letter?.to[0] ?? '' };
});

test('a principal opens the visits from the email and subscribes to them', async () => {
  principal = await newPage();
  await openLinkOf(await service.letterTo(school.email, `${school.name}’s visits for `), principal);
  expect(await main(principal)).toContain('Add visits to your calendar');
  await press(principal, 'Create calendar link');
  const link = principal.getByRole('link', { name: 'Subscribe on this computer or phone' });
  calendar = ((await link.getAttribute('href')) ?? '').replace('webcal:', 'http:');
  const visits = await subscribed();
  expect(visits).toHaveLength(8);
  expect(new Set(visits.map(({ uid }) => uid)).size).toBe(8);
  first = { uid: visits[0]?.uid ?? '', day: visits[0]?.day ?? '' };
});

/** Opens the school's first visit in the console. */
async function openFirstVisit(): Promise<void> {
  const [, partnership = '', number = ''] = /^(.+)-(\d+)@/.exec(first.uid) ?? [];
  await open(`/console/partnerships/${partnership}/visits/${number}`);
  expect(await main(director)).toContain(school.name);
}

test('a visit can’t move to a day without school; the page gives the reason', async () => {
  await openFirstVisit();
  await follow(director, 'Move');
  const saturday = plusDays(first.day, 6 - new Date(first.day).getUTCDay());
  await director.getByLabel('Date', { exact: true }).fill(saturday);
  await press(director, 'Preview move');
  expect(await main(director)).toContain(`The visit can’t be on ${sayDate(saturday)}`);
  expect(await main(director)).toContain('weekend');
  expect((await subscribed())[0]).toMatchObject({ day: first.day, sequence: 0 });
});

test('it moves to an available day, and calendars update', async () => {
  await openFirstVisit();
  await follow(director, 'Move');
  const free = director.locator('main a[href*="move?date="]').first();
  movedTo = new URL((await free.getAttribute('href')) ?? '', service.origin).searchParams.get('date') ?? '';
  await free.click();
  await director.waitForLoadState();
  await director.getByLabel('Reason').fill('The school hosts its open house.');
  await press(director, 'Move visit and send emails');
  const letter = await service.letterTo(school.email, `Visit moved to ${sayDate(movedTo)}`);
  expect(letter.text).toContain('The school hosts its open house.');
  expect((await subscribed()).find(({ uid }) => uid === first.uid)).toEqual({
    uid: first.uid,
    sequence: 1,
    day: movedTo,
  });
});

test('a snow day previews its changes and emails, then moves the visits', async () => {
  await open('/console/visits/lost-day');
  await director.getByLabel('Date', { exact: true }).fill(movedTo);
  await director.getByRole('radio', { name: 'All schools', exact: true }).check();
  await director.getByRole('radio', { name: 'Snow', exact: true }).check();
  const before = (await service.inbox.letters()).length;
  await press(director, 'Preview changes');
  expect(await main(director)).toContain(school.name);
  await service.settled();
  expect(await service.inbox.letters()).toHaveLength(before);
  await press(director, /^Report closure, move/);
  const [moved] = (await subscribed()).filter(({ uid }) => uid === first.uid);
  expect(moved?.sequence).toBe(2);
  expect(moved?.day).not.toBe(movedTo);
  movedTo = moved?.day ?? '';
  const letter = await service.letterTo(school.email, `Visit moved to ${sayDate(movedTo)}`);
  expect(letter.text).toContain('Snow');
});

/** Turns off the nightly job: it scans the whole table, and this test doesn't need it. */
function restAtNight(): void {
  for (const { group, name, definition } of service.schedules.list())
    if (definition.Target.Input?.includes('"night"'))
      service.schedules.put(group, name, { ...definition, State: 'DISABLED' });
}

test(
  'one reminder comes three school days before the new date',
  async () => {
    restAtNight();
    await service.clock.advance(Date.parse(`${plusDays(movedTo, -10)}T16:00:00Z`) - service.clock.now());
    const remindersOf = async () =>
      (await lettersAbout('visit: ')).filter(({ to }) => to.includes(school.email));
    expect(await remindersOf()).toEqual([]);
    await service.clock.advance(10 * dayMs);
    const reminders = await remindersOf();
    expect(reminders).toHaveLength(1);
    expect(reminders[0]?.text).toContain(sayDate(movedTo));
  },
  patienceMs,
);

test(
  'after the visit, the school reflects, and its facilitator can see the answer',
  async () => {
    await service.clock.advance(dayMs);
    const request = await service.letterTo(school.email, /^How did .+’s visit go\?$/);
    expect(request.text).toContain(`On ${sayDate(movedTo)}, `);
    await openLinkOf(request, principal);
    await principal.getByRole('radio').last().check();
    const [learned, willTry] = [principal.getByRole('textbox').nth(0), principal.getByRole('textbox').nth(1)];
    await learned.fill('Exit tickets are read together the same day.');
    await willTry.fill('Two teams begin with it in October.');
    await press(principal, /send|save/i);
    await openFirstVisit();
    expect(await main(director)).toContain('Exit tickets are read together the same day.');
  },
  patienceMs,
);
