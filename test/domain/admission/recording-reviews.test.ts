import { describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import {
  excludeReviewer,
  recordReview,
  recuseReviewer,
  scoredStatements,
  unassignReviewer,
} from '#domain/admission/review.ts';
import {
  declareConflict,
  emptyRoster,
  historyShownTo,
  recuseFrom,
  reviewsShownTo,
  schoolsKeptFrom,
  whyKeptFrom,
} from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Program, Role } from '#domain/program/program.ts';
import {
  aDecidedApplication,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aStaffMember,
} from '../../builders.ts';

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
  test('adds it under the reviewer’s name and to the history', () => {
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

  test('keeps every version, and marks those written after others could be read', () => {
    const theirs = aReview({ reviewer: daniel.email });
    const { reviewer: _, reviewerName: __, ...first } = aReview();
    const application = anApplication({
      reviewers: [amara.email, daniel.email],
      reviews: [aReview(), theirs],
    });
    expect(recordReview(application, review, amara, now)).toMatchObject({
      after: {
        reviews: [theirs, { comment: 'Yes.', afterOthers: true, earlier: [first] }],
        history: [{ what: 'review-recorded', afterOthers: true }],
      },
    });
  });

  test('doesn’t mark a reviewer’s first version, or a change while theirs is the only one', () => {
    const reviewers = [amara.email, daniel.email];
    const versions = [
      anApplication({ reviewers, reviews: [aReview({ reviewer: daniel.email })] }),
      anApplication({ reviewers, reviews: [aReview()] }),
    ].map((application) => recordReview(application, review, amara, now));
    for (const outcome of versions) expect(JSON.stringify(outcome)).not.toContain('afterOthers');
  });

  test('marks a director’s first version if others were there to read', () => {
    const application = anApplication({ reviewers: [ruth.email, amara.email], reviews: [aReview()] });
    expect(recordReview(application, review, ruth, now)).toMatchObject({
      after: { reviews: [aReview(), { reviewer: ruth.email, afterOthers: true }] },
    });
  });

  test('is refused after five changes, and the same review again isn’t', () => {
    const change = (application: Application, comment: string) => {
      const outcome = recordReview(application, { ...review, comment }, amara, now);
      if (isRefusal(outcome)) throw new Error(outcome.refused);
      return outcome.after;
    };
    const last = ['1', '2', '3', '4', '5', '6'].reduce<Application>(
      change,
      anApplication({ reviewers: [amara.email] }),
    );
    expect(recordReview(last, review, amara, now)).toEqual({ refused: 'changed-too-often' });
    expect(recordReview(last, { ...review, comment: '6' }, amara, now)).toEqual({ after: last, events: [] });
  });

  test('is refused for anyone who is not assigned, and outside of the review', () => {
    expect(recordReview(anApplication(), review, amara, now)).toEqual({ refused: 'not-assigned' });
    expect(recordReview(aDraft(), review, amara, now)).toEqual({ refused: 'not-under-review' });
    const decided = aDecidedApplication({ reviewers: [amara.email] });
    expect(recordReview(decided, review, amara, now)).toEqual({ refused: 'not-under-review' });
  });

  const idsIn = (program: Program) => (role: Role) => scoredStatements(program, role).map(({ id }) => id);

  test('scores what a role’s rubric names, and no facts', () => {
    const ids = idsIn(aProgram());
    expect(ids('host')).toEqual(['practices', 'evidence', 'commitment']);
    expect(ids('partner')).toEqual(['goal', 'need', 'plan', 'commitment']);
  });

  test('scores criteria and marks in cycles opened before roles had rubrics', () => {
    const { scored: _, ...review } = aProgram().review;
    const ids = idsIn(aProgram({ review }));
    expect(ids('host')).toEqual(['leadership', 'quality-review', 'admissions', 'practices', 'commitment']);
    expect(ids('partner')).toEqual(['new-principal', 'diverse-needs', 'improvement']);
  });
});

