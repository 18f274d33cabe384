import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { fileName, visitIds } from '../../infra/cli/visits/invitations.ts';

const aVisit = (over: Partial<PlannedVisit> = {}): PlannedVisit => ({
  partnership: 'T1',
  date: '2026-10-05',
  visiting: ['P1'],
  visited: 'H1',
  facilitator: 'F1',
  ...over,
});
const idsOf = (visits: readonly PlannedVisit[]) => visitIds('2026', visits).map(({ id }) => id);

test('a visit is named by its schools and its number this year, not by its day', () => {
  const back = aVisit({ visiting: ['H1'], visited: 'P1' });
  expect(idsOf([aVisit(), back, aVisit()])).toEqual([
    '2026.T1.P1.H1.1',
    '2026.T1.H1.P1.1',
    '2026.T1.P1.H1.2',
  ]);
  expect(idsOf([aVisit({ date: '2027-03-01', facilitator: 'F2' })])).toEqual(['2026.T1.P1.H1.1']);
});

test('joint visitors are named in one order', () => {
  expect(idsOf([aVisit({ visiting: ['P2', 'P1'] })])).toEqual(idsOf([aVisit({ visiting: ['P1', 'P2'] })]));
});

test('any text becomes a file name, and no two are the same', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(fileName(one)).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(fileName(one) === fileName(other)).toBe(one.toWellFormed() === other.toWellFormed());
    }),
  );
});

test('IDs that are long in bytes still fit every disk’s file names', () => {
  const long = '學'.repeat(40);
  const [id = ''] = idsOf([aVisit({ partnership: long, visiting: [long], visited: long })]);
  expect(`${id}.ics`.length).toBeLessThan(100);
  expect(id).toMatch(/^2026\.[0-9a-f]{40}\.1$/);
});
