import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../browser/axe.ts';
import { launchBrowser, desk as wide, withoutJavaScript } from '../browser/browser.ts';
import { expectNoSidewaysScroll, screenshot } from '../browser/look.ts';
import { startDesk } from './pairing-files.ts';

const desk = startDesk();

const columns = 'id,name,levels,region,focus_areas,capacity,latitude,longitude';
const hosts = `${columns}
H1,Alder & Ash,middle,North,feedback;literacy,2,41.20,-73.15
H2,Birch,elementary;middle,South,families,1,41.25,-73.05
H3,Hazel,high,North,literacy,2,41.28,-73.10
`;
const partners = `${columns}
P1,Cedar,middle,North,literacy,,41.21,-73.12
P2,<b>Damson</b>,elementary,South,families,,41.24,-73.06
P3,Elm,middle,North,literacy;families,,41.19,-73.16
P4,Fir,high,North,literacy,,,
P5,Gum,middle,South,attendance,,41.22,-73.02
`;
const locks = 'host,partner,rule,price,reason\nH1,P1,lock,,They share a building\n';

const report = async (name: string, ...more: readonly string[]) => {
  const files = [
    ...[
      '--hosts',
      await desk.put('hosts.csv', hosts),
      '--partners',
      await desk.put('partners.csv', partners),
    ],
    ...['--locks', await desk.put('locks.csv', locks), '--focus', 'one-each'],
  ];
  const out = ['--out', desk.at('result'), '--report', desk.at(name)];
  expect(await desk.pair(...files, ...out, ...more)).toMatchObject({ exit: 0 });
  return readFile(desk.at(name), 'utf8');
};

test('a report names every school, its reasons, what would help, and the proof', async () => {
  const page = await report('report.html');
  for (const text of [
    '3 hosts with 4 partners. 1 partner has no host. There is no better plan.',
    'Focus: literacy (first choice). Both serve middle grades. Both in North.',
    'Kept together (“They share a building”).',
    'No host offers its focus areas.',
    'Allow Gum with Hazel, although they share no focus area.',
    'Alder &amp; Ash',
    'For your IT team',
  ])
    expect(page).toContain(text);
});

test('a report of a choice shows each target and quota, and why schools weren’t chosen', async () => {
  const rules = {
    focus: 'one-each',
    targets: { host: 2, partner: 2 },
    quotas: [{ level: 'high', atLeast: 1 }],
  };
  const file = await desk.put('rules.json', JSON.stringify(rules));
  const page = await report('selection.html', '--rules', file, '--select');
  expect(page).toContain('<td>At least 1 high school</td>');
  expect(page).toMatch(/<h2>Schools not chosen<\/h2>[\s\S]*Gum/);
  expect(page).toMatch(
    /With it, the plan (would score at least|might score just as high)|No choice that meets all rules can include it/,
  );
});

test('names never become markup, and nothing is loaded or run', async () => {
  const page = await report('safe.html');
  expect(page).toContain('&lt;b&gt;Damson&lt;/b&gt;');
  expect(page).not.toMatch(/<script|<link|src=|url\(|javascript:|http/i);
});

describe('opened from disk', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser.close());

  test('a report is accessible, and readable at 320 px', async () => {
    await report('look.html');
    const context = await browser.newContext(wide);
    const page = await context.newPage();
    await page.goto(pathToFileURL(desk.at('look.html')).href);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'pairing-report');
    await context.close();
  });

  test('numbers on the map lead to their hosts, and the print has everything but the proof', async () => {
    await report('print.html');
    const context = await browser.newContext(withoutJavaScript);
    const page = await context.newPage();
    await page.goto(pathToFileURL(desk.at('print.html')).href);
    await page.locator('svg a').first().click();
    expect(new URL(page.url()).hash).toBe('#host-1');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('For your IT team').isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'Partners without a host' }).isVisible()).toBe(true);
    await context.close();
  });
});
