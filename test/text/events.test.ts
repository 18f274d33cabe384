import { expect, test } from 'vitest';
import { sayEntry } from '#text/events.ts';

test('an entry says its day and its note', () => {
  expect(sayEntry({ what: 'visit-booked', date: '2014-10-06' })).toBe('Visit scheduled: Monday, October 6');
  expect(sayEntry({ what: 'visit-moved', note: 'Snow' })).toBe('Visit moved: Snow');
  expect(sayEntry({ what: 'arc-set' })).toBe('Learning focus set');
});

test('a day that an older release wrote as the note is said once', () => {
  const entry = { what: 'visit-booked', note: '2014-10-06', date: '2014-10-06' } as const;
  expect(sayEntry(entry)).toBe('Visit scheduled: Monday, October 6');
});

test('a date in a note that a person wrote stays as written', () => {
  const note = 'Exam moved to 2014-10-06';
  expect(sayEntry({ what: 'visit-moved', note })).toBe(`Visit moved: ${note}`);
});
