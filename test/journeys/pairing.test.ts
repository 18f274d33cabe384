import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, launchBrowser } from '../browser/browser.ts';
import {
  type Applied,
  applicationCount,
  appliedIn,
  directoryName,
  seedReviewedCycle,
} from './reviewed-cycle.ts';
import { type Journey, startJourneyOn } from './service.ts';

const director = 'ruth.lindqvist@example.org';
const planName = 'Who is admitted';
/** For what takes ten seconds on a machine that does nothing else. */
const patienceMs = 150_000;
const reason = 'The two schools already share a campus.';

let service: Journey;
let browser: Browser;
let page: Page;
/** Where the proposal is, once it is asked for. */
let proposal = '';
/** The partner that the director moved, and where to. */
let moved: { readonly partner: Applied; readonly host: Applied };

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourneyOn(seedReviewedCycle), launchBrowser()]);
  page = await signInAt('/console/pairing', 'Ruth Lindqvist');
}, patienceMs);
afterAll(() => Promise.all([browser?.close(), service?.remove()]));

const newPage = async (): Promise<Page> => (await browser.newContext(desk)).newPage();

async function signInAt(path: string, name: string): Promise<Page> {
  const signedIn = await newPage();
  await signedIn.goto(`${service.origin}${path}`);
  await signedIn.getByRole('button', { name }).click();
  await signedIn.waitForLoadState();
  return signedIn;
}

const main = async (of: Page = page): Promise<string> => (await of.locator('main').textContent()) ?? '';
async function press(name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name }).click();
  await page.waitForLoadState();
}
async function follow(name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState();
}

/** What a page tells to programs, with the sign-in of the director. */
async function told<T>(path: string, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const response = await page.request.get(path, { headers: { accept: 'application/json' } });
  return v.parse(schema, await response.json());
}

const planSchema = v.object({
  pairs: v.array(v.object({ host: v.string(), partner: v.string() })),
  unplaced: v.array(v.string()),
  total: v.number(),
});
const offer = v.object({ host: v.nullable(v.string()), isHere: v.boolean(), whyNot: v.optional(v.string()) });
const offersSchema = v.object({ offers: v.array(offer) });

/** The address of a proposal that the director asks for, as the letter tells it. */
async function askFor(name: string, schools: string): Promise<string> {
  await page.goto(`${service.origin}/console/pairing`);
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: schools }).check();
  await press('Request a proposal');
  const letter = await service.letterTo(director, `Your proposal is ready: ${name}`);
  return letter.links.find((link) => link.includes('/console/pairing/')) ?? '';
}

test(
  `from ${applicationCount} reviewed applications of ${directoryName}, 24 hosts and 48 partners are chosen and paired`,
  async () => {
    proposal = await askFor(planName, 'Choose schools from all reviewed applications');
    await page.goto(proposal);
    expect(await main()).toContain(`24 hosts and 48 partners, chosen from ${applicationCount} schools`);
    const { pairs, unplaced } = await told(proposal, planSchema);
    expect(new Set(pairs.map(({ host }) => host)).size).toBe(24);
    expect(pairs).toHaveLength(48);
    expect(unplaced).toEqual([]);
    expect(await main()).toContain('There is no better choice of schools and no better way to pair them');
  },
  patienceMs,
);

test('before the schools of the plan are accepted, it cannot be published', async () => {
  await follow('Preview and publish');
  expect(await main()).toContain('72 paired schools aren’t accepted yet');
});

test('the director accepts all of them from the proposal, and each gets its letter', async () => {
  for (const [link, count] of [
    ['Decide applications 1 to 50', 50],
    ['Decide applications 51 to 72', 22],
  ] as const) {
    await page.goto(proposal);
    await page.getByText('accepted when this was requested').click();
    await follow(link);
    await page.getByRole('radio', { name: 'Accept' }).check();
    await page
      .getByLabel('Reason', { exact: true })
      .fill('Both reviews recommend it, and the plan needs it.');
    await press('Preview emails');
    await press(`Accept and send ${count} emails`);
  }
  await service.settled();
  expect(await service.inbox.letters()).toHaveLength(1 + 72);
});

