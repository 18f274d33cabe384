import { describe, expect, test } from 'vitest';
import { reviewsShownTo, whyKeptFrom } from '../../shared/domain/access.ts';
import { recordReview, recuseReviewer, scoredStatements } from '../../shared/domain/review.ts';
import { emptyRoster } from '../../shared/domain/roster.ts';
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

describe('an application is kept from', () => {
  const rosterWith = (conflicts: readonly string[]) => ({
    ...emptyRoster('2014'),
    reviewers: [{ email: amara.email, name: amara.name, conflicts }],
  });
  const application = anApplication({ school: aSchool({ id: '13K113' }), recused: [daniel.email] });

  test('whoever declared a conflict with its school', () =>
    expect(whyKeptFrom(application, amara, rosterWith(['13K113']))).toBe('conflict'));

  test('whoever wrote it, on the roster or not', () => {
    const applicant = { name: 'Amara', position: 'Principal', email: amara.email };
    for (const roster of [rosterWith([]), emptyRoster('2014')])
      expect(whyKeptFrom(anApplication({ applicant }), amara, roster)).toBe('conflict');
  });

  test('whoever stepped back from it, even a director', () => {
    expect(whyKeptFrom(application, daniel, rosterWith([]))).toBe('recused');
    expect(whyKeptFrom(application, { ...daniel, roles: ['director'] }, rosterWith([]))).toBe('recused');
  });

  test('nobody else', () => {
    expect(whyKeptFrom(application, amara, rosterWith(['99X999']))).toBeUndefined();
    expect(whyKeptFrom(application, ruth, rosterWith([]))).toBeUndefined();
    expect(whyKeptFrom(aDraft(), ruth, rosterWith([]))).toBeUndefined();
  });
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
