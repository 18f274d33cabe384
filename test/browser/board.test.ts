import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentPairing } from '#domain/pairing/scenario/scenario.ts';
import { type Stage, startStage } from '../pairings/stage.ts';
import { ruth } from '../reviews/console.ts';
import { desk, launchBrowser, withoutJavaScript } from './browser.ts';
import { lookAt } from './look.ts';
import { serveStaff } from './staff-site.ts';

let stage: Stage;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveStaff>>;
let scenario = '';
beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(5, 11), launchBrowser()]);
  const { cycle, store } = stage;
  const pairing = { ...cycle.program.pairing, focus: 'one-each' } as const;
  await store.putCycle({ ...cycle, program: { ...cycle.program, pairing } });
  site = await serveStaff(stage.handler, [ruth]);
  scenario = await stage.propose('Spring plan');
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await stage.stop();
});

const touch = { ...desk, viewport: { width: 320, height: 640 }, hasTouch: true };

/** Opens the board. The last test fails if the browser reported a problem on any page. */
async function openBoard(options: BrowserContextOptions = desk, query = ''): Promise<Page> {
  const page = await site.pageOf(browser, ruth, options);
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.origin}/console/pairing/${scenario}/board${query}`);
  return page;
}
const complaints: string[] = [];

const look = (page: Page, name: string) => lookAt(page, `board-${name}`);

const aMove = () => stage.aMove(scenario);

const panelOf = (page: Page) => page.locator('.lp-held');
const cardOf = (page: Page, name: string) => page.locator('.lp-board li li', { hasText: name });

async function centerOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} isn’t on the page`);
  return [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)] as const;
}

/** Drags a partner’s card over a host, and holds it there. */
async function drag(page: Page, name: string, over: string): Promise<void> {
  await cardOf(page, name).locator('a').hover();
  await page.mouse.down();
  await page.mouse.move(...(await centerOf(page, `[data-host="${over}"]`)), { steps: 8 });
}

/** Where a partner is now. */
const hostOf = async (partner: string) =>
  currentPairing(await stage.proposed(scenario)).pairs.find((pair) => pair.partner === partner)?.host;

const costsOn = (page: Page) =>
  panelOf(page)
    .getByText(/Cost: /)
    .waitFor();

test('dragging a partner over a host shows what the move would cost, and dropping it fills in the form', async () => {
  const { name, partner, to, toName, host } = await aMove();
  const page = await openBoard();
  await drag(page, name, to);
  await costsOn(page);
  const panel = panelOf(page);
  expect(await panel.locator('h2').textContent()).toBe(`Move ${name}`);
  expect(await panel.locator('option:checked').textContent()).toContain(toName);
  expect(await panel.textContent()).toMatch(/Cost: .*Pair score: .*Why they fit: .*Also moves: /s);
  expect(await page.locator('.lp-board__takes').getAttribute('data-host')).toBe(to);
  await look(page, 'dragging');
  await page.mouse.up();
  await page.waitForURL(/partner=/);
  await page.getByText(`${name} would move to ${toName}.`).waitFor();
  expect(await page.locator('input[name=host]:checked').getAttribute('value')).toBe(to);
  await look(page, 'dropped');
  expect(await hostOf(partner)).toBe(host);

  await page.getByLabel('Reason').fill('They asked for each other.');
  await page.getByRole('button', { name: 'Move partner', exact: true }).click();
  await page.getByText('Partner moved.').waitFor();
  expect(await hostOf(partner)).toBe(to);
  await page.getByRole('button', { name: 'Undo last move' }).click();
  await page.getByText('Move undone.').waitFor();
  expect(await hostOf(partner)).toBe(host);
  await page.getByRole('button', { name: 'Redo move' }).click();
  await page.getByText('Move redone.').waitFor();
  expect(await hostOf(partner)).toBe(to);
  await page.getByRole('button', { name: 'Undo last move' }).click();
  await page.getByText('Move undone.').waitFor();
});

test('a partner dropped on its own host, or let go with Escape, stays where it is', async () => {
  const { name, host, to } = await aMove();
  const page = await openBoard();
  for (const [over, letGo] of [
    [host, () => page.mouse.up()],
    [to, () => page.keyboard.press('Escape')],
  ] as const) {
    await drag(page, name, over);
    await panelOf(page).waitFor();
    await letGo();
    await panelOf(page).waitFor({ state: 'detached' });
    expect(await page.locator('[aria-live]', { hasText: `${name} stays where it is.` }).count()).toBe(1);
    await page.mouse.up();
  }
  expect(new URL(page.url()).search).toBe('');
});

