import type { Cycle } from '../../shared/domain/program/cycle.ts';
import { openStore } from '../../shared/store/applications.ts';
import type { Answer } from '../http/answer.ts';
import { readSigningKeys } from '../http/env.ts';
import type { Responder } from '../http/handler.ts';
import { applicantDoor } from '../http/own-application.ts';
import type { Request } from '../http/request.ts';
import { readEnv } from './env.ts';
import { programNotOpen } from './refusals.tsx';

const env = readEnv();

export const origin = env.ORIGIN;
export const keys = readSigningKeys(env.LINK_KEYS);
export const sessions = { origin, keys };
export const store = openStore(env.TABLE_NAME);

/** Gives a page the current cycle. If there is none, visitors see that applications aren't open. */
export const inCycle =
  (respond: (request: Request, cycle: Cycle) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const cycle = await store.currentCycle();
    return cycle ? respond(request, cycle) : programNotOpen();
  };

/** Guards pages of one application: only a browser that opened its link gets in. */
export const forApplicant = applicantDoor({ sessions, store, besides: async () => undefined });
