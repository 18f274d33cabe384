import * as v from 'valibot';
import type { FieldDescription } from '#api/operation.ts';
import { charactersOf, cleanText, withoutHiddenMarks } from '#domain/base/characters.ts';
import { parseEmail } from '#domain/base/email.ts';
import { sayCount } from '#domain/base/wording.ts';

/** Field values as text, by name. Forms and JSON bodies look the same from here on. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** One message for each invalid field, by name. */
export type FieldErrors = Readonly<Record<string, string>>;

export type Checked<T> =
  | { readonly value: T; readonly errors?: undefined }
  | { readonly errors: FieldErrors; readonly value?: undefined };

/** Parses fields by a schema. Errors hold the first message of each invalid field, in the order of the schema. */
export function check<T>(schema: v.GenericSchema<unknown, T>, fields: Fields): Checked<T> {
  const parsed = v.safeParse(schema, fields);
  if (parsed.success) return { value: parsed.output };
  const errors: Record<string, string> = {};
  for (const issue of parsed.issues) {
    const field = String(issue.path?.[0]?.key ?? '');
    if (!Object.hasOwn(errors, field)) errors[field] = issue.message;
  }
  return { errors };
}

/** The input for the OpenAPI document; it can't be derived from a schema that transforms. */
const described = <T>(required: boolean, jsonSchema: FieldDescription['jsonSchema']) =>
  v.metadata<T, FieldDescription>({ required, jsonSchema });

/** A limit in characters as people see them. On a page with several texts, `what` names the text at the start of the message. */
type Limit = { readonly maxLength: number; readonly what?: string | undefined };

/**
 * Text of one or more lines, trimmed, with LF line ends and without control characters. `missing` is the message for a text
 * that is empty or invisible.
 */
export const textField = (missing: string, { maxLength, what }: Limit) =>
  v.pipe(
    v.optional(v.string(missing), ''),
    described(true, { type: 'string', minLength: 1, maxLength }),
    v.transform(cleanText),
    v.nonEmpty(missing),
    shortEnough({ maxLength, what }),
  );

/** Optional text; the empty string if left out. */
export const optionalTextField = ({ maxLength, what }: Limit) =>
  v.pipe(
    v.optional(v.string('Send a single string, not a list'), ''),
    described(false, { type: 'string', maxLength }),
    v.transform(cleanText),
    shortEnough({ maxLength, what }),
  );

const shortEnough = ({ maxLength, what }: Limit) =>
  v.check<string, (issue: v.CheckIssue<string>) => string>(
    (text) => charactersOf(text, maxLength) <= maxLength,
    ({ input }) =>
      what === undefined
        ? `Shorten your answer: it has ${sayCount(charactersOf(input, maxLength))} characters, and the limit is ${sayCount(maxLength)}`
        : `${what} must be ${sayCount(maxLength)} characters or fewer`,
  );

/** The hash of the data that the form showed (see `stale-form.ts`). Without it, the form is never out of date. */
export const seenField = optionalTextField({ maxLength: 100 });

/** The key of a form that creates something: a form that comes again with its key creates nothing more. */
export const keyField = v.pipe(
  optionalTextField({ maxLength: 100 }),
  described(false, { type: 'string', pattern: '^[\\w-]{8,100}$' }),
  v.regex(/^([\w-]{8,100})?$/, 'Send a key of 8 to 100 letters, digits, hyphens, and underscores'),
);

/** Characters of a person's name or job title; both fit on one line of an email. */
export const longestName = 100;

/** One line of text: like `textField`, with line breaks and tabs as spaces, and without hidden marks. */
export const lineField = (missing: string, limit: Limit) =>
  v.pipe(
    textField(missing, limit),
    v.transform((line) => withoutHiddenMarks(line).replace(/\s+/g, ' ').trim()),
  );

/** An email address, in lower case. */
export const emailField = (missing: string) =>
  v.pipe(
    lineField(missing, { maxLength: 254, what: 'Email address' }),
    described(true, { type: 'string', format: 'email', maxLength: 254 }),
    v.transform((typed) => parseEmail(typed)?.toLowerCase() ?? ''),
    v.nonEmpty('Enter a valid email address, like name@example.org'),
  );

/** One of a closed list. */
export const choiceField = <const T extends string>(options: readonly T[], missing: string) =>
  v.pipe(v.optional(v.string(missing), ''), described(true, oneOf(options)), v.picklist(options, missing));

// The OpenAPI document doesn't know a program's options.
const oneOf = (options: readonly string[]) =>
  options.length === 0 ? { type: 'string' } : { type: 'string', enum: options };

/** At least one of a closed list. A single choice may come without a list. */
export const choicesField = <const T extends string>(options: readonly T[], missing: string) =>
  v.pipe(
    v.optional(v.union([v.array(v.string()), v.string()]), []),
    described(true, { type: 'array', items: oneOf(options), minItems: 1 }),
    v.transform((chosen) => (typeof chosen === 'string' ? [chosen] : chosen)),
    v.array(v.picklist(options, missing)),
    v.transform((chosen) => [...new Set(chosen)]),
    v.minLength(1, missing),
  );

/** `what` starts the message: "Years at this school must be a number from 0 to 60". */
type Range = {
  readonly what: string;
  readonly min: number;
  readonly max: number;
  /** People may type it after the number. */
  readonly unit?: '%';
};

/** `1200` for `1,200`: three digits after a comma are thousands, as in every program so far. `7,5` is unchanged. */
const withoutThousands = (typed: string): string =>
  /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed;

