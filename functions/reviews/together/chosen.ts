import * as v from 'valibot';
import { optionalDateField } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { decisionStep } from '../forms.ts';
import { parseListQuery, queryOf } from '../list/query.ts';

/** One page of the list. One function call can commit this many well within its time limit. */
export const mostTogether = 50;

/** `2014-13K113:7`: an application and the version that the director saw. */
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

/** The query of the list where they were selected, for the link back. */
const listAddress = v.fallback(v.pipe(v.string(), v.maxLength(1000)), '');
export const parseListAddress = (sent: unknown): string => v.parse(listAddress, sent);

/** The same list; `more` is added to its query. */
export const hrefToList = (list: string, more: Readonly<Record<string, string>> = {}): string =>
  hrefTo('applicationList', {}, { ...queryOf(parseListQuery(new URLSearchParams(list))), ...more });

/** The same list, with these selected. */
export function hrefToChosen({ seen, list }: Chosen): string {
  const href = hrefToList(list);
  const query = new URLSearchParams(seen.map(({ reference }) => ['chosen', reference])).toString();
  return `${href}${href.includes('?') ? '&' : '?'}${query}`;
}

/** The selected applications, and the query of their list. */
export type Chosen = { readonly seen: readonly Seen[]; readonly list: string };

export type Seen = { readonly reference: string; readonly version: number };
export const seenFields = v.object({
  seen: listOf(seenEntry),
  step: decisionStep,
  on: optionalDateField,
  list: listAddress,
});

export const parseSeen = (entry: string): Seen => {
  const at = entry.lastIndexOf(':');
  return { reference: entry.slice(0, at), version: Number(entry.slice(at + 1)) };
};

/** A selected application that wasn't decided; `why` is a sentence. */
export type NotDecided = { readonly reference: string; readonly why: string };
