import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchDirectory } from '../../shared/domain/directory.ts';
import { naturalOrder } from '../../shared/domain/natural-order.ts';

test('numbers are in the order of their value, whatever their zeros, and before words', () => {
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

test('schools that fit a search equally well are in that order', () => {
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

test('any names have one order, in whatever order they come', () => {
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
