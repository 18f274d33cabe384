/**
 * The words and numbers of a text: `P.S.15` gives "ps" and "15". Accents and apostrophes do not split a word. Leading
 * zeros do not count: people write P.S. 15 for a directory's P.S. 015.
 */
export const wordsOf = (text: string): readonly string[] =>
  (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\p{Mark}.'’]/gu, '')
      .match(/\p{Letter}+|\p{Number}+/gu) ?? []
  ).map((word) => word.replace(/^0+(?=\d)/, ''));

/** Order by code points. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Compares names as people look for them: P.S. 9 before P.S. 015, ignoring case and accents. Use one comparer per
 * sort. Without Intl.Collator, which a cold start would have to load.
 */
export function naturalOrder(): (a: string, b: string) => number {
  const known = new Map<string, readonly string[]>();
  const wordsOnce = (name: string) => {
    const words = known.get(name) ?? wordsOf(name);
    known.set(name, words);
    return words;
  };
  return (a, b) => compareAll(wordsOnce(a), wordsOnce(b)) || compareText(a, b);
}

function compareAll(a: readonly string[], b: readonly string[]): number {
  for (const [index, word] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareWords(word, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const isNumber = (word: string) => /^\p{Number}/u.test(word);

/** Numbers by value, and before words. */
function compareWords(a: string, b: string): number {
  if (isNumber(a) !== isNumber(b)) return isNumber(a) ? -1 : 1;
  return isNumber(a) ? a.length - b.length || compareText(a, b) : compareText(a, b);
}
