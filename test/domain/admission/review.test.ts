import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignReviewers, loadsOf, recordReview, recuseReviewer } from '#domain/admission/review.ts';
import { type Conflict, emptyRoster, type Reviewer, type Roster } from '#domain/admission/roster.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { isRefusal } from '#domain/base/change.ts';
import {
  aDecidedApplication,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aStaffMember,
} from '../../builders.ts';

const now = '2014-04-16T15:00:00.000Z';
const reviewerNo = (number: number): Reviewer => ({
  email: `reviewer${number}@example.org`,
  name: `Reviewer ${number}`,
});
const rosterOf = (reviewers: readonly Reviewer[], over: Partial<Roster> = {}): Roster => ({
  ...emptyRoster('2014'),
  reviewers,
  ...over,
});
const conflictOf = ({ email }: Reviewer, schoolId: string): Conflict => ({ email, schoolId, by: email });
const program = aProgram();
const readers = program.review.readersPerApplication;

/** Assigns reviewers to applications one by one, as they arrive. */
function arrive(roster: Roster, schoolIds: readonly string[]) {
  const applications = [];
  for (const id of schoolIds) {
    const loads = loadsOf(applications.map((one) => summaryOf(program, one)));
    const application = anApplication({ school: aSchool({ id }) });
    applications.push(assignReviewers(application, roster, loads, program, now)?.after ?? application);
  }
  return applications;
}

describe('reviewers of arriving applications', () => {
  const counts = fc.record({
    reviewers: fc.integer({ min: 2, max: 9 }),
    applications: fc.integer({ min: 1, max: 40 }),
  });

  test('without conflicts get equal numbers, or one more', () => {
    fc.assert(
      fc.property(counts, ({ reviewers, applications }) => {
        const roster = rosterOf(Array.from({ length: reviewers }, (_, number) => reviewerNo(number)));
        const ids = Array.from({ length: applications }, (_, number) => `S${number}`);
        const loads = loadsOf(arrive(roster, ids).map((one) => summaryOf(program, one)));
        const given = roster.reviewers.map(({ email }) => loads.get(email) ?? 0);
        expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(1);
        expect(given.reduce((sum, count) => sum + count, 0)).toBe(applications * readers);
      }),
    );
  });

  test('never get a school with a conflict or the same one twice, and as many as possible get one', () => {
    const schoolIds = ['S0', 'S1', 'S2', 'S3', 'S4', 'S5'];
    const rosters = fc.array(fc.subarray(schoolIds), { maxLength: 6 });
    fc.assert(
      fc.property(rosters, (conflicts) => {
        const roster = rosterOf(
          conflicts.map((_, number) => reviewerNo(number)),
          { conflicts: conflicts.flatMap((ids, no) => ids.map((id) => conflictOf(reviewerNo(no), id))) },
        );
        for (const { school, reviewers } of arrive(roster, schoolIds)) {
          const free = roster.reviewers.filter((_, number) => !conflicts[number]?.includes(school.id));
          expect(new Set(reviewers).size).toBe(reviewers.length);
          expect(reviewers.length).toBe(Math.min(readers, free.length));
          expect(free.map(({ email }) => email)).toEqual(expect.arrayContaining([...reviewers]));
        }
      }),
    );
  });

  test('do not depend on the order of the roster', () => {
    const roster = rosterOf([0, 1, 2, 3].map((number) => reviewerNo(number)));
    const reversed = rosterOf(roster.reviewers.toReversed());
    const ids = ['S0', 'S1', 'S2'];
    expect(arrive(reversed, ids)).toEqual(arrive(roster, ids));
  });

  test('never get their own application', () => {
    const application = anApplication();
    const author = { ...reviewerNo(0), email: application.applicant.email };
    const change = assignReviewers(application, rosterOf([author, reviewerNo(1)]), new Map(), program, now);
    expect(change?.after.reviewers).toEqual(['reviewer1@example.org']);
  });
});

