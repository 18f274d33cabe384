import { type Application, parseReference } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import { isStillOwned } from '../../shared/domain/ownership.ts';
import type { Answer } from './answer.ts';
import type { Responder } from './handler.ts';
import { notYours } from './not-yours.tsx';
import type { Request } from './request.ts';
import { ownedInBrowser, type SessionConfig } from './sessions.ts';

/** The parts of a page about one application. */
export type Own = { readonly application: Application; readonly cycle: Cycle };

type Doorkeeping<Besides> = {
  readonly sessions: SessionConfig;
  readonly store: {
    readonly application: (reference: string) => Promise<Application | undefined>;
    readonly cycle: (id: string) => Promise<Cycle | undefined>;
  };
  /** What the pages need of a cycle besides: asked at the same moment, it comes in one call with the application. */
  readonly besides: (cycleId: string) => Promise<Besides>;
};

/**
 * The door to pages of one application: only a browser in which its owner's link was followed may see them. Anybody else, a former
 * owner too, gets a page that says how to get a new link, and cannot learn whether the application exists.
 */
export const applicantDoor =
  <Besides>({ sessions, store, besides }: Doorkeeping<Besides>) =>
  (respond: (request: Request, own: Own, besides: Besides) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const reference = request.parameters.reference ?? '';
    const cycleId = parseReference(reference)?.cycleId;
    const owned = ownedInBrowser(sessions, request);
    if (!cycleId || owned?.reference !== reference) return notYours(request);
    const [application, cycle, more] = await Promise.all([
      store.application(reference),
      store.cycle(cycleId),
      besides(cycleId),
    ]);
    return application && cycle && isStillOwned(application, owned)
      ? respond(request, { application, cycle }, more)
      : notYours(request);
  };
