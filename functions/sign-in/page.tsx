import { type Answer, showPage } from '#http/answer.ts';
import { problem } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import type { NotAdmitted } from './claims.ts';
import type { Failure } from './failure.ts';

const words = {
  expired: {
    status: 400,
    title: 'Your sign-in expired',
    detail:
      'It may have been started too long ago or in another browser, or already completed. Please sign in again.',
  },
  mismatch: {
    status: 400,
    title: 'We couldn’t sign you in',
    detail: 'This can happen when sign-in is open in two windows. Please sign in again.',
  },
  denied: {
    status: 403,
    title: 'You didn’t sign in',
    detail: 'Sign-in was canceled or not allowed. You can try again.',
  },
  'sent-back': {
    status: 400,
    title: 'We couldn’t sign you in',
    detail:
      'The sign-in service returned an error. Try again in a few minutes. If it keeps happening, contact your administrator.',
  },
  'provider-down': {
    status: 503,
    title: 'Sign-in is unavailable',
    detail: 'The sign-in service isn’t responding. Nothing was lost. Try again in a few minutes.',
  },
} as const satisfies Record<Failure, object>;

/** Shows a failure with a link that signs in again and leads to the same page. */
export const showFailure = (failure: Failure, to: string): Answer =>
  problem(words[failure], <LinkLine href={hrefTo('signIn', {}, { to })}>Sign in again</LinkLine>);

const notAdmitted = {
  'no-role': {
    status: 403,
    title: 'Your account doesn’t have access yet',
    detail:
      'You signed in, but your account isn’t in a staff group. Ask a program director or your administrator to add it to the group “reviewer,” “director,” or “facilitator.” Then sign in again.',
  },
  'email-not-verified': {
    status: 403,
    title: 'Your email address isn’t verified yet',
    detail:
      'You signed in, but your account’s email address isn’t verified. Ask your administrator to verify it. Then sign in again.',
  },
} as const satisfies Record<NotAdmitted['refused'], object>;

/** For a school's contact, who needs no account. */
const toApplication = (
  <p class="govuk-body">
    Here for your school’s application? You don’t need to sign in.{' '}
    <a class="govuk-link" href={hrefTo('askForLink', {})}>
      Get a link by email
    </a>
    .
  </p>
);

/** For a user with an account at the provider but without access here. `signOutHref` leads to the provider. */
export const showNotAdmitted = (refused: NotAdmitted['refused'], signOutHref: string | undefined): Answer =>
  problem(
    notAdmitted[refused],
    <>
      {refused === 'no-role' && toApplication}
      {signOutHref && <LeaveProvider href={signOutHref} />}
    </>,
  );

/** Confirms signing out. It can't redirect to the provider, because forms may only lead to our own pages. */
export const showSignedOut = (signOutHref: string | undefined): Answer =>
  showPage(
    <PublicPage title="You’re signed out">
      <h1 class="govuk-heading-l">You’re signed out</h1>
      <p class="govuk-body">This also ended your sessions in other browsers and on other devices.</p>
      <LinkLine href={hrefTo('signIn', {})}>Sign in again</LinkLine>
      {signOutHref && <LeaveProvider href={signOutHref} />}
    </PublicPage>,
    { signedOut: true, ...(signOutHref && { providerSignOut: signOutHref }) },
  );

function LeaveProvider({ href }: { readonly href: string }) {
  return (
    <p class="govuk-body">
      You may still be signed in to the sign-in service. On a shared computer,{' '}
      <a class="govuk-link" href={href}>
        sign out there too
      </a>
      .
    </p>
  );
}