describe('assigning', () => {
  const roster = rosterOf([reviewerNo(0), reviewerNo(1), reviewerNo(2)]);

  test('only fills gaps, so that repeating it changes nothing', () => {
    const first = assignReviewers(anApplication(), roster, new Map(), program, now);
    expect(first?.after.reviewers).toEqual(['reviewer0@example.org', 'reviewer1@example.org']);
    expect(first && assignReviewers(first.after, roster, new Map(), program, now)).toBeUndefined();
  });

  test.each([aDraft(), aDecidedApplication()])(
    'does nothing for an application that is not under review ($state)',
    (application) => {
      expect(assignReviewers(application, roster, new Map(), program, now)).toBeUndefined();
    },
  );

  test('after a recusal finds someone without one', () => {
    const application = anApplication({
      reviewers: ['reviewer0@example.org', 'reviewer1@example.org'],
      reviews: [aReview({ reviewer: 'reviewer0@example.org' })],
    });
    const staff = aStaffMember({ email: 'reviewer0@example.org' });
    const recused = recuseReviewer(application, 'My sister teaches there.', staff, now);
    if (isRefusal(recused)) throw new Error(recused.refused);
    expect(recused.after).toMatchObject({ reviewers: ['reviewer1@example.org'], reviews: [] });
    const refilled = assignReviewers(
      recused.after,
      roster,
      new Map([['reviewer2@example.org', 9]]),
      program,
      now,
    );
    expect(refilled?.after.reviewers).toEqual(['reviewer1@example.org', 'reviewer2@example.org']);
  });
});

describe('a review', () => {
  const staff = aStaffMember();
  const words = { scores: { leadership: 4 }, recommendation: 'accept', comment: 'Strong.' } as const;

  test('is refused from anyone who is not assigned, and after the decision', () => {
    expect(recordReview(anApplication(), words, staff, now)).toEqual({ refused: 'not-assigned' });
    const decided = aDecidedApplication({ reviewers: [staff.email] });
    expect(recordReview(decided, words, staff, now)).toEqual({ refused: 'not-under-review' });
  });
});

describe('a reviewer who can’t review an application anymore', () => {
  const [first, second, third] = [reviewerNo(1), reviewerNo(2), reviewerNo(3)];
  const application = anApplication({ reviewers: [first.email, second.email] });
  const assign = (roster: Roster, from = application) =>
    assignReviewers(from, roster, new Map(), program, now)?.after.reviewers;
  const all = [first, second, third];

  test('is replaced after leaving the roster', () =>
    expect(assign(rosterOf([second, third]))).toEqual([second.email, third.email]));

  test('is replaced after declaring a conflict', () => {
    const conflicts = [conflictOf(first, application.school.id)];
    expect(assign(rosterOf(all, { conflicts }))).toEqual([second.email, third.email]);
  });

  test('is replaced after a recusal from an earlier submission', () => {
    const recusals = [{ email: first.email, schoolId: application.school.id }];
    expect(assign(rosterOf(all, { recusals }))).toEqual([second.email, third.email]);
  });

  test('is named in the history with the reason', () => {
    const conflicts = [conflictOf(first, application.school.id)];
    const change = assignReviewers(
      application,
      rosterOf([first, third], { conflicts }),
      new Map(),
      program,
      now,
    );
    const line = { at: now, by: 'The service', what: 'reviewers-assigned' };
    expect(change?.after.history).toEqual([
      { ...line, because: 'conflict-or-recusal', whom: first.name },
      { ...line, because: 'no-reviewer', whom: second.email },
      line,
    ]);
  });

  test('is removed even if no one can replace them', () =>
    expect(assign(rosterOf([second]))).toEqual([second.email]));

  test('keeps a review that they recorded', () => {
    const reviewed = anApplication({
      reviewers: [first.email, second.email],
      reviews: [aReview({ reviewer: first.email })],
    });
    expect(assign(rosterOf([second, third]), reviewed)).toBeUndefined();
  });
});
