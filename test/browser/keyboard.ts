/** A person without a mouse: every step starts where the focus is and goes on with Tab, as far as it takes. */
import type { Locator, Page } from 'playwright-core';

const mostStops = 150;

/** Tabs to the field with this label and types; what stood there is replaced. */
export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Tabs to the check box with this label and ticks it with Space, unless it is ticked. */
export async function tick(page: Page, label: string): Promise<void> {
  const box = page.getByRole('checkbox', { name: label, exact: true });
  await tabTo(page, box);
  if (!(await box.isChecked())) await page.keyboard.press('Space');
}

/** Tabs to the group of radio buttons and walks to the one with this label by arrow, as a group is one stop for Tab. */
export async function choose(page: Page, label: string): Promise<void> {
  const radio = page.getByRole('radio', { name: label, exact: true });
  const name = await radio.getAttribute('name');
  await tabTo(page, page.locator(`input[type=radio][name="${name}"]:focus`));
  for (let step = 0; step < mostStops && !(await hasFocus(radio)); step += 1) {
    await page.keyboard.press('ArrowDown');
  }
  if (!(await radio.isChecked())) await page.keyboard.press('Space');
  if (!(await radio.isChecked())) throw new Error(`The keyboard cannot choose “${label}”.`);
}

/** Tabs to the drop-down list with this label and picks an entry by typing its first letters. */
export async function pick(page: Page, label: string, entry: string): Promise<void> {
  const list = page.getByRole('combobox', { name: label, exact: true });
  await tabTo(page, list);
  await page.keyboard.type(entry);
  const picked = await list.locator('option:checked').textContent();
  if (picked?.trim() !== entry) throw new Error(`“${label}” says “${picked}” after typing “${entry}”.`);
}

/** Tabs to the button with this name, presses Enter and waits for the page that follows. */
export async function pressButton(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Tabs to the summary with these words and opens what it hides. */
export async function open(page: Page, summary: string): Promise<void> {
  await tabTo(page, page.locator('summary').filter({ hasText: summary }));
  await page.keyboard.press('Enter');
}

/** Tabs to the link with this name, presses Enter and waits for the page that follows. */
export async function followLink(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('link', { name, exact: true }));
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Presses Tab until the element has the focus. Fails, naming every stop on the way, when Tab never gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const stops: string[] = [];
  while (!(await hasFocus(target))) {
    if (stops.length === mostStops) {
      throw new Error(`Tab does not reach ${target} on ${page.url()}; it stops at:\n${stops.join('\n')}`);
    }
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate<string>('document.activeElement.outerHTML.slice(0, 100)'));
  }
}

const hasFocus = async (target: Locator) => (await target.and(target.page().locator(':focus')).count()) > 0;
