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

/** The text of a field as it is saved: trimmed, with LF line ends and without control characters. */
export const cleanText = (typed: string): string =>
  isBlank(typed)
    ? ''
    : typed
        .replace(/\r\n?/g, '\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes control characters
        .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
        .toWellFormed()
        .trim();

/**
 * How many characters people see, if that could be more than `limit`; else its length. Intl takes 11 ms at its first
 * use, so it isn't asked about short texts.
 */
export const charactersOf = (text: string, limit: number): number =>
  text.length <= limit ? text.length : charactersSeen(text, limit);

/**
 * How many characters people see: one for an accented letter or an emoji, whatever its parts. Parts count if there are
 * too many for a text of `limit` characters.
 */
export function charactersSeen(text: string, limit: number): number {
  if (new TextEncoder().encode(text).length > mostBytes(limit)) return text.length;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}
