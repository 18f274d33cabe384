import { buildEndSessionUrl } from 'openid-client';
import type { Answer } from '../http/answer.ts';
import { endStaffSession, type SessionConfig } from '../http/sessions.ts';
import { failureOf, logFailure } from './failure.ts';
import { showSignedOut } from './pages.tsx';
import type { Provider } from './provider.ts';

/** `POST /sign-out`: ends the session here, whatever the provider does, and offers to end the one there. */
export const signOut = (provider: Provider, session: SessionConfig) => async (): Promise<Answer> => ({
  ...showSignedOut(await providerSignOut(provider, session)),
  cookies: [endStaffSession(session)],
});

/** The provider's own page for signing out; undefined where it has none or cannot be asked. */
export async function providerSignOut(
  provider: Provider,
  { origin }: SessionConfig,
): Promise<string | undefined> {
  try {
    const configuration = await provider();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    // Cognito has its own name for the standard's parameter.
    const back = { post_logout_redirect_uri: `${origin}/`, logout_uri: `${origin}/` };
    return buildEndSessionUrl(configuration, back).href;
  } catch (error) {
    logFailure(failureOf(error), error);
    return undefined;
  }
}
