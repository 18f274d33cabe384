import type { Browser, Page } from 'playwright-core';
import type { VNode } from 'preact';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { showPage } from '#http/answer.ts';
import { dressed } from '#http/to-gateway.ts';
import { Checkboxes, Radios } from '#ui/choices.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Form } from '#ui/form.tsx';
import type { PageProgram } from '#ui/layout.tsx';
import { PublicPage, renderPage } from '#ui/layout.tsx';
import { OutcomeList } from '#ui/outcome-list.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { expectAccessible } from '../browser/axe.ts';
import { desk, launchBrowser } from '../browser/browser.ts';
import { expectNoSidewaysScroll } from '../browser/look.ts';
import { script } from './compiled-script.ts';
import { css } from './compiled-styles.ts';
import { overviewPage, statusPage, wrongFormPage } from './sample.tsx';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const origin = 'https://apply.example.org';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await (await browser.newContext(desk)).newPage();
});
afterAll(() => browser.close());

/**
 * Opens a page as the service serves it. `asked` collects every address that it loads. All tests share one tab: a new one
 * takes a browser longer than loading an address.
 */
async function open(vnode: VNode): Promise<{ page: Page; asked: string[]; complaints: string[] }> {
  await page.unrouteAll();
  page.removeAllListeners('console');
  await page.setViewportSize(desk.viewport);
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.route('**/*', (route) => {
    const address = route.request().url();
    asked.push(address);
    if (address.endsWith('.css')) return route.fulfill({ contentType: 'text/css; charset=utf-8', body: css });
    if (address.endsWith('.svg')) return route.fulfill({ contentType: 'image/svg+xml', body: '<svg/>' });
    if (address.endsWith('.js')) return route.fulfill({ contentType: 'text/javascript', body: script });
    // With the service's own policy, inline styles and scripts don't work here either.
    const { headers = {}, body = '' } = dressed(showPage(vnode, {}), { asJson: false, mayCompress: false });
    const plain = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    return route.fulfill({ headers: plain, body });
  });
  await page.goto(`${origin}/`);
  return { page, asked, complaints };
}

const inPage = (children: VNode) => (
  <PublicPage
    title="Sample"
    program={{ name: 'Learning Partners', contactEmail: 'help@schools.example.org', lang: 'en' }}
  >
    <h1>Sample</h1>
    {children}
  </PublicPage>
);

describe.each([
  ['a form with errors', wrongFormPage],
  ['a status page', statusPage],
  ['the overview of staff', overviewPage],
])('%s', (_, make) => {
  test('has no fault that axe can find, on a computer and on a phone', async () => {
    const { page } = await open(make());
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectAccessible(page);
  });

  test('never scrolls sideways on a phone', async () => {
    const { page } = await open(make());
    await expectNoSidewaysScroll(page);
  });

  test('loads only our style sheet and, for long answers, our script, and breaks no content policy', async () => {
    const { page, asked, complaints } = await open(make());
    const countsCharacters = (await page.locator('textarea[data-limit]').count()) > 0;
    expect(asked.filter((address) => !address.endsWith('.svg'))).toEqual([
      `${origin}/`,
      `${origin}/assets/styles.css`,
      ...(countsCharacters ? [`${origin}/assets/script.js`] : []),
    ]);
    expect(complaints).toEqual([]);
  });
});

describe('a form with errors', () => {
  test('has “Error” first in its title, and each message leads to its field', async () => {
    const { page } = await open(wrongFormPage());
    expect(await page.title()).toMatch(/^Error: /);
    const links = await page.locator('.govuk-error-summary a').all();
    expect(links).toHaveLength(6);
    for (const link of links) {
      const target = page.locator(`${await link.getAttribute('href')}`);
      const focusable = await target.evaluate((element) => element.matches('input, textarea, select'));
      expect(focusable).toBe(true);
    }
  });

  test('connects hint and error to the field, in that order, and marks it as invalid', async () => {
    const { page } = await open(wrongFormPage());
    const email = page.getByRole('textbox', { name: 'Email address' });
    expect(await describedBy(page, 'email')).toBe(
      'We write to this address only. Error: Enter your email address, such as name@example.org',
    );
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    expect(await email.getAttribute('autocomplete')).toBe('email');
    expect(await email.inputValue()).toBe('principal@');
  });

  test('puts the question and the error on a group of choices', async () => {
    const { page } = await open(wrongFormPage());
    const levels = page.getByRole('group', { name: 'Levels' });
    expect(await levels.getByRole('checkbox', { checked: true }).getAttribute('value')).toBe('middle');
    expect(await levels.getAttribute('aria-describedby')).toBe('levels-hint levels-error');
  });

  test('leaves validation to the server', async () => {
    const { page } = await open(wrongFormPage());
    expect(await page.locator('form').getAttribute('novalidate')).toBe('');
    expect(await page.locator('form input[type=hidden]').getAttribute('name')).toBe('version');
  });
});

