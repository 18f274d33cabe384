import { randomBytes } from 'node:crypto';
import { countOf } from '#domain/base/wording.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { type Erasing, stepsForPerson } from '#store/erasure.ts';
import { type Exit, exits, type Terminal } from './command.ts';

/** One line per record: its type, its ID, and the fields that are emptied, or that it is deleted. */
export function sayErasings(steps: readonly { readonly erasing: Erasing }[], { say }: Terminal): void {
  for (const { erasing } of steps) {
    const { type, id, what } = erasing;
    say(`${type}  ${id}  ${what === 'deleted' ? 'whole record' : what.join(', ')}`);
  }
  if (steps.length > 0) say(countOf(steps.length, 'record'));
}

/** The exit code, if others changed `missed` records at the same time. */
export function outcomeOf(missed: number, { say, warn }: Terminal): Exit {
  if (missed === 0) {
    say('Done.');
    return exits.done;
  }
  warn(`${countOf(missed, 'record')} changed at the same time and weren’t erased. Run it again.`);
  return exits.rowsLeftOut;
}

/** The steps that erase the person with this address. */
export async function stepsToErase(table: Table, email: string) {
  const cycles = await openCycles(table).cycles();
  const contacts = new Map(cycles.map(({ id, program }) => [id, program.contactEmail]));
  const [newest] = [...contacts.values()].reverse();
  const mark = randomBytes(4).toString('hex');
  return stepsForPerson(table, email, mark, (cycleId) => contacts.get(cycleId) ?? newest ?? '');
}
