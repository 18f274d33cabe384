import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDraft, anApplication, aSchool } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { summaryOf, textarea } from './reading-pages.ts';
import { answerAll, hostForms, linkTo, locationOf, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());

/** A draft that two people have open, each in a browser of their own. */
async function shared(id: string) {
  const reference = await stage.put(aDraft({ school: aSchool({ id }) }));
  const [one, other] = [stage.visitor(), stage.visitor()];
  for (const visitor of [one, other]) await visitor.send(linkTo(reference));
  const path = `/applications/${reference}`;
  const answers = async () => (await stage.store.application(reference))?.answers;
  return { one, other, reference, path, answers };
}

const practices = (evidence: string) => ({ focusAreas: ['feedback'], evidence });

describe('a section that a colleague saved first', () => {
  test('is not overwritten: the page shows both versions, and the next save replaces theirs', async () => {
    const { one, other, path, answers } = await shared('99Q01');
    const page = `${path}/questions/practices`;
    const hidden = hiddenIn(await other.open(page), 'questions/practices');
    await one.send(page, {
      ...practices('An hour of work\n<b>two</b> lines'),
      ...hiddenIn(await one.open(page), 'questions/practices'),
    });

    const late = practices('One line');
    const answer = await other.send(page, { ...late, ...hidden });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain(
      'Your answers weren’t saved because someone else saved this section first.',
    );
    expect(answer.text).toContain('An hour of work\n&lt;b>two&lt;/b> lines');
    expect(textarea(answer.text, 'evidence')).toBe('One line');
    expect(await answers()).toMatchObject({ practices: practices('An hour of work\n<b>two</b> lines') });

    const again = await other.send(page, { ...late, ...hiddenIn(answer, 'questions/practices') });
    expect(again.status).toBe(303);
    expect(await answers()).toMatchObject({ practices: late });
  });

  test('is still checked against the first page after an error', async () => {
    const { one, other, path, answers } = await shared('99Q02');
    const page = `${path}/questions/practices`;
    const hidden = hiddenIn(await other.open(page), 'questions/practices');
    await one.send(page, { ...practices('First'), ...hidden });
    const wrong = await other.send(page, { ...practices(''), ...hidden });
    expect(wrong.status).toBe(422);
    const late = await other.send(page, { ...practices('Late'), ...hiddenIn(wrong, 'questions/practices') });
    expect(late.status).toBe(409);
    expect(await answers()).toMatchObject({ practices: practices('First') });
  });

  test('is not kept from a colleague who saves another section, the same answer, or the same form twice', async () => {
    const { one, other, path, answers } = await shared('99Q03');
    const hiddenOf = async (topic: string) =>
      hiddenIn(await other.open(`${path}/questions/${topic}`), `questions/${topic}`);
    const [hosting, first] = [await hiddenOf('hosting'), await hiddenOf('practices')];
    for (const visitor of [one, other, other])
      expect(
        (await visitor.send(`${path}/questions/practices`, { ...practices('Same'), ...first })).status,
      ).toBe(303);
    expect((await other.send(`${path}/questions/hosting`, { capacity: '2', ...hosting })).status).toBe(303);
    expect(await answers()).toMatchObject({ practices: practices('Same'), hosting: { capacity: 2 } });
  });

  test('keeps a date that a colleague added and that this form leaves out', async () => {
    const { one, other, path, answers } = await shared('99Q04');
    const page = `${path}/questions/quality-review`;
    const hidden = hiddenIn(await other.open(page), 'questions/quality-review');
    await one.send(page, { rating: 'Proficient', when: 'March 2013', ...hidden });
    expect((await other.send(page, { rating: 'Proficient', when: '', ...hidden })).status).toBe(409);
    expect(await answers()).toMatchObject({ 'quality-review': { when: 'March 2013' } });
  });

  test('is refused to a program that sends `seen`, and replaced by one that doesn’t', async () => {
    const { one, other, path, answers } = await shared('99Q05');
    const page = `${path}/questions/hosting`;
    const { seen } = (await other.read(page)).data;
    await one.post(page, { capacity: 1 });
    expect(await other.post(page, { capacity: 2, seen })).toMatchObject({
      status: 409,
      data: { title: 'Your answers weren’t saved' },
    });
    expect((await other.post(page, { capacity: 3 })).status).toBe(200);
    expect(await answers()).toMatchObject({ hosting: { capacity: 3 } });
  });
});