const numberTyped = /^\d{1,7}([.,]\d{1,3})?$/;
const asNumber = (typed: string): number => Number(typed.replace(',', '.'));
const notNumber = ({ what }: Range) => `${what} must be a number, like 7 or 7.5`;
const outOfRange = ({ what, min, max }: Range) => `${what} must be a number from ${min} to ${max}`;

/** A field that may be left out, which gives undefined. If it is sent, even empty, it is checked. */
export const unlessAbsent = <T>(field: v.GenericSchema<unknown, T>) =>
  v.pipe(v.optional(field), v.metadata({ ...v.getMetadata(field), required: false }));

/** Texts of fields that share a name, in order; none if left out. */
export const textsField = ({ maxLength, most }: Limit & { readonly most: number }) =>
  v.pipe(
    v.optional(v.union([v.array(v.string()), v.string()]), []),
    described(false, { type: 'array', items: { type: 'string', maxLength }, maxItems: most }),
    v.transform((sent) => (typeof sent === 'string' ? [sent] : sent).map(cleanText)),
    v.check((texts) => texts.length <= most, `Send at most ${most}`),
    v.check(
      (texts) => texts.every((text) => charactersOf(text, maxLength) <= maxLength),
      `Use ${sayCount(maxLength)} characters or fewer`,
    ),
  );

/** A number as people type it, `7` or `7.5`, within a range. */
export const numberField = (missing: string, range: Range) =>
  v.pipe(
    v.optional(v.string(missing), ''),
    described(true, { type: 'number', minimum: range.min, maximum: range.max }),
    v.trim(),
    v.nonEmpty(missing),
    v.transform(withoutThousands),
    v.regex(numberTyped, notNumber(range)),
    v.transform(asNumber),
    v.minValue(range.min, outOfRange(range)),
    v.maxValue(range.max, outOfRange(range)),
  );

/** A whole number within a range. One message covers every fault. On a page with several numbers, `what` names this one. */
export const wholeNumberField = (
  missing: string,
  { what, min, max }: Omit<Range, 'what'> & Partial<Pick<Range, 'what'>>,
) => {
  const range = `a whole number from ${min} to ${max}`;
  const wrong = what === undefined ? `Enter ${range}` : `${what} must be ${range}`;
  return v.pipe(
    v.optional(v.string(missing), ''),
    described(true, { type: 'integer', minimum: min, maximum: max }),
    v.trim(),
    v.nonEmpty(missing),
    v.transform(withoutThousands),
    v.regex(/^\d{1,7}$/, wrong),
    v.transform(Number),
    v.minValue(min, wrong),
    v.maxValue(max, wrong),
  );
};

/** An optional number; undefined if left out. */
export const optionalNumberField = (range: Range) =>
  v.pipe(
    v.optional(v.string(notNumber(range)), ''),
    described(false, { type: 'number', minimum: range.min, maximum: range.max }),
    v.trim(),
    v.transform((typed) =>
      range.unit !== undefined && typed.endsWith(range.unit) ? typed.slice(0, -1).trimEnd() : typed,
    ),
    v.transform(withoutThousands),
    v.check((typed) => typed === '' || numberTyped.test(typed), notNumber(range)),
    v.transform((typed) => (typed === '' ? undefined : asNumber(typed))),
    v.check(
      (number) => number === undefined || (number >= range.min && number <= range.max),
      outOfRange(range),
    ),
  );

const isDate = (typed: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(typed) &&
  !Number.isNaN(Date.parse(typed)) &&
  new Date(typed).toISOString().startsWith(typed);

/** `2014-11-03` for `11/3/2014`, which browsers without a date field send. Other text is unchanged. */
function asDate(typed: string): string {
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(20\d\d)$/.exec(typed) ?? [];
  return year === undefined ? typed : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A date of this century, as `2014-11-03` or `11/3/2014`. */
export const dateField = (missing: string) =>
  v.pipe(
    v.optional(v.string(missing), ''),
    described(true, { type: 'string', format: 'date' }),
    v.trim(),
    v.nonEmpty(missing),
    v.transform(asDate),
    v.check(isDate, 'Enter a valid date, like 11/3/2027'),
  );

/** The same, or undefined if it's empty or left out. */
export const optionalDateField = v.pipe(
  v.optional(v.string('Enter a date'), ''),
  described(false, { type: 'string', format: 'date' }),
  v.trim(),
  v.transform(asDate),
  v.check((typed) => typed === '' || isDate(typed), 'Enter a valid date, like 11/3/2027'),
  v.transform((typed) => (typed === '' ? undefined : typed)),
);

/** Any number of dates, separated by line breaks, commas, or spaces. */
export const datesField = ({ most }: { readonly most: number }) =>
  v.pipe(
    v.optional(v.string('Send a single string, not a list'), ''),
    described(false, { type: 'string' }),
    v.transform((typed) =>
      typed
        .split(/[\s,;]+/)
        .filter((one) => one !== '')
        .map(asDate),
    ),
    v.check((dates) => dates.every(isDate), 'Enter valid dates, one per line, like 11/3/2027'),
    v.check((dates) => dates.length <= most, `Enter ${most} dates or fewer`),
  );

/** `09:00` for `9:00 AM`, which browsers without a time field send. Other text is unchanged. */
function asTime(typed: string): string {
  const [, hour, minute, half = ''] = /^(1[0-2]|0?[1-9]):([0-5]\d)\s*([ap])\.?m\.?$/i.exec(typed) ?? [];
  if (hour === undefined) return typed;
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

/** A time of day, as `09:00` or `9:00 AM`. */
export const timeField = (missing: string) =>
  v.pipe(
    v.optional(v.string(missing), ''),
    described(true, { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
    v.trim(),
    v.nonEmpty(missing),
    v.transform(asTime),
    v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time, like 9:00 AM'),
  );
