import { PublicPage } from '../../shared/ui/layout.tsx';
import { type Answer, showPage } from '../http/answer.ts';
import { problem } from '../http/problem-pages.tsx';
import { hrefTo } from '../routes.ts';
import type { Failure } from './failure.ts';
import type { NotAdmitted } from './staff-from-claims.ts';

const words = {
  expired: {
    status: 400,
    title: 'That sign-in is no longer valid',
    detail:
      'It was started too long ago, in another browser, or was finished already. Start again from here.',
  },
  mismatch: {
    status: 400,
    title: 'We could not finish signing you in',
    detail:
      'The answer that came back does not belong to the sign-in that this browser started last. This happens where sign-in was open in two windows. Start again from here.',
  },
  denied: {
    status: 403,
    title: 'You did not sign in',
    detail: 'Sign-in was cancelled, or was not allowed. You can try again.',
  },
  'sent-back': {
    status: 400,
    title: 'You could not be signed in',
    detail:
      'The service that checks who you are sent you back with an error. Try again in a few minutes; if it stays so, tell whoever manages the staff accounts.',
  },
  'provider-down': {
    status: 503,
    title: 'Sign-in does not work at the moment',
    detail:
      'The service that checks who you are does not answer as it should. Nothing is lost. Try again in a few minutes.',
  },
} as const satisfies Record<Failure, object>;

/** What went wrong, in plain words, with a way to start again that leads to the same page. */
export const showFailure = (failure: Failure, to: string): Answer =>
  problem(
    words[failure],
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('signIn', {}, { to })}>
        Sign in again
      </a>
    </p>,
  );

const notAdmitted = {
  'no-role': {
    status: 403,
    title: 'Your account has no part in this program yet',
    detail:
      'You signed in, but your account belongs to none of the groups that work here. Ask a director of the program, or whoever manages the staff accounts, to add it to the group “reviewer”, “director” or “facilitator”. Then sign in again.',
  },
  'email-not-verified': {
    status: 403,
    title: 'Your e-mail address is not confirmed yet',
    detail:
      'You signed in, but nobody has confirmed that the e-mail address of your account is yours. Ask whoever manages the staff accounts to confirm it. Then sign in again.',
  },
} as const satisfies Record<NotAdmitted['refused'], object>;

/** Somebody whom the provider knows and who still may not come in. `signOutHref` leads to the provider. */
export const showNotAdmitted = (refused: NotAdmitted['refused'], signOutHref: string | undefined): Answer =>
  problem(notAdmitted[refused], signOutHref && <LeaveProvider href={signOutHref} />);

/** The end of a session here. The browser is not sent on: a form may only lead to our own pages. */
export const showSignedOut = (signOutHref: string | undefined): Answer =>
  showPage(
    <PublicPage title="You are signed out">
      <h1 class="govuk-heading-l">You are signed out</h1>
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('signIn', {})}>
          Sign in again
        </a>
      </p>
      {signOutHref && <LeaveProvider href={signOutHref} />}
    </PublicPage>,
    { signedOut: true, ...(signOutHref && { providerSignOut: signOutHref }) },
  );

function LeaveProvider({ href }: { readonly href: string }) {
  return (
    <p class="govuk-body">
      The sign-in service may still remember you. On a computer that others use too,{' '}
      <a class="govuk-link" href={href}>
        sign out there as well
      </a>
      .
    </p>
  );
}
