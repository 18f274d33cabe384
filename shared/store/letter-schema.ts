import * as v from 'valibot';
import { type UndeliveredLetter, undeliveredReasons } from '#domain/records/undelivered.ts';

/** The only parser of stored undelivered and held letters. */
const text = v.string();
const common = {
  version: v.number(),
  id: text,
  cycleId: text,
  kind: text,
  to: text,
  school: v.exactOptional(v.object({ name: text, reference: text })),
  reason: v.picklist(undeliveredReasons),
  detail: text,
  at: text,
};

export const undeliveredSchema = v.variant('state', [
  v.object({ ...common, state: v.literal('open') }),
  v.object({ ...common, state: v.literal('settled'), settledBy: text, settledAt: text }),
]) satisfies v.GenericSchema<unknown, UndeliveredLetter>;

export const heldLetterSchema = v.object({ id: text, at: text, kind: text, to: text, subject: text, text });

/** A letter that was held here instead of sent, as text. `id` says nothing about its recipient. */
export type HeldLetter = Readonly<v.InferOutput<typeof heldLetterSchema>>;
