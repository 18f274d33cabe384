import type { Cell } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { inert } from './csv.ts';
import type { Sheet } from './sheet.ts';

const widestColumn = 60;

/** Sheets as one workbook (xlsx). Every text has the type text, and none begins like a formula. */
export const workbookOf = (sheets: readonly Sheet[]): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map((column, index) => ({
        width: Math.min(
          widestColumn,
          2 + Math.max(column.length, ...rows.map((cells) => String(cells[index] ?? '').length)),
        ),
      })),
      data: [
        columns.map((column): Cell => ({ value: column, type: String, fontWeight: 'bold' })),
        ...rows.map((cells) => cells.map(inert).map(cellOf)),
      ],
    })),
  ).toBuffer();

const cellOf = (value: string | number): Cell =>
  typeof value === 'number' ? { value, type: Number } : value === '' ? null : { value, type: String };
