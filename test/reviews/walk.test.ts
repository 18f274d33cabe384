import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffMember } from '#domain/base/person.ts';
import { aDecidedApplication, aDraft, anApplication, aReview, aSchool } from '../builders.ts';
import {
  amara,
  type Console,
  daniel,
  hiddenField,
  locationOf,
  mei,
  omar,
  ruth,
  startConsole,
} from './console.ts';

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

test('reviewers who disagree are compared, and a director assigns a third', async () => {
  await staffed.putRoster([amara, daniel, mei].map(({ email, name }) => ({ email, name })));
  const [first, second] = [aReview(), aReview({ reviewer: daniel.email, reviewerName: daniel.name })];
  const reference = await staffed.put(
    anApplication({
      school: aSchool({ id: '75Q001', name: 'Disagreement School' }),
      reviewers: [amara.email, daniel.email],
      reviews: [first, { ...second, scores: { ...second.scores, evidence: 1 } }],
    }),
  );
  const compared = await staffed.open(ruth, 'calibration');
  expect(compared.text).toContain('Disagreement School');
  expect(compared.text).toContain('There is evidence that the practices work.');
  expect((await staffed.read(ruth, 'calibration')).data.roles[0].reviewers).toContainEqual(
    expect.objectContaining({ name: 'Daniel Reyes' }),
  );
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain('are 2 points apart. You can ask another reviewer.');
  const form = { email: '', instead: '', version: hiddenField(page, 'version') };
  const assigned = await staffed.send(ruth, 'assignReviewer', { reference }, form);
  expect(locationOf(assigned)).toBe(`/console/applications/${reference}?done=assigned`);
  const again = await staffed.send(ruth, 'assignReviewer', { reference }, form);
  expect(again.status).toBe(303);
  expect((await staffed.store.application(reference))?.state).toBe('submitted');
  expect(await staffed.store.application(reference)).toMatchObject({
    reviewers: [amara.email, daniel.email, mei.email],
  });
  const changed = await staffed.send(omar, 'assignReviewer', { reference }, form);
  expect(changed.status).toBe(409);
});

test('a review that changes after its reviewer read others keeps the first version on the page', async () => {
  const reference = await staffed.put(
    anApplication({
      school: aSchool({ id: '75Q002' }),
      reviewers: [amara.email, daniel.email],
      reviews: [
        aReview({ comment: 'First thoughts.' }),
        aReview({ reviewer: daniel.email, reviewerName: daniel.name }),
      ],
    }),
  );
  await staffed.send(
    amara,
    'recordReview',
    { reference },
    { ...scores, recommendation: 'waitlist', comment: 'Second thoughts.' },
  );
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain('Changed after reading other reviews');
  expect(page.text).toContain('First thoughts.');
  expect(page.text).toContain('Second thoughts.');
});

test('after a review or a decision there is a way back to the list, with its filters, and on to the next', async () => {
  const [first, second] = await Promise.all(
    ['75Q010', '75Q011'].map((id) =>
      staffed.put(
        anApplication({
          school: aSchool({ id, name: `School ${id}` }),
          reviewers: [mei.email],
          submittedAt: '2014-04-08T14:00:00.000Z',
        }),
      ),
    ),
  );
  const reviewer = { ...mei, roles: ['reviewer' as const] };
  const list = '?order=school&region=Brooklyn';
  const rows = await staffed.open(reviewer, 'applicationList', {}, list);
  const query = `?list=${encodeURIComponent('region=Brooklyn&order=school')}`;
  expect(rows.text).toContain(`/console/applications/${first}${query}`);
  const form = await staffed.open(reviewer, 'staffApplication', { reference: first ?? '' }, query);
  expect(form.text).toContain('href="/console/applications?region=Brooklyn&amp;order=school"');
  const sent = await staffed.send(
    reviewer,
    'recordReview',
    { reference: first ?? '' },
    { ...scores, recommendation: 'accept', comment: 'Fine.' },
    query,
  );
  const location = locationOf(sent) ?? '';
  const done = await staffed.open(
    reviewer,
    'staffApplication',
    { reference: first ?? '' },
    location.slice(location.indexOf('?')),
  );
  expect(done.text).toContain('Back to the list');
  expect(done.text).toMatch(new RegExp(`href="/console/applications/${second}[^"]*">Next in your queue`));
});

