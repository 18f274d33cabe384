import { desk } from './browser.ts';
import { walkFromConflictToEmails } from './proposal-journey.ts';

// With JavaScript on, partners are dragged.
walkFromConflictToEmails(desk, async (page, { name, to }) => {
  await page.locator('.lp-board li li', { hasText: name }).locator('a').hover();
  await page.mouse.down();
  const host = await page.locator(`[data-host="${to}"]`).boundingBox();
  if (!host) throw new Error(`Host ${to} isn’t on the board`);
  await page.mouse.move(host.x + host.width / 2, host.y + 20, { steps: 8 });
  await page
    .locator('.lp-held')
    .getByText(/Cost: /)
    .waitFor();
  await page.mouse.up();
});
