import { type Cell, isUnreadable } from '../directory/cells.ts';
import { readSheetId } from '../pairing/school-sheet.ts';

/** The id of a school, a partnership or a facilitator. Several in one cell are parted by `;`, so none may hold it. */
export function readVisitId(text: string): Cell<string> {
  const id = readSheetId(text);
  if (isUnreadable(id) || !text.includes(';')) return id;
  return { problem: `“${text.slice(0, 60)}” (expected an ID without “;”)` };
}