test('a proposal of the accepted schools alone is the same plan', async () => {
  const again = await told(await askFor('Accepted alone', 'Accepted schools'), planSchema);
  expect(again).toEqual(await told(proposal, planSchema));
});

/** The first partner of the plan that another host has a free place for, and that host. */
async function aMove(): Promise<{ readonly partner: string; readonly host: string }> {
  const { pairs } = await told(proposal, planSchema);
  for (const { partner } of pairs) {
    const { offers } = await told(`${proposal}/board?partner=${partner}`, offersSchema);
    for (const { host, isHere, whyNot } of offers)
      if (host !== null && !isHere && whyNot === undefined) return { partner, host };
  }
  throw new Error('No partner of the plan can be moved to another host');
}

test('a partner is moved to another host, with a reason that stays with the plan', async () => {
  const { partner, host } = await aMove();
  moved = { partner: await appliedIn(service, partner), host: await appliedIn(service, host) };
  await page.goto(proposal);
  await follow('Edit pairings');
  await follow(moved.partner.name);
  await page.getByRole('radio', { name: moved.host.name }).first().check();
  await page.getByLabel('Reason').fill(reason);
  await press('Move partner');
  expect(await main()).toContain(reason);
  const { pairs } = await told(proposal, planSchema);
  expect(pairs).toContainEqual(expect.objectContaining({ partner, host }));
});

test('facilitators are shared out, and the preview counts the letters that publishing sends', async () => {
  await page.goto(proposal);
  await follow('Facilitators');
  await press('Assign evenly by region');
  await page.goto(proposal);
  await follow('Preview and publish');
  const [, partnerships, announced] = /(\d+) partnerships and send (\d+) emails/.exec(await main()) ?? [];
  const before = (await service.inbox.letters()).length;
  await press('Publish and send emails');
  await service.settled();
  expect((await service.inbox.letters()).length - before).toBe(Number(announced));
  // One to each host and each partner, and one to the facilitator of each partnership.
  expect(Number(announced)).toBe(2 * Number(partnerships) + 48);
});

test('host and partner read of each other in their letters, and on the status page behind the signed link', async () => {
  for (const [school, other, subject] of [
    [moved.host, moved.partner, /Your (?:\d+ )?partner schools?/],
    [moved.partner, moved.host, /Your host school: /],
  ] as const) {
    const letter = await service.letterTo(school.email, subject);
    expect(letter.text.replace(/\s+/g, ' ')).toContain(other.name);
    const status = await newPage();
    await status.goto(letter.links.find((link) => link.includes('/links/')) ?? '');
    await status.getByRole('button', { name: 'Continue' }).click();
    await status.waitForLoadState();
    const text = await main(status);
    expect(text).toContain('Your partnership');
    expect(text).toContain(other.name);
    await status.context().close();
  }
});

test('the facilitator finds the partnership by the letter and among the own ones, the director among all', async () => {
  await page.goto(`${service.origin}/console/partnerships`);
  const row = page.getByRole('row').filter({ hasText: moved.partner.name });
  expect(await row.textContent()).toContain(moved.host.name);
  await row.getByRole('link', { name: moved.host.name }).click();
  await page.waitForLoadState();
  const [, name = '', address = ''] = /Facilitator: (.+?) \((.+?)\)/.exec(await main()) ?? [];

  const letter = await service.letterTo(address, `New partnership: ${moved.host.name}`);
  const link = letter.links.find((one) => one.includes('/console/partnerships/')) ?? '';
  const facilitator = await signInAt(new URL(link).pathname, name);
  expect(await main(facilitator)).toContain(moved.partner.name);
  await facilitator.goto(`${service.origin}/console/partnerships`);
  const own = facilitator.getByRole('table', { name: 'Your partnerships' });
  expect(await own.textContent()).toContain(moved.partner.name);
  await facilitator.context().close();
});
