import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentKeys } from '#letters/missing-letters.ts';

const words = fc.string({ unit: fc.constantFrom('A', 'B', '#', '-', 'é'), maxLength: 4 });

test('a search by prefix finds the same keys as a look at every key', () => {
  fc.assert(
    fc.property(fc.uniqueArray(words), words, (keys, prefix) => {
      const sent = sentKeys(keys);
      expect(sent.startingWith(prefix)).toEqual(keys.filter((key) => key.startsWith(prefix)).sort());
      expect(sent.has(prefix)).toBe(keys.includes(prefix));
    }),
  );
});
