import { countOf } from '../../../shared/domain/base/wording.ts';
import type { Erasing } from '../../../shared/store/erasure.ts';
import { type Exit, exits, type Terminal } from '../command.ts';

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
