import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { aDraft, anApplication, aSchool, hostAnswers } from '../builders.ts';
import { yearCycle } from '../schools/stage.ts';
import { applicant, asking, linkIn, linkTo, locationOf, type Stage, startStage, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

const beforeOpening = '2014-04-07T12:59:59.999Z';
const inGrace = '2014-05-02T21:00:00.001Z';
const afterGrace = '2014-05-03T21:00:00.001Z';

const completeDraft = (id: string) =>
  stage.put({ ...aDraft({ school: aSchool({ id }) }), role: 'host', answers: hostAnswers() });

const asked = { ...asking, role: 'host', school: '99Q01' };

describe.each([
  [beforeOpening, 'Applications aren’t open yet', 'They open on Monday, April 7, at 9:00 AM EDT.'],
  [inGrace, 'Applications are closed', 'The deadline was Friday, May 2, at 5:00 PM EDT.'],
])('at %s', (moment, title, detail) => {
  test.each(['/apply', '/apply/school?role=host', '/apply/contact?role=host&school=99Q01'])(
    `no one can start on %s: ${title}`,
    async (address) => {
      stage.moveTo(moment);
      const answer = await stage.visitor().open(address);
      expect(answer.status).toBe(409);
      expect(answer.text).toContain(`<h1 class="govuk-heading-l">${title}</h1>`);
      expect(answer.text).toContain(detail);
    },
  );

  test('no email is sent, and the answer doesn’t reveal who has applied', async () => {
    stage.moveTo(moment);
    await stage.put(anApplication({ school: aSchool({ id: '99Q02' }) }));
    const [free, taken] = [
      await stage.visitor().post('/applications', asked),
      await stage.visitor().post('/applications', { ...asked, school: '99Q02' }),
    ];
    expect(free).toEqual({
      status: 409,
      type: 'application/problem+json',
      data: { status: 409, title, detail },
    });
    expect(taken).toEqual(free);
    expect(await stage.lettersTo(applicant.email)).toEqual([]);
  });
});

test('the program page shows the opening date before it, and the end of the grace period after the deadline', async () => {
  const words = async (moment: string) => {
    stage.moveTo(moment);
    return (await stage.visitor().open('/')).text.replace(/<[^>]+>/g, '');
  };
  expect(await words(beforeOpening)).toContain(
    'Applications open on Monday, April 7, at 9:00 AM EDT and close on Friday, May 2, at 5:00 PM EDT.',
  );
  expect(await words(today)).toContain('Apply by Friday, May 2, at 5:00 PM EDT.');
  expect(await words(inGrace)).toContain(
    'The deadline was Friday, May 2, at 5:00 PM EDT. If you started before then, you can still submit until Saturday, May 3, at 5:00 PM EDT.',
  );
  expect(await words(afterGrace)).not.toContain('you can still submit');
});

test('a draft started before the deadline can be changed and submitted in the grace period', async () => {
  const reference = await completeDraft('99Q03');
  stage.moveTo(inGrace);
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  expect((await visitor.open(`/applications/${reference}`)).text).toContain(
    'you can still submit until <strong>Saturday, May 3, at 5:00 PM EDT</strong>',
  );
  expect((await visitor.open(`/applications/${reference}`)).text).toMatch(
    /No longer want to apply\?.*Withdraw/,
  );
  expect((await visitor.send(`/applications/${reference}/questions/hosting`, { capacity: '3' })).status).toBe(
    303,
  );
  expect(locationOf(await visitor.send(`/applications/${reference}/submission`))).toBe(
    `/applications/${reference}/submission`,
  );
  expect(await stage.store.application(reference)).toMatchObject({
    state: 'submitted',
    submittedAt: inGrace,
  });
});

test('the program page invites schools to apply only until the deadline', async () => {
  const atFirst = (await stage.visitor().open('/')).text;
  stage.moveTo(inGrace);
  const atLast = (await stage.visitor().open('/')).text;
  for (const words of ['so apply early', 'You can apply even if yours doesn’t'])
    expect([atFirst.includes(words), atLast.includes(words)]).toEqual([true, false]);
  stage.moveTo('2014-10-01T14:00:00.000Z');
  await stage.putCycle({ ...stage.cycle, calendar: yearCycle().calendar });
  const inTheYear = (await stage.visitor().open('/')).text;
  await stage.putCycle(stage.cycle);
  const promise = 'Every school will hear from us before';
  expect([atFirst, atLast, inTheYear].map((text) => text.includes(promise))).toEqual([true, true, false]);
});

test('after the grace period, drafts are closed, and a late answer is shown to copy', async () => {
  const reference = await completeDraft('99Q04');
  stage.moveTo(afterGrace);
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  const before = await stage.contents();
  const letter = await visitor.open(linkTo(reference));
  expect(letter.text).toContain('Continue to see your application’s status.');
  const list = await visitor.open(`/applications/${reference}`);
  expect(list.text).not.toMatch(/wrong role|Withdraw/);
  expect(list.text).toContain('This application wasn’t submitted in time, so we can’t review it.');
  expect(list.text).not.toContain('/questions/');
  for (const page of ['/questions/hosting', '/check'])
    expect((await visitor.open(`/applications/${reference}${page}`)).status).toBe(409);
  const essay = await visitor.send(`/applications/${reference}/questions/practices`, {
    evidence: 'Three pages of text',
  });
  expect(essay.status).toBe(409);
  expect(essay.text).toMatch(/What you wrote.*Three pages of text/s);
  for (const page of ['/questions/hosting', '/submission']) {
    const answer = await visitor.send(`/applications/${reference}${page}`, { capacity: '3' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('The deadline was Friday, May 2, at 5:00 PM EDT.');
  }
  expect(await stage.contents()).toEqual(before);
});

test('a link requested in time starts an application in the grace period, but not after it', async () => {
  stage.moveTo('2014-05-02T20:59:00.000Z');
  const visitor = stage.visitor();
  for (const [school, email] of [
    ['99Q05', 'five@example.org'],
    ['99Q06', 'six@example.org'],
  ])
    await visitor.send('/applications', { ...asked, school: school ?? '', email: email ?? '' });
  const [five, six] = [
    linkIn((await stage.lettersTo('five@example.org'))[0]),
    linkIn((await stage.lettersTo('six@example.org'))[0]),
  ];
  stage.moveTo(inGrace);
  expect(locationOf(await visitor.send(five))).toBe('/applications/2014-99Q05');
  stage.moveTo(afterGrace);
  for (const answer of [await visitor.open(six), await visitor.send(six)]) {
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Applications are closed');
  }
  expect(await stage.store.application('2014-99Q06')).toBeUndefined();
});

test('the page after a link request names the deadline only before it', async () => {
  const visitor = stage.visitor();
  const words = 'Applications close on Friday, May 2, at 5:00 PM EDT.';
  expect((await visitor.open('/apply/link-sent')).text).toContain(words);
  stage.moveTo(afterGrace);
  expect((await visitor.open('/apply/link-sent')).text).not.toContain(words);
});
