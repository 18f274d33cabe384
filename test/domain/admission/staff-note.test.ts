import { expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { addNote, mostNotes, notesShownTo } from '#domain/admission/staff-note.ts';
import { isRefusal } from '#domain/base/change.ts';
import { aDecidedApplication, aDraft, anApplication, aReview, aStaffMember } from '../../builders.ts';

const amara = aStaffMember();
const ruth = aStaffMember({ name: 'Ruth Lindqvist', email: 'ruth@example.org', roles: ['director'] });
const now = '2014-04-24T14:00:00.000Z';
const added = (application: Application, text: string) => {
  const outcome = addNote(application, text, ruth, now);
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome.after;
};

test('a note is kept with its author, and sent twice it counts once', () => {
  const once = added(aDecidedApplication(), 'Call first.');
  expect(once.notes).toEqual([{ by: ruth.name, at: now, text: 'Call first.' }]);
  expect(added(once, 'Call first.')).toEqual(once);
});

test('a draft has no notes, and no application has more than fit in it', () => {
  expect(addNote(aDraft(), 'Hm.', ruth, now)).toEqual({ refused: 'not-submitted' });
  const full = Array.from({ length: mostNotes }, (_, n) => String(n)).reduce<Application>(
    added,
    anApplication(),
  );
  expect(addNote(full, 'More.', ruth, now)).toEqual({ refused: 'too-many-notes' });
});

test('a reviewer reads notes only after their own review, and directors always', () => {
  const before = added(anApplication({ reviewers: [amara.email] }), 'Call first.');
  const after = { ...before, reviews: [aReview()] };
  expect([notesShownTo(amara, before).length, notesShownTo(amara, after).length]).toEqual([0, 1]);
  expect(notesShownTo(ruth, before).length).toBe(1);
});
