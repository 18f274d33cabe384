import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '#domain/base/person.ts';
import { anApplication, aReview, aSchool } from '../builders.ts';
import { amara, type Console, daniel, hiddenField, locationOf, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
  await staffed.putRoster([
    { email: amara.email, name: amara.name },
    { email: daniel.email, name: daniel.name },
  ]);
});
afterAll(() => staffed.stop());

const scores = {
  'score-practices': '4',
  'score-evidence': '3',
  'score-commitment': '2',
};

test('an application goes from its last reviewer’s queue to a decision for the school', async () => {
  const reference = await staffed.put(
    anApplication({ reviewers: [amara.email, daniel.email], reviews: [aReview()] }),
  );
  const queue = await staffed.open(daniel, 'queue');
  expect(queue.status).toBe(200);
  expect(queue.text).toContain(`/console/applications/${reference}`);
  expect(queue.text).not.toContain('dana.principal@example.org');

  const application = await staffed.open(daniel, 'staffApplication', { reference });
  expect(application.text).toContain('Teams look at student work every week.');
  expect(application.text).toContain('Submit review');

  const recorded = await staffed.send(
    daniel,
    'recordReview',
    { reference },
    { ...scores, recommendation: 'accept', comment: 'Worth a visit.' },
  );
  expect(recorded.status).toBe(303);
  expect(locationOf(recorded)).toBe(`/console/applications/${reference}?done=review`);
  expect((await staffed.read(daniel, 'queue')).data.toRead).toEqual([]);

  expect((await staffed.read(ruth, 'queue')).data.toDecide).toMatchObject([{ reference, reviews: 2 }]);
  const form = await staffed.open(ruth, 'staffApplication', { reference });
  const wanted = { outcome: 'accepted', reason: 'Your teams have much to share.' };
  const preview = await staffed.send(
    ruth,
    'decide',
    { reference },
    { ...wanted, step: 'preview', version: hiddenField(form, 'version') },
  );
  expect(preview.status).toBe(200);
  expect(preview.text).toContain('Congratulations!');
  expect(preview.text).toContain('Your teams have much to share.');
  expect((await staffed.store.application(reference))?.state).toBe('submitted');

  const sent = await staffed.send(
    ruth,
    'decide',
    { reference },
    { ...wanted, step: 'send', version: hiddenField(preview, 'version') },
  );
  expect(locationOf(sent)).toBe(`/console/applications/${reference}?done=decision`);
  expect(await staffed.store.application(reference)).toMatchObject({
    state: 'decided',
    decision: { outcome: 'accepted', reason: 'Your teams have much to share.', by: 'Ruth Lindqvist' },
  });
});

test('the previewed letter gives staff no link into the application', async () => {
  const reference = await staffed.put(anApplication({ school: aSchool({ id: '10X001' }) }));
  const preview = await staffed.send(
    ruth,
    'decide',
    { reference },
    { outcome: 'declined', reason: 'No places left.', step: 'preview' },
  );
  expect(preview.text).toContain('dana.principal@example.org');
  expect(preview.text).not.toContain('/links/');
});

test('a recused reviewer cannot see the application again', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '10X002' }), reviewers: [amara.email] }),
  );
  const empty = await staffed.send(amara, 'recuse', { reference }, { reason: ' ' });
  expect(empty.status).toBe(422);
  const done = await staffed.send(amara, 'recuse', { reference }, { reason: 'I taught there.' });
  expect(locationOf(done)).toBe('/console/queue?done=recusal');
  const again = await staffed.send(amara, 'recuse', { reference }, { reason: 'I taught there.' });
  expect(locationOf(again)).toBe('/console/queue?done=recusal');
  expect((await staffed.open(amara, 'staffApplication', { reference })).status).toBe(403);
  const stored = await staffed.store.application(reference);
  expect(stored).toMatchObject({ reviewers: [], recused: [amara.email] });

  expect((await staffed.open(daniel, 'staffApplication', { reference })).text).not.toContain(
    'I taught there.',
  );
  const data = async (staff: StaffMember) =>
    JSON.stringify((await staffed.read(staff, 'staffApplication', { reference })).data);
  expect(await data(daniel)).not.toContain('I taught there.');
  expect(await data(ruth)).toContain('I taught there.');

  const sentAgain = anApplication({ version: stored?.version ?? 0, school: aSchool({ id: '10X002' }) });
  await staffed.put(sentAgain);
  expect((await staffed.open(amara, 'staffApplication', { reference })).status).toBe(403);
  expect((await staffed.read(amara, 'applicationList')).data.applications).not.toContainEqual(
    expect.objectContaining({ reference }),
  );
});

