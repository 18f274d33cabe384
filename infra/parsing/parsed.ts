import * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

/** A missing key, or one that shouldn't be there. */
type KeyFault = { readonly wrong: 'is missing' | 'isn’t allowed here'; readonly name: string };

/** The key that an issue is about; undefined if it is about a value. */
export function keyFaultOf({ path, expected }: Issue): KeyFault | undefined {
  const last = path?.at(-1);
  if (last?.origin !== 'key') return undefined;
  return { wrong: expected === 'never' ? 'isn’t allowed here' : 'is missing', name: String(last.key) };
}

/** The path to the problem. For a missing or unknown key, the path to its parent. */
export function placeOf(issue: Issue): readonly (string | number)[] {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return keyFaultOf(issue) ? keys.slice(0, -1) : keys;
}

/** The problem, in the file author's terms, without its location. */
export function sayWrong(issue: Issue): string {
  const key = keyFaultOf(issue);
  if (key) return `“${key.name}” ${key.wrong}`;
  const received = sayReceived(issue.received);
  const limit = String(issue.requirement);
  switch (issue.type) {
    case 'number':
      return `${received} isn’t a number`;
    case 'string':
      return `${received} isn’t text in quotation marks`;
    case 'boolean':
      return `${received} isn’t true or false`;
    case 'array':
      return `${received} isn’t a list in [ ]`;
    case 'object':
    case 'strict_object':
      return `${received} isn’t a list of names and values in { }`;
    case 'picklist':
      return `${received} isn’t one of ${sayChoices(issue.expected)}`;
    case 'integer':
      return `${received} isn’t a whole number`;
    case 'min_value':
      return `${received} is less than ${limit}`;
    case 'max_value':
      return `${received} is more than ${limit}`;
    default:
      return issue.message;
  }
}

const longestShown = 60;

/** Schemas put received text in quotation marks, and show the kind of other values. */
function sayReceived(received: string): string {
  if (received === 'Object') return 'something in { }';
  if (received === 'Array') return 'a list';
  const [, text] = /^"([\s\S]*)"$/.exec(received) ?? [];
  if (text === undefined) return received;
  return `“${text.length > longestShown ? `${text.slice(0, longestShown)}…` : text}”`;
}

/** `("host" | "partner")` as words: host, partner. */
const sayChoices = (expected: string | null): string =>
  (expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ');

/** A file's content as a domain type, or one sentence for each problem. */
export type Parsed<T> = { readonly parsed: T } | { readonly problems: readonly string[] };

export const isBroken = (parsed: Parsed<unknown>): parsed is { readonly problems: readonly string[] } =>
  'problems' in parsed;

/** Checks a value against a schema. By default, each problem starts with its path, such as `quotas.3.level`. */
export function parsedBy<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  say: (issue: v.BaseIssue<unknown>) => string = sayWithPath,
): Parsed<T> {
  const outcome = v.safeParse(schema, value);
  return outcome.success ? { parsed: outcome.output } : { problems: outcome.issues.map(say) };
}

const sayWithPath = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? 'the file'}: ${keyFaultOf(issue)?.wrong ?? sayWrong(issue)}`;

/** Reads JSON text. Syntax errors are problems too, and so are numbers such as 1e999, which would become Infinity. */
export function parsedJson(text: string): Parsed<unknown> {
  try {
    const json: unknown = JSON.parse(text);
    const problems = placesOfInfinity(json).map((place) => `${place}: the number is too large`);
    return problems.length > 0 ? { problems } : { parsed: json };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problems: [`not JSON: ${error.message.replaceAll(/\s+/g, ' ')}`] };
  }
}

/** Without recursion, because a file can be nested deeper than the stack. */
function placesOfInfinity(json: unknown): readonly string[] {
  const found = [{ place: '', value: json }];
  for (const { place, value } of found)
    if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        found.push({ place: place === '' ? name : `${place}.${name}`, value: inner });
  return found
    .filter(({ value }) => typeof value === 'number' && !Number.isFinite(value))
    .map(({ place }) => place || 'the file');
}

/** The problems of all that couldn't be read. */
export const problemsOfAll = (...read: readonly Parsed<unknown>[]): readonly string[] =>
  read.flatMap((one) => (isBroken(one) ? one.problems : []));
