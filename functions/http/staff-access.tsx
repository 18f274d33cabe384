import type { ComponentChildren } from 'preact';
import type { StaffMember, StaffRole } from '#domain/base/person.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { personCode } from '#links/person-code.ts';
import { hrefTo } from '#routes.ts';
import type { Sessions } from '#store/sessions.ts';
import { type PageProgram, PublicPage, StaffPage } from '#ui/layout.tsx';
import { logAccess } from './access-log.ts';
import { type Answer, seeOther, showProblem } from './answer.ts';
import { wordsFor } from './banners.tsx';
import { readSigningKeys } from './env.ts';
import type { Responder } from './handler.ts';
import { Refused, type Words } from './problem-pages.tsx';
import type { Request } from './request.ts';
import { KeptForm, type SentForm } from './resend-form.tsx';
import { signedInStaff } from './sessions.ts';

/** A staff page with the problem and what to do next; `children` come below. `program` is the same as on other pages. */
export const staffProblem = (
  staff: StaffMember,
  words: Words,
  children?: ComponentChildren,
  program?: PageProgram,
): Answer => {
  const { to: _, ...data } = words;
  return showProblem(
    <StaffPage title={words.title} staff={staff} program={program}>
      <h1>{words.title}</h1>
      <Refused {...words}>{children}</Refused>
    </StaffPage>,
    data,
  );
};

/** Sends browsers to sign in and back. A form sent too late comes back complete, so that people can send it again. */
function notSignedIn(request: Request): Answer {
  const words = { status: 401, title: 'Please sign in', detail: 'This page is for program staff.' };
  if (request.wantsJson) return { status: 401, data: words };
  if (request.routeKey.startsWith('GET')) return seeOther(hrefTo('signIn', {}, { to: request.address }));
  return showProblem(<SignedOutPage {...request} />, words);
}

function SignedOutPage({ address, fields }: SentForm) {
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

/** A request from a signed-in staff member with a suitable role. */
type SignedInRequest = Request & {
  readonly staff: StaffMember;
  /** Confirms the change that led here. */
  readonly done: string | undefined;
};

/** The same, with its cycle. */
export type StaffRequest = SignedInRequest & { readonly cycle: Cycle };

type Respond<R> = (request: R) => Answer | Promise<Answer>;

export const isDirector = (staff: StaffMember): boolean => staff.roles.includes('director');

/** Facilitators see only what belongs to their own partnerships, unless they also have another role. */
export const isOnlyFacilitator = (staff: StaffMember): boolean =>
  staff.roles.every((role) => role === 'facilitator');

const mayComeIn = (staff: StaffMember, roles: readonly StaffRole[]) =>
  roles.some((role) => staff.roles.includes(role));

/** Where the guards of staff pages find the session, the cycle, and the confirmation of a request. */
type Doorkeeping = {
  readonly env: { readonly ORIGIN: string; readonly SESSION_KEYS: string };
  readonly sessions: Pick<Sessions, 'isStaffSessionOver'>;
  readonly cycleOf: (request: Request) => Promise<Cycle | undefined>;
  /** Confirmations by the `done` parameter of an address. */
  readonly doneWords: Readonly<Record<string, string>>;
};

/** The guards of one function's staff pages. */
export function staffDoors({ env, sessions, cycleOf, doneWords }: Doorkeeping) {
  const session = { origin: env.ORIGIN, keys: readSigningKeys(env.SESSION_KEYS) };

  /** `before` finds what every answer needs. It comes first because it is usually cached. */
  const guarded =
    <Before,>(
      roles: readonly StaffRole[],
      before: (request: Request) => Promise<Before>,
      respond: (request: SignedInRequest, before: Before) => Answer | Promise<Answer>,
    ): Responder =>
    async (request) => {
      const signedIn = signedInStaff(session, request);
      if (!signedIn) return notSignedIn(request);
      const { staff } = signedIn;
      const found = await before(request);
      const logged = (answered: Answer, status = answered.status) => {
        logAccess(request, { who: personCode(session.keys, staff.email), status });
        return answered;
      };
      const answer = async () =>
        mayComeIn(staff, roles)
          ? respond({ ...request, staff, done: wordsFor(doneWords, request) }, found)
          : notForRole(staff, roles);
      const over = sessions.isStaffSessionOver(signedIn);
      // A GET changes nothing, so this read goes out together with the page's own reads and adds no wait.
      if (!request.routeKey.startsWith('GET ') && (await over)) return logged(notSignedIn(request), 401);
      const [isOver, answered] = await Promise.all([over, answer()]);
      return isOver ? logged(notSignedIn(request), 401) : logged(answered);
    };

  /** Sends people who are not signed in to sign in and back. Refuses other roles. */
  const forRoles = (roles: readonly StaffRole[], respond: Respond<SignedInRequest>): Responder =>
    guarded(roles, async () => undefined, respond);

  /** The same, for pages about a cycle. */
  const forStaff = (roles: readonly StaffRole[], respond: Respond<StaffRequest>): Responder =>
    guarded(roles, cycleOf, (request, cycle) =>
      cycle ? respond({ ...request, cycle }) : noCycle(request.staff),
    );

  return { forRoles, forStaff };
}
