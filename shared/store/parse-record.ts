import * as v from 'valibot';
import type { StoredRecord } from './table.ts';
import { UnreadableRecord } from './unreadable-record.ts';

/**
 * The content of a stored record by its schema. `value` is the schema's input if it is built from the record. @throws
 * UnreadableRecord
 */
export function parseRecord<T>(
  schema: v.GenericSchema<unknown, T>,
  record: StoredRecord,
  value: unknown = record,
): T {
  const { success, output, issues } = v.safeParse(schema, value);
  if (success) return output;
  const places = new Set(issues.map((issue) => v.getDotPath(issue) ?? 'its root'));
  throw new UnreadableRecord(`${record.pk} ${record.sk}`, [...places]);
}
