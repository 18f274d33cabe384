import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { repeatedWords, wrongArticles } from '../house/wording.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails unless axe finds nothing at all: WCAG A and AA up to 2.2, and its best practices. Names each fault and its
 * element. Throws if JavaScript is off, because axe runs inside the page and would wait forever. Its text, with the
 * data in it, must repeat no word and have the right articles.
 */
export async function expectAccessible(page: Page): Promise<void> {
  if (await page.evaluate<boolean>("matchMedia('(scripting: none)').matches"))
    throw new Error(`axe needs JavaScript: ${page.url()}`);
  const { violations } = await new AxeBuilder({ page }).withTags(standards).setLegacyMode(true).analyze();
  const faults = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary ?? ''}`),
  );
  if (faults.length > 0) throw new Error(`Not accessible: ${page.url()}\n\n${faults.join('\n\n')}`);
  const text = await page.innerText('body');
  const slips = [...repeatedWords(text), ...wrongArticles(text)];
  if (slips.length > 0) throw new Error(`Not plain English: ${page.url()}\n\n${slips.join('\n')}`);
}
