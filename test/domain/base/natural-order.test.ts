import fc from 'fast-check';
import { expect, test } from 'vitest';
import { naturalOrder } from '#domain/base/natural-order.ts';
import { searchDirectory } from '#domain/program/directory.ts';

test('numbers are sorted by value, with or without zeros, and before words', () => {
  const names = [
    'P.S. 100',
    'P.S. 9 Fox',
    'PS 015',
    'p.s. 15 Ärz',
    'P.S. 15 Asher',
    'P.S. Ada',
    'École',
    'Eaton',
  ];
  expect(names.toSorted(naturalOrder())).toEqual([
    'Eaton',
    'École',
    'P.S. 9 Fox',
    'PS 015',
    'p.s. 15 Ärz',
    'P.S. 15 Asher',
    'P.S. 100',
    'P.S. Ada',
  ]);
});

test('schools that match a search equally well are in that order', () => {
  const entries = ['P.S. 100 Oak', 'P.S. 020 Oak', 'p.s. 9 oak'].map((name, index) => ({
    id: `S${index}`,
    name,
    region: 'North',
    levels: [],
  }));
  expect(searchDirectory(entries, 'oak').map(({ name }) => name)).toEqual([
    'p.s. 9 oak',
    'P.S. 020 Oak',
    'P.S. 100 Oak',
  ]);
});

test('names have one order, whatever the input order', () => {
  const name = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom('a', 'A', '0', '1', '9', ' ', 'é', '.')).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 30 }), (names) => {
      expect(names.toReversed().toSorted(naturalOrder())).toEqual(names.toSorted(naturalOrder()));
    }),
  );
});
