import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentPairing } from '#domain/pairing/scenario/scenario.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import { type Stage, startStage } from '../pairings/stage.ts';
import { mei, ruth } from '../reviews/console.ts';
import { launchBrowser, withoutJavaScript } from './browser.ts';
import { followLink, pressButton, typeInto } from './keyboard.ts';
import { lookAt } from './look.ts';
import { serveStaff } from './staff-site.ts';

let stage: Stage;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveStaff>>;
let scenario = '';
let second = '';
beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(5, 11), launchBrowser()]);
  site = await serveStaff(stage.handler, [ruth, mei]);
  scenario = await stage.propose(
    'A plan with a long name that goes on and on, so that it wraps on a telephone',
  );
  second = await stage.propose('Another');
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await stage.stop();
});

// Photographs are for people, who ask for them: they take longer than everything else here.

const look = (page: Page, name: string) => lookAt(page, `pairing-${name}`);

let directorsPage: Page | undefined;
async function open(address: string): Promise<Page> {
  directorsPage ??= await site.pageOf(browser, ruth);
  await directorsPage.goto(site.origin + address);
  return directorsPage;
}

const aPartner = async () => currentPairing(await stage.proposed(scenario)).pairs[0]?.partner ?? '';
const nameOf = async (id: string) =>
  (await stage.proposed(scenario)).problem.partners.find((partner) => partner.id === id)?.name ?? '';

describe('every page of the pairing is accessible, and fits a small telephone', () => {
  test.each([
    ['overview', () => '/console/pairing'],
    ['request', () => '/console/pairing/request'],
    ['request-again', () => `/console/pairing/request?from=${scenario}`],
    ['proposal', () => `/console/pairing/${scenario}`],
    ['board', () => `/console/pairing/${scenario}/board`],
    ['board-moving', async () => `/console/pairing/${scenario}/board?partner=${await aPartner()}`],
    ['plan-facilitators', () => `/console/pairing/${scenario}/facilitators`],
    ['not-ready', () => `/console/pairing/${scenario}/publication`],
    ['comparison', () => `/console/pairing/comparison?scenario=${scenario}&scenario=${second}`],
    ['comparison-error', () => '/console/pairing/comparison'],
    ['unknown', () => '/console/pairing/nonsense'],
    ['facilitators', () => '/console/facilitators'],
    ['partnerships-none', () => '/console/partnerships'],
  ] satisfies readonly (readonly [string, () => string | Promise<string>])[])('%s', async (name, address) => {
    const page = await open(await address());
    for (const summary of await page.locator('summary').all()) await summary.click();
    await look(page, name);
  });

  test('so are the forms with everything wrong, and a proposal that is waited for', async () => {
    const page = await open('/console/pairing');
    await page.getByRole('textbox', { name: 'Name' }).fill('');
    await page.getByRole('button', { name: 'Request a proposal' }).click();
    await look(page, 'ask-error');
    await page.getByRole('textbox', { name: 'Name' }).fill('Waits');
    await page.getByLabel('Accepted schools').check();
    await page.getByRole('button', { name: 'Request a proposal' }).click();
    await look(page, 'asked');
    await page.goto(`${site.origin}/console/facilitators`);
    await page.getByRole('button', { name: 'Add facilitator' }).click();
    await look(page, 'facilitator-error');
    await page.goto(`${site.origin}/console/pairing/${scenario}/board?partner=${await aPartner()}`);
    await page.getByRole('button', { name: 'Move partner', exact: true }).click();
    await expect.poll(() => page.title()).toMatch(/^Error: /);
    await look(page, 'move-error');
  });
});

const telephone = { width: 320, height: 640 };

test.each([telephone, { width: 1280, height: 900 }])(
  'on a screen $width wide, every score of the board stands beside the name it belongs to',
  async (size) => {
    const page = await site.pageOf(browser, ruth);
    await page.setViewportSize(size);
    await page.goto(`${site.origin}/console/pairing/${scenario}/board`);
    // Names that wrap are what made scores drop.
    await page.locator('.lp-board ul a').evaluateAll((names) => {
      for (const name of names) name.textContent = `${name.textContent} of Communication and Social Change`;
    });
    const rows = await page.locator('.lp-board ul li').evaluateAll((rows) =>
      rows.flatMap((row) => {
        const [name, score] = [row.querySelector('a'), row.querySelector('b')];
        if (!name || !score) return [];
        const [left, right] = [name.getBoundingClientRect(), score.getBoundingClientRect()];
        return [{ drop: Math.abs(left.top - right.top), overlap: left.right - right.left }];
      }),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { drop, overlap } of rows) {
      expect(drop).toBeLessThan(4);
      expect(overlap).toBeLessThanOrEqual(0);
    }
  },
);

test('on a phone, the move form never scrolls sideways, and each cell has its label', async () => {
  const page = await site.pageOf(browser, ruth);
  await page.setViewportSize(telephone);
  await page.goto(`${site.origin}/console/pairing/${scenario}/board?partner=${await aPartner()}`);
  const table = page.locator('.lp-table--stacks').first();
  await table.waitFor();
  const { beyond, labels } = await table.evaluate((one) => ({
    beyond: one.parentElement ? one.parentElement.scrollWidth - one.parentElement.clientWidth : Number.NaN,
    labels: [...one.querySelectorAll('td')]
      .filter((cell) => cell.textContent !== '')
      .map((cell) => getComputedStyle(cell, '::before').content),
  }));
  expect(beyond).toBe(0);
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.filter((label) => !/\w/.test(label) || label === 'none')).toEqual([]);
});

