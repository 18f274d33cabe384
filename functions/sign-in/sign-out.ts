import { buildEndSessionUrl } from 'openid-client';
import type { Answer } from '../http/answer.ts';
import { endStaffSession, type SessionConfig } from '../http/sessions.ts';
import { failureOf, logFailure } from './failure.ts';
import { showSignedOut } from './pages.tsx';
import type { Provider } from './provider.ts';

/** `POST /sign-out`: ends the session here, even if the provider fails, and links to the provider's sign-out page. */
export const signOut = (provider: Provider, session: SessionConfig) => async (): Promise<Answer> => ({
  ...showSignedOut(await providerSignOut(provider, session)),
  cookies: [endStaffSession(session)],
});

/** The provider's sign-out page; undefined if it has none or can't be reached. */
export async function providerSignOut(
  provider: Provider,
  { origin }: SessionConfig,
): Promise<string | undefined> {
  try {
    const configuration = await provider();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    // Cognito calls the standard parameter `logout_uri`.
    const back = { post_logout_redirect_uri: `${origin}/`, logout_uri: `${origin}/` };
    return buildEndSessionUrl(configuration, back).href;
  } catch (error) {
    logFailure(failureOf(error), error);
    return undefined;
  }
}
