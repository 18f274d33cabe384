import * as v from 'valibot';
import { answerVisitCall } from './answer-visit-call.ts';
import { readSettings } from './env.ts';
import { sendMorningLetters } from './morning.ts';
import { openParts } from './parts.ts';

const parts = openParts(readSettings());

const aboutVisit = { cycleId: v.string(), host: v.string(), visit: v.number(), date: v.string() };

/** What a schedule says: that the morning has come, and where it says so, when that was due; or what is due for which visit. */
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

/** Called every morning at eight, before each visit and after it. If it fails, there is no digest, no reminder and no request to reflect. */
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
