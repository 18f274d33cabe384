import { afterAll, beforeAll, describe, test } from 'vitest';
import { draftMailing } from '#domain/admission/mailing.ts';
import { emptyFaq } from '#domain/threads/faq.ts';
import { importSchools } from '#store/directory.ts';
import { aSchool, aThread } from '../builders.ts';
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
  addContacts: async () => {
    await importSchools(stage.table, [aSchool()]);
    return by(ruth, {
      fields: {
        ...{ kind: 'invitation', contacts: '13K113,Rosa Delgado,rosa@example.org' },
        idempotencyKey: 'a-key-of-one-form',
      },
    });
  },
  sendMailing: async () => {
    const batch = 'a1b2c3d4e5f60718293a';
    const [after] = draftMailing({
      ...{ cycleId: '2014', batch, kind: 'invitation', message: '', said: '' },
      ...{ createdBy: 'Ruth Lindqvist', createdAt: '2014-04-22T14:00:00.000Z' },
      contacts: [{ schoolId: '13K113', schoolName: 'M.S. 113', name: 'Rosa', email: 'rosa@example.org' }],
    });
    if (after) await stage.store.commitMailing({ after, events: [] });
    return by(ruth, { parameters: { mailing: batch } });
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
