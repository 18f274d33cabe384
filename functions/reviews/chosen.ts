import * as v from 'valibot';

/** As many as a list shows on a page, and as one function call commits well within its time. */
export const mostTogether = 50;

/** `2014-13K113:7`: an application in the version that the director has read. */
const seenEntry = v.pipe(v.string(), v.maxLength(80), v.regex(/^.+:\d{1,9}$/));
const listOf = (entry: v.GenericSchema<unknown, string>) =>
  v.pipe(
    v.union([
      v.array(v.unknown()),
      v.pipe(
        v.string(),
        v.transform((one) => [one]),
      ),
    ]),
    v.array(entry),
    v.transform((entries) => [...new Set(entries)]),
    v.minLength(1),
    v.maxLength(mostTogether),
  );
export const chosenReferences = listOf(v.pipe(v.string(), v.maxLength(70)));

export type Seen = { readonly reference: string; readonly version: number };
export const seenFields = v.object({
  seen: listOf(seenEntry),
  step: v.fallback(v.picklist(['preview', 'send']), 'preview'),
});

export const parseSeen = (entry: string): Seen => {
  const at = entry.lastIndexOf(':');
  return { reference: entry.slice(0, at), version: Number(entry.slice(at + 1)) };
};

/** One that was chosen and stays undecided, with the reason as a sentence. */
export type NotDecided = { readonly reference: string; readonly why: string };
