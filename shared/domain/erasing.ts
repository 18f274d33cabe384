/** What is left of people in what is kept, once they are erased. Works on anything that is stored, whatever its shape. */

/** Stands where a name stood. */
const removedName = '[name removed]';
/** Stands where an address stood to which nothing is ever sent: no mail server can have this name. */
const removedAddress = 'removed@address.invalid';

/** A value without somebody, and the path of each text that was taken out: `applicant.name`, `history.2.by`. */
export type Erased<T> = { readonly value: T; readonly paths: readonly string[] };

/** Where a text stands: the name of its field, or of the list that it is in, and the fields beside that. */
type Place = { readonly key: string; readonly beside: Readonly<Record<string, unknown>> };

/** What a text becomes; and which lists are emptied. */
type Rule = {
  readonly text: (text: string, place: Place) => string;
  readonly empties?: (key: string) => boolean;
};

/** The fields that name staff, or whoever acted, by name alone. */
const namedBy = ['by', 'askedBy', 'reviewerName', 'whom'];

/** One person: an address in lower case, the names that staff bear anywhere, and where letters about theirs go from now on. */
export type Person = {
  readonly email: string;
  readonly staffNames: readonly string[];
  readonly successor: string;
  /** Tells one erased person from another where only addresses are listed. Random: it must not lead back. */
  readonly mark: string;
};

/** `kept` without one person. Whoever is written to about it is the successor now. */
export function withoutPerson<T>(kept: T, person: Person): Erased<T> {
  const { email, successor, mark } = person;
  const names = new Set([...person.staffNames, ...namesOf(kept, email).map(({ name }) => name)]);
  return rewritten(kept, {
    text: (text, { key, beside }) => {
      if (isSame(beside.email, email)) {
        if (key === 'name') return removedName;
        if (key === 'position') return '';
        if (key === 'email') return successor;
      }
      if (isSame(text, email)) return `removed-${mark}@address.invalid`;
      if (namedBy.includes(key) && names.has(text)) return removedName;
      return text.toLowerCase().includes(email) ? replacedIn(text, email) : text;
    },
  });
}

/** `kept` without anybody: names, addresses, what readers wrote, who would come to visits, and who did what when. Outcomes and answers stay. */
export const withoutPeople = <T>(kept: T): Erased<T> =>
  rewritten(kept, {
    empties: (key) => key === 'history',
    text: (text, { key, beside }) => {
      if (typeof beside.email === 'string') {
        if (key === 'name') return removedName;
        if (key === 'position') return '';
      }
      if (namedBy.includes(key)) return removedName;
      if (key === 'comment' || key === 'remark') return '';
      return isAddress(text) ? removedAddress : text;
    },
  });

/** The names that a value gives to an address; `staff` bear no position. */
export function namesOf(
  kept: unknown,
  email: string,
): readonly { readonly name: string; readonly isStaff: boolean }[] {
  if (Array.isArray(kept)) return kept.flatMap((one) => namesOf(one, email));
  if (!isRecord(kept)) return [];
  const found = [
    ...(isSame(kept.email, email) && typeof kept.name === 'string'
      ? [{ name: kept.name, isStaff: kept.position === undefined }]
      : []),
    ...(isSame(kept.reviewer, email) && typeof kept.reviewerName === 'string'
      ? [{ name: kept.reviewerName, isStaff: true }]
      : []),
  ];
  return [...found, ...Object.values(kept).flatMap((one) => namesOf(one, email))];
}

/** Whether an address stands anywhere in a value. */
export const mentions = (kept: unknown, email: string): boolean =>
  typeof kept === 'string'
    ? kept.toLowerCase().includes(email)
    : Array.isArray(kept)
      ? kept.some((one) => mentions(one, email))
      : isRecord(kept) && Object.values(kept).some((one) => mentions(one, email));

/** Every address in a value that is one and nothing else, in lower case. */
export const addressesIn = (kept: unknown): readonly string[] => {
  if (typeof kept === 'string') return isAddress(kept) ? [kept.toLowerCase()] : [];
  if (Array.isArray(kept)) return kept.flatMap(addressesIn);
  return isRecord(kept) ? Object.values(kept).flatMap(addressesIn) : [];
};

const isAddress = (text: string): boolean =>
  /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(text) && !text.endsWith('@address.invalid');
const isSame = (value: unknown, email: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === email;
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;

function replacedIn(text: string, email: string): string {
  const at = text.toLowerCase().indexOf(email);
  if (at < 0) return text;
  const rest = text.slice(at + email.length);
  return `${text.slice(0, at)}[address removed]${replacedIn(rest, email)}`;
}

/** The value with each text as the rule has it. Its shape stays, so it is of the same type. */
function rewritten<T>(kept: T, rule: Rule): Erased<T>;
function rewritten(kept: unknown, rule: Rule): Erased<unknown> {
  const paths: string[] = [];
  const rewrite = (value: unknown, place: Place, path: readonly string[]): unknown => {
    if (typeof value === 'string') {
      const text = rule.text(value, place);
      if (text !== value) paths.push(path.join('.'));
      return text;
    }
    if (Array.isArray(value)) {
      if (value.length > 0 && rule.empties?.(place.key)) {
        paths.push(path.join('.'));
        return [];
      }
      return value.map((one, index) => rewrite(one, place, [...path, String(index)]));
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, rewrite(one, { key, beside: value }, [...path, key])]),
    );
  };
  return { value: rewrite(kept, { key: '', beside: {} }, []), paths };
}
