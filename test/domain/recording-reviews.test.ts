import { describe, expect, test } from 'vitest';
import { historyShownTo, reviewsShownTo, schoolsKeptFrom, whyKeptFrom } from '../../shared/domain/access.ts';
import {
  excludeReviewer,
  recordReview,
  recuseReviewer,
  scoredStatements,
  unassignReviewer,
} from '../../shared/domain/review.ts';
import { declareConflict, emptyRoster, recuseFrom } from '../../shared/domain/roster.ts';
import {
  aDecidedApplication,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aStaffMember,
} from '../builders.ts';

const amara = aStaffMember();
const daniel = aStaffMember({ name: 'Daniel Reyes', email: 'daniel.reyes@example.org' });
const ruth = aStaffMember({
  name: 'Ruth Lindqvist',
  email: 'ruth.lindqvist@example.org',
  roles: ['director'],
});
const now = '2014-04-24T14:00:00.000Z';
const review = { scores: { leadership: 4 }, recommendation: 'accept', comment: 'Yes.' } as const;

describe('recording a review', () => {
  test('adds it under the reader’s name, and says so in the history', () => {
    const application = anApplication({ reviewers: [amara.email] });
    expect(recordReview(application, review, amara, now)).toEqual({
      after: {
        ...application,
        reviews: [{ ...review, reviewer: amara.email, reviewerName: amara.name, at: now }],
        history: [{ at: now, by: amara.name, what: 'review-recorded' }],
      },
      events: [{ type: 'review-recorded', reviewer: amara.email }],
    });
  });

  test('replaces the same reader’s earlier one and leaves the others’', () => {
    const theirs = aReview({ reviewer: daniel.email });
    const application = anApplication({
      reviewers: [amara.email, daniel.email],
      reviews: [aReview(), theirs],
    });
    const outcome = recordReview(application, review, amara, now);
    expect(outcome).toMatchObject({ after: { reviews: [theirs, { comment: 'Yes.' }] } });
  });

  test('is refused to whoever does not read the application, and outside of the review', () => {
    expect(recordReview(anApplication(), review, amara, now)).toEqual({ refused: 'not-assigned' });
    expect(recordReview(aDraft(), review, amara, now)).toEqual({ refused: 'not-under-review' });
    const decided = aDecidedApplication({ reviewers: [amara.email] });
    expect(recordReview(decided, review, amara, now)).toEqual({ refused: 'not-under-review' });
  });

  test('scores the criteria of a host and the marks of a partner', () => {
    const ids = (role: 'host' | 'partner') => scoredStatements(aProgram(), role).map(({ id }) => id);
    expect(ids('host')).toEqual(['leadership', 'quality-review', 'admissions', 'practices', 'commitment']);
    expect(ids('partner')).toEqual(['new-principal', 'diverse-needs', 'improvement']);
  });
});

describe('stepping back', () => {
  test('takes out the reader and what they wrote, and keeps the reason', () => {
    const application = anApplication({ reviewers: [amara.email, daniel.email], reviews: [aReview()] });
    expect(recuseReviewer(application, 'I taught there.', amara, now)).toEqual({
      after: {
        ...application,
        reviewers: [daniel.email],
        reviews: [],
        recused: [amara.email],
        history: [{ at: now, by: amara.name, what: 'reviewer-recused', note: 'I taught there.' }],
      },
      events: [{ type: 'reviewer-recused', reviewer: amara.email }],
    });
  });

  test('is refused to whoever does not read the application', () => {
    expect(recuseReviewer(anApplication(), 'Why not', amara, now)).toEqual({ refused: 'not-assigned' });
  });
});

describe('taking a reader off', () => {
  const application = anApplication({ reviewers: [amara.email, daniel.email], reviews: [aReview()] });
  const line = { at: now, by: ruth.name, what: 'reviewers-assigned' };

  test('who is no reviewer any more unassigns them, and says who it was, by whom', () => {
    expect(unassignReviewer(application, daniel, ruth, now)).toEqual({
      after: {
        ...application,
        reviewers: [amara.email],
        history: [{ ...line, note: 'No longer a reviewer', whom: daniel.name }],
      },
      events: [{ type: 'reviewers-assigned', reviewers: [] }],
    });
  });

  test('who is no reviewer any more keeps the place of the review that they recorded', () =>
    expect(unassignReviewer(application, amara, ruth, now)).toEqual({ refused: 'reviewed' }));

  test('who has a conflict takes their review with them, and marks nobody as stepped back', () =>
    expect(excludeReviewer(application, amara, ruth, now)).toMatchObject({
      after: {
        reviewers: [daniel.email],
        reviews: [],
        recused: [],
        history: [{ ...line, note: 'Conflict of interest', whom: amara.name }],
      },
    }));

  test('is refused where they do not read the application, or nobody does any more', () => {
    expect(excludeReviewer(anApplication(), amara, ruth, now)).toEqual({ refused: 'not-assigned' });
    const decided = aDecidedApplication({ reviewers: [amara.email], reviews: [aReview()] });
    expect(excludeReviewer(decided, amara, ruth, now)).toEqual({ refused: 'not-under-review' });
  });
});

