import { afterAll, beforeAll, describe, test } from 'vitest';
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
