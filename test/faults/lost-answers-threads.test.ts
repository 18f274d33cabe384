import { afterAll, beforeAll, describe, test } from 'vitest';
import { emptyFaq } from '#domain/threads/faq.ts';
import { aThread } from '../builders.ts';
import { type Console, ruth, startConsole } from '../reviews/console.ts';
import { by, type Cases, formsOf, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Console;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) =>
    startConsole(() => import('../../functions/threads/handler.ts'), undefined, through),
  ));
});
afterAll(() => stage.stop());

async function asked(over: Parameters<typeof aThread>[0] = {}): Promise<{ readonly thread: string }> {
  const thread = aThread(over);
  await stage.store.commitThread({ after: thread, events: [] });
  return { thread: thread.id };
}

const cases: Cases<'threads'> = {
  assignThread: async () => by(ruth, { parameters: await asked(), fields: { email: ruth.email } }),
  replyToThread: async () =>
    by(ruth, { parameters: await asked(), fields: { reply: 'The district does.', step: 'send' } }),
  publishAnswer: async () =>
    by(ruth, {
      parameters: await asked(),
      fields: { question: 'Who pays for substitutes?', answer: 'The district does.' },
    }),
  removeAnswer: async () => {
    const parameters = await asked();
    const answer = { question: 'Who pays?', answer: 'We do.', by: 'Ruth', at: '2014-04-22T14:00:00.000Z' };
    await stage.store.commitFaq({
      after: { ...emptyFaq('2014'), answers: [{ thread: parameters.thread, ...answer }] },
      events: [],
    });
    return by(ruth, { parameters });
  },
  closeThread: async () => by(ruth, { parameters: await asked() }),
  reopenThread: async () => by(ruth, { parameters: await asked({ state: 'closed' }) }),
};

describe('if answers from the table are lost, a form about a question', () => {
  test.each(formsOf('threads'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      await survivesLostAnswers({ ...stage, proxy }, name, cases[name]);
    },
  );
});
