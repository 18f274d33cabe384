import { describe, expect, test } from 'vitest';
import {
  addFacilitator,
  addReviewer,
  declareConflict,
  emptyRoster,
  hasConflict,
  hasRecused,
  recuseFrom,
  removeFacilitator,
  removeReviewer,
  withdrawConflict,
} from '#domain/admission/roster.ts';

const amara = { email: 'amara.okafor@example.org', name: 'Amara Okafor' };
const zoe = { email: 'zoe.lind@example.org', name: 'Zoe Lind' };
const both = addReviewer(addReviewer(emptyRoster('2014'), zoe.name, zoe.email), amara.name, amara.email);

test('reviewers are sorted by name', () => {
  expect(both).toEqual({ ...emptyRoster('2014'), reviewers: [amara, zoe] });
});

test('adding an existing address renames its reviewer', () => {
  expect(addReviewer(both, 'Bea Lind', zoe.email).reviewers).toEqual([
    amara,
    { email: zoe.email, name: 'Bea Lind' },
  ]);
});

test('removing a reviewer leaves the others unchanged', () => {
  expect(removeReviewer(both, amara.email).reviewers).toEqual([zoe]);
  expect(removeReviewer(both, 'nobody@example.org')).toEqual(both);
});

const ofZoe = (schoolId: string, by = zoe.email) => ({ email: zoe.email, schoolId, by });

test('anyone can declare a conflict, once and in order, and withdraw it', () => {
  const declared = ['13K113', '01M015', '13K113'].reduce(
    (roster, id) => declareConflict(roster, ofZoe(id)),
    emptyRoster('2014'),
  );
  expect(declared.conflicts).toEqual([ofZoe('01M015'), ofZoe('13K113')]);
  expect(withdrawConflict(declared, zoe.email, '01M015').conflicts).toEqual([ofZoe('13K113')]);
  expect(withdrawConflict(declared, amara.email, '01M015')).toEqual(declared);
});

test('a director’s declaration for someone stays the director’s', () => {
  const ruth = 'ruth.lindqvist@example.org';
  const own = declareConflict(both, ofZoe('13K113'));
  const directors = declareConflict(own, ofZoe('13K113', ruth));
  expect(directors.conflicts).toEqual([ofZoe('13K113', ruth)]);
  expect(declareConflict(directors, ofZoe('13K113'))).toEqual(directors);
});

test('conflicts and recusals stay if a person is removed and added again', () => {
  const marked = recuseFrom(declareConflict(both, ofZoe('13K113')), zoe.email, '01M015');
  const off = removeReviewer(marked, zoe.email);
  for (const roster of [off, addReviewer(off, zoe.name, zoe.email)]) {
    expect(hasConflict(roster, zoe.email, '13K113')).toBe(true);
    expect(hasRecused(roster, zoe.email, '01M015')).toBe(true);
  }
});

test('a second recusal changes nothing, and it concerns only one school', () => {
  const once = recuseFrom(both, zoe.email, '13K113');
  expect(recuseFrom(once, zoe.email, '13K113')).toEqual(once);
  expect(hasRecused(once, zoe.email, '01M015')).toBe(false);
  expect(hasRecused(once, amara.email, '13K113')).toBe(false);
});

describe('facilitators', () => {
  const mei = { email: 'mei@example.org', name: 'Mei', regions: ['Queens', 'Bronx', 'Queens'] };
  const omar = { email: 'omar@example.org', name: 'Omar', regions: [] };

  test('are sorted by name, each once, with their regions in order', () => {
    const both = addFacilitator(addFacilitator(emptyRoster('2014'), omar), mei);
    expect(both.facilitators).toEqual([{ ...mei, regions: ['Bronx', 'Queens'] }, omar]);
    const renamed = addFacilitator(both, { ...omar, name: 'Ali' });
    expect(renamed.facilitators.map(({ name }) => name)).toEqual(['Ali', 'Mei']);
  });

  test('are removed by their address', () => {
    const both = addFacilitator(addFacilitator(emptyRoster('2014'), omar), mei);
    expect(removeFacilitator(both, mei.email).facilitators).toEqual([omar]);
    expect(removeFacilitator(both, 'nobody@example.org')).toEqual(both);
  });
});
