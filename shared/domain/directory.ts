import type { DirectoryEntry } from './school.ts';

/**
 * The words and numbers of a text, apart from each other: `P.S.15` is ps and 15. Accents and apostrophes do not part a
 * word, and leading zeros do not count: people write P.S. 15 for what a directory calls P.S. 015.
 */
const wordsOf = (text: string): readonly string[] =>
  (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[\p{Mark}.'’]/gu, '')
      .match(/\p{Letter}+|\p{Number}+/gu) ?? []
  ).map((word) => word.replace(/^0+(?=\d)/, ''));

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * Schools whose id begins with the query; then those whose name has every word of it; then those whose name has words
 * that begin so; each by name. Case, accents, points, spaces in ids and leading zeros do not matter. A query without a
 * letter or digit finds nothing.
 */
export function searchDirectory(
  entries: readonly DirectoryEntry[],
  query: string,
): readonly DirectoryEntry[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const id = lettersAndDigits(query);
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, id, wanted);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank || inOrder(a.entry.name, b.entry.name) || inOrder(a.entry.id, b.entry.id))
    .map(({ entry }) => entry);
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function rankOf(entry: DirectoryEntry, id: string, wanted: readonly string[]): number | undefined {
  if (lettersAndDigits(entry.id).startsWith(id)) return 0;
  // People also part the letters: "P. S. 15".
  const words = [...wordsOf(entry.name), ...wordsOf(entry.name.replaceAll('.', ' '))];
  if (!wanted.every((word) => words.some((own) => own.startsWith(word)))) return undefined;
  return wanted.every((word) => words.includes(word)) ? 1 : 2;
}
