import { type Cell, isUnreadable } from '../directory/cells.ts';
import { readSheetId } from '../pairing/school-sheet.ts';

/** The ID of a school, partnership, or facilitator. Cells separate several with `;`, so no ID may contain it. */
export function readVisitId(text: string): Cell<string> {
  const id = readSheetId(text);
  if (isUnreadable(id) || !text.includes(';')) return id;
  return { problem: `“${text.slice(0, 60)}” (expected an ID without “;”)` };
}