test('by keyboard alone a partner is moved, the move is taken back, and the pair is locked', async () => {
  const page = await site.pageOf(browser, ruth);
  const partner = await aPartner();
  await page.goto(`${site.origin}/console/pairing/${scenario}`);
  await followLink(page, 'Edit pairings');
  await page.getByRole('link', { name: await nameOf(partner), exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Move partner', exact: true }).waitFor();
  await page.locator('#host').focus();
  await page.keyboard.press('ArrowUp');
  expect(await page.locator('input[name=host]:checked').getAttribute('value')).toBe('-');
  await typeInto(page, 'Reason', 'It wants to wait a year.');
  await pressButton(page, 'Move partner');
  expect(currentPairing(await stage.proposed(scenario)).unplaced).toContain(partner);
  await look(page, 'moved');
  await pressButton(page, `Undo the move of ${await nameOf(partner)}`);
  expect(currentPairing(await stage.proposed(scenario)).unplaced).not.toContain(partner);

  // Where it is comes first.
  await page.goto(`${site.origin}/console/pairing/${scenario}/board?partner=${partner}`);
  await page.locator('#host').focus();
  await page.keyboard.press('Space');
  await typeInto(page, 'Reason', 'They have worked together for years.');
  await pressButton(page, 'Keep together');
  await page.getByText('They have worked together for years.').waitFor();
  await look(page, 'locked');
  await followLink(page, 'Request a new proposal with these rules');
  await pressButton(page, 'Request a proposal');
  await page.getByText('finding the best pairings').waitFor();
});

test('with JavaScript off, by mouse: facilitators, every letter, publication, and the repair after a withdrawal', async () => {
  const page = await site.pageOf(browser, ruth, withoutJavaScript);
  await page.goto(`${site.origin}/console/facilitators`);
  await page.getByLabel('Name').fill(mei.name);
  await page.getByLabel('Email address').fill(mei.email);
  await page.getByLabel('Bronx').check();
  await page.getByRole('button', { name: 'Add facilitator' }).click();
  await page.goto(`${site.origin}/console/pairing/${scenario}`);
  await page.getByRole('main').getByRole('link', { name: 'Facilitators' }).click();
  await page.getByRole('button', { name: 'Assign evenly by region' }).click();
  await page.goto(`${site.origin}/console/pairing/${scenario}`);
  await page.getByRole('link', { name: 'Preview and publish' }).click();
  await page.getByRole('heading', { name: /^Publish “/ }).waitFor();
  await page
    .locator('summary', { hasText: /^\d+ emails?$/ })
    .first()
    .click();
  await page.getByText('To', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Publish and send emails' }).click();
  await page.getByText('Pairings published.').waitFor();
  await stage.formPartnerships();

  const [first] = (await stage.store.partnerships(stage.cycle.id)).filter(
    ({ partners }) => partners.length > 0,
  );
  if (!first) throw new Error('No partnership');
  const at = '2014-06-01T12:00:00.000Z';
  const gone = first.partners[0]?.id ?? '';
  const withdrawn = noteWithdrawal(first, gone, at, at);
  if (withdrawn) await stage.store.commitPartnership(withdrawn);
  await page.goto(`${site.origin}/console/partnerships/${first.host.reference}`);
  await page.getByRole('link', { name: 'Decide what happens' }).click();
  await page.getByRole('button', { name: /^Leave .*’s place open and send emails$/ }).click();
  await page.getByText('Saved. Everyone in the partnership will get an email.').waitFor();
});

/** The partnership that the walk above left with a free place, by the reference of its host. */
const withFreePlace = async () =>
  (await stage.store.partnerships(stage.cycle.id)).find(({ former }) => former)?.host.reference;

test('by mouse a facilitator with partnerships stays, until each is handed over', async () => {
  const page = await site.pageOf(browser, ruth);
  await page.goto(`${site.origin}/console/facilitators`);
  await page.getByLabel('Name').fill('Noor Rahman');
  await page.getByLabel('Email address').fill('noor.rahman@example.org');
  await page.getByRole('button', { name: 'Add facilitator' }).click();
  await page.getByText('Facilitator saved.').waitFor();
  await page.getByRole('button', { name: `Remove ${mei.name}` }).click();
  await page.getByText('No one was removed.').waitFor();
  await look(page, 'facilitator-stays');
  await page
    .getByRole('link', { name: /^Reassign / })
    .last()
    .click();
  await page.getByRole('button', { name: 'Change facilitator and send emails' }).click();
  await expect.poll(() => page.title()).toMatch(/^Error: /);
  await look(page, 'handover-error');
  await page.getByLabel('Noor Rahman').check();
  await page.getByRole('button', { name: 'Change facilitator and send emails' }).click();
  await page.getByText('Facilitator changed.').waitFor();
  await look(page, 'handed-over');
});

test.each([
  ['partnerships', () => '/console/partnerships'],
  [
    'partnership',
    async () =>
      `/console/partnerships/${(await stage.store.partnerships(stage.cycle.id))[1]?.host.reference}`,
  ],
  [
    'repair',
    async () =>
      `/console/partnerships/${(await stage.store.partnerships(stage.cycle.id))[1]?.host.reference}/repair`,
  ],
  ['free-place', async () => `/console/partnerships/${await withFreePlace()}`],
  ['free-place-filling', async () => `/console/partnerships/${await withFreePlace()}/repair`],
  ['handover', async () => `/console/partnerships/${await withFreePlace()}/facilitator`],
  ['published-board', () => `/console/pairing/${scenario}/board`],
  ['published-proposal', () => `/console/pairing/${scenario}`],
] satisfies readonly (readonly [string, () => string | Promise<string>])[])(
  '%s is accessible, and fits a small telephone, once a pairing is published',
  async (name, address) => {
    const page = await open(await address());
    await look(page, name);
  },
);
