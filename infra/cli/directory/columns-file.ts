import * as v from 'valibot';
import { isBroken, type Parsed, parsedBy } from '../../parsing/parsed.ts';
import { type ColumnMapping, requiredColumns, type Source, schoolColumns } from './columns.ts';

const text = v.pipe(v.string(), v.nonEmpty());

const source = v.strictObject({
  from: v.union([text, v.pipe(v.array(text), v.minLength(1))], 'expected a column or a list of columns'),
  join: v.exactOptional(v.string()),
  separator: v.exactOptional(text),
  translate: v.exactOptional(v.record(v.string(), v.string())),
  times: v.exactOptional(v.number()),
  onlyWithout: v.exactOptional(text),
}) satisfies v.GenericSchema<unknown, Source>;

const columnsFile = v.record(v.picklist(schoolColumns), source);

/** A mapping from a file's columns to the documented ones. */
export function parseColumns(json: unknown): Parsed<ColumnMapping> {
  const columns = parsedBy(columnsFile, json);
  if (isBroken(columns)) return columns;
  const missing = requiredColumns.filter((column) => !(column in columns.parsed));
  return missing.length > 0
    ? { problems: missing.map((column) => `${column}: required`) }
    : { parsed: columns.parsed };
}
