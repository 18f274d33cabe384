import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, launchBrowser } from '../browser/browser.ts';
import { lookAt } from '../browser/look.ts';
import { type Journey, startJourney } from './service.ts';

/** For what takes ten seconds on a machine that does nothing else. */
const patienceMs = 240_000;
const applicant = { name: 'Rosa Delgado', email: 'rosa.delgado@example.org' };
const principal = { name: 'Dana Price', email: 'dana.price@example.org' };
const school = { query: 'amberley mid', name: 'Amberley Middle School', id: 'M172' };
const everyReviewer = ['Amara Okafor', 'Daniel Reyes', 'Mei Tanaka'];

let service: Journey;
let browser: Browser;
let director: Page;
let rosa: Page;
/** The application number, once there is one. */
let reference = '';

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourney({ empty: false }), launchBrowser()]);
  rosa = await newPage();
}, patienceMs);
afterAll(() => Promise.all([browser?.close(), service?.remove()]));

const newPage = async (): Promise<Page> => (await browser.newContext(desk)).newPage();
const main = async (page: Page): Promise<string> => (await page.locator('main').textContent()) ?? '';

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name }).first().click();
  await page.waitForLoadState();
}
async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
  await page.waitForLoadState();
}

/** A sign-in ends after some hours, so every morning begins with one. */
async function signIn(name: string, path: string): Promise<Page> {
  const page = await newPage();
  await page.goto(`${service.origin}${path}`);
  await page.getByRole('button', { name }).click();
  await page.waitForLoadState();
  return page;
}
const itsPage = () => `/console/applications/${reference}`;

/** Opens the link in the newest email to Rosa, or to someone else, about something. */
async function openLink(subject: RegExp, page = rosa, { email } = applicant): Promise<string> {
  const letter = await service.letterTo(email, subject);
  await page.goto(letter.links.find((link) => link.includes('/links/')) ?? '');
  await press(page, 'Continue');
  return letter.text.replace(/\s+/g, ' ');
}

test(
  'Rosa emails a question, a director replies, and the answer is published',
  async () => {
    const raw = [
      `From: ${applicant.name} <${applicant.email}>`,
      'Subject: Who pays for substitutes?',
      'Message-ID: <first@mail.example.com>',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello,<br>who pays when our teachers are away?</p><script>alert(1)</script>',
    ].join('\r\n');
    expect(await service.receive(Buffer.from(raw), 'questions@learning-partners.example.org')).toBe(true);
    await service.settled();
    director = await signIn('Ruth Lindqvist', '/console/questions');
    await lookAt(director, 'questions');
    await follow(director, 'Who pays for substitutes?');
    expect(await main(director)).toContain('who pays when our teachers are away?');
    await lookAt(director, 'question');
    await director.getByLabel('Your reply').fill('The district pays, Rosa Delgado.');
    await press(director, 'Preview email');
    await lookAt(director, 'question-reply');
    await press(director, 'Send reply');
    await service.letterTo(applicant.email, 'Re: Who pays for substitutes?');
    const [letter] = await service.inbox.letters({ to: applicant.email });
    expect(letter?.headers.get('in-reply-to')).toBe('<first@mail.example.com>');
    expect(letter?.headers.get('references')).toContain('<first@mail.example.com>');
    expect(letter?.headers.get('reply-to')).toContain('questions@learning-partners.example.org');

    await follow(director, 'Publish the answer on the program page');
    await press(director, 'Publish answer');
    expect(await main(director)).toContain('Take out “Rosa Delgado”');
    await lookAt(director, 'question-publication-error');
    await director.getByLabel('Answer', { exact: true }).fill('The district pays.');
    await press(director, 'Publish answer');
    expect(await main(director)).toContain('Answer published.');
    await rosa.goto(service.origin);
    await rosa.getByText('Who pays for substitutes?').click();
    expect(await main(rosa)).toContain('The district pays.');
    await lookAt(rosa, 'program-page');
    for (const [path, name] of [
      ['/apply/questions?role=partner', 'all-questions'],
      ['/questions', 'ask'],
    ] as const) {
      await rosa.goto(`${service.origin}${path}`);
      await lookAt(rosa, name);
    }
  },
  patienceMs,
);

