import { withoutJavaScript } from './browser.ts';
import { walkFromConflictToEmails } from './proposal-journey.ts';

// With JavaScript off, links lead to each move.
walkFromConflictToEmails(withoutJavaScript, async (page, { name, toName }) => {
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('link', { name: `Preview ${toName}` }).click();
});
