import type { Context } from 'aws-lambda';
import * as v from 'valibot';
import type { Schedules } from '#schedules/schedules.ts';
import { openParts } from './dependencies.ts';
import { readCallbackSettings, readSettings } from './env.ts';
import { sendMorningLetters } from './morning.ts';
import { retryWaitingLetters } from './post-letter.ts';
import { answerVisitCall } from './visit-call.ts';

const callback = readCallbackSettings();
// The template can't name a function in its own settings. Lambda tells the function its address with each call.
let targetArn = '';

/** Opens the scheduler with the first letter that waits. Its client is 80 kB, and most calls set nothing. */
let schedules: Promise<Schedules> | undefined;
const openLater = async () =>
  (await import('../../shared/schedules/schedules.ts')).openSchedules({ ...callback, targetArn });
const parts = openParts(readSettings(), {
  set: async (call) => {
    schedules ??= openLater();
    return (await schedules).set(call);
  },
});

const aboutVisit = { cycleId: v.string(), host: v.string(), visit: v.number(), date: v.string() };

/** A scheduled call: for the morning, perhaps with the time when it was due, for waiting letters, or for one visit. */
const call = v.variant('kind', [
  v.object({
    kind: v.literal('morning'),
    at: v.optional(
      v.pipe(
        v.string(),
        v.check((text) => !Number.isNaN(Date.parse(text))),
        v.transform((text) => new Date(text).toISOString()),
      ),
    ),
  }),
  v.object({ kind: v.literal('delayed-email') }),
  v.object({ kind: v.literal('visit-reminder'), ...aboutVisit }),
  v.object({ kind: v.literal('visit-reflection'), ...aboutVisit }),
]);

/**
 * Called every morning at eight, before and after each visit, and while letters wait. If it fails, no digest, reminder, or
 * reflection request goes out, and waiting letters wait for the next change.
 */
export const handler = async (
  input: unknown,
  { invokedFunctionArn }: Pick<Context, 'invokedFunctionArn'>,
): Promise<void> => {
  targetArn = invokedFunctionArn;
  const due = v.parse(call, input);
  switch (due.kind) {
    case 'morning':
      return sendMorningLetters(parts, due.at ?? parts.now());
    case 'delayed-email':
      return retryWaitingLetters(parts);
    case 'visit-reminder':
      return answerVisitCall(parts, { ...due, kind: 'reminder' });
    case 'visit-reflection':
      return answerVisitCall(parts, { ...due, kind: 'reflection' });
  }
};
