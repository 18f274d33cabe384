/** The keys of all letters on record. A key has no address in it if its recipient was erased. */
export type SentKeys = {
  readonly has: (key: string) => boolean;
  /** Every key with that prefix. Takes time in proportion to the matches, not to all keys. */
  readonly startingWith: (prefix: string) => readonly string[];
};

export function sentKeys(keys: Iterable<string>): SentKeys {
  const sorted = [...new Set(keys)].sort();
  const placeOf = (text: string): number => {
    let [from, to] = [0, sorted.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if ((sorted[middle] ?? text) < text) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return {
    has: (key) => sorted[placeOf(key)] === key,
    startingWith: (prefix) => {
      const first = placeOf(prefix);
      let last = first;
      while (sorted[last]?.startsWith(prefix)) last += 1;
      return sorted.slice(first, last);
    },
  };
}

const erasedReader = 'erased';

/** The key that is left of a letter once its recipient is erased. Undefined if the letter isn't theirs. */
export function keyWithout(key: string, email: string): string | undefined {
  const at = key.toLowerCase().indexOf(email.toLowerCase());
  return at < 0 ? undefined : `${key.slice(0, at)}${erasedReader}${key.slice(at + email.length)}`;
}

/** Whether a letter is on record, with its recipient's address or without. */
export const isOnRecord = (sent: SentKeys, { key, to }: { readonly key: string; readonly to: string }) =>
  sent.has(key) || sent.has(keyWithout(key, to) ?? key);