describe('an application that a colleague changed after the check', () => {
  const statement = (text: string) => ({ priority: 'yes', statement: text });

  test('is not submitted until someone has seen the change', async () => {
    const { one, other, reference, path } = await shared('99Q06');
    await answerAll(one, reference, { ...hostForms, commitment: statement('First') });
    const hidden = hiddenIn(await one.open(`${path}/check`), 'submission');
    await other.send(`${path}/questions/commitment`, statement('Second'));

    const answer = await one.send(`${path}/submission`, hidden);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Your application wasn’t submitted because someone changed it');
    const [banner = ''] =
      /<section class="govuk-notification-banner[\s\S]*?<\/section>/.exec(answer.text) ?? [];
    expect([...banner.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)).toEqual(['commitment']);
    expect(answer.text).toContain('Second');
    expect(await stage.store.application(reference)).toMatchObject({ state: 'draft' });

    const again = await one.send(`${path}/submission`, hiddenIn(answer, 'submission'));
    expect(locationOf(again)).toBe(`${path}/submission`);
    expect(await stage.store.application(reference)).toMatchObject({
      state: 'submitted',
      answers: { commitment: { statement: 'Second' } },
    });
  });

  test('and submitted is not called this person’s own, but the same form sent twice is', async () => {
    const { one, other, reference, path } = await shared('99Q07');
    await answerAll(one, reference, { ...hostForms, commitment: statement('First') });
    const first = hiddenIn(await one.open(`${path}/check`), 'submission');
    await other.send(`${path}/questions/commitment`, statement('Second'));
    const second = hiddenIn(await other.open(`${path}/check`), 'submission');
    expect((await other.send(`${path}/submission`, second)).status).toBe(303);
    expect((await other.send(`${path}/submission`, second)).status).toBe(303);

    const late = await one.send(`${path}/submission`, first);
    expect(late.status).toBe(409);
    expect(late.text).toContain('Someone else submitted this application');
    expect(late.text).toContain('They changed these sections while you were on this page:');
    expect((await one.send(`${path}/submission`)).status).toBe(303);
  });

  test('is refused to a program that sends `seen`', async () => {
    const { one, reference, path } = await shared('99Q08');
    await answerAll(one, reference);
    const { seen } = (await one.read(`${path}/check`)).data;
    await one.post(`${path}/questions/hosting`, { capacity: 1 });
    expect((await one.post(`${path}/submission`, { seen })).status).toBe(409);
    const fresh = (await one.read(`${path}/check`)).data;
    expect((await one.post(`${path}/submission`, { seen: fresh.seen })).status).toBe(200);
  });
});

test('an answer is not given to a question that its page did not show', async () => {
  const asked = (question: string, askedAt: string) => ({ question, askedBy: 'Mei', askedAt });
  const school = aSchool({ id: '99Q09' });
  const first = anApplication({ school, inquiries: [asked('How many?', '2014-04-01T12:00:00.000Z')] });
  const reference = await stage.put(first);
  const visitor = stage.visitor();
  await visitor.send(linkTo(reference));
  const page = `/applications/${reference}/information`;
  const hidden = hiddenIn(await visitor.open(page), 'information');

  const answered = {
    ...asked('How many?', '2014-04-01T12:00:00.000Z'),
    answer: { text: 'Two', at: '2014-04-02T12:00:00.000Z' },
  };
  const stored = await stage.store.application(reference);
  if (stored?.state !== 'submitted') throw new Error('Not submitted');
  await stage.put({ ...stored, inquiries: [answered, asked('Since when?', '2014-04-03T12:00:00.000Z')] });

  const late = await visitor.send(page, { answer: 'Three of them', ...hidden });
  expect(late.status).toBe(409);
  expect(late.text).toContain('Since when?');
  expect(textarea(late.text, 'answer')).toBe('Three of them');
  expect(summaryOf(late.text)).toEqual({});
  const again = await visitor.send(page, { answer: 'For a year', ...hiddenIn(late, 'information') });
  expect(again.status).toBe(303);
});
