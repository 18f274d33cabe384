import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { repeatedWords, wrongArticles } from '../house/wording.ts';

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Of what passes, axe describes only the first element. Describing all takes longer than finding the faults.
  resultTypes: ['violations'],
};

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Fails unless axe finds nothing at all: WCAG A and AA up to 2.2, and its best practices. Names each fault and its
 * element. Throws if JavaScript is off, because axe runs inside the page and would wait forever. Frames aren't looked
 * into: the only one shows an email, and has no scripts. The text, with the data in it, must repeat no word and have the
 * right articles.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (await page.evaluate<boolean>("matchMedia('(scripting: none)').matches"))
    throw new Error(`axe needs JavaScript: ${page.url()}`);
  const violations = await violationsOn(page);
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ''}`),
  );
  if (faults.length > 0) throw new Error(`Not accessible: ${page.url()}\n\n${faults.join('\n\n')}`);
  const text = await page.innerText('body');
  const slips = [...repeatedWords(text), ...wrongArticles(text)];
  if (slips.length > 0) throw new Error(`Not plain English: ${page.url()}\n\n${slips.join('\n')}`);
}

async function violationsOn(page: Page): Promise<readonly Result[]> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) {
    // As a script of its own, Chromium compiles it once. Inside `page.evaluate`, it would for every page.
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe });
    await session.detach();
  }
  return page.evaluate<readonly Result[]>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
}
