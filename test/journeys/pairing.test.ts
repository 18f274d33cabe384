import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, launchBrowser } from '../browser/browser.ts';
import { type Journey, startJourney } from './service.ts';

const director = 'ruth.lindqvist@example.org';

let service: Journey;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourney({ empty: false }), launchBrowser()]);
  page = await signInAt('/console/pairing', 'Ruth Lindqvist');
});
afterAll(() => Promise.all([browser.close(), service.remove()]));

async function signInAt(path: string, name: string): Promise<Page> {
  const signedIn = await (await browser.newContext(desk)).newPage();
  await signedIn.goto(`${service.origin}${path}`);
  await signedIn.getByRole('button', { name }).click();
  await signedIn.waitForLoadState();
  return signedIn;
}

const main = async (of: Page = page) => (await of.locator('main').textContent()) ?? '';
const press = async (name: string) => {
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForLoadState();
};
const follow = async (name: string | RegExp) => {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState();
};

test('a director asks for a proposal of the accepted schools, and is told by letter when it is there', async () => {
  await page.getByLabel('Name', { exact: true }).fill('Early plan');
  await page.getByRole('radio', { name: 'Accepted schools' }).check();
  await press('Ask for a proposal');
  const letter = await service.letterTo(director, /The proposal is ready: Early plan/);
  await page.goto(letter.links.find((link) => link.includes('/console/pairing/')) ?? '');
  expect(await main()).toMatch(/no better pairing|No better pairing|no plan for these schools earns more/i);
});

test('a partner is moved with a reason, and its price is seen before', async () => {
  await follow('Open the board');
  await page.locator('.lp-board a').first().click();
  await page.waitForLoadState();
  expect(await main()).toMatch(/points/);
  await page.locator('.lp-move input[type=radio]:not([disabled])').last().check();
  await page.getByLabel('Why').fill('The principals already work together.');
  await press('Move it there');
  expect(await main()).toContain('The principals already work together.');
});

test('facilitators are shared out, and the pairing is published with a letter to everybody in it', async () => {
  await follow(/Early plan/);
  await follow('Facilitators');
  await press('Share them out evenly, by region');
  await follow(/Early plan/);
  await follow('Preview and publish');
  const before = (await service.inbox.letters()).length;
  const [, announced = ''] = /(\d+) letters/.exec(await main()) ?? [];
  await press('Publish and send the letters');
  await service.settled();
  expect((await service.inbox.letters()).length - before).toBe(Number(announced));
});

test('every facilitator finds the partnerships that the letter tells of', async () => {
  for (const [address, name] of [
    ['mei.tanaka@example.org', 'Mei Tanaka'],
    ['jonah.adeyemi@example.org', 'Jonah Adeyemi'],
  ] as const) {
    const letter = await service.letterTo(address, /You are the facilitator of/);
    const link = letter.links.find((one) => one.includes('/console/partnerships/')) ?? '';
    const facilitator = await signInAt(new URL(link).pathname, name);
    const [, host = 'no host'] = /You go with (.+?)(?:,| and) /.exec(letter.text.replace(/\s+/g, ' ')) ?? [];
    expect(await facilitator.locator('h1').textContent()).toContain(host);
    await facilitator.context().close();
  }
});