describe('an application is kept from', () => {
  const rosterWith = (conflicts: readonly string[]) =>
    conflicts.reduce(
      (roster, schoolId) => declareConflict(roster, { email: amara.email, schoolId, by: amara.email }),
      emptyRoster('2014'),
    );
  const application = anApplication({ school: aSchool({ id: '13K113' }), recused: [daniel.email] });

  test('whoever declared a conflict with its school, a reviewer or not', () =>
    expect(whyKeptFrom(application, amara, rosterWith(['13K113']))).toBe('conflict'));

  test('whoever wrote it, on the roster or not', () => {
    const applicant = { name: 'Amara', position: 'Principal', email: amara.email };
    for (const roster of [rosterWith([]), emptyRoster('2014')])
      expect(whyKeptFrom(anApplication({ applicant }), amara, roster)).toBe('conflict');
  });

  test('whoever stepped back from it, even a director', () => {
    expect(whyKeptFrom(application, daniel, rosterWith([]))).toBe('recused');
    const director = aStaffMember({ ...daniel, roles: ['director'] });
    expect(whyKeptFrom(application, director, rosterWith([]))).toBe('recused');
  });

  test('whoever stepped back from what its school sent before', () => {
    const roster = recuseFrom(emptyRoster('2014'), daniel.email, '13K113');
    const sentAgain = anApplication({ school: aSchool({ id: '13K113' }) });
    expect(whyKeptFrom(sentAgain, daniel, roster)).toBe('recused');
    expect(whyKeptFrom(aDraft({ school: aSchool({ id: '13K113' }) }), daniel, roster)).toBe('recused');
  });

  test('nobody else', () => {
    expect(whyKeptFrom(application, amara, rosterWith(['99X999']))).toBeUndefined();
    expect(whyKeptFrom(application, ruth, rosterWith([]))).toBeUndefined();
    expect(whyKeptFrom(aDraft(), ruth, rosterWith([]))).toBeUndefined();
  });
});

test('lists leave out the schools of conflicts and of recusals, of nobody else’s', () => {
  const declared = declareConflict(emptyRoster('2014'), {
    email: amara.email,
    schoolId: 'A',
    by: ruth.email,
  });
  const roster = recuseFrom(recuseFrom(declared, amara.email, 'B'), daniel.email, 'C');
  expect(schoolsKeptFrom(amara, roster)).toEqual(['A', 'B']);
});

test('why somebody does not read an application is told to directors alone', () => {
  const at = now;
  const lines = [
    { at, by: daniel.name, what: 'reviewer-recused', note: 'My sister is ill.' },
    { at, by: ruth.name, what: 'reviewers-assigned', note: 'Conflict of interest', whom: daniel.name },
    { at, by: ruth.name, what: 'application-decided', note: 'Accepted' },
  ] as const;
  const application = anApplication({ history: lines });
  expect(historyShownTo(ruth, application)).toEqual(lines);
  expect(historyShownTo(amara, application)).toEqual([
    { at, by: daniel.name, what: 'reviewer-recused' },
    { at, by: ruth.name, what: 'reviewers-assigned', whom: daniel.name },
    lines[2],
  ]);
});

describe('the reviews are shown', () => {
  const reviews = [aReview(), aReview({ reviewer: daniel.email })];
  test('to directors, and to readers who have recorded their own', () => {
    expect(reviewsShownTo(ruth, anApplication({ reviews }))).toEqual(reviews);
    expect(reviewsShownTo(amara, anApplication({ reviews }))).toEqual(reviews);
  });

  test('to nobody else', () => {
    const mei = aStaffMember({ email: 'mei@example.org', roles: ['facilitator'] });
    expect(reviewsShownTo(mei, anApplication({ reviews }))).toEqual([]);
    expect(reviewsShownTo(amara, anApplication({ reviews: reviews.slice(1) }))).toEqual([]);
    expect(reviewsShownTo(ruth, aDraft())).toEqual([]);
  });
});
