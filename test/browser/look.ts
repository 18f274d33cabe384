import path from 'node:path';
import type { Page } from 'playwright-core';
import { expectAccessible } from './axe.ts';

const folder = path.resolve(import.meta.dirname, '../../dist/screenshots');
const phoneWidthPx = 320;

/** Photographs the whole page at 1280 and 320 px into `dist/screenshots/NAME-WIDTH.png`, to be looked at by people. */
export async function screenshot(page: Page, name: string): Promise<void> {
  for (const widthPx of [1280, phoneWidthPx]) {
    await atWidth(page, widthPx, () =>
      page.screenshot({ path: path.join(folder, `${name}-${widthPx}.png`), fullPage: true }),
    );
  }
}

const isPhotographed = process.env.SCREENSHOTS === 'yes';

/** Fails unless the page is accessible and fits a phone. With `SCREENSHOTS=yes`, it’s also photographed. */
export async function lookAt(page: Page, name: string): Promise<void> {
  // A click returns once the next page has begun, and it may not have its styles yet.
  await page.waitForLoadState('load');
  if (isPhotographed) await screenshot(page, name);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

/** Fails when the page has to be scrolled sideways on a screen of 320 px, and names the elements that stick out. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await atWidth(page, phoneWidthPx, () => page.evaluate<readonly string[]>(elementsTooWide));
  if (wide.length > 0) {
    throw new Error(`At ${phoneWidthPx} px ${page.url()} scrolls sideways, because of:\n${wide.join('\n')}`);
  }
}

// A string, as the project's types know no DOM. An element inside a box that scrolls by itself does not count.
const elementsTooWide = `(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolls = (element) => element !== null && element !== document.body &&
    (['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const wide = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 120));
  return wide.length > 0 ? wide : ['the page is ' + root.scrollWidth + ' px wide'];
})()`;

async function atWidth<T>(page: Page, widthPx: number, look: () => Promise<T>): Promise<T> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: widthPx, height: before?.height ?? 900 });
  try {
    return await look();
  } finally {
    if (before !== null) await page.setViewportSize(before);
  }
}
