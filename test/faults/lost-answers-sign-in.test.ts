import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Console, ruth, startConsole } from '../reviews/console.ts';
import { startProvider, type TestProvider } from '../sign-in/provider.ts';
import { by, type Cases, formsOf, survivesLostAnswers } from './lost-answers.ts';
import { type FaultProxy, startBehindProxy } from './proxy.ts';

let stage: Console;
let proxy: FaultProxy;
let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider('https://apply.example.org');
  Object.assign(process.env, {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
  });
  ({ stage, proxy } = await startBehindProxy((through) =>
    startConsole(() => import('../../functions/sign-in/handler.ts'), undefined, through),
  ));
});
afterAll(() => Promise.all([stage.stop(), provider.stop()]));

const cases: Cases<'sign-in'> = {
  signOut: async () => by(ruth),
};

describe('if answers from the table are lost, the form to sign out', () => {
  test.each(formsOf('sign-in'))(
    '(%s) leads to the same page, and its change is stored once',
    async (name) => {
      await survivesLostAnswers({ ...stage, proxy }, name, cases[name]);
    },
  );
});
