import { type CycleRecords, cycleSheets } from '../domain/cycle-sheets.ts';
import { csvOf } from './csv.ts';

/** The files that a cycle is exported to. JSON holds everything as it is stored, sheets what people look at. */
export const exportFormats = [
  'xlsx',
  'json',
  'applications.csv',
  'decisions.csv',
  'partnerships.csv',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** "2014-applications.csv", "2014.xlsx" */
export const exportName = (cycleId: string, format: ExportFormat): string =>
  `${cycleId}${format.endsWith('.csv') ? '-' : '.'}${format}`;

export async function exportOf(records: CycleRecords, format: ExportFormat): Promise<Buffer> {
  const sheets = cycleSheets(records);
  if (format === 'xlsx') {
    // 75 kB that the page of the files, and every other file, need nothing of.
    const { workbookOf } = await import('./workbook.ts');
    return workbookOf(sheets);
  }
  if (format === 'json') return Buffer.from(`${JSON.stringify(records, undefined, 2)}\n`);
  const sheet = sheets.find(({ name }) => `${name}.csv` === format);
  if (!sheet) throw new Error(`There is no sheet for ${format}`);
  return Buffer.from(csvOf(sheet));
}
