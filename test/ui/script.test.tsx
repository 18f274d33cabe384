import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { VNode } from 'preact';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { showPage } from '#http/answer.ts';
import { dressed } from '#http/to-gateway.ts';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { expectAccessible } from '../browser/axe.ts';
import { desk, launchBrowser, withoutJavaScript } from '../browser/browser.ts';
import { expectNoSidewaysScroll } from '../browser/look.ts';
import { script } from './compiled-script.ts';
import { css } from './compiled-styles.ts';

vi.setConfig({ hookTimeout: 60_000 });

const origin = 'https://apply.example.org';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const answerOf = (page: VNode) => dressed(showPage(page, {}), { asJson: false, mayCompress: false });

/** Opens a page with the headers and files that the service sends. `asked` collects every address that it loads. */
async function open(vnode: VNode, options: BrowserContextOptions = desk) {
  const page = await (await browser.newContext(options)).newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname);
    if (pathname.endsWith('.css')) return route.fulfill({ contentType: 'text/css', body: css });
    if (pathname.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: script });
    if (pathname.endsWith('.svg')) return route.fulfill({ contentType: 'image/svg+xml', body: '<svg/>' });
    const { headers = {}, body = '' } = answerOf(vnode);
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return route.fulfill({ headers: plain, body });
  });
  await page.goto(`${origin}/`);
  return { page, asked, complaints };
}

const practiceForm = (typed = '') => (
  <PublicPage title="Your practice">
    <h1>Your practice</h1>
    <Form action="/">
      <TextArea name="practice" label="Describe your practice" maxLength={20} values={{ practice: typed }} />
    </Form>
  </PublicPage>
);

const nameForm = (
  <PublicPage title="Your name">
    <h1>Your name</h1>
    <Form action="/">
      <TextField name="name" label="Name" maxLength={20} values={{}} />
      <TextArea name="more" label="Anything else" values={{}} />
    </Form>
  </PublicPage>
);

describe('the script', () => {
  test('is at most 12 kB over the wire', () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(12_000);
  });

  test('makes no code from text, and loads nothing from elsewhere', () => {
    expect(script.toString()).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|https?:/,
    );
  });

  test('is allowed and linked only on pages that use it', () => {
    const [without, having] = [nameForm, practiceForm()].map(answerOf);
    expect(without?.body).not.toContain('<script');
    expect(String(without?.headers?.['content-security-policy'])).not.toMatch(/script-src|connect-src/);
    expect(having?.body).toMatch(/<script type="module" src="[^"]+" integrity(="[^"]*")?><\/script>/);
    expect(having?.headers?.['content-security-policy']).toBe(
      `${without?.headers?.['content-security-policy']}; script-src 'self'; connect-src 'self'`,
    );
  });

  test('is the only code that runs: code in the page doesn’t', async () => {
    const { page } = await open(practiceForm());
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.inline = true' }))",
    );
    expect(await page.evaluate('window.inline')).toBeUndefined();
  });
});

const shown = (page: Page) => page.locator('.lp-count').textContent();

describe('a long answer', () => {
  test('shows how many characters are left while someone types, and tells screen readers after a pause', async () => {
    const { page, complaints } = await open(practiceForm('Ten letter'));
    expect(await shown(page)).toBe('10 characters left');
    const box = page.getByLabel('Describe your practice');
    await box.fill('Nineteen letters so');
    expect(await shown(page)).toBe('1 character left');
    await box.fill('Twenty-two characters!');
    expect(await shown(page)).toBe('2 characters over the limit');
    await page.locator('[aria-live]', { hasText: '2 characters over the limit' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(complaints).toEqual([]);
  });

  test('counts as many characters as people see, without spaces around it', async () => {
    const { page } = await open(practiceForm());
    const box = page.getByLabel('Describe your practice');
    const typed = {
      'e\u0301': 1,
      '👩‍🏫': 1,
      '🇺🇸 flag': 6,
      'a\r\nb': 3,
      '  spaces around  ': 13,
      '\u200b': 0,
      नमस्ते: 3,
    };
    for (const [text, count] of Object.entries(typed)) {
      await box.fill(text);
      expect([text, await shown(page)]).toEqual([text, `${20 - count} characters left`]);
    }
  });

  test('has its limit and no counter if the browser runs no script', async () => {
    const { page } = await open(practiceForm('Ten letter'), withoutJavaScript);
    expect(await page.locator('.lp-count').count()).toBe(0);
    expect(await page.locator('#practice-hint').textContent()).toBe('Up to 20 characters.');
  });

  test('loads no script if it has no limit', async () => {
    const { asked } = await open(nameForm);
    expect(asked.filter((address) => address.endsWith('.js'))).toEqual([]);
  });
});
