/** Whether no one could see the text: it has only spaces and marks without a shape. */
export const isBlank = (text: string): boolean =>
  /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]*$/u.test(text);

/**
 * Without the marks that turn a line around or make two lines look the same. Those that scripts and emoji need to join or part
 * letters stay.
 */
export const withoutHiddenMarks = (line: string): string =>
  line.replace(/[\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '');

/** Room for accents and joined emoji, but not for a thousand marks on one letter. A record has only 400 kB. */
const mostBytes = (characters: number): number => 2000 + 12 * characters;

let segmenter: Intl.Segmenter | undefined;

/**
 * How many characters people see: one for an accented letter or an emoji, whatever its parts. Asks Intl, whose first use
 * takes 11 ms, only about texts that could be longer than `limit`. Parts count if there are very many.
 */
export function charactersOf(text: string, limit: number): number {
  if (text.length <= limit || new TextEncoder().encode(text).length > mostBytes(limit)) return text.length;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