describe('recusal', () => {
  test('removes the reviewer and their review, and keeps the reason', () => {
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

  test('is refused for anyone who is not assigned', () => {
    expect(recuseReviewer(anApplication(), 'Why not', amara, now)).toEqual({ refused: 'not-assigned' });
  });
});

describe('removing a reviewer', () => {
  const application = anApplication({ reviewers: [amara.email, daniel.email], reviews: [aReview()] });
  const line = { at: now, by: ruth.name, what: 'reviewers-assigned' };

  test('who left the roster unassigns them and records both names', () => {
    expect(unassignReviewer(application, daniel, 'no-reviewer', ruth, now)).toEqual({
      after: {
        ...application,
        reviewers: [amara.email],
        history: [{ ...line, because: 'no-reviewer', whom: daniel.name }],
      },
      events: [{ type: 'reviewers-assigned', reviewers: [] }],
    });
  });

  test('who is on leave keeps a review that they recorded', () =>
    expect(unassignReviewer(application, amara, 'on-leave', ruth, now)).toEqual({ refused: 'reviewed' }));

  test('with a conflict removes their review and records no recusal', () =>
    expect(excludeReviewer(application, amara, ruth, now)).toMatchObject({
      after: {
        reviewers: [daniel.email],
        reviews: [],
        recused: [],
        history: [{ ...line, because: 'conflict', whom: amara.name }],
      },
    }));

  test('is refused if they are not assigned, or no one is', () => {
    expect(excludeReviewer(anApplication(), amara, ruth, now)).toEqual({ refused: 'not-assigned' });
    const decided = aDecidedApplication({ reviewers: [amara.email], reviews: [aReview()] });
    expect(excludeReviewer(decided, amara, ruth, now)).toEqual({ refused: 'not-under-review' });
  });
});

describe('an application is hidden from', () => {
  const rosterWith = (conflicts: readonly string[]) =>
    conflicts.reduce(
      (roster, schoolId) => declareConflict(roster, { email: amara.email, schoolId, by: amara.email }),
      emptyRoster('2014'),
    );
  const application = anApplication({ school: aSchool({ id: '13K113' }), recused: [daniel.email] });

  test('anyone with a declared conflict with its school, reviewer or not', () =>
    expect(whyKeptFrom(application, amara, rosterWith(['13K113']))).toBe('conflict'));

  test('its own author, on the roster or not', () => {
    const applicant = { name: 'Amara', position: 'Principal', email: amara.email };
    for (const roster of [rosterWith([]), emptyRoster('2014')])
      expect(whyKeptFrom(anApplication({ applicant }), amara, roster)).toBe('conflict');
  });

  test('anyone who recused themselves, even a director', () => {
    expect(whyKeptFrom(application, daniel, rosterWith([]))).toBe('recused');
    const director = aStaffMember({ ...daniel, roles: ['director'] });
    expect(whyKeptFrom(application, director, rosterWith([]))).toBe('recused');
  });

  test('anyone who recused themselves from the school’s earlier submission', () => {
    const roster = recuseFrom(emptyRoster('2014'), daniel.email, '13K113');
    const sentAgain = anApplication({ school: aSchool({ id: '13K113' }) });
    expect(whyKeptFrom(sentAgain, daniel, roster)).toBe('recused');
    expect(whyKeptFrom(aDraft({ school: aSchool({ id: '13K113' }) }), daniel, roster)).toBe('recused');
  });

  test('no one else', () => {
    expect(whyKeptFrom(application, amara, rosterWith(['99X999']))).toBeUndefined();
    expect(whyKeptFrom(application, ruth, rosterWith([]))).toBeUndefined();
    expect(whyKeptFrom(aDraft(), ruth, rosterWith([]))).toBeUndefined();
  });
});

test('lists leave out a person’s own conflicts and recusals, and no one else’s', () => {
  const declared = declareConflict(emptyRoster('2014'), {
    email: amara.email,
    schoolId: 'A',
    by: ruth.email,
  });
  const roster = recuseFrom(recuseFrom(declared, amara.email, 'B'), daniel.email, 'C');
  expect(schoolsKeptFrom(amara, roster)).toEqual(['A', 'B']);
});

test('only directors see why someone can’t review an application', () => {
  const at = now;
  const lines = [
    { at, by: daniel.name, what: 'reviewer-recused', note: 'My sister is ill.' },
    { at, by: ruth.name, what: 'reviewers-assigned', because: 'conflict', whom: daniel.name },
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

describe('reviews are shown', () => {
  const reviews = [aReview(), aReview({ reviewer: daniel.email })];
  test('to directors and to reviewers with a review of their own', () => {
    expect(reviewsShownTo(ruth, anApplication({ reviews }))).toEqual(reviews);
    expect(reviewsShownTo(amara, anApplication({ reviews }))).toEqual(reviews);
  });

  test('to no one else', () => {
    const mei = aStaffMember({ email: 'mei@example.org', roles: ['facilitator'] });
    expect(reviewsShownTo(mei, anApplication({ reviews }))).toEqual([]);
    expect(reviewsShownTo(amara, anApplication({ reviews: reviews.slice(1) }))).toEqual([]);
    expect(reviewsShownTo(ruth, aDraft())).toEqual([]);
  });
});
