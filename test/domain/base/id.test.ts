import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { isUnreadable, readId, readVisitId } from '../../../infra/cli/cells.ts';

const inherited = ['constructor', 'prototype', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
const text = fc.oneof(
  fc.constantFrom(...inherited),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
  fc.string(),
);

test('a record keyed by IDs keeps each ID that a file may have, and nothing else', () => {
  const counts = v.record(v.string(), v.number());
  fc.assert(
    fc.property(text, (id) => {
      if (isUnreadable(readId(id)) && isUnreadable(readVisitId(id))) return;
      expect(Object.entries(v.parse(counts, { [id]: 1 }))).toEqual([[id, 1]]);
      const none: Readonly<Record<string, number>> = v.parse(counts, {});
      expect(none[id]).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

test.each(inherited)('%s can’t be a school’s ID', (id) => {
  expect(isUnreadable(readId(id))).toBe(true);
  expect(isUnreadable(readVisitId(id))).toBe(true);
});
