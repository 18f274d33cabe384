import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  aDecidedApplication,
  aDecision,
  anApplication,
  aSchool,
  aWithdrawnApplication,
} from '../builders.ts';
import { amara, type Console, hiddenField, locationOf, omar, ruth, startConsole } from './console.ts';

let staffed: Console;
beforeAll(async () => {
  staffed = await startConsole();
});
afterAll(() => staffed.stop());

let count = 0;
const aNewSchool = () => aSchool({ id: `11X${String(++count).padStart(3, '0')}`, name: `School ${count}` });
const accept = { outcome: 'accepted', reason: 'They share what works.' };
const decline = { outcome: 'declined', reason: 'There were stronger ones.' };

test('a preview changes nothing', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const before = await staffed.store.application(reference);
  await staffed.send(ruth, 'decide', { reference }, accept);
  await staffed.send(ruth, 'decideTogether', {}, { ...accept, seen: `${reference}:1` });
  expect(await staffed.store.application(reference)).toEqual(before);
});

test('a director who accepts a school for an open place gets a link back to it; no one else does', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const query = '?partnership=2014-H1';
  const back = 'href="/console/partnerships/2014-H1/repair"';
  expect((await staffed.open(ruth, 'staffApplication', { reference }, query)).text).toContain(back);
  const preview = await staffed.send(ruth, 'decide', { reference }, accept, query);
  expect(preview.text).toContain(`/console/applications/${reference}/decision${query}`);
  const sent = await staffed.send(
    ruth,
    'decide',
    { reference },
    { ...accept, step: 'send', version: hiddenField(preview, 'version') },
    query,
  );
  expect(locationOf(sent)).toBe(`/console/applications/${reference}?done=decision&partnership=2014-H1`);
  expect((await staffed.open(ruth, 'staffApplication', { reference })).text).not.toContain('/repair');
  expect(
    (await staffed.open(ruth, 'staffApplication', { reference }, '?partnership=%22%3E')).text,
  ).not.toContain('/repair');
});

test('if two directors decide at once, one wins, and the other sees who decided what and when', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const answers = await Promise.all([
    staffed.send(ruth, 'decide', { reference }, { ...accept, step: 'send', version: '1' }),
    staffed.send(omar, 'decide', { reference }, { ...decline, step: 'send', version: '1' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const after = await staffed.store.application(reference);
  const winner = after?.state === 'decided' ? after.decision : undefined;
  const loser = answers.find(({ status }) => status === 409);
  const verb = winner?.outcome === 'accepted' ? 'accepted' : 'declined';
  expect(loser?.text).toContain(`${winner?.by} ${verb} this application on Thursday, April 24, at 10:00 AM.`);
  expect(loser?.text).toContain('Your decision wasn’t sent.');
  expect(loser?.text).toContain(winner?.by === ruth.name ? decline.reason : accept.reason);
});

test('sending the same decision twice decides once and leads to the same page', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const sent = { ...accept, step: 'send', version: '1' };
  const answers = [
    await staffed.send(ruth, 'decide', { reference }, sent),
    await staffed.send(ruth, 'decide', { reference }, sent),
  ];
  for (const { headers } of answers)
    expect(headers.location).toBe(`/console/applications/${reference}?done=decision`);
  expect(await staffed.store.application(reference)).toMatchObject({ version: 2 });
  const other = await staffed.send(ruth, 'decide', { reference }, { ...sent, reason: 'Another reason' });
  expect(other.status).toBe(409);
  expect((await staffed.send(omar, 'decide', { reference }, sent)).status).toBe(409);
});

test('sending the same decision on several applications twice leads to the same list', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const sent = { ...accept, seen: `${reference}:1`, step: 'send', list: 'standing=to-decide&region=Bronx' };
  for (const answer of [
    await staffed.send(ruth, 'decideTogether', {}, sent),
    await staffed.send(ruth, 'decideTogether', {}, sent),
  ])
    expect(answer.headers.location).toBe('/console/applications?standing=to-decide&region=Bronx&decided=1');
  expect(await staffed.store.application(reference)).toMatchObject({ version: 2 });
});

test('the preview leads back to the form with the typed text', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const wanted = { outcome: 'declined', reason: 'One “word” is wrong.\nThe rest is not.' };
  const preview = await staffed.send(ruth, 'decide', { reference }, wanted);
  expect(preview.text).toContain(`formaction="/console/applications/${reference}/decision#decision"`);
  const form = await staffed.send(ruth, 'decide', { reference }, { ...wanted, step: 'write', version: '1' });
  expect(form.status).toBe(200);
  expect(form.text).toContain(`${wanted.reason}</textarea>`);
  expect(form.text).toMatch(/value="declined"[^>]*checked/);
  expect((await staffed.store.application(reference))?.state).toBe('submitted');
});

