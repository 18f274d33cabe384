/** What of letters is on record: the key of each that went out. */
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
