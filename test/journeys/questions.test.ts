import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desk, launchBrowser } from '../browser/browser.ts';
import { lookAt } from '../browser/look.ts';
import { type Journey, startJourney } from './service.ts';

let service: Journey;
let browser: Browser;
let director: Page;
let anyone: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startJourney({ empty: false }), launchBrowser()]);
  director = await (await browser.newContext(desk)).newPage();
  anyone = await (await browser.newContext(desk)).newPage();
});
afterAll(() => Promise.all([browser.close(), service.remove()]));

const rosa = 'rosa.delgado@example.org';

test('someone emails a question, and staff find it under Questions', async () => {
  const raw = [
    `From: Rosa Delgado <${rosa}>`,
    'Subject: Who pays for substitutes?',
    'Message-ID: <first@mail.example.com>',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Hello,<br>who pays when our teachers are away?</p><script>alert(1)</script>',
  ].join('\r\n');
  expect(await service.receive(Buffer.from(raw), 'questions@learning-partners.example.org')).toBe(true);
  await director.goto(`${service.origin}/console/questions`);
  await director.getByRole('button', { name: /Ruth/ }).click();
  await lookAt(director, 'questions');
  await director.getByRole('link', { name: 'Who pays for substitutes?' }).click();
  expect(await director.textContent('main')).toContain('who pays when our teachers are away?');
  await lookAt(director, 'question');
});

test('a director previews a reply, and it goes out below the question', async () => {
  await director.getByLabel('Your reply').fill('The district pays, Rosa Delgado.');
  await director.getByRole('button', { name: 'Preview email' }).click();
  await lookAt(director, 'question-reply');
  await director.getByRole('button', { name: 'Send reply' }).click();
  await service.letterTo(rosa, 'Re: Who pays for substitutes?');
  const [letter] = await service.inbox.letters({ to: rosa });
  expect(letter?.headers.get('in-reply-to')).toBe('<first@mail.example.com>');
  expect(letter?.headers.get('references')).toContain('<first@mail.example.com>');
  expect(letter?.headers.get('reply-to')).toContain('questions@learning-partners.example.org');
});

test('the answer is published once the asker’s name is out of it, and anyone can read it', async () => {
  await director.getByRole('link', { name: 'Publish the answer on the program page' }).click();
  await lookAt(director, 'question-publication');
  await director.getByRole('button', { name: 'Publish answer' }).click();
  expect(await director.textContent('main')).toContain('Take out “Rosa Delgado”');
  await lookAt(director, 'question-publication-error');
  await director.getByLabel('Answer', { exact: true }).fill('The district pays.');
  await director.getByRole('button', { name: 'Publish answer' }).click();
  await director.getByText('Answer published.').waitFor();
  await anyone.goto(service.origin);
  await anyone.getByText('Who pays for substitutes?').click();
  expect(await anyone.textContent('main')).toContain('The district pays.');
  await lookAt(anyone, 'program-page');
  await anyone.goto(`${service.origin}/apply/questions?role=partner`);
  await lookAt(anyone, 'all-questions');
  await anyone.goto(`${service.origin}/questions`);
  await lookAt(anyone, 'ask');
});
