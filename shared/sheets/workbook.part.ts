import type { CellObject, Cell as FileCell } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import {
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import { inert } from './csv.ts';
import { type Cell, type Sheet, textOf } from './sheet.ts';

const widestColumn = 60;

/**
 * Sheets as one workbook (xlsx), each with filters and a header that stays in view. Dates, numbers, and percentages
 * have their types; every text has the type text, and none begins like a formula.
 */
export const workbookOf = (sheets: readonly Sheet[]): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map((column, index) => ({ width: widthOf(column, rows, index) })),
      data: [
        columns.map((column) => top({ value: column, type: String, fontWeight: 'bold' })),
        ...rows.map((cells) => cells.map(inert).map(cellOf)),
      ],
    })),
    { features: [{ files: { transform: { [sheetPart]: { transform: withFilterOf(sheets) } } } }] },
  ).toBuffer();

// The longest line counts, and two characters for the arrow of the filter.
function widthOf(column: string, rows: Sheet['rows'], index: number): number {
  const lengths = rows.map((cells) => textOf(cells[index] ?? '').length);
  return Math.min(widestColumn, 2 + Math.max(column.length, ...lengths));
}

const top = (cell: CellObject): FileCell => ({ alignVertical: 'top', ...cell });

function cellOf(cell: Cell): FileCell {
  if (typeof cell === 'number') return top({ value: cell, type: Number });
  if (typeof cell === 'string')
    return cell === '' ? null : top({ value: cell, type: String, wrap: cell.length > widestColumn });
  if ('percent' in cell)
    return top({ value: Number((cell.percent / 100).toFixed(6)), type: Number, format: '0.0%' });
  const hasTime = cell.date.includes(' ');
  return top({
    // The file has no time zone, and its writer counts from midnight in UTC.
    value: new Date(`${cell.date.replace(' ', 'T')}${hasTime ? ':00' : 'T00:00:00'}Z`),
    type: Date,
    format: hasTime ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd',
  });
}

const sheetPart = 'xl/worksheets/sheet{id}.xml';

/** Adds a filter over each column of each sheet. The writer has no option for it. */
const withFilterOf =
  (sheets: readonly Sheet[]) =>
  (xml: string, _: unknown, { sheetIndex }: { readonly sheetIndex: number }): string => {
    const { columns, rows } = sheets[sheetIndex] ?? { columns: [], rows: [] };
    const ref = `A1:${getCellAddress(rows.length, columns.length - 1)}`;
    const filter = getSelfClosingTagMarkup('autoFilter', { ref });
    const order = getOrderOfSiblings(sheetPart, 'worksheet') ?? [];
    return insertElementMarkupAccordingToOrderOfSiblings(xml, filter, order, 'worksheet');
  };
