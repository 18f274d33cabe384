import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aDraft, aSchool, hostAnswers, partnerAnswers } from '../builders.ts';
import {
  answerAll,
  applicant,
  asking,
  beginApplication,
  draftOf,
  hostForms,
  linkIn,
  linkTo,
  locationOf,
  partnerForms,
  type Stage,
  startStage,
  today,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
afterEach(() => stage.moveTo(today));

test('a host applies, and each step leads to the next, from the program page to the receipt', async () => {
  const visitor = stage.visitor();
  const program = await visitor.open('/');
  expect(program.text).toContain('href="/apply"');
  expect(program.text).toContain('Friday, May 2, at 5:00 PM EDT');
  expect((await visitor.open('/apply')).text).toContain('action="/apply/school"');
  const search = await visitor.open('/apply/school?role=host&school=ms%20113');
  expect(search.text).toContain('href="/apply/contact?role=host&amp;school=13K113"');
  expect((await visitor.open('/apply/contact?role=host&school=13K113')).text).toContain('Ronald Edmonds');

  const asked = await visitor.send('/applications', { ...asking, role: 'host', school: '13K113' });
  expect([asked.status, locationOf(asked)]).toEqual([303, '/apply/link-sent']);
  const [letter] = await stage.lettersTo(applicant.email);
  expect(await stage.store.application('2014-13K113')).toBeUndefined();

  const link = linkIn(letter);
  expect((await visitor.open(link)).text).toContain(`action="${link}"`);
  const followed = await visitor.send(link);
  expect([followed.status, locationOf(followed)]).toEqual([303, '/applications/2014-13K113']);
  expect((await visitor.open('/applications/2014-13K113')).text).toContain('0 of 6 sections');

  const saved = [];
  for (const [topic, fields] of Object.entries(hostForms))
    saved.push(locationOf(await visitor.send(`/applications/2014-13K113/questions/${topic}`, fields)));
  expect(saved).toEqual([
    '/applications/2014-13K113/questions/quality-review',
    '/applications/2014-13K113/questions/admissions',
    '/applications/2014-13K113/questions/practices',
    '/applications/2014-13K113/questions/hosting',
    '/applications/2014-13K113/questions/commitment',
    '/applications/2014-13K113/check',
  ]);
  const check = await visitor.open('/applications/2014-13K113/check');
  expect(check.text.match(/lp-outcome__word--met/g)).toHaveLength(5);

  const sent = await visitor.send('/applications/2014-13K113/submission');
  expect([sent.status, locationOf(sent)]).toEqual([303, '/applications/2014-13K113/submission']);
  const receipt = await visitor.open('/applications/2014-13K113/submission');
  expect(receipt.text).toContain('<strong>2014-13K113</strong>');
  expect((await visitor.open('/applications/2014-13K113')).text).toContain('Under review');
  expect(await stage.store.application('2014-13K113')).toMatchObject({
    state: 'submitted',
    role: 'host',
    applicant,
    answers: hostAnswers(),
    submittedAt: today,
  });
});

test('a partner applies the same way as an API client, with JSON only', async () => {
  const program = stage.visitor();
  const body = { ...asking, email: 'kim@example.org', role: 'partner', school: '01M015' };
  expect(await program.post('/applications', body)).toMatchObject({ status: 202, data: { sent: 'link' } });
  const [letter] = await stage.lettersTo('kim@example.org');
  const link = linkIn(letter);
  expect(await program.read(link)).toMatchObject({
    status: 200,
    data: { school: 'P.S. 015 Roberto Clemente' },
  });
  expect(await program.post(link)).toMatchObject({ status: 201, data: { reference: '2014-01M015' } });
  expect(await program.post(link)).toMatchObject({ status: 200, data: { reference: '2014-01M015' } });

  const application = '/applications/2014-01M015';
  expect(await program.read(application)).toMatchObject({
    data: { state: 'draft', role: 'partner', answers: {} },
  });
  const { students, ...others } = partnerAnswers();
  expect(await program.post(`${application}/questions/students`, students)).toEqual({
    status: 200,
    type: 'application/json',
    data: {
      reference: '2014-01M015',
      topic: 'students',
      missing: ['leadership', 'improvement', 'team', 'commitment'],
    },
  });
  for (const [topic, answer] of Object.entries(others))
    expect(await program.post(`${application}/questions/${topic}`, answer)).toMatchObject({ status: 200 });

  const { data } = await program.read(`${application}/check`);
  expect(data).toMatchObject({ answers: partnerAnswers(), missing: [] });
  expect(data.findings.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['met', 'met', 'met']);
  const receipt = { reference: '2014-01M015', state: 'submitted', submittedAt: today };
  expect(await program.post(`${application}/submission`)).toMatchObject({ status: 200, data: receipt });
  expect(await program.read(`${application}/submission`)).toMatchObject({ status: 200, data: receipt });
});

test('an API client can send back an answer that it read', async () => {
  const { visitor, reference } = await beginApplication(stage, {
    school: '84X999',
    email: 'sam@example.org',
  });
  await answerAll(visitor, reference);
  const before = await stage.store.application(reference);
  for (const topic of Object.keys(hostForms)) {
    const { data } = await visitor.read(`/applications/${reference}/questions/${topic}`);
    expect(await visitor.post(`/applications/${reference}/questions/${topic}`, data.answer)).toMatchObject({
      status: 200,
    });
  }
  expect(await stage.store.application(reference)).toEqual({
    ...before,
    version: (before?.version ?? 0) + 6,
  });
});

test('submitting is exactly one write', async () => {
  const visitor = stage.visitor();
  const reference = await stage.put({
    ...aDraft({ school: aSchool({ id: 'ONE' }) }),
    role: 'host',
    answers: hostAnswers(),
  });
  await visitor.send(linkTo(reference));
  const calls = await stage.callsDuring(() => visitor.send(`/applications/${reference}/submission`));
  expect(calls.filter((call) => !call.endsWith('GetItemCommand'))).toEqual(['PutItemCommand']);
});

test('a draft has no receipt: people are sent to its task list, and API clients get the reason', async () => {
  const { visitor, path } = await draftOf(stage, '99Q18');
  const receipt = await visitor.open(`${path}/submission`);
  expect([receipt.status, locationOf(receipt)]).toEqual([303, path]);
  expect(await visitor.read(`${path}/submission`)).toMatchObject({
    status: 409,
    type: 'application/problem+json',
    data: { title: 'This application was not submitted' },
  });
});

test('sending the form several times at once makes one application with one receipt', async () => {
  const { visitor, reference } = await beginApplication(stage, {
    role: 'partner',
    school: '84X999',
    email: 'sam@example.org',
  });
  await answerAll(visitor, reference, partnerForms);
  const sends = await Promise.all([1, 2, 3].map(() => visitor.post(`/applications/${reference}/submission`)));
  const receipt = { reference, state: 'submitted', submittedAt: today };
  expect(sends.map(({ status, data }) => ({ status, data }))).toEqual(
    Array(3).fill({ status: 200, data: receipt }),
  );

  const sent = await stage.store.application(reference);
  stage.moveTo('2014-04-14T15:00:00.000Z');
  const again = await visitor.send(`/applications/${reference}/submission`);
  expect([again.status, locationOf(again)]).toEqual([303, `/applications/${reference}/submission`]);
  expect(await stage.store.application(reference)).toEqual(sent);
  expect(sent?.history.map(({ what }) => what)).toEqual(['application-started', 'application-submitted']);
  expect((await stage.lettersTo('sam@example.org')).filter(({ kind }) => kind === 'receipt')).toHaveLength(1);
});
