import { compareText, naturalOrder, wordsOf } from '#domain/base/natural-order.ts';
import type { DirectoryEntry } from './school.ts';

const lettersAndDigits = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * Ranks schools: the ID is the query, exactly or in another case; it is the whole name; the ID begins with it; the name has every
 * word of it; the name has words that begin with its words; the ID contains it. If there is none, the name, region, and ID
 * together have its several words; else the name has them with a typo. Each group is sorted by name, with numbers by value. Case, accents,
 * periods, spaces in IDs, and leading zeros do not matter. A query without a letter or digit finds nothing.
 */
export function searchDirectory(
  entries: readonly DirectoryEntry[],
  query: string,
): readonly DirectoryEntry[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const typed = query.trim();
  const id = lettersAndDigits(query);
  const found = ranked(entries, (entry) => rankById(entry, typed) ?? rankOf(entry, id, wanted));
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

function rankById({ id }: DirectoryEntry, typed: string): number | undefined {
  if (id === typed) return -2;
  return id.toLowerCase() === typed.toLowerCase() ? -1 : undefined;
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

function rankOf(entry: DirectoryEntry, id: string, wanted: readonly string[]): number | undefined {
  const ownId = lettersAndDigits(entry.id);
  const byName = rankByName(entry, wanted);
  if (ownId.startsWith(id)) return Math.min(0, byName ?? 0);
  return byName ?? (id.length >= shortestPartOfId && ownId.includes(id) ? 3 : undefined);
}

/** Above IDs that begin with it. */
const wholeName = -0.5;

/** Too many IDs contain any single letter. */
const shortestPartOfId = 2;

function rankByName(entry: DirectoryEntry, wanted: readonly string[]): number | undefined {
  // People also separate the letters: "P. S. 15".
  const words = [...wordsOf(entry.name), ...wordsOf(entry.name.replaceAll('.', ' '))];
  if (wordsOf(entry.name).join(' ') === wanted.join(' ')) return wholeName;
  if (!wanted.every((word) => words.some((own) => own.startsWith(word)))) return undefined;
  return wanted.every((word) => words.includes(word)) ? 1 : 2;
}
