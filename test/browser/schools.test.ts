/** The pages of a school in its year in a real browser: each page, each error state, and by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { linkTo } from '../applications/stage.ts';
import { aSchool, aWithdrawnApplication } from '../builders.ts';
import { aCancelledVisit, aHeldVisit, aSession, aVisit, aYearWith } from '../letters/visit-sample.ts';
import { movePartner } from '../schools/moving.ts';
import { type Ids, october, type Stage, startStage } from '../schools/stage.ts';
import { desk, launchBrowser, withoutJavaScript } from './browser.ts';
import { choose, followLink, open, pressButton, typeInto } from './keyboard.ts';
import { lookAt } from './look.ts';
import { serveSchools } from './school-site.ts';

let origin: string;
let stage: Stage;
let stop: () => Promise<void>;
let browser: Browser;
beforeAll(async () => {
  const [site, launched] = await Promise.all([serveSchools(startStage), launchBrowser()]);
  ({ origin, stage, stop } = site);
  browser = launched;
  const coaching = aYearWith(aSession({ date: '2014-10-21' }));
  await stage.store.commitVisitYear({ after: { ...coaching, version: 0 }, events: [] });
});
afterAll(async () => {
  await browser.close();
  await stop();
});
afterEach(() => stage.moveTo(october));

const linkEnds = '2015-07-01T00:00:00.000Z';

/** A page in which the link of a school's letter was followed. */
async function pageOf(school: string, options = desk): Promise<{ page: Page; path: string }> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${origin}${linkTo(`2014-${school}`, linkEnds)}?to=visits`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForLoadState();
  return { page, path: `/applications/2014-${school}/visits` };
}

// Photographs are for people, who ask for them: they take longer than everything else here.

const look = (page: Page, name: string) => lookAt(page, `school-${name}`);

const long = ' an-endless-word-without-a-space'.repeat(6).replaceAll(' ', '-');
const words = `Comments go unread.\n${long}\nשלום 🙂`;

/** A partner that has everything: long words, a reflection, a proposal that waits, and one of another school. */
const fullYear = ({ host, partner, other }: Ids) => ({
  arc: { focusArea: 'feedback', problemOfPractice: words, goal: words },
  visits: [
    aHeldVisit(1, '2014-09-22', {
      visiting: [partner, other],
      visited: host,
      attendance: { [partner]: 4 },
      reflections: [{ school: partner, usefulness: 4, learned: words, willTry: words, at: october }],
    }),
    aVisit(2, '2014-10-06', { visiting: [host], visited: partner }),
    aVisit(3, '2014-11-03', {
      visiting: [partner, other],
      visited: host,
      place: long,
      theme: words,
      lookFor: words,
      delegations: {
        [partner]: { principal: true, cabinet: 2, leadershipTeam: 1, remark: words },
        [host]: { principal: true, cabinet: 4, leadershipTeam: 0, remark: '' },
      },
      proposals: [
        { school: partner, date: '2014-11-10', reason: words, at: october },
        { school: other, date: '2014-11-12', reason: words, at: october },
      ],
    }),
    { ...aCancelledVisit(4, '2014-11-17', 'Snow'), visiting: [partner], visited: host },
    aVisit(5, '2014-12-08', { visiting: [partner], visited: host }),
  ],
});

describe('the pages of a year', () => {
  test('are accessible and fit a phone: all that a year can hold', async () => {
    const { ids } = await stage.aYear(fullYear, long);
    const { page, path } = await pageOf(ids.partner);
    await page.getByRole('button', { name: 'Create calendar link' }).click();
    await page.waitForLoadState();
    for (const [name, address] of [
      ['visits', ''],
      ['visit-next', '/3'],
      ['visit-held', '/1'],
      ['visit-cancelled', '/4'],
      ['visit-to-reflect-on', '/2'],
      ['reflection', '/2/reflection'],
      ['reflection-again', '/1/reflection'],
      ['reflection-not-yet', '/3/reflection'],
      ['no-such-visit', '/99'],
    ] as const) {
      await page.goto(origin + path + address);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await look(page, name);
    }
  });

  test('and what little there is at first, to host and partner', async () => {
    const { ids } = await stage.aYear(() => ({ visits: [] }));
    const host = await pageOf(ids.host);
    await look(host.page, 'visits-none');
    const usual = await stage.aYear();
    const partner = await pageOf(usual.ids.partner);
    await look(partner.page, 'visits-usual');
    stage.moveTo('2014-11-03T13:00:00.000Z');
    const today = await pageOf(usual.ids.host);
    await look(today.page, 'visits-today');
    stage.moveTo(october);
    const [old, next] = [await stage.aYear(fullYear, long), await stage.aYear()];
    await movePartner(stage, old, next);
    const moved = await pageOf(old.ids.partner);
    await look(moved.page, 'visits-moved');
  });

  test('and the forms with everything wrong', async () => {
    const { ids } = await stage.aYear();
    const { page, path } = await pageOf(ids.partner);
    await page.goto(`${origin}${path}/3`);
    await page.getByLabel('How many from your instructional cabinet?').fill('many');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.title()).toMatch(/^Error: /);
    await look(page, 'delegation-error');
    await page.goto(`${origin}${path}/3`);
    await page.getByText('Ask for another date').click();
    await page.getByRole('button', { name: 'Request this date' }).click();
    await look(page, 'proposal-error');
    await page.goto(`${origin}${path}/2/reflection`);
    await page.getByRole('button', { name: 'Save reflection' }).click();
    await look(page, 'reflection-error');
  });

  test('and those that say why there is no year', async () => {
    const { ids, stored } = await stage.aYear();
    const { page, path } = await pageOf(ids.partner);
    await page.goto(`${origin}/applications/2014-${ids.host}/visits`);
    await look(page, 'visits-not-yours');
    const partnership = await stored();
    await stage.store.commitPartnership({
      after: { ...partnership, state: 'ended', endedAt: october },
      events: [],
    });
    await page.goto(origin + path);
    await look(page, 'visits-ended');
    const application = await stage.store.application(`2014-${ids.partner}`);
    const school = aSchool({ id: ids.partner });
    const withdrawn = aWithdrawnApplication({ school, version: application?.version ?? 0 });
    await stage.store.commitApplication({ after: withdrawn, events: [] }, stage.cycle.program);
    await page.goto(origin + path);
    await look(page, 'visits-withdrawn');
  });
});

test('a principal goes through the year by keyboard alone, without JavaScript', async () => {
  const { ids, stored } = await stage.aYear();
  const { page } = await pageOf(ids.partner, withoutJavaScript);
  await followLink(page, 'Reflect on the visit on Monday, October 6');
  await choose(page, 'Very useful');
  await typeInto(page, 'What did you learn?', 'Students ask the questions.');
  await typeInto(page, 'What will you try, and by when?', 'Question cards, by December.');
  await pressButton(page, 'Save reflection');
  await followLink(page, 'Open this visit');
  await choose(page, 'Yes');
  await typeInto(page, 'How many from your instructional cabinet?', '2');
  await typeInto(page, 'How many others from your leadership team?', '1');
  await pressButton(page, 'Save');
  expect(await page.getByRole('alert').textContent()).toContain('Saved');
  await open(page, 'Ask for another date');
  await choose(page, 'Wednesday, November 5');
  await typeInto(page, 'Why do you need another date?', 'Our play is on Monday.');
  await pressButton(page, 'Request this date');
  await followLink(page, 'All your visits');
  await pressButton(page, 'Create calendar link');
  expect(await page.getByRole('link', { name: 'Subscribe on this computer or phone' }).count()).toBe(1);
  const { visits, subscriptions } = await stored();
  expect(visits.slice(1, 3)).toMatchObject([
    { state: 'held', reflections: [{ school: ids.partner, usefulness: 4 }] },
    {
      state: 'booked',
      delegations: { [ids.partner]: { principal: true, cabinet: 2, leadershipTeam: 1 } },
      proposals: [{ school: ids.partner, date: '2014-11-05' }],
    },
  ]);
  expect(subscriptions).toEqual({ [ids.partner]: 1 });
});
