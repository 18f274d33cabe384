import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFields } from '../../functions/http/body.ts';
import { anEvent } from './event.ts';

const fieldsOf = (entries: readonly (readonly [string, string])[]) =>
  readFields(
    anEvent('POST /sign-out', '/sign-out', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(entries.map(([name, value]) => [name, value])).toString(),
    }),
  );

test('a field that is sent once is its text, and one that is sent several times all its texts in order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__'), fc.string())), (entries) => {
      const fields = fieldsOf(entries);
      for (const name of ['a', 'b', '__proto__']) {
        const sent = entries.flatMap(([key, value]) => (key === name ? [value] : []));
        expect(fields[name]).toEqual(sent.length > 1 ? sent : sent[0]);
      }
    }),
  );
});
