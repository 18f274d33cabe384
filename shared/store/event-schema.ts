import * as v from 'valibot';
import { isDate } from '#domain/base/time.ts';
import { maybe, text } from './parse-record.ts';

export const applicantSchema = v.object({ name: text, position: text, email: text });
export const namedSchool = v.object({ id: text, name: text });

// Events of two aggregates each.
export const contactCorrected = v.object({ type: v.literal('contact-corrected') });
export const subscriptionRenewed = v.object({ type: v.literal('subscription-renewed') });

type Happened<T extends string> = { readonly entries: { readonly type: v.LiteralSchema<T, undefined> } };

/** An entry of the history of an aggregate that knows only these events. */
export const entryOf = <const T extends string>(events: readonly Happened<T>[]) =>
  v.pipe(
    v.object({
      at: text,
      by: text,
      what: v.picklist(events.map(({ entries }) => entries.type.literal)),
      note: maybe(text),
      whom: maybe(text),
      date: maybe(text),
      visit: maybe(v.number()),
    }),
    v.transform(withDate),
  );

/** Entries of older releases have their day as their note. */
const withDate = <E extends { readonly note?: string; readonly date?: string }>(entry: E): E =>
  entry.date === undefined && entry.note !== undefined && isDate(entry.note)
    ? { ...entry, date: entry.note }
    : entry;