test('the preview of several letters leads back to the form, and from there to the same list', async () => {
  const references = [
    await staffed.put(anApplication({ school: aNewSchool() })),
    await staffed.put(anApplication({ school: aNewSchool() })),
  ];
  const list = await staffed.open(ruth, 'applicationList', {}, '?role=host&chosen=2014-1&order=school');
  expect(hiddenField(list, 'list')).toBe('role=host&amp;order=school');

  const query = `?list=role%3Dhost&${references.map((reference) => `reference=${reference}`).join('&')}`;
  const chosen = await staffed.open(ruth, 'decideTogetherPage', {}, query);
  expect(hiddenField(chosen, 'list')).toBe('role=host');
  const sent = { ...decline, seen: references.map((one) => `${one}:1`), list: 'role=host' };
  const preview = await staffed.send(ruth, 'decideTogether', {}, sent);
  expect(hiddenField(preview, 'list')).toBe('role=host');
  expect(preview.text).toContain('name="step" value="write"');

  const form = await staffed.send(ruth, 'decideTogether', {}, { ...sent, step: 'write' });
  expect(form.text).toContain(`${decline.reason}</textarea>`);
  expect(form.text).toMatch(/value="declined"[^>]*checked/);
  for (const one of references) expect(form.text).toContain(`name="seen" value="${one}:1"`);
  const back = `role=host&${references.map((one) => `chosen=${one}`).join('&')}`;
  expect(form.text).toContain(`href="/console/applications?${back.replaceAll('&', '&amp;')}"`);

  const again = await staffed.open(ruth, 'applicationList', {}, `?${back}`);
  expect(again.text.match(/name="reference"[^>]*checked/g)).toHaveLength(2);
});

test('a director whose application was waitlisted meanwhile sees that first', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const waitlist = { outcome: 'waitlisted', reason: 'Perhaps later.' };
  await staffed.send(ruth, 'decide', { reference }, { ...waitlist, step: 'send', version: '1' });

  const late = await staffed.send(omar, 'decide', { reference }, { ...accept, step: 'send', version: '1' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Something changed while you were on this page');
  expect(late.text).toContain(
    'Ruth Lindqvist waitlisted this application on Thursday, April 24, at 10:00 AM.',
  );
  expect(late.text).toContain('The school has already been emailed this decision');
  expect(late.text).toContain('Perhaps later.');
  expect(await staffed.store.application(reference)).toMatchObject({ decision: { outcome: 'waitlisted' } });

  const version = hiddenField(late, 'version');
  const sent = await staffed.send(omar, 'decide', { reference }, { ...accept, step: 'send', version });
  expect(sent.status).toBe(303);
  expect(await staffed.store.application(reference)).toMatchObject({ decision: { outcome: 'accepted' } });
});

test('a decision is not sent without a preview', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const answer = await staffed.send(ruth, 'decide', { reference }, { ...accept, step: 'send' });
  expect(answer.text).toContain('Nothing is decided until you send it.');
  expect((await staffed.store.application(reference))?.state).toBe('submitted');
});

