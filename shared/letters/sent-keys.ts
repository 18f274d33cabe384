/** What of letters is on record: the key of each that went out; where its reader was erased since, its key without them. */
export type SentKeys = {
  readonly has: (key: string) => boolean;
  /** Every key that begins like that, in a time that grows with how many there are of those and hardly with all. */
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

/** The key of a letter without its reader's address, which is left of it once they are erased; undefined where it is not theirs. */
export function keyWithout(key: string, email: string): string | undefined {
  const at = key.toLowerCase().indexOf(email.toLowerCase());
  return at < 0 ? undefined : `${key.slice(0, at)}${erasedReader}${key.slice(at + email.length)}`;
}

/** Whether a letter is on record, or that one like it was whose reader has been erased. */
export const isOnRecord = (sent: SentKeys, { key, to }: { readonly key: string; readonly to: string }) =>
  sent.has(key) || sent.has(keyWithout(key, to) ?? key);
