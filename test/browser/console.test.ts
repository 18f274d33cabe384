import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scoredStatements } from '#domain/admission/review.ts';
import type { StaffMember } from '#domain/base/person.ts';
import { routes } from '../../functions/routes.ts';
import { aDecidedApplication, anApplication, aReview, aSchool, aWithdrawnApplication } from '../builders.ts';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import { listen } from '../http/listen.ts';
import { amara, type Console, cookieOf, daniel, ruth, startConsole } from '../reviews/console.ts';
import { css } from '../ui/compiled-styles.ts';
import { expectAccessible } from './axe.ts';
import { desk, launchBrowser } from './browser.ts';
import { choose, followLink, pressButton, typeInto } from './keyboard.ts';
import { expectNoSidewaysScroll } from './look.ts';

let origin = 'http://127.0.0.1';
let staffed: Console;
let browser: Browser;
beforeAll(async () => {
  [staffed, browser] = await Promise.all([startConsole(), launchBrowser()]);
  origin = await listen(server);
  await staffed.putRoster([
    { email: amara.email, name: amara.name },
    { email: daniel.email, name: daniel.name },
  ]);
  await staffed.declare(amara, '13K113');
  const school = (id: string) => aSchool({ id, name: `The Very Long Name of Public School ${id} for Arts` });
  const reviews = [
    aReview({ comment: 'https://example.org/a-word-that-does-not-break-anywhere-at-all-and-is-long' }),
  ];
  await staffed.put(anApplication({ school: school('01A'), reviewers: [amara.email], reviews }));
  await staffed.put(anApplication({ school: school('02B'), reviewers: [daniel.email], role: 'partner' }));
  await staffed.put(aDecidedApplication({ school: school('03C'), reviewers: [amara.email], reviews }));
  await staffed.put(aWithdrawnApplication({ school: school('04D') }));
});
afterAll(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
  await staffed.stop();
});

// The browser names who is signed in by a header, and every request goes to the real handler.
const whoIs = 'x-staff';
const server = createServer((request, response) => {
  void answer(request, response);
});

async function pageOf(staff: StaffMember): Promise<Page> {
  const context = await browser.newContext({ ...desk, extraHTTPHeaders: { [whoIs]: staff.email } });
  return context.newPage();
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, href } = new URL(request.url ?? '/', origin);
  if (pathname.startsWith('/assets/')) {
    const isStyle = pathname.endsWith('.css');
    response.setHeader('content-type', isStyle ? 'text/css' : 'image/svg+xml').end(isStyle ? css : '<svg/>');
    return;
  }
  const { key, parameters } = routeOf(request.method ?? 'GET', pathname);
  const staff = [amara, daniel, ruth].find(({ email }) => email === request.headers[whoIs]) ?? amara;
  const { status, headers, text } = await invoke(
    staffed.handler,
    anEvent(key, href, {
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      cookies: [cookieOf(staff)],
      pathParameters: parameters,
      body: await readText(request),
    }),
  );
  // Only what is served over TLS may ask for TLS.
  const { 'strict-transport-security': _, ...kept } = headers;
  response.writeHead(status, kept).end(text);
}

function routeOf(method: string, pathname: string) {
  for (const route of Object.values(routes).filter((one) => one.method === method)) {
    const found = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(pathname);
    if (found) return { key: `${route.method} ${route.path}`, parameters: { ...found.groups } };
  }
  throw new Error(`No route answers ${method} ${pathname}`);
}

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
}

describe('every page of the console is accessible, and fits a small telephone', () => {
  let directorsPage: Page | undefined;
  let readersPage: Page | undefined;

  test.each([
    '/console',
    '/console/queue',
    '/console/applications',
    '/console/applications?text=nowhere',
    '/console/applications?select=all&order=score',
    '/console/applications/2014-01A?list=role%3Dhost',
    '/console/applications/2014-03C/reversal',
    '/console/reviewers/calibration',
    '/console/applications/2014-01A',
    '/console/applications/2014-03C?done=decision',
    '/console/applications/2014-04D',
    '/console/applications/2014-99X999',
    '/console/applications/2014-01A/information-request',
    '/console/decisions?reference=2014-01A&reference=2014-02B',
    '/console/decisions',
    '/console/reviewers?done=added',
    '/console/reviewers/conflicts?school=school&done=declared',
  ])('%s, for a director', async (address) => {
    directorsPage ??= await pageOf(ruth);
    await directorsPage.goto(origin + address);
    await expectGood(directorsPage);
  });

  test.each([
    '/console/queue?done=recusal',
    '/console/applications/2014-02B',
    '/console/applications/2014-02B/review',
    '/console/applications/2014-02B/recusal',
    '/console/reviewers/conflicts?school=school&done=withdrawn-kept',
    '/console/decisions',
  ])('%s, for a reviewer', async (address) => {
    readersPage ??= await pageOf(daniel);
    await readersPage.goto(origin + address);
    await expectGood(readersPage);
  });
});

test('in high contrast, the navigation underlines the current page and no other', async () => {
  const page = await pageOf(ruth);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(`${origin}/console/applications`);
  const underlined = await page.evaluate<readonly string[]>(underlinedItems);
  expect(underlined).toEqual(['Applications']);
});

// A string, because the project's types know no DOM.
const underlinedItems = `(() => {
  const ground = getComputedStyle(document.querySelector('.lp-nav')).backgroundColor;
  return [...document.querySelectorAll('.lp-nav__link')]
    .filter((link) => getComputedStyle(link).borderBottomColor !== ground)
    .map((link) => link.textContent);
})()`;

test('a reviewer reads, errs, and records a review by keyboard alone', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '05E', name: 'Keyboard School' }), reviewers: [daniel.email] }),
  );
  const page = await pageOf(daniel);
  await page.goto(`${origin}/console/queue`);
  await followLink(page, 'Keyboard School');
  await pressButton(page, 'Submit review');
  expect(await page.title()).toMatch(/^Error: /);
  await expectGood(page);

  for (const { id } of scoredStatements(staffed.cycle.program, 'host')) {
    const first = page.locator(`#score-${id}`);
    await first.focus();
    await page.keyboard.press('Space');
  }
  await choose(page, 'Accept');
  await typeInto(page, 'Your reasons', 'Worth a visit.');
  await pressButton(page, 'Submit review');
  await page.getByText('Your review is saved.').waitFor();
  expect(await staffed.store.application(reference)).toMatchObject({
    reviews: [{ comment: 'Worth a visit.' }],
  });
});

test('from the link in a letter a director decides in three steps, by keyboard alone', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '06F' }), reviewers: [amara.email], reviews: [aReview()] }),
  );
  const page = await pageOf(ruth);
  await page.goto(`${origin}/console/applications/${reference}`);
  await pressButton(page, 'Preview email');
  await expectGood(page);
  await choose(page, 'Accept');
  await typeInto(page, 'Reason', 'They share what works.');
  await pressButton(page, 'Preview email');
  await expectGood(page);
  await pressButton(page, 'Accept and send email');
  await page.getByText('The school will get it by email.').waitFor();
  expect(await staffed.store.application(reference)).toMatchObject({ decision: { outcome: 'accepted' } });
});

test('the overview prints on one sheet of paper', async () => {
  const page = await pageOf(ruth);
  await page.goto(`${origin}/console`);
  const margin = { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' };
  const file = await page.pdf({ format: 'Letter', margin });
  expect(file.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.context().close();
});
