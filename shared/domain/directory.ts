import type { DirectoryEntry } from './school.ts';

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Number}]+/u)
    .map(withoutLeadingZeros)
    .filter((word) => word !== '');

/** People write P.S. 15 for what a directory calls P.S. 015. */
const withoutLeadingZeros = (word: string) => word.replace(/^0+(?=\d)/, '').replace(/\p{Mark}/gu, '');

/**
 * Schools whose id begins with the query, or whose name has every word of it, as a word or the beginning of one; those
 * that begin with the query first, then by name. The query's case, accents, points and leading zeros do not matter.
 */
export function searchDirectory(
  entries: readonly DirectoryEntry[],
  query: string,
): readonly DirectoryEntry[] {
  const typed = query.trim().toLowerCase();
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(entry, typed, wanted);
    return rank === undefined ? [] : [{ entry, rank }];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || (a.entry.name < b.entry.name ? -1 : 1))
    .map(({ entry }) => entry);
}

function rankOf(entry: DirectoryEntry, typed: string, wanted: readonly string[]): number | undefined {
  if (entry.id.toLowerCase().startsWith(typed)) return 0;
  // "P.S." and "PS" are the same two letters to people.
  const words = wordsOf(entry.name.replaceAll('.', '')).concat(wordsOf(entry.name));
  if (!wanted.every((word) => words.some((own) => own.startsWith(word)))) return undefined;
  return wanted.every((word) => words.includes(word)) ? 1 : 2;
}
