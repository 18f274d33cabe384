import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { escaped } from './reading-pages.ts';
import { draftOf, hostForms, linkTo, locationOf, type Stage, startStage, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

const thirteenHoursLater = '2014-04-15T03:00:00.000Z';

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** The fields of the only form on a page. */
function fieldsOf(page: string): Readonly<Record<string, readonly string[]>> {
  const sent: Record<string, string[]> = {};
  for (const [, name = '', value = ''] of page.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  ))
    sent[name] = [...(sent[name] ?? []), unescaped(value)];
  return sent;
}

test('a form sent after the session ended is not saved, comes back complete, and can be sent again', async () => {
  const { visitor, path } = await draftOf(stage, '99Q01');
  stage.moveTo(thirteenHoursLater);
  const typed = { ...hostForms.practices, evidence: 'Teams & “<b>work</b>”\n"every" week. 🙂' };
  const late = await visitor.send(`${path}/questions/practices`, { ...typed, returnTo: 'check' });
  expect(late.status).toBe(403);
  expect(late.text).toContain('nothing you typed is lost');
  expect(late.text).toContain(`<form action="${path}/questions/practices" method="post">`);
  expect(late.text).toContain(escaped(typed.evidence));
  expect((await stage.store.application('2014-99Q01'))?.answers).toEqual({});

  await visitor.send(linkTo('2014-99Q01'));
  const again = await visitor.send(`${path}/questions/practices`, fieldsOf(late.text));
  expect([again.status, locationOf(again)]).toEqual([303, `${path}/check`]);
  expect((await stage.store.application('2014-99Q01'))?.answers).toEqual({ practices: typed });
});

test('without a form, the page only says how to get a new link', async () => {
  const { visitor, path } = await draftOf(stage, '99Q02');
  stage.moveTo(thirteenHoursLater);
  for (const answer of [await visitor.open(path), await visitor.send(`${path}/submission`)]) {
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Email me a new link');
    expect(answer.text).not.toContain('<form');
  }
});
