import { readSigningKeys } from '#http/env.ts';
import { answering } from '#http/handler.ts';
import { readEnv } from './env.ts';
import { openProvider } from './provider.ts';
import { finishSignIn, signOut, startSignIn } from './respond.tsx';

const env = readEnv();
const session = { origin: env.ORIGIN, keys: readSigningKeys(env.SESSION_KEYS) };
const provider = openProvider({
  issuer: env.OIDC_ISSUER,
  clientId: env.OIDC_CLIENT_ID,
  clientSecret: env.OIDC_CLIENT_SECRET,
});

/** Signs staff in and out. No other function talks to the provider. */
export const handler = answering(
  'sign-in',
  {
    signIn: startSignIn(provider, session),
    signInCallback: finishSignIn(provider, session),
    signOut: signOut(provider, session),
  },
  { origin: env.ORIGIN },
);
