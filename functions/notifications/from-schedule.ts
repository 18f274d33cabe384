import * as v from 'valibot';
import { readSettings } from './env.ts';
import { sendMorningLetters } from './morning.ts';
import { openParts } from './parts.ts';

const parts = openParts(readSettings());

/** What the schedule says: the morning has come, and where it says so, when that was due. */
const call = v.object({
  kind: v.literal('morning'),
  at: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => !Number.isNaN(Date.parse(text))),
      v.transform((text) => new Date(text).toISOString()),
    ),
  ),
});

/** Called every morning at eight. If it fails, there is no queue digest and no closing reminder. */
export const handler = async (input: unknown): Promise<void> => {
  const { at } = v.parse(call, input);
  await sendMorningLetters(parts, at ?? parts.now());
};