describe('typed text', () => {
  const texts = {
    markup: '<script>alert(1)</script></textarea></title><b class="x">\'"&amp;&lt;',
    'right-to-left text': 'مدرسة بروكلين ‮ abc',
    emoji: '👩🏽‍🏫🏫 ok',
    '10,000 characters': 'x'.repeat(10_000),
    'a line break first': '\n\nafter two breaks',
  };

  test.each(Object.entries(texts))('%s is shown as text and stays in its field', async (_, text) => {
    const line = text.replaceAll('\n', ' ');
    const values = { name: line, practice: text };
    const { page, complaints } = await open(
      inPage(
        <Form action="/x" hidden={{ kept: line }}>
          <ErrorSummary errors={{ name: line }} />
          <TextField name="name" label="Name" values={values} errors={{ name: line }} />
          <TextArea name="practice" label="Practice" values={values} />
          <SummaryList rows={[{ key: line, value: line, change: { href: '/x', what: line } }]} />
        </Form>,
      ),
    );
    expect(await page.locator('#name').inputValue()).toBe(line);
    expect(await page.locator('#practice').inputValue()).toBe(text);
    expect(await page.locator('input[name=kept]').inputValue()).toBe(line);
    expect(await page.locator('dd').first().textContent()).toBe(line);
    expect(await page.locator('script, b').count()).toBe(0);
    expect(complaints).toEqual([]);
    await expectNoSidewaysScroll(page);
  });

  test('a field without a value, error, or hint has no attributes for them', async () => {
    const { page } = await open(
      inPage(<TextField name="constructor" label="Name" values={{}} errors={{}} />),
    );
    const field = page.locator('input');
    expect(await field.inputValue()).toBe('');
    expect(await field.getAttribute('aria-describedby')).toBeNull();
    expect(await field.getAttribute('aria-invalid')).toBeNull();
  });

  test('choices are kept', async () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, text: value.toUpperCase() }));
    const values = { one: 'b', some: ['a', 'c'] };
    const { page } = await open(
      inPage(
        <>
          <Radios name="one" label="One" options={options} values={values} />
          <Checkboxes name="some" label="Some" options={options} values={values} />
        </>,
      ),
    );
    const checked = await page.locator('input:checked').all();
    expect(await Promise.all(checked.map((input) => input.inputValue()))).toEqual(['b', 'a', 'c']);
  });
});

describe('the parts', () => {
  test('an outcome has a word and its own shape', async () => {
    const outcomes = ['met', 'not-met', 'cannot-verify'] as const;
    const { page } = await open(
      inPage(<OutcomeList rows={outcomes.map((outcome) => ({ outcome, statement: 'It is so.' }))} />),
    );
    const signs = await page.locator('.lp-outcome svg').all();
    const shapes = await Promise.all(signs.map((sign) => sign.innerHTML()));
    expect(new Set(shapes).size).toBe(3);
    expect(await page.locator('.lp-outcome strong').allTextContents()).toEqual([
      'Met',
      'Not met',
      'Needs a check',
    ]);
  });

  test('the drawing has a description and a table with its numbers', async () => {
    const { page } = await open(overviewPage());
    const words =
      'Hosts: 20 received, 4 more needed to reach the target of 24. Partners: 25 received, 23 more needed to reach the target of 48. The deadline is May 2.';
    const drawing = page.getByRole('img', { name: 'Applications received' });
    expect(await drawing.locator('desc').textContent()).toBe(words);
    await page.getByText('View as a table').click();
    const table = page.getByRole('table', { name: 'Applications received, by day' });
    expect(await table.getByRole('row').last().allInnerTexts()).toEqual(['Apr 22\t3\t20\t1\t25']);
  });

  test('the grid names missing numbers in words', async () => {
    const { page } = await open(overviewPage());
    const grid = page.getByRole('table', { name: 'Accepted schools by region and level' });
    const bronx = await grid
      .getByRole('row', { name: /^Bronx/ })
      .getByRole('cell')
      .allInnerTexts();
    expect(bronx.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      '0 of 4 4 more needed',
      '3 of 4 1 more needed',
      '0 of 4 4 more needed',
      '7 of 12 5 more needed',
    ]);
  });

  test('a staff page marks its section, signs out by a form, and is hidden from search engines', async () => {
    const { page } = await open(overviewPage());
    const navigation = page.getByRole('navigation', { name: 'Console' });
    expect(await navigation.locator('[aria-current=page]').allTextContents()).toEqual(['Overview']);
    expect(await page.locator('form[action="/sign-out"]').getAttribute('method')).toBe('post');
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex, nofollow');
  });

  test('the first Tab leads past the header to the content', async () => {
    const { page } = await open(statusPage());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
    expect(await page.locator('main').getAttribute('id')).toBe('main');
  });
});

async function describedBy(page: Page, id: string): Promise<string> {
  const ids = (await page.locator(`#${id}`).getAttribute('aria-describedby')) ?? '';
  const texts = await Promise.all(ids.split(' ').map((part) => page.locator(`#${part}`).textContent()));
  return texts.join(' ').replace(/\s+/g, ' ');
}

test('a page is called after itself and its program, and the program’s own page only once', () => {
  vi.stubEnv('PROGRAM_NAME', 'Schools Together dev');
  const titleOf = (title: string, program?: PageProgram) =>
    /<title>(.*)<\/title>/.exec(
      renderPage(
        <PublicPage title={title} program={program}>
          {null}
        </PublicPage>,
      ).body,
    )?.[1];
  const program = { name: 'Schools Together', contactEmail: 'together@example.org', lang: 'en' };
  expect(titleOf('Schools Together', program)).toBe('Schools Together');
  expect(titleOf('Your application', program)).toBe('Your application – Schools Together');
  expect(titleOf('Privacy')).toBe('Privacy – Schools Together dev');
  vi.unstubAllEnvs();
});

test('a page shows its program by name, in its language, and where to ask', () => {
  const { body: html } = renderPage(
    <PublicPage title="Sample" program={{ name: 'Écoles', contactEmail: 'e@example.org', lang: 'fr' }}>
      {null}
    </PublicPage>,
  );
  expect(html).toContain('<html lang="fr"');
  expect(html).toMatch(/lp-wordmark__name" dir="auto">Écoles</);
  expect(html).toContain('href="mailto:e@example.org"');
});
