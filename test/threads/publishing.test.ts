import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFaq, mostAnswers } from '#domain/threads/faq.ts';
import { aThread } from '../builders.ts';
import { hiddenIn } from '../http/hidden-in.ts';
import { amara, type Console, locationOf, ruth, startConsole } from '../reviews/console.ts';

let stage: Console;
beforeAll(async () => {
  stage = await startConsole(() => import('../../functions/threads/handler.ts'));
});
afterAll(() => stage.stop());

const reply = { id: 'reply-1', at: '2014-04-23T14:00:00.000Z', from: 'staff', by: 'Ruth' } as const;
const answered = async (id: string) => {
  const thread = aThread({ id, messages: [...aThread().messages, { ...reply, text: 'The district does.' }] });
  await stage.store.commitThread({ after: thread, events: [] });
  return { thread: id };
};
const published = async () => (await stage.store.faq('2014')).answers;

describe('an answer', () => {
  test('starts from the question and the last reply, and is published once', async () => {
    const question = await answered('a'.repeat(20));
    const page = await stage.open(ruth, 'publishAnswerPage', question);
    expect(page.text).toContain('value="Who pays for substitutes?"');
    expect(page.text).toContain('The district does.</textarea>');
    const form = { ...hiddenIn(page, 'publication'), question: 'Who pays?', answer: 'The district.' };
    for (const _ of ['first', 'second'])
      expect(locationOf(await stage.send(ruth, 'publishAnswer', question, form))).toContain('done=published');
    expect(await published()).toMatchObject([{ question: 'Who pays?', answer: 'The district.' }]);
  });

  test('is refused while it has the asker’s name or address, an application number, or any address', async () => {
    const question = await answered('b'.repeat(20));
    for (const text of [
      'As rosa delgado said',
      'Write to ROSA.DELGADO@example.org',
      'Like 2014-13K113',
      'Ask someone@example.com',
    ]) {
      const refused = await stage.send(ruth, 'publishAnswer', question, { question: 'Who?', answer: text });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('Take out “');
    }
    expect(await published()).toHaveLength(1);
  });

  test('isn’t replaced from a page that shows an older one', async () => {
    const question = await answered('c'.repeat(20));
    const old = hiddenIn(await stage.open(ruth, 'publishAnswerPage', question), 'publication');
    await stage.send(amara, 'publishAnswer', question, { question: 'When?', answer: 'In May.' });
    const late = await stage.send(ruth, 'publishAnswer', question, {
      ...old,
      question: 'When?',
      answer: 'June',
    });
    expect(late.status).toBe(409);
    expect((await published()).at(-1)?.answer).toBe('In May.');
  });

  test('can be removed, twice with the same result', async () => {
    const question = { thread: 'c'.repeat(20) };
    for (const _ of ['first', 'second'])
      expect(locationOf(await stage.send(ruth, 'removeAnswer', question, {}))).toContain('done=unpublished');
    expect(await published()).toHaveLength(1);
  });

  test('has room for twelve, and the thirteenth says so', async () => {
    const faq = await stage.store.faq('2014');
    const answers = Array.from({ length: mostAnswers }, (_, place) => ({
      ...{ thread: `t${place}`, question: 'Q', answer: 'A', by: 'Ruth', at: reply.at },
    }));
    await stage.store.commitFaq({
      after: { ...emptyFaq('2014'), version: faq.version, answers },
      events: [],
    });
    const full = await stage.send(ruth, 'publishAnswer', await answered('d'.repeat(20)), {
      question: 'One more?',
      answer: 'No.',
    });
    expect(full.status).toBe(422);
    expect(full.text).toContain('room for 12 answers');
  });
});
