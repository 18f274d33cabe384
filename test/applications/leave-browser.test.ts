import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApplication, aSchool } from '../builders.ts';
import { linkTo, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

const button = 'Sign out of this device</button>';

async function anOwner(id: string) {
  const reference = await stage.put(anApplication({ school: aSchool({ id }) }));
  const enter = async () => {
    const visitor = stage.visitor();
    await visitor.send(linkTo(reference));
    return visitor;
  };
  return { path: `/applications/${reference}`, enter };
}

test('every page of a school’s own has the button, and no other page', async () => {
  const { path, enter } = await anOwner('99Q11');
  const visitor = await enter();
  for (const page of ['', '/submission', '/withdrawal', '/visits'])
    expect([page, (await visitor.open(path + page)).text.split(button).length - 1]).toEqual([page, 1]);
  for (const page of ['/', '/apply', '/apply/return', '/applications/2014-99Q99'])
    expect((await visitor.open(page)).text).not.toContain(button);
});

test('a signed-out session opens nothing, even with its old cookie, and other browsers stay signed in', async () => {
  const { path, enter } = await anOwner('99Q12');
  // The same instant gives the same cookie, as if someone had copied it.
  const [here, thief] = [await enter(), await enter()];
  stage.moveTo('2014-04-14T16:00:00.000Z');
  const home = await enter();
  const answer = await here.send('/applications/sign-out');
  expect([answer.status, answer.cookies]).toEqual([200, [expect.stringMatching(/applicant=; .*Max-Age=0/)]]);
  expect(answer.text).toContain('You’re signed out of this device');
  for (const visitor of [here, thief]) expect((await visitor.open(path)).status).toBe(403);
  expect((await thief.send(`${path}/withdrawal`)).status).toBe(403);
  expect((await home.open(path)).status).toBe(200);
  stage.moveTo('2014-04-14T17:00:00.000Z');
  expect((await (await enter()).open(path)).status).toBe(200);
});

test('signing out twice, or without a session, does no harm', async () => {
  const visitor = stage.visitor();
  for (const _ of [1, 2]) expect((await visitor.send('/applications/sign-out')).status).toBe(200);
});
