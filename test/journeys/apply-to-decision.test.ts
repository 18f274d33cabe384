import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../browser/axe.ts';
import { desk, launchBrowser, withoutJavaScript } from '../browser/browser.ts';
import { choose, followLink, pressButton, tick, typeInto } from '../browser/keyboard.ts';
import { expectNoSidewaysScroll, screenshot } from '../browser/look.ts';
import { type Journey, journeyDirectory, startJourney } from './service.ts';

const { host, ...directory } = journeyDirectory;
const applicant = 'ana.diaz@example.org';

let service: Journey;
let browser: Browser;
let school: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourney({ empty: false, ...directory }), launchBrowser()]);
  school = await (await browser.newContext(withoutJavaScript)).newPage();
});
afterAll(() => Promise.all([browser.close(), service.remove()]));

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

/** Staff arrive by the link of a letter, and choose who they are where the provider asks. */
async function signInAt(address: string, name: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext(desk);
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name }).click();
  await page.waitForLoadState();
  return page;
}

test('a principal finds the school and asks for a link, by keyboard alone and without JavaScript', async () => {
  await school.goto(service.origin);
  await followLink(school, 'Apply for your school');
  await choose(school, 'Host school');
  await pressButton(school, 'Continue');
  await typeInto(school, 'School name or ID', host.query);
  await pressButton(school, 'Search');
  await followLink(school, host.name);
  await typeInto(school, 'Your name', 'Ana Díaz');
  await typeInto(school, 'Your job title', 'Principal');
  await typeInto(school, 'Your email address', applicant);
  await choose(school, 'Yes');
  await pressButton(school, 'Email me a link');
  expect(await heading(school)).toBe('Check your email');
});

test('the link in the letter opens the application, and the questions are answered one page at a time', async () => {
  const letter = await service.letterTo(applicant, /link to apply/i);
  await school.goto(letter.links.find((link) => link.includes('/links/')) ?? '');
  await pressButton(school, 'Continue');
  await followLink(school, 'Leadership experience');
  await typeInto(school, 'How many years has the principal led this school?', '7');
  await typeInto(school, 'Earlier leadership experience (years)', '2');
  await pressButton(school, 'Save and continue');
  await choose(school, 'Proficient');
  await pressButton(school, 'Save and continue');
  await choose(school, 'No program is screened');
  await pressButton(school, 'Save and continue');
  await tick(school, 'Assessment and feedback to students');
  await typeInto(
    school,
    'Describe the practice and how you know it works',
    'Teams look at student work every week. <b>Reading</b> grew by two levels.',
  );
  await pressButton(school, 'Save and continue');
  await typeInto(school, 'How many partner schools could you host?', '2');
  await pressButton(school, 'Save and continue');
  await choose(school, 'Yes');
  await typeInto(school, 'Why do the principal and staff want to do this?', 'Our cabinet asked for it.');
  await pressButton(school, 'Save and continue');
  expect(await heading(school)).toBe('Check your answers before you submit');
  await expect(school.locator('main').textContent()).resolves.toContain('<b>Reading</b> grew by two levels.');
});

test('the application is sent once, and a receipt with the answers follows', async () => {
  await pressButton(school, 'Submit application');
  expect(await heading(school)).toBe('Application submitted');
  expect(await school.locator('main').textContent()).toContain(`-${host.id}`);
  const receipt = await service.letterTo(applicant, /We received .+’s application/);
  expect(receipt.text).toContain('Our cabinet asked for it.');
});

test('on the next school morning each reader gets a digest, and its link leads through sign-in to the application', async () => {
  // The morning after may be one without school.
  await service.clock.toNextLetter();
  const readers = (await service.inbox.letters()).filter((letter) => letter.text.includes(host.name));
  const digests = readers.filter((letter) => letter.text.includes('/console/applications/'));
  expect(digests).toHaveLength(2);
  for (const digest of digests) {
    const [to = ''] = digest.to;
    const link = digest.links.find((address) => address.includes('/console/applications/')) ?? '';
    const page = await signInAt(link, nameOf(to));
    expect(await heading(page)).toContain(host.name);
    await review(page);
    await page.context().close();
  }
});

const nameOf = (email: string) =>
  email
    .split('@', 1)
    .join()
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

async function review(page: Page): Promise<void> {
  for (const group of await page
    .getByRole('group')
    .filter({ has: page.getByRole('radio') })
    .all()) {
    await group.getByRole('radio').first().check();
  }
  await page.getByLabel('Your reasons').fill('Practices that others could learn from.');
  await page.getByRole('button', { name: 'Submit review' }).click();
  await page.waitForLoadState();
}

test('from the digest to the decision are three clicks, and the director sees the letter before it is sent', async () => {
  await service.clock.toNextLetter();
  const digest = await service.letterTo('learning-partners@example.org', /to decide/);
  const link = digest.links.find((address) => address.includes('/console/applications/')) ?? '';
  const director = await signInAt(link, 'Ruth Lindqvist');
  await director.getByRole('radio', { name: 'Accept' }).check();
  await director.getByLabel('Reason', { exact: true }).fill('Your teams have much to share.');
  await director.getByRole('button', { name: 'Preview email' }).click();
  await director.waitForLoadState();
  expect(await director.locator('main').textContent()).toContain('Your teams have much to share.');
  await screenshot(director, 'decision-preview');
  await expectAccessible(director);
  await expectNoSidewaysScroll(director);
  await director.getByRole('button', { name: 'Accept and send email' }).click();
  await director.waitForLoadState();
  expect(await director.locator('main').textContent()).toContain('Accepted');
});

test('the school reads the decision in its inbox and on its status page', async () => {
  const letter = await service.letterTo(applicant, /accepted|decision on/i);
  expect(letter.text).toContain('Your teams have much to share.');
  await school.goto(letter.links.find((address) => address.includes('/links/')) ?? '');
  await pressButton(school, 'Continue');
  expect(await school.locator('main').textContent()).toContain('Accepted');
});