test(
  'she and her principal apply, and she changes an answer after she submitted',
  async () => {
    await rosa.goto(`${service.origin}/apply`);
    await rosa.getByRole('radio', { name: 'Host school' }).check();
    await press(rosa, 'Continue');
    await rosa.getByLabel('School name or ID').fill(school.query);
    await press(rosa, 'Search');
    await follow(rosa, school.name);
    await rosa.getByLabel('Your name').fill(applicant.name);
    await rosa.getByLabel('Your job title').fill('Assistant principal');
    await rosa.getByLabel('Your email address').fill(applicant.email);
    await rosa.getByRole('radio', { name: 'No', exact: true }).check();
    await rosa.getByLabel('Principal’s name').fill(principal.name);
    await rosa.getByLabel('Principal’s email address').fill(principal.email);
    await press(rosa, 'Email me a link');
    await openLink(/link to apply/i);
    const dana = await newPage();
    await openLink(/^You’re a contact for your school’s application$/, dana, principal);
    await follow(dana, 'Leadership experience');
    await dana.getByLabel('How many years has the principal led this school?').fill('7');
    await dana.getByLabel('Earlier leadership experience (years)').fill('2');
    await press(dana, 'Save and continue');
    await lookAt(dana, 'principal');
    await dana.close();
    await rosa.reload();
    await follow(rosa, 'Quality Review');
    for (const answer of ['Proficient', 'No program is screened']) {
      await rosa.getByRole('radio', { name: answer, exact: true }).check();
      await press(rosa, 'Save and continue');
    }
    await rosa.getByRole('checkbox', { name: 'Assessment and feedback to students' }).check();
    await rosa.getByLabel('Describe the practice and how you know it works').fill('Reading grew a lot.');
    await press(rosa, 'Save and continue');
    await rosa.getByLabel('How many partner schools could you host?').fill('2');
    await press(rosa, 'Save and continue');
    await rosa.getByRole('radio', { name: 'Yes' }).check();
    await rosa
      .getByLabel('Why do the principal and staff want to do this?')
      .fill('Our cabinet asked for it.');
    await press(rosa, 'Save and continue');
    await lookAt(rosa, 'check-answers');
    await press(rosa, 'Submit application');
    await openLink(/We received .+’s application/);
    const [, cycleId = ''] = /application number (\d+)-/.exec(await main(rosa)) ?? [];
    reference = `${cycleId}-${school.id}`;
    await rosa.getByText('Your answers', { exact: true }).click();
    await follow(rosa, 'Change Number of partner schools to host');
    await rosa.getByLabel('How many partner schools could you host?').fill('1');
    await press(rosa, /^Save/);
    expect(await main(rosa)).toContain('You changed your answers');
    await lookAt(rosa, 'status-submitted');
  },
  patienceMs,
);

test(
  'a director asks a question, a reminder follows, and she answers',
  async () => {
    director = await signIn('Ruth Lindqvist', itsPage());
    await follow(director, 'Ask the school a question');
    await director.getByLabel('Your question').fill('Which teams would partners visit?');
    await press(director, 'Preview email');
    await lookAt(director, 'information-request');
    await press(director, /Send/);
    await openLink(/question/i);
    const isReminded = async () =>
      (await service.inbox.letters({ to: applicant.email })).some(({ subject }) => /reminder/i.test(subject));
    for (let morning = 0; morning < 20 && !(await isReminded()); morning += 1)
      await service.clock.toNextMorning();
    await openLink(/reminder/i);
    await follow(rosa, 'Answer the question');
    await lookAt(rosa, 'information');
    await rosa.getByLabel('Your answer').fill('Our two feedback teams.');
    await press(rosa, 'Send answer');
    expect((await service.letterTo(applicant.email, /received your answer/i)).text).toContain('Thank you');
  },
  patienceMs,
);

/** Reviews with the first score and recommendation of each scale, or with the last. */
async function review(name: string, which: 'first' | 'last'): Promise<void> {
  const page = await signIn(name, itsPage());
  for (const group of await page
    .getByRole('group')
    .filter({ has: page.getByRole('radio') })
    .all())
    await group.getByRole('radio')[which]().check();
  await page.getByLabel('Your reasons').fill(`${name} read the whole application twice.`);
  await press(page, 'Submit review');
  await page.context().close();
}