test('a link to another site can’t come in through the way back', async () => {
  const reference = await staffed.put(anApplication({ school: aSchool({ id: '75Q012' }) }));
  for (const list of ['//evil.example.org', '"><script>', 'https://evil.example.org?x=y']) {
    const { text } = await staffed.open(
      ruth,
      'staffApplication',
      { reference },
      `?list=${encodeURIComponent(list)}`,
    );
    expect(text).toMatch(/href="\/console\/applications\?[^"<>]*">Back to the list/);
  }
});

test('a decision’s preview says what is unusual and what it does to quotas, and takes a saved reason', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '75Q013', name: 'Quota School' }) }),
  );
  const preview = await staffed.send(
    ruth,
    'decide',
    { reference },
    { outcome: 'accepted', reason: '', saved: '0', step: 'preview', version: '1' },
  );
  expect(preview.text).toContain('No one has reviewed this application.');
  expect(preview.text).toContain('Targets and quotas');
  expect(preview.text).toContain('committed staff at Quota School. We look forward');
  const short = await staffed.send(
    ruth,
    'decide',
    { reference },
    { outcome: 'accepted', reason: 'x', step: 'preview', version: '1' },
  );
  expect(short.text).toContain('The reason is shorter than a sentence.');
});

test('a director reverses a decision after reading the correction, and decides again', async () => {
  const reference = await staffed.put(aDecidedApplication({ school: aSchool({ id: '75Q020' }) }));
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain(`/console/applications/${reference}/reversal`);
  const reason = 'We mixed up two schools.';
  const preview = await staffed.send(ruth, 'reverseDecision', { reference }, { reason, step: 'preview' });
  expect(preview.text).toContain('We’ve reversed that decision');
  const form = { reason, step: 'send', version: hiddenField(preview, 'version') };
  const sent = await staffed.send(ruth, 'reverseDecision', { reference }, form);
  expect(locationOf(sent)).toBe(`/console/applications/${reference}?done=reversed`);
  expect((await staffed.store.application(reference))?.state).toBe('submitted');
  const late = await staffed.send(omar, 'reverseDecision', { reference }, form);
  expect(late.status).toBe(409);
  expect(late.text).toContain(reason);
  expect((await staffed.read(ruth, 'reversalPage', { reference })).status).toBe(409);
});

test('a question has a day by which to answer, and can be withdrawn', async () => {
  const reference = await staffed.put(anApplication({ school: aSchool({ id: '75Q021' }) }));
  expect((await staffed.read(ruth, 'requestInformationPage', { reference })).data.dueOn).toBe('2014-05-01');
  const question = { question: 'Who teaches it?', dueOn: '2014-05-06', step: 'send' };
  const past = await staffed.send(
    ruth,
    'requestInformation',
    { reference },
    { ...question, dueOn: '2014-04-01' },
  );
  expect(past.text).toContain('Enter a date that isn’t in the past');
  await staffed.send(ruth, 'requestInformation', { reference }, question);
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain('Its answer is due by Tuesday, May 6.');
  const withdrawn = await staffed.send(
    ruth,
    'withdrawQuestion',
    { reference },
    { version: hiddenField(page, 'version') },
  );
  expect(locationOf(withdrawn)).toBe(`/console/applications/${reference}?done=question-withdrawn`);
  expect(await staffed.store.application(reference)).toMatchObject({
    inquiries: [{ dueOn: '2014-05-06', withdrawn: { by: ruth.name } }],
  });
});

