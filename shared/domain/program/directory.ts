import { compareText, naturalOrder, wordsOf } from '#domain/base/natural-order.ts';
import type { DirectoryEntry } from './school.ts';

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * Ranks schools in four groups: the ID begins with the query; the name has every word of it; the name has words that
 * begin with its words; the ID contains it. Each group is sorted by name, with numbers by value. Case, accents,
 * periods, spaces in IDs, and leading zeros do not matter. A query without a letter or digit finds nothing.
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
  const ownId = lettersAndDigits(entry.id);
  if (ownId.startsWith(id)) return 0;
  return rankByName(entry, wanted) ?? (id.length >= shortestPartOfId && ownId.includes(id) ? 3 : undefined);
}

/** Too many IDs contain any single letter. */
const shortestPartOfId = 2;

function rankByName(entry: DirectoryEntry, wanted: readonly string[]): number | undefined {
  // People also separate the letters: "P. S. 15".
  const words = [...wordsOf(entry.name), ...wordsOf(entry.name.replaceAll('.', ' '))];
  if (!wanted.every((word) => words.some((own) => own.startsWith(word)))) return undefined;
  return wanted.every((word) => words.includes(word)) ? 1 : 2;
}
