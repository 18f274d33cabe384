import type { Cell } from '../domain/sheet.ts';

// Characters that make a spreadsheet read a text as a formula, including wide forms, and characters that it skips
// before them.
const startsLikeFormula = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
// A workbook cannot hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * A cell that no spreadsheet will calculate: a text that begins like a formula gets an apostrophe. Schools write
 * these texts, and their formula would run on the machine of anyone who opens the file. Numbers come from us.
 */
export const inert = (cell: Cell): Cell => {
  if (typeof cell === 'number') return cell;
  const text = cell.toWellFormed().replace(unprintable, '');
  return startsLikeFormula.test(text) ? `'${text}` : text;
};
