import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptedPartner, nthSchool, type Stage, startStage } from '../pairings/stage.ts';
import { mei, ruth } from '../reviews/console.ts';
import { expectAccessible } from './axe.ts';
import { launchBrowser, withoutJavaScript } from './browser.ts';
import { expectNoSidewaysScroll } from './look.ts';
import { serveStaff } from './staff-site.ts';

let stage: Stage;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveStaff>>;
beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(5, 9), launchBrowser()]);
  // No host offers what this partner chose.
  await stage.put(acceptedPartner(nthSchool('P', 10), 10, 'college-career'));
  await stage.putFacilitators();
  site = await serveStaff(stage.handler, [ruth, mei]);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await stage.stop();
});

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/** Looks at a page without JavaScript. axe needs JavaScript, so it gets a copy. */
async function look(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  const body = await page.content();
  const copy = await site.pageOf(browser, ruth);
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body }));
  await copy.goto(page.url());
  await expectAccessible(copy);
  await copy.context().close();
}

async function answered(page: Page): Promise<string> {
  const id = idIn(page);
  await stage.solve(id);
  await stage.explain(id);
  await page.reload();
  return id;
}

test('with JavaScript off: settings that conflict, a remedy, a proposal, and emails with only the reasons that a pair has', async () => {
  const page = await site.pageOf(browser, ruth, withoutJavaScript);
  await page.goto(`${site.origin}/console/pairing`);
  await page.getByRole('link', { name: 'Change settings first' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('One focus each');
  await page.getByLabel('Choose schools from all reviewed applications').check();
  await page.getByRole('button', { name: 'Request a proposal' }).click();
  await page.getByRole('heading', { name: 'These settings conflict' }).waitFor();
  await look(page);

  await page.getByLabel('Accepted schools').check();
  await page.getByLabel('Each host works on one focus area').check();
  await page.getByRole('button', { name: 'Preview changes' }).click();
  await page.getByText('Focus rule: Each host works on one focus area.').waitFor();
  await look(page);
  await page.getByRole('button', { name: 'Request a proposal' }).click();
  const first = await answered(page);
  const without = (await stage.proposed(first)).solution.pairing.unplaced;
  expect(without).toContain('P010');
  await page.getByRole('heading', { name: 'What would help' }).waitFor();
  await look(page);

  const remedy = page
    .getByRole('listitem')
    .filter({ hasText: /^Allow Partner School 10 / })
    .first();
  await remedy.getByRole('link', { name: /^Request a proposal with this/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('With an exception');
  await page.getByLabel('Reason', { exact: true }).fill('It has worked with this host before.');
  await page.getByRole('button', { name: 'Request a proposal' }).click();
  const second = await answered(page);
  expect((await stage.proposed(second)).solution.pairing.unplaced).not.toContain('P010');
  await look(page);

  await page.getByRole('main').getByRole('link', { name: 'Facilitators' }).click();
  await page.getByRole('button', { name: 'Assign evenly by region' }).click();
  await page.goto(`${site.origin}/console/pairing/${second}`);
  await page.getByRole('link', { name: 'Preview and publish' }).click();
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page
    .getByText(/Focus: .* \(first choice\)\./)
    .first()
    .waitFor();
  const toSchools = page.getByRole('article').filter({ hasText: 'Dear ' });
  await toSchools
    .filter({ hasText: 'Partner School 10 ', hasNotText: 'Why we matched you' })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Publish and send emails' }).click();
  await page.getByText('Pairings published.').waitFor();
});
