/** A name as it is compared: without spaces around it, in one Unicode form, in lower case. */
export const folded = (name: string): string =>
  name.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

/** The same without spaces, hyphens, and underscores, for words of ours: Date From is date_from, and First Day is first-day. */
export const condensed = (name: string): string => folded(name).replaceAll(/[\s_-]/gu, '');

/** Known names, which people may type in any spelling. */
export type Names = {
  readonly all: readonly string[];
  readonly find: (text: string) => string | undefined;
  /** The name that the text probably means. */
  readonly closest: (text: string) => string | undefined;
  /** "did you mean Bronx?" */
  readonly meant: (text: string) => string | undefined;
};

const shortestMeant = 3;

/** `aliases` are other words for some of the names. Two spellings are the same if `fold` makes them equal. */
export function namesIn(
  names: Iterable<string>,
  aliases: Iterable<readonly [alias: string, name: string]> = [],
  fold = folded,
): Names {
  const all = [...names];
  const spelled = [
    ...all.map((name) => ({ word: name, name })),
    ...[...aliases].map(([word, name]) => ({ word, name })),
  ];
  const byFold = new Map<string, string>();
  for (const { word, name } of spelled) byFold.set(fold(word), byFold.get(fold(word)) ?? name);
  const closest = (text: string) => {
    const wanted = folded(text);
    const withZeros = spelled.find(({ word }) => withoutZeros(folded(word)) === withoutZeros(wanted));
    if (withZeros) return withZeros.word;
    // Any two short words are close.
    if (wanted.length < shortestMeant) return undefined;
    const ranked = spelled
      .map(({ word }) => ({ word, distance: distanceBetween(wanted, folded(word)) }))
      .filter(({ word, distance }) => distance <= Math.max(1, Math.min(wanted.length, word.length) / 3))
      .sort((a, b) => a.distance - b.distance);
    return ranked[0]?.word;
  };
  return {
    all,
    find: (text) => byFold.get(fold(text)),
    closest,
    meant: (text) => {
      const name = closest(text);
      return name === undefined ? undefined : `did you mean ${name}?`;
    },
  };
}

/** “ (did you mean 0113?)”, if a name is close. */
export function sayClosest({ meant }: Names, text: string): string {
  const question = meant(text);
  return question === undefined ? '' : ` (${question})`;
}

/** Spreadsheets turn 0113 into 113. */
export const withoutZeros = (id: string): string => id.replace(/^0+(?=\d)/, '');

/** Gives all spellings of a name the first one, or that of a known name. */
export function oneSpelling(known: Iterable<string> = []): (name: string) => string {
  const first = new Map([...known].map((name) => [folded(name), name]));
  return (name) => {
    const spelling = first.get(folded(name)) ?? name;
    first.set(folded(name), spelling);
    return spelling;
  };
}

/** How many letters to add, drop, replace, or swap. A whole word more or less counts as one. */
function distanceBetween(one: string, other: string): number {
  if (one.startsWith(`${other} `) || other.startsWith(`${one} `)) return 1;
  let [beforeLast, last]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
