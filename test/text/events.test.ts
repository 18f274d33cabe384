import { expect, test } from 'vitest';
import { sayEntry } from '#text/events.ts';

test('an entry says its day and its note', () => {
  expect(sayEntry({ what: 'visit-booked', date: '2014-10-06' })).toBe('Visit scheduled: Monday, October 6');
  expect(sayEntry({ what: 'visit-moved', note: 'Snow' })).toBe('Visit moved: Snow');
  expect(sayEntry({ what: 'arc-set' })).toBe('Learning focus set');
});

test('an entry of an older release has its day as its note', () => {
  expect(sayEntry({ what: 'visit-booked', note: '2014-10-06' })).toBe('Visit scheduled: Monday, October 6');
});

test('a date in a note that a person wrote stays as written', () => {
  const note = 'Exam moved to 2014-10-06';
  expect(sayEntry({ what: 'visit-moved', note })).toBe(`Visit moved: ${note}`);
});
