import { type Application, parseReference } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import { openStore } from '../../shared/store/store.ts';
import type { Answer } from '../http/answer.ts';
import { readSigningKeys } from '../http/env.ts';
import type { Responder } from '../http/handler.ts';
import type { Request } from '../http/request.ts';
import { applicantReference } from '../http/sessions.ts';
import { readEnv } from './env.ts';
import { notYours, programNotOpen } from './refusals.tsx';

const env = readEnv();

export const origin = env.ORIGIN;
export const keys = readSigningKeys(env.LINK_KEYS);
export const sessions = { origin, keys };
export const store = openStore(env.TABLE_NAME);

/** For pages that need the cycle which schools apply to now; without one, a page says that there is none yet. */
export const inCycle =
  (respond: (request: Request, cycle: Cycle) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const cycle = await store.currentCycle();
    return cycle ? respond(request, cycle) : programNotOpen();
  };

/** The parts of a page about one application. */
export type Own = { readonly application: Application; readonly cycle: Cycle };

/**
 * For pages of one application: only a browser in which its link was followed may see them. Anybody else gets a page
 * that says how to get a new link, and cannot learn whether the application exists.
 */
export const forApplicant =
  (respond: (request: Request, own: Own) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const reference = request.parameters.reference ?? '';
    const cycleId = parseReference(reference)?.cycleId;
    if (!cycleId || applicantReference(sessions, request) !== reference) return notYours(request);
    const [application, cycle] = await Promise.all([store.application(reference), store.cycle(cycleId)]);
    return application && cycle ? respond(request, { application, cycle }) : notYours(request);
  };
