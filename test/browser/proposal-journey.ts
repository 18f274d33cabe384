import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentPairing, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { acceptedPartner, nthSchool, type Stage, startStage } from '../pairings/stage.ts';
import { mei, ruth } from '../reviews/console.ts';
import { expectAccessible } from './axe.ts';
import { desk, launchBrowser } from './browser.ts';
import { expectNoSidewaysScroll } from './look.ts';
import { serveStaff } from './staff-site.ts';

/** How a director moves a partner on the board. Both ways end at the form that asks for a reason. */
type Lead = (page: Page, move: Move) => Promise<void>;

type Move = Awaited<ReturnType<Stage['aMove']>>;

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';

/**
 * The walk from settings that conflict to published emails, as a test of its own. Each file has one, because a cycle is
 * published once.
 */
export function walkFromConflictToEmails(options: BrowserContextOptions, lead: Lead): void {
  let browser: Browser;
  let stage: Stage;
  let site: Awaited<ReturnType<typeof serveStaff>>;
  beforeAll(async () => {
    [stage, browser] = await Promise.all([startStage(5, 9), launchBrowser()]);
    // No host offers what this partner chose.
    await stage.put(acceptedPartner(nthSchool('P', 10), 10, 'college-career'));
    await stage.putFacilitators();
    site = await serveStaff(stage.handler, [ruth, mei]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
    await stage.stop();
  });

  /** Fails unless the page is accessible and fits a phone. axe needs JavaScript, so it gets a copy. */
  async function look(page: Page): Promise<void> {
    await expectNoSidewaysScroll(page);
    if (options === desk) return expectAccessible(page);
    const body = await page.content();
    const copy = await site.pageOf(browser, ruth);
    await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body }));
    await copy.goto(page.url());
    await expectAccessible(copy);
    await copy.context().close();
  }

  /** Sends the form, and waits for the answer as a director does. */
  async function request(page: Page): Promise<string> {
    await page.getByRole('button', { name: 'Request a proposal' }).click();
    await page.getByText('finding the best pairings').waitFor();
    const id = idIn(page);
    await stage.solve(id);
    await stage.explain(id);
    await page.getByRole('link', { name: 'Check again' }).click();
    await page.getByRole('heading', { name: 'Partnerships and why they fit' }).waitFor();
    return id;
  }

  const placed = async (id: string) => currentPairing(await stage.proposed(id)).pairs;
  const hostOf = async (id: string, partner: string) =>
    (await placed(id)).find((pair) => pair.partner === partner)?.host;

  test('settings that conflict lead to a remedy, a proposal, a move, another focus, and emails with real reasons', async () => {
    const page = await site.pageOf(browser, ruth, options);
    await page.goto(`${site.origin}/console/pairing`);
    await page.getByRole('link', { name: 'Change settings first' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('One focus each');
    await page.getByLabel('Choose schools from all reviewed applications').check();
    await page.getByRole('button', { name: 'Request a proposal' }).click();
    await page.getByRole('heading', { name: 'These settings conflict' }).waitFor();
    await look(page);

    await page.getByLabel('Accepted schools').check();
    await page.getByLabel('Each host works on one focus area').check();
    await page.getByRole('button', { name: 'Preview changes' }).click();
    await page.getByText('Focus rule: Each host works on one focus area.').waitFor();
    await look(page);
    const first = await request(page);
    expect(await hostOf(first, 'P010')).toBeUndefined();
    await look(page);

    await page
      .getByRole('listitem')
      .filter({ hasText: /^Allow Partner School 10 / })
      .first()
      .getByRole('link', { name: /^Request a proposal with this/ })
      .click();
    await page.getByRole('textbox', { name: 'Name' }).fill('With an exception');
    await page.getByLabel('Reason', { exact: true }).fill('It has worked with this host before.');
    const second = await request(page);
    const exception = await hostOf(second, 'P010');
    expect(exception).toBeDefined();

    const move = await stage.aMove(second);
    await page.getByRole('link', { name: 'Edit pairings' }).click();
    await lead(page, move);
    await page.getByText(`${move.name} would move to ${move.toName}.`).waitFor();
    await page.getByLabel('Reason').fill('They asked for each other.');
    await page.getByRole('button', { name: 'Move partner', exact: true }).click();
    await page.getByText('Partner moved.').waitFor();
    expect(await hostOf(second, move.partner)).toBe(move.to);
    await page.getByRole('button', { name: 'Undo last move' }).click();
    await page.getByText('Move undone.').waitFor();
    expect(await hostOf(second, move.partner)).toBe(move.host);

    await page
      .getByRole('link', { name: /^Change .*focus$/ })
      .first()
      .click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Continue to the request' }).click();
    const wanted = new URL(page.url()).searchParams;
    await page.getByRole('textbox', { name: 'Name' }).fill('With another focus');
    await page.getByLabel('Reason', { exact: true }).fill('The principal asked for it.');
    const third = await request(page);
    const { hosts, partners } = pairedProblem(await stage.proposed(third));
    const hostNamed = (id: string | null | undefined) => hosts.find((host) => host.id === id);
    expect(hostNamed(wanted.get('ruleHost'))?.focus).toBe(wanted.get('ruleFocus'));
    await look(page);

    await page.getByRole('main').getByRole('link', { name: 'Facilitators' }).click();
    await page.getByRole('button', { name: 'Assign evenly by region' }).click();
    await page.goto(`${site.origin}/console/pairing/${third}`);
    await page.getByRole('link', { name: 'Preview and publish' }).click();
    await page.getByRole('heading', { name: /^Publish “/ }).waitFor();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await look(page);
    const emails = await page.getByRole('article').allInnerTexts();
    for (const { host, partner } of await placed(third)) {
      const { name, focusAreas = [] } = partners.find(({ id }) => id === partner) ?? {};
      const email = emails.find((text) => text.includes(`contact for ${name}’s application`));
      const focus = hostNamed(host)?.focus ?? '';
      expect(email).toContain(`Your focus for the year: ${focusAreaName(stage.cycle.program, focus)}.`);
      const choice = ['first', 'second'][focusAreas.indexOf(focus)];
      if (partner === 'P010') {
        expect(email).toContain('You didn’t choose this area, so this match is an exception.');
        expect(email).not.toContain('Why we matched you');
      } else
        expect(email).toContain(
          `Why we matched you: Focus: ${focusAreaName(stage.cycle.program, focus)} (${choice} choice).`,
        );
    }
    await page.getByRole('button', { name: 'Publish and send emails' }).click();
    await page.getByText('Pairings published.').waitFor();
  }, 240_000);
}