test('two recusals at once count once', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '10X007' }), reviewers: [amara.email] }),
  );
  const send = () => staffed.send(amara, 'recuse', { reference }, { reason: 'I taught there.' });
  for (const answer of await Promise.all([send(), send()]))
    expect(locationOf(answer)).toBe('/console/queue?done=recusal');
  expect(await staffed.store.application(reference)).toMatchObject({ recused: [amara.email] });
  const { recusals } = await staffed.store.roster('2014');
  expect(recusals.filter(({ schoolId }) => schoolId === '10X007')).toHaveLength(1);
});

test('if a recusal stopped after the application, the next attempt records it in the roster', async () => {
  const recused = anApplication({ school: aSchool({ id: '10X008' }), recused: [amara.email] });
  const reference = await staffed.put(recused);
  await staffed.send(amara, 'recuse', { reference }, { reason: 'I taught there.' });
  expect((await staffed.store.roster('2014')).recusals).toContainEqual({
    email: amara.email,
    schoolId: '10X008',
  });
});

test('a question goes to the school after a preview, one at a time', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '10X003' }), reviewers: [amara.email] }),
  );
  const question = 'Which team would partners visit?';
  const preview = await staffed.send(amara, 'requestInformation', { reference }, { question });
  expect(preview.status).toBe(200);
  expect(preview.text).toContain('Answer the question');
  expect(await staffed.store.application(reference)).toMatchObject({ inquiries: [] });

  const sent = await staffed.send(amara, 'requestInformation', { reference }, { question, step: 'send' });
  expect(locationOf(sent)).toBe(`/console/applications/${reference}?done=question`);
  expect(await staffed.store.application(reference)).toMatchObject({
    inquiries: [{ question, askedBy: 'Amara Okafor' }],
  });

  const twice = await staffed.send(amara, 'requestInformation', { reference }, { question, step: 'send' });
  expect(locationOf(twice)).toBe(locationOf(sent));
  expect(await staffed.store.application(reference)).toMatchObject({ inquiries: [{ question }] });

  const other = { question: 'And when?', step: 'send' };
  const again = await staffed.send(ruth, 'requestInformation', { reference }, other);
  expect(again.status).toBe(409);
  expect(again.text).toContain('And when?');
  expect(again.text).toContain('The school hasn’t answered Amara Okafor’s last question yet.');
  expect((await staffed.send(amara, 'requestInformation', { reference }, other)).text).toContain(
    'The school hasn’t answered your last question yet.',
  );
});

test('the preview of a question leads back to the form with the typed text', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '10X005' }), reviewers: [amara.email] }),
  );
  const question = 'Which team would “partners” visit?\nAnd when?';
  const preview = await staffed.send(amara, 'requestInformation', { reference }, { question });
  expect(preview.text).toMatch(/<button[^>]*name="step" value="write"[^>]*>Edit question/);
  const form = await staffed.send(amara, 'requestInformation', { reference }, { question, step: 'write' });
  expect(form.status).toBe(200);
  expect(form.text).toContain(`${question}</textarea>`);
  expect(form.text).toContain('Preview email');
  expect(await staffed.store.application(reference)).toMatchObject({ inquiries: [] });
});

test('a page that refuses a review links to the application', async () => {
  const reference = await staffed.put(anApplication({ school: aSchool({ id: '10X006' }) }));
  for (const answer of [
    await staffed.open(daniel, 'recusePage', { reference }),
    await staffed.send(
      daniel,
      'recordReview',
      { reference },
      { ...scores, recommendation: 'accept', comment: 'Fine.' },
    ),
  ]) {
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('You can’t review this application');
    expect(answer.text).toContain(`href="/console/applications/${reference}"`);
  }
});

test('only reviewers and directors can ask the school', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '10X004' }), reviewers: [amara.email] }),
  );
  const asked = await staffed.send(
    daniel,
    'requestInformation',
    { reference },
    { question: 'Why?', step: 'send' },
  );
  expect(asked.status).toBe(403);
});
