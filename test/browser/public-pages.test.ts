/** The public pages in a real browser: each page and each error state, and a whole application by keyboard alone. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import {
  applicant,
  asking,
  clemente,
  linkIn,
  linkTo,
  type Stage,
  startStage,
  today,
} from '../applications/stage.ts';
import {
  aDecidedApplication,
  aDraft,
  anApplication,
  aSchool,
  aWithdrawnApplication,
  hostAnswers,
  partnerAnswers,
} from '../builders.ts';
import { desk, launchBrowser } from './browser.ts';
import { lookAt } from './look.ts';
import { serveSchools } from './school-site.ts';

let origin: string;
let stage: Stage;
let stop: () => Promise<void>;
let browser: Browser;
let onlyPage: Page;
beforeAll(async () => {
  const [site, launched] = await Promise.all([serveSchools(startStage), launchBrowser()]);
  ({ origin, stage, stop } = site);
  browser = launched;
  onlyPage = await (await browser.newContext(desk)).newPage();
});
afterAll(async () => {
  await browser.close();
  await stop();
});
afterEach(() => stage.moveTo(today));

/** The page of a visitor whom the service doesn’t know. A new one takes a browser longer than loading an address. */
async function strangersPage(): Promise<Page> {
  await onlyPage.context().clearCookies();
  return onlyPage;
}

/** A page in which the owner of an application has followed its link. */
async function pageOf(application: Application): Promise<{ page: Page; path: string }> {
  const reference = await stage.put(application);
  const page = await strangersPage();
  await page.goto(origin + linkTo(reference));
  await page.getByRole('button', { name: 'Continue' }).click();
  return { page, path: `/applications/${reference}` };
}

// Photographs are for people, who ask for them: they take longer than everything else here.

const look = (page: Page, name: string) => lookAt(page, `public-${name}`);

const long = 'An-endless-word-without-a-space-'.repeat(8);
const school = (id: string) => aSchool({ id, name: `M.S. ${id} ${long}` });
const wordy = { ...hostAnswers(), practices: { focusAreas: ['feedback'], evidence: `${long}\n\nשלום 🙂` } };
const complete = (id: string): Application => ({
  ...aDraft({ school: school(id) }),
  role: 'host',
  answers: wordy,
});

describe('what anybody may read', () => {
  test.each([
    ['program', '/', today],
    ['program-not-yet-open', '/', '2014-04-01T12:00:00.000Z'],
    ['program-in-grace', '/', '2014-05-03T12:00:00.000Z'],
    ['choose-role', '/apply', today],
    ['choose-role-error', '/apply/school?role=', today],
    ['find-school', '/apply/school?role=host', today],
    ['find-school-error', '/apply/school?role=host&school=', today],
    ['find-school-many', '/apply/school?role=host&school=p', today],
    ['find-school-none', `/apply/school?role=host&school=${long}`, today],
    ['contact', '/apply/contact?role=host&school=84X999', today],
    ['school-unknown', '/apply/contact?role=host&school=NONE', today],
    ['link-sent', '/apply/link-sent', today],
    ['return', '/apply/return', today],
    ['link-not-good', '/links/forged', today],
    ['not-yours', '/applications/2014-13K113', today],
    ['closed', '/apply', '2014-05-03T12:00:00.000Z'],
    ['not-yet-open', '/apply', '2014-04-01T12:00:00.000Z'],
  ])('%s is accessible and fits a phone', async (name, address, moment) => {
    stage.moveTo(moment);
    const page = await strangersPage();
    await page.goto(origin + address);
    await look(page, name);
  });

  test('so are the forms for applying and for a new link with everything wrong', async () => {
    const page = await strangersPage();
    await page.goto(`${origin}/apply/contact?role=host&school=84X999`);
    await page.getByLabel('Your email address').fill('nobody');
    await page.getByRole('main').getByRole('button').click();
    await look(page, 'contact-error');
    await page.goto(`${origin}/apply/return`);
    await page.getByRole('main').getByRole('button').click();
    await look(page, 'return-error');
    await page.getByLabel('Application number, school name, or school ID').fill('Spare');
    await page.getByLabel('Email address you applied with').fill(applicant.email);
    await page.getByRole('main').getByRole('button').click();
    await page.getByText('Which school is yours?').waitFor();
    await look(page, 'return-which-school');
  });

  test('and the page that says that a school is taken', async () => {
    const page = await strangersPage();
    await stage.visitor().send('/applications', { ...asking, role: 'host', school: '99Q01' });
    const link = linkIn((await stage.lettersTo(applicant.email))[0]);
    await stage.put(
      anApplication({
        school: aSchool({ id: '99Q01' }),
        applicant: { ...applicant, email: 'x@example.org' },
      }),
    );
    await page.goto(origin + link);
    await look(page, 'school-taken');
  });
});

