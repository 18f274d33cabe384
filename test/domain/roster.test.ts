import { describe, expect, test } from 'vitest';
import {
  addFacilitator,
  addReviewer,
  declareConflict,
  emptyRoster,
  hasConflict,
  removeFacilitator,
  removeReviewer,
  withdrawConflict,
} from '../../shared/domain/roster.ts';
import { anApplication } from '../builders.ts';

const amara = { email: 'amara.okafor@example.org', name: 'Amara Okafor', conflicts: [] };
const zoe = { email: 'zoe.lind@example.org', name: 'Zoe Lind', conflicts: [] };
const both = addReviewer(addReviewer(emptyRoster('2014'), zoe.name, zoe.email), amara.name, amara.email);

test('reviewers stand on the roster by name', () => {
  expect(both).toEqual({ version: 0, cycleId: '2014', reviewers: [amara, zoe], facilitators: [] });
});

test('adding an address again renames its reviewer and keeps the conflicts', () => {
  const declared = declareConflict(both, zoe.email, '13K113');
  expect(addReviewer(declared, 'Bea Lind', zoe.email).reviewers).toEqual([
    amara,
    { email: zoe.email, name: 'Bea Lind', conflicts: ['13K113'] },
  ]);
});

test('a reviewer who is removed leaves the others as they are', () => {
  expect(removeReviewer(both, amara.email).reviewers).toEqual([zoe]);
  expect(removeReviewer(both, 'nobody@example.org')).toEqual(both);
});

test('conflicts are declared once, in order, and can be taken back', () => {
  const declared = ['13K113', '01M015', '13K113'].reduce(
    (roster, id) => declareConflict(roster, zoe.email, id),
    both,
  );
  expect(declared.reviewers).toEqual([amara, { ...zoe, conflicts: ['01M015', '13K113'] }]);
  expect(withdrawConflict(declared, zoe.email, '01M015').reviewers[1]?.conflicts).toEqual(['13K113']);
});

test('a declared school and one’s own application are conflicts, others are not', () => {
  const application = anApplication();
  expect(hasConflict(amara, application)).toBe(false);
  expect(hasConflict({ ...amara, conflicts: ['13K113'] }, application)).toBe(true);
  expect(hasConflict({ ...amara, email: 'dana.principal@example.org' }, application)).toBe(true);
});

describe('facilitators', () => {
  const mei = { email: 'mei@example.org', name: 'Mei', regions: ['Queens', 'Bronx', 'Queens'] };
  const omar = { email: 'omar@example.org', name: 'Omar', regions: [] };

  test('are listed by name, each once, with their regions in order', () => {
    const both = addFacilitator(addFacilitator(emptyRoster('2014'), omar), mei);
    expect(both.facilitators).toEqual([{ ...mei, regions: ['Bronx', 'Queens'] }, omar]);
    const renamed = addFacilitator(both, { ...omar, name: 'Ali' });
    expect(renamed.facilitators.map(({ name }) => name)).toEqual(['Ali', 'Mei']);
  });

  test('leave by their address, and nobody else does', () => {
    const both = addFacilitator(addFacilitator(emptyRoster('2014'), omar), mei);
    expect(removeFacilitator(both, mei.email).facilitators).toEqual([omar]);
    expect(removeFacilitator(both, 'nobody@example.org')).toEqual(both);
  });
});