test('a withdrawn application cannot be decided', async () => {
  const reference = await staffed.put(aWithdrawnApplication({ school: aNewSchool() }));
  const answer = await staffed.send(ruth, 'decide', { reference }, accept);
  expect(answer.status).toBe(409);
  expect(answer.text).toContain('The school withdrew its application');
});

test.each([
  [{}, ['Choose a decision', 'Enter a reason']],
  [{ outcome: 'accepted', reason: '   ' }, ['Enter a reason']],
  [{ outcome: 'perhaps', reason: 'Because' }, ['Choose a decision']],
  [
    { outcome: 'accepted', reason: 'x'.repeat(2001) },
    ['Shorten your answer: it has 2,001 characters, and the limit is 2,000'],
  ],
])('an incomplete or too long decision shows its page again: %#', async (fields, messages) => {
  const reference = await staffed.put(anApplication({ school: aNewSchool() }));
  const answer = await staffed.send(ruth, 'decide', { reference }, fields);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('There’s a problem');
  for (const message of messages) expect(answer.text).toContain(message);
  if ('reason' in fields) expect(answer.text).toContain(fields.reason.trim());
});

test('an incomplete review keeps the typed text', async () => {
  const reference = await staffed.put(anApplication({ school: aNewSchool(), reviewers: [amara.email] }));
  const answer = await staffed.send(
    amara,
    'recordReview',
    { reference },
    { 'score-evidence': '4', 'score-practices': '9', comment: '<b>Bold</b> & "quoted"\n\nمرحبا 🎒' },
  );
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(
    '<a href="#score-practices">Choose a score for “The practices are worth learning from”',
  );
  expect(answer.text).toContain('<a href="#recommendation">Choose a recommendation</a>');
  expect(answer.text).not.toContain('<a href="#score-evidence">');
  expect(answer.text).toMatch(/name="score-evidence"[^>]*value="4"[^>]*checked/);
  expect(answer.text).toContain('&lt;b>Bold&lt;/b> &amp; &quot;quoted&quot;\n\nمرحبا 🎒');
  expect(await staffed.store.application(reference)).toMatchObject({ reviews: [] });
});

test('a reviewer’s second review replaces the first, until the decision', async () => {
  const reference = await staffed.put(
    anApplication({ school: aNewSchool(), role: 'partner', reviewers: [amara.email] }),
  );
  const review = (comment: string) => ({
    'score-goal': '2',
    'score-need': '3',
    'score-plan': '4',
    'score-commitment': '4',
    recommendation: 'waitlist',
    comment,
  });
  await staffed.send(amara, 'recordReview', { reference }, review('First'));
  await staffed.send(amara, 'recordReview', { reference }, review('Second'));
  expect((await staffed.read(amara, 'reviewPage', { reference })).data.review.comment).toBe('Second');
  const stored = await staffed.store.application(reference);
  expect(stored).toMatchObject({ reviews: [{ comment: 'Second', reviewer: amara.email }] });
  await staffed.send(
    ruth,
    'decide',
    { reference },
    { ...accept, step: 'send', version: String(stored?.version) },
  );
  const late = await staffed.send(amara, 'recordReview', { reference }, review('Third'));
  expect(late.status).toBe(409);
  expect(late.text).toContain('Third');
});

