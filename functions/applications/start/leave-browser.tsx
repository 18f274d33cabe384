import { type Answer, showPage } from '#http/answer.ts';
import { askForLink } from '#http/applicant-access.tsx';
import type { Request } from '#http/request.ts';
import { endApplicantSession, ownedInBrowser } from '#http/sessions.ts';
import { PublicPage } from '#ui/layout.tsx';
import { sessions } from '../access.ts';
import { store } from '../application-access.ts';

/** Ends the session of this browser, here and on the server. Other browsers of the school stay signed in. */
export async function leaveBrowser(request: Request): Promise<Answer> {
  const browser = ownedInBrowser(sessions, request);
  if (browser) await store.signOutBrowser(browser.token, request.now);
  return showPage(
    <PublicPage title="You’re signed out of this device">
      <h1 class="govuk-heading-l">You’re signed out of this device</h1>
      <p class="govuk-body">
        Your application is saved. To come back, open the link in our latest email, or get a new one.
      </p>
      {askForLink}
    </PublicPage>,
    { signedOut: true },
    { cookies: [endApplicantSession(sessions)] },
  );
}
