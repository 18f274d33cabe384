import type { ComponentChildren } from 'preact';
import type { StaffMember, StaffRole } from '../../shared/domain/person.ts';
import { PublicPage, StaffPage } from '../../shared/ui/layout.tsx';
import type { PageProgram } from '../../shared/ui/page-program.ts';
import { hrefTo } from '../routes.ts';
import { type Answer, type Problem, seeOther, showProblem } from './answer.ts';
import { KeptForm } from './kept-form.tsx';
import type { Request } from './request.ts';

type Words = Problem & { readonly detail: string };

/**
 * A page of the console that says in plain words what is wrong and what to do next; `children` add to it. `program`: as for
 * any page.
 */
export const staffProblem = (
  staff: StaffMember,
  words: Words,
  children?: ComponentChildren,
  program?: PageProgram,
): Answer =>
  showProblem(
    <StaffPage title={words.title} staff={staff} program={program}>
      <h1>{words.title}</h1>
      <p class="govuk-body">{words.detail}</p>
      {children}
    </StaffPage>,
    words,
  );

/** Sends a browser to sign in and back. A form that was sent too late comes back whole, to be sent again. */
export function notSignedIn(request: Request): Answer {
  const words = { status: 401, title: 'Sign in first', detail: 'This is for staff of the program.' };
  if (request.wantsJson) return { status: 401, data: words };
  if (request.routeKey.startsWith('GET')) return seeOther(hrefTo('signIn', {}, { to: request.address }));
  return showProblem(<SignedOutPage {...request} />, words);
}

function SignedOutPage({ address, fields }: Pick<Request, 'address' | 'fields'>) {
  return (
    <PublicPage title="You have been signed out">
      <h1 class="govuk-heading-l">You have been signed out</h1>
      <KeptForm address={address} fields={fields}>
        <a class="govuk-link" href={hrefTo('signIn', {})} target="_blank" rel="noreferrer">
          Sign in (opens in a new tab)
        </a>
      </KeptForm>
    </PublicPage>
  );
}

export const notForRole = (staff: StaffMember, roles: readonly StaffRole[]): Answer =>
  staffProblem(staff, {
    status: 403,
    title: 'This page is not for your role',
    detail: `It is for ${roles.map((role) => `${role}s`).join(' and ')}. If you should be one, ask whoever keeps the accounts.`,
  });

export const noCycle = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'There is no cycle yet',
      detail: 'Once the first cycle is set up, its applications appear here.',
    },
    undefined,
    false,
  );
