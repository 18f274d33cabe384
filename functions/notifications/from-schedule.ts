import * as v from 'valibot';
import { openParts } from './dependencies.ts';
import { readSettings } from './env.ts';
import { sendMorningLetters } from './morning.ts';
import { answerVisitCall } from './visit-call.ts';

const parts = openParts(readSettings());

const aboutVisit = { cycleId: v.string(), host: v.string(), visit: v.number(), date: v.string() };

/** A scheduled call: for the morning, perhaps with the time when it was due, or for one visit. */
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
  v.object({ kind: v.literal('visit-reminder'), ...aboutVisit }),
  v.object({ kind: v.literal('visit-reflection'), ...aboutVisit }),
]);

/** Called every morning at eight, and before and after each visit. If it fails, no digest, reminder, or reflection request goes out. */
export const handler = async (input: unknown): Promise<void> => {
  const due = v.parse(call, input);
  switch (due.kind) {
    case 'morning':
      return sendMorningLetters(parts, due.at ?? parts.now());
    case 'visit-reminder':
      return answerVisitCall(parts, { ...due, kind: 'reminder' });
    case 'visit-reflection':
      return answerVisitCall(parts, { ...due, kind: 'reflection' });
  }
};