test('the keyboard picks up a partner, moves through the hosts with arrow keys, and drops it with Enter or cancels with Escape', async () => {
  const { name, to, toName } = await aMove();
  const page = await openBoard();
  const button = page.getByRole('button', { name: `Move ${name}`, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const list = panelOf(page).getByLabel('Move to');
  await costsOn(page);
  expect(await list.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.press('Escape');
  expect(await button.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);

  await page.keyboard.press('Space');
  await costsOn(page);
  for (let step = 0; step < 8 && (await list.inputValue()) !== to; step += 1) {
    const before = await panelOf(page).getByRole('status').textContent();
    await page.keyboard.press('ArrowDown');
    expect(await panelOf(page).getByRole('status').textContent()).not.toBe(before);
  }
  expect(await page.locator('.lp-board__takes').getAttribute('data-host')).toBe(to);
  await page.keyboard.press('Enter');
  await page.getByText(`${name} would move to ${toName}.`).waitFor();
});

test('on a touch screen, a tap on a partner’s button opens a list of hosts', async () => {
  const { name, to, toName } = await aMove();
  const page = await openBoard(touch);
  await page.getByRole('button', { name: `Move ${name}`, exact: true }).tap();
  await costsOn(page);
  await panelOf(page).getByLabel('Move to').selectOption(to);
  await look(page, 'touch');
  await panelOf(page).getByRole('button', { name: 'Continue' }).tap();
  await page.getByText(`${name} would move to ${toName}.`).waitFor();
});

test('if the costs can’t be loaded, dropping still opens the page that has them', async () => {
  const { name, to, toName } = await aMove();
  const page = await openBoard();
  await page.route('**/board?partner=*', (route) =>
    route.request().resourceType() === 'fetch' ? route.abort() : route.continue(),
  );
  await drag(page, name, to);
  await panelOf(page).getByText('We couldn’t load the costs here.').waitFor();
  await page.mouse.up();
  await page.getByText(`${name} would move to ${toName}.`).waitFor();
  complaints.length = 0;
});

test('a search narrows the hosts while someone types, and says how many are left', async () => {
  const { name } = await aMove();
  const page = await openBoard();
  const hosts = page.locator('.lp-board > li:visible');
  const all = await hosts.count();
  await page.getByLabel('Find a school').fill(name.toUpperCase());
  await expect.poll(() => hosts.count()).toBe(1);
  expect(await page.locator('[aria-live]', { hasText: `Showing 1 of ${all} hosts` }).count()).toBe(1);
  await page.getByLabel('Find a school').fill('');
  await expect.poll(() => hosts.count()).toBe(all);
});

test('without JavaScript, links and forms do the same', async () => {
  const { name, partner, to, toName } = await aMove();
  const page = await openBoard(withoutJavaScript);
  expect(await page.getByRole('button', { name: /^Move / }).count()).toBe(0);
  await page.getByLabel('Find a school').fill(name);
  await page.getByRole('button', { name: 'Find' }).click();
  expect(await page.locator('.lp-board > li').count()).toBe(1);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('link', { name: `Preview ${toName}` }).click();
  await page.getByText(`${name} would move to ${toName}.`).waitFor();
  await page.getByLabel('Reason').fill('They asked.');
  await page.getByRole('button', { name: 'Move partner', exact: true }).click();
  await page.getByText('Partner moved.').waitFor();
  expect(await hostOf(partner)).toBe(to);
  await page.getByRole('button', { name: 'Undo last move' }).click();

  await page
    .getByRole('link', { name: /^Change .*focus$/ })
    .first()
    .click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Continue to the request' }).click();
  await page.waitForURL(/pairing\/request\?.*ruleFocus=/);
});

test('every state of the board is accessible, and the browser reported no problem', async () => {
  const { partner, to } = await aMove();
  const host = currentPairing(await stage.proposed(scenario)).pairs[0]?.host;
  for (const [name, query] of [
    ['plain', ''],
    ['preview', `?partner=${partner}&host=${to}`],
    ['focus', `?focus=${host}`],
    ['none-found', '?q=nowhere'],
  ] as const)
    await look(await openBoard(desk, query), name);
  expect(complaints).toEqual([]);
});
