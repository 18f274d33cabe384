/** Removes people from stored records. Works on records of any shape. */

/** Replaces a name. */
const removedName = '[name removed]';
/** Replaces an address. No mail server can have this name, so nothing is ever sent to it. */
const removedAddress = 'removed@address.invalid';

/** A value without a person, and the path of each removed text: `applicant.name`, `history.2.by`. */
export type Erased<T> = { readonly value: T; readonly paths: readonly string[] };

/** The place of a text: the name of its field or list, and the fields next to it. */
type Place = { readonly key: string; readonly beside: Readonly<Record<string, unknown>> };

/** How to replace a text, whose links and sessions end, and which lists to empty. */
type Rule = {
  readonly text: (text: string, place: Place) => string;
  readonly shutsOut: (email: string) => boolean;
  readonly empties?: (key: string) => boolean;
};

/** The fields that hold a person's name without an address. */
const namedBy = ['by', 'askedBy', 'reviewerName', 'whom'];

/**
 * One person: an address in lower case, the names that staff use for them, and the address that gets their letters
 * now.
 */
type Person = {
  readonly email: string;
  readonly staffNames: readonly string[];
  readonly successor: string;
  /** Tells erased people apart if only addresses are listed. Random, so that it can't identify them. */
  readonly mark: string;
};

/** `kept` without one person. The successor gets their letters. */
export function withoutPerson<T>(kept: T, person: Person): Erased<T> {
  const { email, successor, mark } = person;
  const names = new Set([...person.staffNames, ...namesOf(kept, email).map(({ name }) => name)]);
  return rewritten(kept, {
    shutsOut: (address) => isSame(address, email),
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

/** `kept` without any people: no names, addresses, comments, remarks, or history. Outcomes and answers stay. */
export const withoutPeople = <T>(kept: T): Erased<T> =>
  rewritten(kept, {
    empties: (key) => key === 'history',
    // Only once, because a cycle is looked at every night.
    shutsOut: isAddress,
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

/** The names that belong to an address in a value. Staff have no `position`. */
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

/** Whether an address occurs anywhere in a value. */
export const mentions = (kept: unknown, email: string): boolean =>
  typeof kept === 'string'
    ? kept.toLowerCase().includes(email)
    : Array.isArray(kept)
      ? kept.some((one) => mentions(one, email))
      : isRecord(kept) && Object.values(kept).some((one) => mentions(one, email));

/** Every text in a value that is exactly one address, in lower case. */
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

/** The value with the rule applied to each text. It keeps its shape and so its type. */
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
    const entries = Object.entries(value).map(([name, one]): [string, unknown] => {
      // Some objects are keyed by address.
      const key = isAddress(name) ? rule.text(name, place) : name;
      if (key !== name) paths.push(path.join('.'));
      return [key, rewrite(one, { key, beside: value }, [...path, key])];
    });
    return { ...Object.fromEntries(entries), ...newOwnership(value, rule) };
  };
  return { value: rewrite(kept, { key: '', beside: {} }, []), paths };
}

/**
 * A new ownership for what an erased person owned, so that their links, sessions, and calendars end. It follows from
 * the old one: an application and its partnership agree, even if they are erased in two runs.
 */
function newOwnership(owned: Readonly<Record<string, unknown>>, { shutsOut }: Rule): object {
  // A principal holds their own.
  const isPrincipal = typeof owned.ownership === 'string' && typeof owned.email === 'string';
  const contact = typeof owned.reference === 'string' ? (owned.applicant ?? owned.contact) : undefined;
  const owner = isPrincipal ? owned : contact;
  if (!isRecord(owner)) return {};
  return shutsOut(String(owner.email)) ? { ownership: `${String(owned.ownership ?? '')}:erased` } : {};
}
