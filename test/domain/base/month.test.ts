import { expect, test } from 'vitest';
import { datesDiffer, readMonth } from '#domain/base/time.ts';

test.each([
  ['March 2014', 'March 2014'],
  ['  march   2014 ', 'March 2014'],
  ['Mar 2014', 'March 2014'],
  ['Mar. 2014', 'March 2014'],
  ['March, 2014', 'March 2014'],
  ['Sept. 2013', 'September 2013'],
  ['MAR-2014', 'March 2014'],
  ['3/2014', 'March 2014'],
  ['03/2014', 'March 2014'],
  ['3.2014', 'March 2014'],
  ['12 / 2013', 'December 2013'],
  ['2014-03', 'March 2014'],
  ['2014', '2014'],
])('%j is %s', (typed, month) => {
  expect(readMonth(typed)).toBe(month);
  expect(readMonth(month)).toBe(month);
});

test.each([
  '',
  'last year',
  '13/2014',
  '0/2014',
  '3/14',
  'Ma 2014',
  'Marchy 2014',
  'March',
  '20145',
  '1066',
  '<b>May</b>',
  '٣/2014',
])('%j is not a month', (typed) => expect(readMonth(typed)).toBeUndefined());

test('a year agrees with each of its months, and two spellings of a month agree', () => {
  expect(datesDiffer('2014', 'March 2014')).toBe(false);
  expect(datesDiffer('3/2014', 'March 2014')).toBe(false);
  expect(datesDiffer('April 2014', 'March 2014')).toBe(true);
  expect(datesDiffer('2013', 'March 2014')).toBe(true);
});
