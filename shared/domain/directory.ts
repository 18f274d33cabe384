import { compareText, naturalOrder, wordsOf } from './natural-order.ts';
import type { DirectoryEntry } from './school.ts';

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * Schools whose id begins with the query; then those whose name has every word of it; then those whose name has words
 * that begin so; each by name, with numbers by their value. Case, accents, points, spaces in ids and leading zeros do not matter. A query without a
 * letter or digit finds nothing.
 */
export function searchDirectory(
  entries: readonly DirectoryEntry[],
  query: string,
): readonly DirectoryEntry[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const id = lettersAndDigits(query);
  const compareNames = naturalOrder();
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, id, wanted);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank || compareNames(a.entry.name, b.entry.name) || compareText(a.entry.id, b.entry.id),
    )
    .map(({ entry }) => entry);
}

function rankOf(entry: DirectoryEntry, id: string, wanted: readonly string[]): number | undefined {
  if (lettersAndDigits(entry.id).startsWith(id)) return 0;
  // People also part the letters: "P. S. 15".
  const words = [...wordsOf(entry.name), ...wordsOf(entry.name.replaceAll('.', ' '))];
  if (!wanted.every((word) => words.some((own) => own.startsWith(word)))) return undefined;
  return wanted.every((word) => words.includes(word)) ? 1 : 2;
}
