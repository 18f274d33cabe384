import type { Instant } from '#domain/base/time.ts';
import { csvOf } from './csv.ts';
import { type CycleRecords, cycleSheets } from './cycle-sheets.ts';
import type { ExportFormat } from './export-names.ts';

/** A cycle's records as a file. `now` decides which visits are over. */
export async function exportOf(records: CycleRecords, format: ExportFormat, now: Instant): Promise<Buffer> {
  const sheets = cycleSheets(records, now);
  if (format === 'xlsx') {
    // 75 kB that no other file or page needs.
    const { workbookOf } = await import('./workbook.part.ts');
    return workbookOf(sheets);
  }
  if (format === 'json') return Buffer.from(`${JSON.stringify(records, undefined, 2)}\n`);
  const sheet = sheets.find(({ name }) => `${name}.csv` === format);
  if (!sheet) throw new Error(`No sheet for ${format}`);
  return Buffer.from(csvOf(sheet));
}
