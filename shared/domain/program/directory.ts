import { compareText, naturalOrder, wordsOf } from '#domain/base/natural-order.ts';
import type { DirectoryEntry } from './school.ts';

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * Schools from the best rank (`rankOf`) to the worst. If none has one, those whose name, region, and ID together have all words
 * of the query, if it has several; else those whose name has them with a typo. Each group is sorted by name, with numbers by
 * value. Case, accents, periods, spaces in IDs, and leading zeros do not matter. A query without a letter or digit finds nothing.
 */
export function searchDirectory(
  entries: readonly DirectoryEntry[],
  query: string,
): readonly DirectoryEntry[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const typed = query.trim();
  const id = lettersAndDigits(query);
  const found = ranked(entries, (entry) => rankOf(entry, typed, id, wanted));
  if (found.length > 0) return found;
  const allIn = (words: readonly string[], isSame: (word: string, own: string) => boolean) =>
    wanted.every((word) => words.some((own) => isSame(word, own))) ? 0 : undefined;
  const placed = ranked(entries, ({ name, region, id: own }) =>
    wanted.length > 1 ? allIn([name, region, own].flatMap(wordsOf), (word, its) => word === its) : undefined,
  );
  return placed.length > 0 ? placed : ranked(entries, ({ name }) => allIn(wordsOf(name), isNearly));
}

/** The entries with a rank, the lowest first. */
function ranked(
  entries: readonly DirectoryEntry[],
  rankIn: (entry: DirectoryEntry) => number | undefined,
): readonly DirectoryEntry[] {
  const compareNames = naturalOrder();
  return entries
    .flatMap((entry) => {
      const rank = rankIn(entry);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort(
      (a, b) =>
        a.rank - b.rank || compareNames(a.entry.name, b.entry.name) || compareText(a.entry.id, b.entry.id),
    )
    .map(({ entry }) => entry);
}

/** Most short words are one letter from another. */
const shortestWithTypo = 4;

/** Whether a word is another one, or has one letter more, less, different, or swapped with the next. Numbers must be the same. */
function isNearly(word: string, own: string): boolean {
  if (word === own) return true;
  if (word.length < shortestWithTypo || /^\p{Number}/u.test(word)) return false;
  const most = Math.min(word.length, own.length);
  let start = 0;
  while (start < most && word[start] === own[start]) start += 1;
  let end = 0;
  while (end < most - start && word.at(-1 - end) === own.at(-1 - end)) end += 1;
  const [left, right] = [word.slice(start, word.length - end), own.slice(start, own.length - end)];
  const isSwapped = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
  return isSwapped || (left.length <= 1 && right.length <= 1);
}

/** Too many IDs contain any single letter. */
const shortestPartOfId = 2;

/**
 * 0: the ID is the query as typed. 1: in another case. 2: the query is the whole name. 3: the ID begins with it. 4: the name has
 * all its words. 5: the name has words that begin with them. 6: the ID contains it.
 */
function rankOf(
  entry: DirectoryEntry,
  typed: string,
  id: string,
  wanted: readonly string[],
): number | undefined {
  if (entry.id === typed) return 0;
  if (entry.id.toLowerCase() === typed.toLowerCase()) return 1;
  if (wordsOf(entry.name).join(' ') === wanted.join(' ')) return 2;
  const ownId = lettersAndDigits(entry.id);
  if (ownId.startsWith(id)) return 3;
  // People also separate the letters: "P. S. 15".
  const words = [...wordsOf(entry.name), ...wordsOf(entry.name.replaceAll('.', ' '))];
  if (wanted.every((word) => words.includes(word))) return 4;
  if (wanted.every((word) => words.some((own) => own.startsWith(word)))) return 5;
  return id.length >= shortestPartOfId && ownId.includes(id) ? 6 : undefined;
}
