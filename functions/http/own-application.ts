import { type Application, parseReference } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import type { Answer } from './answer.ts';
import type { Responder } from './handler.ts';
import { notYours } from './not-yours.tsx';
import type { Request } from './request.ts';
import { applicantReference, type SessionConfig } from './sessions.ts';

/** The parts of a page about one application. */
export type Own = { readonly application: Application; readonly cycle: Cycle };

type Doorkeeping = {
  readonly sessions: SessionConfig;
  readonly store: {
    readonly application: (reference: string) => Promise<Application | undefined>;
    readonly cycle: (id: string) => Promise<Cycle | undefined>;
  };
};

/**
 * The door to pages of one application: only a browser in which its link was followed may see them. Anybody else gets a page
 * that says how to get a new link, and cannot learn whether the application exists.
 */
export const applicantDoor =
  ({ sessions, store }: Doorkeeping) =>
  (respond: (request: Request, own: Own) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const reference = request.parameters.reference ?? '';
    const cycleId = parseReference(reference)?.cycleId;
    if (!cycleId || applicantReference(sessions, request) !== reference) return notYours(request);
    const [application, cycle] = await Promise.all([store.application(reference), store.cycle(cycleId)]);
    return application && cycle ? respond(request, { application, cycle }) : notYours(request);
  };
