import type { Cycle } from '#domain/program/cycle.ts';
import type { Answer } from '#http/answer.ts';
import { readSigningKeys } from '#http/env.ts';
import type { Responder } from '#http/handler.ts';
import { problem } from '#http/problem-pages.tsx';
import type { Request } from '#http/request.ts';
import { openCycles } from '#store/cycles.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openFaqs } from '#store/faqs.ts';
import { readEnv } from './env.ts';

const env = readEnv();

export const origin = env.ORIGIN;
export const keys = readSigningKeys(env.LINK_KEYS);
export const sessions = { origin, keys };
export const table = openTable(env.TABLE_NAME);
export const cycles = openCycles(table);
export const faqs = openFaqs(table);

/** Gives a page the current cycle. If there is none, visitors see that applications aren't open. */
export const inCycle =
  (respond: (request: Request, cycle: Cycle) => Answer | Promise<Answer>): Responder =>
  async (request) => {
    const cycle = await cycles.currentCycle();
    return cycle ? respond(request, cycle) : programNotOpen();
  };

const programNotOpen = (): Answer =>
  problem(
    {
      status: 404,
      title: 'Applications aren’t open yet',
      detail: 'The district hasn’t announced a program yet. Please check back later.',
    },
    undefined,
    false,
  );
