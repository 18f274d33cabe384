import * as v from 'valibot';
import { hrefTo } from '../routes.ts';
import { letterStep } from './forms.ts';
import { parseListQuery, queryOf } from './list-query.ts';

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

/** The query of the list in which they were chosen, so that there is a way back to it. */
const listAddress = v.fallback(v.pipe(v.string(), v.maxLength(1000)), '');
export const parseListAddress = (sent: string | null): string => v.parse(listAddress, sent);

/** The list as it was; `more` is said in its address too. */
export const hrefToList = (list: string, more: Readonly<Record<string, string>> = {}): string =>
  hrefTo('applicationList', {}, { ...queryOf(parseListQuery(new URLSearchParams(list))), ...more });

/** The list as it was, with these chosen in it. */
export function hrefToChosen({ seen, list }: Chosen): string {
  const href = hrefToList(list);
  const query = new URLSearchParams(seen.map(({ reference }) => ['chosen', reference])).toString();
  return `${href}${href.includes('?') ? '&' : '?'}${query}`;
}

/** What was chosen, and the query of the list in which it was. */
export type Chosen = { readonly seen: readonly Seen[]; readonly list: string };

export type Seen = { readonly reference: string; readonly version: number };
export const seenFields = v.object({
  seen: listOf(seenEntry),
  step: letterStep,
  list: listAddress,
});

export const parseSeen = (entry: string): Seen => {
  const at = entry.lastIndexOf(':');
  return { reference: entry.slice(0, at), version: Number(entry.slice(at + 1)) };
};

/** One that was chosen and stays undecided, with the reason as a sentence. */
export type NotDecided = { readonly reference: string; readonly why: string };