test('a note for staff is on the staff page', async () => {
  const reference = await staffed.put(
    anApplication({ school: aSchool({ id: '75Q030' }), reviewers: [amara.email] }),
  );
  const sent = await staffed.send(ruth, 'addNote', { reference }, { note: 'Call the district first.' });
  expect(locationOf(sent)).toBe(`/console/applications/${reference}?done=note`);
  expect((await staffed.open(ruth, 'staffApplication', { reference })).text).toContain(
    'Call the district first.',
  );
  expect((await staffed.open(amara, 'staffApplication', { reference })).text).not.toContain(
    'Call the district',
  );
  expect((await staffed.send(ruth, 'addNote', { reference }, { note: ' ' })).status).toBe(422);
});

test('a director schedules a decision for a later day, and cancels it', async () => {
  const reference = await staffed.put(anApplication({ school: aSchool({ id: '75Q040' }) }));
  const decision = {
    outcome: 'accepted',
    reason: 'Your teams have much to share.',
    step: 'plan',
    version: '1',
  };
  for (const on of ['', '2014-04-24', 'soon'])
    expect((await staffed.send(ruth, 'decide', { reference }, { ...decision, on })).status).toBe(422);
  const planned = await staffed.send(ruth, 'decide', { reference }, { ...decision, on: '5/12/2014' });
  expect(locationOf(planned)).toBe(`/console/applications/${reference}?done=planned`);
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain('The email goes out on Monday, May 12 at 8:00 AM.');
  expect((await staffed.store.application(reference))?.state).toBe('submitted');
  const version = hiddenField(page, 'version');
  const canceled = await staffed.send(ruth, 'cancelDecision', { reference }, { version });
  expect(locationOf(canceled)).toBe(`/console/applications/${reference}?done=unplanned`);
  expect(await staffed.store.application(reference)).not.toHaveProperty('planned');
});

test('decisions on several schools are scheduled for the same day', async () => {
  const references = await Promise.all(
    ['75Q041', '75Q042'].map((id) => staffed.put(anApplication({ school: aSchool({ id }) }))),
  );
  const seen = references.map((reference) => `${reference}:1`);
  const form = {
    outcome: 'waitlisted',
    reason: 'We’ll know more in June.',
    seen,
    step: 'plan',
    on: '2014-05-12',
  };
  for (const _ of ['once', 'twice'])
    expect(locationOf(await staffed.send(ruth, 'decideTogether', {}, form))).toContain('planned=2');
  for (const reference of references)
    expect(await staffed.store.application(reference)).toMatchObject({ planned: { on: '2014-05-12' } });
});

test('a school that missed the deadline gets more time', async () => {
  const reference = await staffed.put(aDraft({ school: aSchool({ id: '75Q050' }) }));
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  const version = hiddenField(page, 'version');
  const early = await staffed.send(ruth, 'extendDeadline', { reference }, { until: '2014-05-01', version });
  expect(early.status).toBe(409);
  const extended = await staffed.send(
    ruth,
    'extendDeadline',
    { reference },
    { until: '2014-05-20', version },
  );
  expect(locationOf(extended)).toBe(`/console/applications/${reference}?done=extended`);
  expect(await staffed.store.application(reference)).toMatchObject({ extendedTo: '2014-05-20' });
});

test('a school changes what it submitted after a director reopens it', async () => {
  const reference = await staffed.put(
    anApplication({
      school: aSchool({ id: '75Q051' }),
      reviews: [aReview()],
      reviewers: [aReview().reviewer],
    }),
  );
  const page = await staffed.open(ruth, 'staffApplication', { reference });
  expect(page.text).toContain('Let the school change its answers');
  const version = hiddenField(page, 'version');
  const until = '2014-05-20';
  const reopened = await staffed.send(ruth, 'extendDeadline', { reference }, { until, version });
  expect(locationOf(reopened)).toBe(`/console/applications/${reference}?done=extended`);
  expect(await staffed.store.application(reference)).toMatchObject({ state: 'submitted', reopenedTo: until });
});
