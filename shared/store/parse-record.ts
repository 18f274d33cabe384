import * as v from 'valibot';
import { isDate } from '#domain/base/time.ts';
import type { StoredRecord } from './dynamo-table.ts';
import { UnreadableRecord } from './unreadable-record.ts';

/**
 * The content of a stored record by its schema. `value` is the schema's input if it is built from the record. @throws
 * UnreadableRecord
 */
export function parseRecord<T>(
  schema: v.GenericSchema<unknown, T>,
  record: StoredRecord,
  value: unknown = record,
): T {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const places = new Set(issues.map((issue) => v.getDotPath(issue) ?? 'its root'));
  throw new UnreadableRecord(`${record.pk} ${record.sk}`, [...places]);
}

/** The only parser of each stored shape. A stored item that does not fit is a bug or damage, and throws. */
export type Parser<T> = v.GenericSchema<unknown, T>;

/** A type without `readonly`, and without the index of unknown fields that a loose schema adds. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [K in keyof T as string extends K ? (unknown extends T[K] ? never : K) : K]: Plain<T[K]> }
    : T;

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** A schema `S` that knows each field and kind of `T`, and no other. Else it does not compile, and names both. */
export type Exactly<T, S extends v.GenericSchema> =
  Same<Plain<v.InferOutput<S>>, Plain<T>> extends true
    ? S
    : { readonly schemaKnows: Plain<v.InferOutput<S>>; readonly typeKnows: Plain<T> };

export const number = v.number();
export const text = v.string();
export const list = <const S extends v.GenericSchema>(schema: S) => v.array(schema);
export const maybe = v.exactOptional;

export const creationsSchema = list(v.object({ key: text, said: text, number: maybe(v.number()) }));

/**
 * An object with the fields that a newer release added, so that they survive a read and a write. For aggregates, and
 * for the things in them that people revise.
 */
export const growing = v.looseObject;

/** Staff, and the contact of a school, as several records keep them. */
export const staffSchema = v.object({ email: text, name: text });
export const applicantSchema = v.object({ name: text, position: text, email: text });
export const principalSchema = v.object({ ...applicantSchema.entries, ownership: text });
export const namedSchoolSchema = v.object({ id: text, name: text });

type Happened<T extends string> = { readonly entries: { readonly type: v.LiteralSchema<T, undefined> } };

/** An entry of the history of an aggregate. It knows only the aggregate's own events. */
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

/** Events of several aggregates. */
export const contactCorrected = v.object({ type: v.literal('contact-corrected') });
export const subscriptionRenewed = v.object({ type: v.literal('subscription-renewed') });
