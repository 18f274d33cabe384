import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderText } from '#letters/render-text.ts';
import { anApplication } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { draftOf, type Stage, startStage, today } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
beforeEach(() => stage.moveTo(today));
afterAll(() => stage.stop());

const question = 'How many days would our teachers be away?';
const fields = (email: string, over: Readonly<Record<string, string>> = {}) => ({
  ...{ name: 'Rosa Delgado', email, question },
  ...over,
});
const threadsOf = async (email: string) =>
  (await stage.store.threadSummaries()).filter(({ asker }) => asker.email === email);

describe('anyone', () => {
  test('can ask from a link on every public page', async () => {
    const { text } = await stage.visitor().open('/apply');
    expect(text).toContain('<a href="/questions">Ask a question</a>');
  });

  test('gets a copy by email, and the question is stored', async () => {
    const visitor = stage.visitor();
    const hidden = hiddenIn(await visitor.open('/questions'), 'questions');
    const sent = await visitor.send('/questions', { ...hidden, ...fields('rosa@example.org') });
    expect(sent.headers.location).toBe('/questions/received');
    expect((await visitor.open('/questions/received')).text).toContain('Question sent');
    const [thread] = await threadsOf('rosa@example.org');
    expect(thread).toMatchObject({ title: question, state: 'open', asker: { name: 'Rosa Delgado' } });
    const [letter] = await stage.lettersTo('rosa@example.org');
    expect(letter?.subject).toBe('Your question about Learning Partners');
  });

  test('creates one question if the form is sent twice, and hears about a changed one', async () => {
    const visitor = stage.visitor();
    const hidden = hiddenIn(await visitor.open('/questions'), 'questions');
    const form = { ...hidden, ...fields('twice@example.org') };
    await visitor.send('/questions', form);
    await visitor.send('/questions', form);
    expect(await threadsOf('twice@example.org')).toHaveLength(1);
    const changed = await visitor.send('/questions', { ...form, question: 'Something else?' });
    expect(changed.status).toBe(422);
  });

  test('gets the same answer whether the address is known or not, and no one is taken for its owner', async () => {
    const email = 'known.principal@example.org';
    await stage.put(anApplication({ applicant: { name: 'Known', position: 'Principal', email } }));
    const answers = [];
    for (const address of [email, 'unknown@example.org']) {
      const { status, headers, text } = await stage.visitor().send('/questions', fields(address));
      answers.push({ status, location: headers.location, text });
    }
    expect(answers[0]).toEqual(answers[1]);
    const email2 = 'colleague@example.org';
    await stage.visitor().send('/questions', fields(email2, { question: 'Is 2014-13K113 accepted?' }));
    const [known, colleague] = [await threadsOf(email), await threadsOf(email2)];
    expect(known[0]).not.toHaveProperty('about');
    expect(colleague[0]?.about).toMatchObject({ reference: '2014-13K113', isProven: false });
  });

  test('can’t use the copy to send a link to someone else', async () => {
    for (const text of [
      'Look at https://evil.example',
      'Go to evil.example now',
      'Write to me@evil.example',
    ]) {
      const email = `victim-${text.length}@example.org`;
      await stage.visitor().send('/questions', fields(email, { question: text, name: 'Click evil.example' }));
      const [letter] = await stage.lettersTo(email);
      expect(letter && renderText(letter)).not.toContain('evil');
      expect((await threadsOf(email))[0]?.title).toBe(text);
    }
  });

  test('who is a bot sees success, but nothing is stored or sent', async () => {
    const email = 'bot@example.org';
    const sent = await stage.visitor().send('/questions', fields(email, { remarks: 'Buy now' }));
    expect(sent.headers.location).toBe('/questions/received');
    expect(await threadsOf(email)).toEqual([]);
    expect(await stage.lettersTo(email)).toEqual([]);
  });

  test('is stopped after six questions within an hour', async () => {
    const statuses = [];
    for (let attempt = 0; attempt < 7; attempt += 1)
      statuses.push((await stage.visitor().send('/questions', fields('many@example.org'))).status);
    expect(statuses).toEqual([303, 303, 303, 303, 303, 303, 429]);
  });

  test('keeps what they typed if a field is missing', async () => {
    const { status, text } = await stage.visitor().send('/questions', fields('', {}));
    expect(status).toBe(422);
    expect(text).toContain(`${question}</textarea>`);
    expect(text).toContain('Enter your email address');
  });
});

test('the contact of an application asks from its page, and is known to be the contact', async () => {
  const { visitor, path } = await draftOf(stage, '99Q01');
  const reference = '2014-99Q01';
  const page = await visitor.open(`${path}/messages`);
  const hidden = hiddenIn(page, 'messages');
  await visitor.send(`${path}/messages`, { ...hidden, question: 'See https://ourschool.example?' });
  const thread = (await stage.store.threadSummaries()).find(({ about }) => about?.reference === reference);
  expect(thread).toMatchObject({ about: { reference, isProven: true } });
  const letters = await stage.lettersTo(thread?.asker.email ?? '');
  expect(letters.map(renderText).join()).toContain('See https://ourschool.example?');
  expect((await stage.visitor().open(`${path}/messages`)).status).toBe(403);
});
