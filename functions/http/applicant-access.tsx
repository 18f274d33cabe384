import { type Application, parseReference } from '#domain/admission/application.ts';
import { type Applicant, asOwner, isStillOwned } from '#domain/base/person.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { hrefTo } from '#routes.ts';
import { ownPage } from '#ui/layout.tsx';
import type { Answer } from './answer.ts';
import type { Responder } from './handler.ts';
import { problem } from './problem-pages.tsx';
import type { Request } from './request.ts';
import { KeptForm } from './resend-form.tsx';
import { ownedInBrowser, type SessionConfig } from './sessions.ts';

export const askForLink = (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('askForLink', {})}>
      Email me a new link
    </a>
  </p>
);

/** Answers sent after the 12 hours come back complete, so that people can send them again. */
const notYours = ({ address, fields }: Pick<Request, 'address' | 'fields'>): Answer =>
  problem(
    {
      status: 403,
      title: 'Open your application from the link we sent you',
      detail:
        'Open the link in our latest email for this application. For your security, you need it again after 12 hours, in a different browser, or for a different school.',
    },
    Object.keys(fields).length === 0 ? (
      askForLink
    ) : (
      <KeptForm address={address} fields={fields}>
        In this browser, open the link in our latest email, or{' '}
        <a class="govuk-link" href={hrefTo('askForLink', {})} target="_blank" rel="noreferrer">
          get a new link by email (opens in a new tab)
        </a>
      </KeptForm>
    ),
  );

/** The data of a page about one application. `person` is the contact whose link opened it. */
export type Own = { readonly application: Application; readonly cycle: Cycle; readonly person: Applicant };

type Doorkeeping<Besides> = {
  readonly sessions: SessionConfig;
  readonly store: {
    readonly application: (reference: string) => Promise<Application | undefined>;
    readonly cycle: (id: string) => Promise<Cycle | undefined>;
    readonly isBrowserSignedOut: (token: string) => Promise<boolean>;
  };
  /** More data of the cycle. It is read together with the application, in one call. */
  readonly besides: (cycleId: string) => Promise<Besides>;
};

/**
 * Guards pages of one application: only a browser that opened its owner's link gets in. Everyone else, former owners too,
 * sees how to get a new link and can't learn whether the application exists.
 */
export const applicantDoor =
  <Besides,>({ sessions, store, besides }: Doorkeeping<Besides>) =>
  (respond: (request: Request, own: Own, besides: Besides) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const reference = request.parameters.reference ?? '';
    const cycleId = parseReference(reference)?.cycleId;
    const browser = ownedInBrowser(sessions, request);
    if (!cycleId || browser?.owned.reference !== reference) return notYours(request);
    const [application, cycle, isSignedOut, more] = await Promise.all([
      store.application(reference),
      store.cycle(cycleId),
      store.isBrowserSignedOut(browser.token),
      besides(cycleId),
    ]);
    if (!application || !cycle || isSignedOut || !isStillOwned(application, browser.owned))
      return notYours(request);
    const { applicant: person } = asOwner(application, browser.owned);
    const answer = await respond(request, { application, cycle, person }, more);
    return answer.page ? { ...answer, page: ownPage(answer.page, hrefTo('leaveBrowser', {})) } : answer;
  };
