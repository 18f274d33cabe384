import type { ComponentChildren } from 'preact';
import type { StaffMember, StaffRole } from '../../shared/domain/base/person.ts';
import { type PageProgram, PublicPage, StaffPage } from '../../shared/ui/layout.tsx';
import { hrefTo } from '../routes.ts';
import { type Answer, type Problem, seeOther, showProblem } from './answer.ts';
import { KeptForm } from './kept-form.tsx';
import type { Request } from './request.ts';

type Words = Problem & { readonly detail: string };

/** A staff page with the problem and what to do next; `children` come below. `program` is the same as on other pages. */
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

/** Sends browsers to sign in and back. A form sent too late comes back complete, so that people can send it again. */
export function notSignedIn(request: Request): Answer {
  const words = { status: 401, title: 'Please sign in', detail: 'This page is for program staff.' };
  if (request.wantsJson) return { status: 401, data: words };
  if (request.routeKey.startsWith('GET')) return seeOther(hrefTo('signIn', {}, { to: request.address }));
  return showProblem(<SignedOutPage {...request} />, words);
}

function SignedOutPage({ address, fields }: Pick<Request, 'address' | 'fields'>) {
  return (
    <PublicPage title="You’ve been signed out">
      <h1 class="govuk-heading-l">You’ve been signed out</h1>
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
    title: 'You don’t have access to this page',
    detail: `It’s for ${roles.map((role) => `${role}s`).join(' and ')}. If you need access, ask your administrator.`,
  });

export const noCycle = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'No application cycle yet',
      detail: 'Applications will appear here after the first cycle is set up.',
    },
    undefined,
    false,
  );
