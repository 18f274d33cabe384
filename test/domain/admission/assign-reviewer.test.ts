import { expect, test } from 'vitest';
import { assignReviewer, mostReviewers } from '#domain/admission/review.ts';
import { emptyRoster, recuseFrom, setLeave } from '#domain/admission/roster.ts';
import { aDraft, anApplication, aReview, aStaffMember } from '../../builders.ts';

const ruth = aStaffMember({ name: 'Ruth Lindqvist', email: 'ruth@example.org', roles: ['director'] });
const now = '2014-04-24T14:00:00.000Z';
const reviewers = ['Amara', 'Daniel', 'Lena', 'Mei'].map((name) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
}));
const [amara, daniel, lena, mei] = reviewers.map(({ email }) => email);
const roster = { ...emptyRoster('2014'), reviewers };
const reviewed = anApplication({
  reviewers: [amara ?? '', daniel ?? ''],
  reviews: [aReview({ reviewer: amara ?? '' })],
});
const today = '2014-04-24';
const loads = new Map([[lena ?? '', 3]]);
const assign = (
  assignment: Parameters<typeof assignReviewer>[1],
  from: Parameters<typeof assignReviewer>[0] = reviewed,
) => assignReviewer(from, assignment, { roster, loads, today }, ruth, now);

test('a third reviewer is the free one with the fewest applications', () => {
  const event = { type: 'reviewers-assigned', reviewers: [mei] };
  expect(assign({})).toMatchObject({ after: { reviewers: [amara, daniel, mei] }, events: [event] });
});

test('a director can choose who it is', () =>
  expect(assign({ email: lena ?? '' })).toMatchObject({ after: { reviewers: [amara, daniel, lena] } }));

test('a reviewer who hasn’t reviewed is replaced, and the history says so', () =>
  expect(assign({ instead: daniel ?? '', email: lena ?? '' })).toMatchObject({
    after: {
      reviewers: [amara, lena],
      history: [{ by: ruth.name, what: 'reviewers-assigned', because: 'reassigned', whom: 'Daniel' }],
    },
  }));

test('no one is assigned who can’t review, and no review is lost', () => {
  const recused = { ...roster, recusals: recuseFrom(roster, mei ?? '', reviewed.school.id).recusals };
  expect(
    assignReviewer(reviewed, { email: mei ?? '' }, { roster: recused, loads, today }, ruth, now),
  ).toEqual({
    refused: 'not-free',
  });
  expect(assign({ email: amara ?? '' })).toEqual({ refused: 'not-free' });
  expect(assign({ instead: amara ?? '' })).toEqual({ refused: 'reviewed' });
  expect(assign({}, aDraft())).toEqual({ refused: 'not-under-review' });
  expect(assign({}, anApplication({ reviewers: reviewers.map(({ email }) => email) }))).toEqual({
    refused: 'no-one-free',
  });
  const full = anApplication({
    reviewers: Array.from({ length: mostReviewers }, (_, n) => `r${n}@example.org`),
  });
  expect(assign({}, full)).toEqual({ refused: 'enough' });
});

test('no one gets an application before or during their leave, and they do again after it', () => {
  const leave = { from: '2014-05-01', to: '2014-05-05' };
  const away = setLeave(roster, mei ?? '', leave);
  const on = (day: string) => assignReviewer(reviewed, {}, { roster: away, loads, today: day }, ruth, now);
  for (const day of ['2014-04-24', '2014-05-01', '2014-05-05'])
    expect(on(day)).toMatchObject({ after: { reviewers: [amara, daniel, lena] } });
  expect(on('2014-05-06')).toMatchObject({ after: { reviewers: [amara, daniel, mei] } });
  expect(setLeave(away, mei ?? '', undefined).leaves).toEqual([]);
  expect(setLeave(away, mei ?? '', { ...leave, to: '2014-05-07' }).leaves).toEqual([
    { ...leave, email: mei, to: '2014-05-07' },
  ]);
});
