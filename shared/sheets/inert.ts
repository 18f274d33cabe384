import type { Cell } from '../domain/sheet.ts';

// What makes a spreadsheet take a text for a formula, in its wide forms too, and what it would skip to find one of them.
const startsLikeFormula = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
// A workbook cannot hold them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * A cell that no spreadsheet computes: a text that begins like a formula gets an apostrophe before it. Schools write what is
 * exported, and a formula of theirs would run on the machine of whoever opens the file. Numbers are ours.
 */
export const inert = (cell: Cell): Cell => {
  if (typeof cell === 'number') return cell;
  const text = cell.toWellFormed().replace(unprintable, '');
  return startsLikeFormula.test(text) ? `'${text}` : text;
};
