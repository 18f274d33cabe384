import { type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { csvOf } from '#sheets/csv.ts';
import type { Sheet } from '#sheets/sheet.ts';
import type { Output } from './write-files.ts';

/** What an output option asks for: a workbook, one CSV file, or a folder of CSV files. */
type OutputKind = 'workbook' | 'csv' | 'folder';

/** A name without an ending is a folder, unless something else has that name already. */
function outputKind(out: string): OutputKind {
  const there = thereAt(out);
  if (there?.isDirectory() || /[/\\]$/.test(out)) return 'folder';
  const ending = path.extname(out).toLowerCase();
  if (ending === '.xlsx') return 'workbook';
  return ending === '' && there === undefined ? 'folder' : 'csv';
}

/** What has this name; undefined if there's nothing that can be reached, which writing reports. */
function thereAt(out: string): Stats | undefined {
  try {
    return statSync(out, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** The folder to create for an output, if it is one. */
export const outputFolders = (out: string | undefined): readonly string[] =>
  out !== undefined && outputKind(out) === 'folder' ? [out] : [];

/** The names of the files of an output: itself, or these in its folder. */
export const outputNames = (
  out: string | undefined,
  names: readonly string[],
): readonly (string | undefined)[] =>
  out !== undefined && outputKind(out) === 'folder' ? names.map((name) => path.join(out, name)) : [out];

/** The files that sheets become: one workbook, the sheet called `alone` as CSV, or a CSV file for each in a folder. */
export async function sheetFiles(
  out: string,
  sheets: readonly Sheet[],
  alone: string,
): Promise<readonly Output[]> {
  switch (outputKind(out)) {
    case 'workbook': {
      const { workbookOf } = await import('#sheets/workbook.part.ts');
      return [{ file: out, pieces: [await workbookOf(sheets)] }];
    }
    case 'csv':
      return sheets
        .filter(({ name }) => name === alone)
        .map((sheet) => ({ file: out, pieces: [csvOf(sheet)] }));
    case 'folder':
      return sheets.map((sheet) => ({ file: path.join(out, `${sheet.name}.csv`), pieces: [csvOf(sheet)] }));
  }
}
