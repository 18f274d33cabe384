import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestInformation } from '#domain/admission/inquiry.ts';
import { isRefusal } from '#domain/base/change.ts';
import { openTable } from '#store/dynamo-table.ts';
import { reviseApplication } from '#store/revise.ts';
import { expectAccessible } from '../browser/axe.ts';
import { desk, launchBrowser } from '../browser/browser.ts';
import { expectNoSidewaysScroll, screenshot } from '../browser/look.ts';
import { aStaffMember } from '../builders.ts';
import { openStore } from '../store/store.ts';
import { type Journey, startJourney } from './service.ts';

let service: Journey;
let browser: Browser;
let director: Page;
const school = { email: '', name: '' };

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourney({ empty: false }), launchBrowser()]);
  director = await (await browser.newContext(desk)).newPage();
  await askASchool();
});
afterAll(() => Promise.all([browser.close(), service.remove()]));

/** A question of staff, so that a school of the fictional district gets a letter. */
async function askASchool(): Promise<void> {
  const { endpoint, region, names } = service.tables;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const table = openTable(names[0] ?? '', new DynamoDBClient({ endpoint, region, credentials }));
  const store = openStore(names[0] ?? '', table);
  const cycle = await store.currentCycle();
  const sent =
    cycle && (await store.summaries(cycle.id)).find((one) => one.state === 'submitted' && !one.awaitsSchool);
  if (!cycle || !sent) throw new Error('The fictional district has no application to ask about');
  const ruth = aStaffMember({ name: 'Ruth Lindqvist', roles: ['director'] });
  const asked = await reviseApplication(store, cycle.program, sent.reference, (application) =>
    requestInformation(
      application,
      { question: 'Who would lead the visits?' },
      ruth,
      new Date(service.clock.now()).toISOString(),
    ),
  );
  if (!asked || isRefusal(asked)) throw new Error('The school could not be asked');
  Object.assign(school, { email: asked.applicant.email, name: asked.school.name });
  await store.holdLetter({
    id: 'held',
    at: new Date(service.clock.now()).toISOString(),
    kind: 'receipt',
    to: 'a.principal.with.a.very.long.address@an-even-longer-name-of-a-school.example.net',
    subject: 'We have your application',
    text: `Thank you.\n${service.origin}/links/${'a'.repeat(120)}`,
  });
  table.client.destroy();
}

async function look(name: string): Promise<void> {
  await expectAccessible(director);
  await expectNoSidewaysScroll(director);
  await screenshot(director, name);
}

test('a letter that bounces waits for the director, who finds it from the overview', async () => {
  await service.letterTo(school.email, /./);
  const [letter] = await service.inbox.letters({ to: school.email });
  await director.goto(`${service.origin}/local/inbox/${letter?.id}`);
  await look('local-letter');
  await director.getByRole('button', { name: 'Mark as bounced' }).click();
  expect(await director.getByRole('alert').textContent()).toContain('was told that this email bounced');
  await director.goto(`${service.origin}/console`);
  await director.getByRole('button', { name: 'Ruth Lindqvist' }).click();
  await director.getByRole('link', { name: '1 undelivered email' }).click();
  await look('undelivered');
  const row = await director.getByRole('row', { name: school.name }).textContent();
  expect(row).toContain('Question about the application');
  expect(row).toContain('The address doesn’t exist');
});

test('the director corrects the address, and the school gets a letter with its link', async () => {
  await director.getByRole('link', { name: /^Update contact/ }).click();
  await director.getByLabel('Email address').fill('no address');
  await director.getByRole('button', { name: 'Update contact' }).click();
  await look('correct-contact');
  await director.getByLabel('Email address').fill('new.contact@example.org');
  await director.getByRole('button', { name: 'Update contact' }).click();
  expect(await director.getByRole('alert').textContent()).toContain('Contact updated');
  expect(await director.getByText('No undelivered emails.').count()).toBe(1);
  const { links } = await service.letterTo(
    'new.contact@example.org',
    `You’re now the contact for ${school.name}`,
  );
  const page = await (await browser.newContext(desk)).newPage();
  await page.goto(links.find((link) => link.includes('/links/')) ?? '');
  await page.getByRole('button').first().click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(school.name);
});

test('the director takes the cycle out as files', async () => {
  await director.goto(`${service.origin}/console`);
  await director.getByRole('link', { name: 'Downloads' }).click();
  await look('export');
  const link = director.getByRole('link', { name: /\.xlsx$/ });
  const [download] = await Promise.all([director.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^\w+\.xlsx$/);
});

test('the director reads what a tried-out environment held back', async () => {
  await director.goto(`${service.origin}/console/letters`);
  await director.getByRole('link', { name: 'See 1 held email' }).click();
  await look('held-letters');
  await director.getByRole('link', { name: 'We have your application' }).click();
  await look('held-letter');
  expect(await director.getByRole('link', { name: /\/links\/a/ }).count()).toBe(1);
});