test('markup in any text is shown as text', async () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const application = anApplication({
    school: aSchool({ id: '11X666', name: evil }),
    applicant: { name: evil, position: evil, email: 'x@example.org' },
    inquiries: [
      {
        question: evil,
        askedBy: evil,
        askedAt: '2014-04-15T14:00:00.000Z',
        answer: { text: evil, at: '2014-04-15T15:00:00.000Z' },
      },
    ],
    reviewers: [amara.email],
    reviews: [
      {
        reviewer: amara.email,
        reviewerName: evil,
        at: '2014-04-15T14:00:00.000Z',
        scores: {},
        recommendation: 'accept',
        comment: evil,
      },
    ],
    history: [{ at: '2014-04-15T14:00:00.000Z', by: evil, what: 'reviewer-recused', note: evil }],
  });
  const reference = await staffed.put(application);
  const pages = [
    await staffed.open(ruth, 'staffApplication', { reference }),
    await staffed.open(ruth, 'applicationList', {}, `?text=${encodeURIComponent(evil)}`),
    await staffed.open(ruth, 'queue'),
    await staffed.send(ruth, 'decide', { reference }, { outcome: 'accepted', reason: evil }),
    await staffed.send(
      ruth,
      'decideTogether',
      {},
      { outcome: 'accepted', reason: evil, seen: `${reference}:1` },
    ),
  ];
  for (const { text } of pages) {
    expect(text).not.toMatch(/<script>|<img/);
    expect(text).toContain('&lt;script>');
  }
});

test('selected applications are decided, each with its own letter', async () => {
  const references = [
    await staffed.put(anApplication({ school: aNewSchool() })),
    await staffed.put(anApplication({ school: aNewSchool(), role: 'partner' })),
  ];
  const query = `?${references.map((reference) => `reference=${reference}`).join('&')}`;
  const chosen = await staffed.open(ruth, 'decideTogetherPage', {}, query);
  expect(chosen.text).toContain('Decide 2 selected applications');
  const { data } = await staffed.read(ruth, 'decideTogetherPage', {}, query);

  const preview = await staffed.send(ruth, 'decideTogether', {}, { ...accept, seen: data.seen });
  const [host, partner] = preview.text.split('</article>');
  expect(host).toContain('has been accepted as a host school');
  expect(host).toContain(`application (${references[0]})`);
  expect(partner).toContain('has been accepted as a partner school');
  expect(partner).toContain(`application (${references[1]})`);
  expect(preview.text).toContain('Accept and send 2 emails');

  const sent = await staffed.send(ruth, 'decideTogether', {}, { ...accept, seen: data.seen, step: 'send' });
  expect(sent.headers.location).toBe('/console/applications?decided=2');
  for (const reference of references)
    expect(await staffed.store.application(reference)).toMatchObject({ decision: { outcome: 'accepted' } });
});

test('applications that cannot be decided are listed with the reason; the others are decided', async () => {
  const fresh = await staffed.put(anApplication({ school: aNewSchool() }));
  const decided = await staffed.put(
    aDecidedApplication({ school: aNewSchool(), decision: aDecision({ outcome: 'declined' }) }),
  );
  const changed = await staffed.put(anApplication({ school: aNewSchool() }));
  const own = await staffed.put(
    anApplication({
      school: aNewSchool(),
      applicant: { name: 'Ruth', position: 'Principal', email: ruth.email },
    }),
  );
  const seen = [`${fresh}:1`, `${decided}:1`, `${changed}:0`, `${own}:1`, '2014-99X999:1'];
  const answer = await staffed.send(ruth, 'decideTogether', {}, { ...accept, seen, step: 'send' });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain(`1 application decided: ${fresh}.`);
  expect(answer.text).toContain('4 applications couldn’t be decided');
  expect(answer.text).toContain(
    'Ruth Lindqvist declined this application on Tuesday, April 22, at 10:00 AM.',
  );
  expect(answer.text).toContain('It changed while you were working');
  expect(await staffed.store.application(fresh)).toMatchObject({ decision: { outcome: 'accepted' } });
  for (const reference of [changed, own])
    expect((await staffed.store.application(reference))?.state).toBe('submitted');
});

test.each([
  [{}],
  [{ seen: [] }],
  [{ seen: 'no version' }],
  [{ seen: Array.from({ length: 51 }, (_, n) => `2014-1:${n}`) }],
])('no, too many, or malformed selections decide nothing: %#', async (fields) => {
  const answer = await staffed.send(ruth, 'decideTogether', {}, { ...accept, ...fields, step: 'send' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Select 1 to 50 applications');
});
