import { afterAll, beforeAll, describe, test } from 'vitest';
import { anApplication, anUndeliveredLetter } from '../builders.ts';
import { type Console, ruth, startConsole } from '../reviews/console.ts';
import { by, type Cases, formsOf, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Console;
let proxy: FaultProxy;
beforeAll(async () => {
  ({ stage, proxy } = await startBehindProxy((through) =>
    startConsole(() => import('../../functions/records/handler.ts'), undefined, through),
  ));
  await stage.put(anApplication());
});
afterAll(() => stage.stop());

const cases: Cases<'records'> = {
  settleLetter: async () => by(ruth, { parameters: { letter: await bounced('first') } }),
  changeContact: async () => {
    await bounced('fourth');
    return by(ruth, {
      parameters: { reference: '2014-13K113' },
      fields: { name: 'Dana Principal', position: 'Principal', email: 'dana.p@example.org' },
    });
  },
  correctContact: async () => {
    await bounced('second');
    return by(ruth, {
      parameters: { letter: await bounced('third') },
      fields: { name: 'Dana Principal', position: 'Principal', email: 'dana@example.org' },
    });
  },
};

async function bounced(id: string): Promise<string> {
  await stage.store.commitUndelivered({ after: anUndeliveredLetter({ id }), events: [] });
  return id;
}

describe('if answers from the table are lost, a form about undelivered emails', () => {
  test.each(formsOf('records'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      await survivesLostAnswers({ ...stage, proxy }, name, cases[name]);
    },
  );
});