describe('an application', () => {
  test.each([
    ['draft', aDraft({ school: school('D1') }), ''],
    ['draft-complete', complete('D2'), ''],
    ['check', complete('D3'), '/check'],
    ['check-empty', aDraft({ school: clemente, role: 'partner' }), '/check'],
    [
      'check-partner',
      { ...aDraft({ school: school('D4') }), role: 'partner', answers: partnerAnswers() },
      '/check',
    ],
    ['withdrawal', complete('D5'), '/withdrawal'],
    ['submitted', anApplication({ school: school('S1') }), '/submission'],
    [
      'under-review',
      anApplication({
        school: school('S2'),
        history: [{ at: today, by: 'Dana', what: 'application-submitted' }],
      }),
      '',
    ],
    [
      'question',
      anApplication({
        school: school('S3'),
        inquiries: [{ question: `Who teaches it?\n${long}`, askedBy: 'Amara', askedAt: today }],
      }),
      '',
    ],
    ['accepted', aDecidedApplication({ school: school('S4') }), ''],
    ['withdrawn', aWithdrawnApplication({ school: school('S5') }), ''],
  ] as const satisfies readonly (readonly [string, Application, string])[])(
    'as %s is accessible and fits a phone',
    async (name, application, address) => {
      const { page, path } = await pageOf(application);
      await page.goto(origin + path + address);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await look(page, name);
    },
  );

  test('so is the page that gives back what can no longer be saved', async () => {
    const { page, path } = await pageOf(complete('K1'));
    stage.moveTo('2014-05-05T12:00:00.000Z');
    await page.goto(`${origin}${linkTo('2014-K1')}`);
    await look(page, 'dead-draft-link');
    await page.getByRole('button', { name: 'Continue' }).click();
    await look(page, 'dead-draft');
    stage.moveTo(today);
    await page.goto(`${origin}${path}/questions/practices`);
    await page.locator('textarea').fill(`Three pages.\n${long}`);
    stage.moveTo('2014-05-05T12:00:00.000Z');
    const other = await page.context().newPage();
    await other.goto(`${origin}${linkTo('2014-K1')}`);
    await other.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByText('What you wrote').waitFor();
    await look(page, 'you-had-written');
  });

  test('and the page that thanks for an answer', async () => {
    const { page, path } = await pageOf(
      anApplication({
        school: school('K2'),
        inquiries: [{ question: 'Who teaches it?', askedBy: 'Amara', askedAt: today }],
      }),
    );
    await page.goto(`${origin}${path}/information`);
    await page.getByLabel('Your answer').fill('Two teams.');
    await page.getByRole('button', { name: 'Send answer' }).click();
    await page.getByText('We received your answer.').waitFor();
    await look(page, 'thanked');
  });

  test('the page behind its link is, too', async () => {
    const page = await strangersPage();
    await page.goto(origin + linkTo(await stage.put(complete('L1'))));
    await look(page, 'link');
  });

  test.each(['host', 'partner'] as const)(
    'every question page of a %s is, empty and with everything wrong',
    async (role) => {
      const { page, path } = await pageOf(aDraft({ role, school: school(`Q-${role}`) }));
      const links = await page
        .locator('.govuk-task-list__link')
        .evaluateAll<string[], Element>((all) => all.map((one) => one.getAttribute('href') ?? ''));
      for (const link of links) {
        const name = `${role}-${link.split('/').at(-1)}`;
        await page.goto(origin + link);
        await look(page, name);
        // Too long for a text, and no number.
        for (const box of await page.getByRole('textbox').all()) await box.fill('wrong '.repeat(700));
        await page.getByRole('main').getByRole('button').click();
        await expect.poll(() => page.title()).toMatch(/^Error: /);
        await look(page, `${name}-error`);
      }
      expect(path).toContain('2014-');
    },
  );

  test('sent while topics are missing leads to them', async () => {
    const { page, path } = await pageOf(complete('M1'));
    await page.goto(`${origin}${path}/check`);
    const stored = await stage.store.application(path.split('/').at(-1) ?? '');
    await stage.store.commitApplication(
      { after: { ...aDraft({ school: school('M1') }), version: stored?.version ?? 0 }, events: [] },
      stage.cycle.program,
    );
    await page.getByRole('button', { name: 'Submit application' }).click();
    await look(page, 'check-error');
    await page.getByRole('link', { name: 'Complete the section “Leadership experience”' }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe('#leadership');
  });

  test('whose question is answered with nothing says so', async () => {
    const inquiries = [{ question: 'Who teaches it?', askedBy: 'Amara', askedAt: today }];
    const { page, path } = await pageOf(anApplication({ school: school('I1'), inquiries }));
    await page.goto(`${origin}${path}/information`);
    await look(page, 'information');
    await page.getByRole('main').getByRole('button').click();
    await look(page, 'information-error');
  });
});
