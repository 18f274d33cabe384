import { randomBytes } from 'node:crypto';
import { openStore } from '../../../shared/store/applications.ts';
import { stepsForPerson } from '../../../shared/store/erasure.ts';
import type { Table } from '../../../shared/store/table.ts';

/** The steps that erase the person with this address. */
export async function stepsToErase(table: Table, email: string) {
  const cycles = await openStore(table.tableName, table).cycles();
  const contacts = new Map(cycles.map(({ id, program }) => [id, program.contactEmail]));
  const [newest] = [...contacts.values()].reverse();
  const mark = randomBytes(4).toString('hex');
  return stepsForPerson(table, email, mark, (cycleId) => contacts.get(cycleId) ?? newest ?? '');
}
