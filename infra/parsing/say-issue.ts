import type * as v from 'valibot';

type Issue = v.BaseIssue<unknown>;

/** A key that is not there, or one that should not be. */
export type KeyFault = { readonly wrong: 'is missing' | 'isn’t allowed here'; readonly name: string };

/** What an issue says of a key; undefined where it is about a value. */
export function keyFaultOf({ path, expected }: Issue): KeyFault | undefined {
  const last = path?.at(-1);
  if (last?.origin !== 'key') return undefined;
  return { wrong: expected === 'never' ? 'isn’t allowed here' : 'is missing', name: String(last.key) };
}

/** The keys that lead to what is wrong; of a key that is missing or unknown, to what should, or should not, have it. */
export function placeOf(issue: Issue): readonly (string | number)[] {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  return keyFaultOf(issue) ? keys.slice(0, -1) : keys;
}

/** What is wrong, in the words of whoever wrote the file, without its place. */
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

/** Schemas write a received text with quotation marks, and of other values the kind. */
function sayReceived(received: string): string {
  if (received === 'Object') return 'something in { }';
  if (received === 'Array') return 'a list';
  return received.replace(/^"([\s\S]*)"$/, '“$1”');
}

/** `("host" | "partner")` in words: host, partner. */
const sayChoices = (expected: string | null): string =>
  (expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ');
