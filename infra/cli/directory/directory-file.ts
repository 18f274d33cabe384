import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readJson, readText } from '../text-file.ts';
import type { ColumnMapping } from './columns.ts';
import { parseColumns } from './columns-file.ts';
import { type Directory, readDirectory } from './read-directory.ts';

/** Reads a directory file, in the documented columns or with the mapping in `columnsFile`. Problems start with a file. */
export async function loadDirectory(file: string, columnsFile?: string): Promise<Parsed<Directory>> {
  const mapping = columnsFile === undefined ? undefined : await loadColumns(columnsFile);
  if (mapping && isBroken(mapping)) return mapping;
  const text = await readText(file);
  if (isBroken(text)) return inFile(file, text.problems);
  const directory = readDirectory(text.parsed, mapping?.parsed);
  if (!('unreadable' in directory)) return { parsed: directory };
  const advice = mapping ? '' : '. If its columns have other names, give a mapping with --columns.';
  return inFile(file, [`${directory.unreadable}${advice}`]);
}

async function loadColumns(file: string): Promise<Parsed<ColumnMapping>> {
  const json = await readJson(file);
  const columns = isBroken(json) ? json : parseColumns(json.parsed);
  return isBroken(columns) ? inFile(file, columns.problems) : columns;
}

const inFile = (file: string, problems: readonly string[]) => ({
  problems: problems.map((problem) => `${file}: ${problem}`),
});