test(
  'two reviewers disagree, and a third one reviews',
  async () => {
    director = await signIn('Ruth Lindqvist', itsPage());
    const text = await main(director);
    const assigned = everyReviewer.filter((name) => text.includes(`${name}: not submitted yet`));
    expect(assigned).toHaveLength(2);
    const [one = '', other = ''] = assigned;
    await review(one, 'first');
    await review(other, 'last');
    await director.reload();
    expect(await main(director)).toContain('points apart. You can ask another reviewer.');
    await lookAt(director, 'reviewers-disagree');
    await press(director, 'Assign reviewer');
    const third = everyReviewer.find((name) => !assigned.includes(name)) ?? '';
    await review(third, 'first');
  },
  patienceMs,
);

/** Fills out the decision and opens the preview. */
async function previewDecision(verb: string, reason: string): Promise<void> {
  await director.goto(`${service.origin}${itsPage()}`);
  await director.getByRole('radio', { name: verb, exact: true }).last().check();
  await director.getByLabel('Reason', { exact: true }).fill(reason);
  await press(director, 'Preview email');
}

test(
  'a director declines, is told what is unusual, and takes the decision back',
  async () => {
    await previewDecision('Decline', 'Too few places.');
    expect(await main(director)).toContain('The reason is shorter than a sentence.');
    await lookAt(director, 'decision-with-warning');
    await press(director, 'Decline and send email');
    await openLink(/Decision on/);
    expect(await main(rosa)).toContain('Not selected');

    await director.goto(`${service.origin}${itsPage()}`);
    await follow(director, 'Reverse this decision');
    await director.getByLabel('Reason').fill('We mixed up two schools.');
    await press(director, 'Preview email');
    await lookAt(director, 'reversal');
    await press(director, 'Reverse decision and send email');
    expect(await openLink(/Correction/)).toContain('We mixed up two schools.');
    expect(await main(rosa)).toContain('Under review');
  },
  patienceMs,
);

test(
  'she is accepted, and confirms her place',
  async () => {
    await previewDecision('Accept', 'Your teams have much to share with others.');
    await press(director, 'Accept and send email');
    await service.letterTo(principal.email, /Accepted/);
    await openLink(/Accepted/);
    await lookAt(rosa, 'status-accepted');
    await press(rosa, 'Confirm our place');
    expect(await main(rosa)).toContain('You confirmed your place on');
  },
  patienceMs,
);

test(
  'the director publishes the pairings after reading what that means',
  async () => {
    await director.goto(`${service.origin}/console/pairing`);
    await director.getByLabel('Name', { exact: true }).fill('The year');
    await press(director, 'Request a proposal');
    await director.waitForURL(/pairing\/\w{8}/);
    const ready = await service.letterTo('ruth.lindqvist@example.org', 'Your proposal is ready: The year');
    const proposal = ready.links.find((link) => link.includes('/console/pairing/')) ?? '';
    await director.goto(proposal);
    await follow(director, 'Facilitators');
    await press(director, 'Assign evenly by region');
    await director.goto(proposal);
    await follow(director, 'Preview and publish');
    const said = await main(director);
    expect(said).toContain('Schools can still apply until');
    expect(said).toContain('no decision yet.');
    expect(said).toMatch(/paired schools haven’t confirmed their places/);
    await lookAt(director, 'publication');
    await press(director, 'Publish and send emails');
    await service.settled();
    await lookAt(director, 'partnerships');
  },
  patienceMs,
);

test(
  'she closes the cycle, and every applicant has a final answer',
  async () => {
    await follow(director, 'Close the cycle');
    await lookAt(director, 'final-answers');
    await press(director, 'Preview emails');
    await lookAt(director, 'final-answers-errors');
    for (const reason of await director.getByLabel('Reason for these schools').all())
      await reason.fill('More schools were ready than we could match, {school} included.');
    await press(director, 'Preview emails');
    await lookAt(director, 'final-answers-preview');
    await press(director, /^Send \d+ emails$/);
    expect(await main(director)).toContain('Every applicant has a final answer.');
    await lookAt(director, 'final-answers-done');
    await follow(director, 'Back to the overview');
    expect(await main(director)).toContain('Every applicant has a final answer.');
    await service.settled();
    const letters = await service.inbox.letters();
    expect(
      letters.filter(({ subject }) => subject.startsWith('Your school is on the waitlist until')),
    ).not.toEqual([]);
    expect(letters.filter(({ subject }) => subject === 'No match for your school this year')).not.toEqual([]);
  },
  patienceMs,
);
