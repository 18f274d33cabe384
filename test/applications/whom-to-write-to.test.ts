import { afterAll, beforeAll, expect, test } from 'vitest';
import { routeKey, routes } from '../../functions/routes.ts';
import { anEvent } from '../http/event.ts';
import { invoke } from '../http/invoke.ts';
import { linkTo, type Stage, startStage, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const footer = (page: string) => /<footer.*<\/footer>/s.exec(page)?.[0] ?? '';
const toTheProgramPage = 'href="/#questions"';
const written = 'href="mailto:learning-partners@example.org"';

test.each([
  ['an application that is not yours', '/applications/2014-13K113', today],
  ['a dead link', '/links/forged', today],
  ['a link that ran out', linkTo('2014-13K113', '2014-04-01T00:00:00.000Z'), today],
  ['a school that nobody knows', '/apply/contact?role=host&school=NONE', today],
])('%s leads to the contact', async (_, address, moment) => {
  stage.moveTo(moment);
  expect(footer((await stage.visitor().open(address)).text)).toContain(toTheProgramPage);
});

test.each([
  ['a page that is not there', {}, 404],
  ['a form of another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['too much text', { body: 'name='.padEnd(140_000, 'x') }, 413],
  ['a format that nobody reads', { headers: { 'content-type': 'text/plain' }, body: 'x' }, 415],
])('%s leads there, too', async (_, more: Parameters<typeof anEvent>[2], status) => {
  const key = status === 404 ? '$default' : routeKey(routes.requestApplication);
  const form = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
  const address = status === 404 ? '/nowhere' : '/applications';
  const event = anEvent(key, address, { ...more, headers: { ...form, ...more?.headers } });
  const answer = await invoke(stage.handler, event);
  expect(answer.status).toBe(status);
  expect(footer(answer.text)).toContain(toTheProgramPage);
});

test('the program page has the contact where those links lead', async () => {
  const { text } = await stage.visitor().open('/');
  expect(/id="questions".*?<\/p>/s.exec(text)?.[0]).toContain(written);
});

test('pages that know the program show its email address', async () => {
  const visitor = stage.visitor();
  const pages = [await visitor.open('/apply'), await visitor.open('/apply/return')];
  stage.moveTo('2014-06-01T12:00:00.000Z');
  pages.push(await visitor.open('/apply'));
  stage.moveTo('2014-04-01T12:00:00.000Z');
  pages.push(await visitor.open('/apply'));
  for (const { text } of pages) expect(footer(text)).toContain(written);
});
