import { expect, test } from 'vitest';
import { reasonFor } from '#domain/admission/decide.ts';
import { unusualAbout } from '#domain/admission/unusual.ts';
import { anApplication, aReview, aSchool } from '../../builders.ts';

const reason = 'Your teams have much to share.';
const reviewed = anApplication({ reviewers: ['amara.okafor@example.org'], reviews: [aReview()] });
const kinds = (...given: Parameters<typeof unusualAbout>) => unusualAbout(...given).map(({ kind }) => kind);

test('nothing is unusual about a decision that follows complete reviews with a reason', () =>
  expect(unusualAbout(reviewed, { outcome: 'accepted', reason })).toEqual([]));

test('a decision without reviews, or before all are in, is unusual', () => {
  expect(kinds(anApplication(), { outcome: 'declined', reason })).toEqual(['no-reviews']);
  const half = anApplication({
    reviewers: ['amara.okafor@example.org', 'mei@example.org'],
    reviews: [aReview()],
  });
  expect(unusualAbout(half, { outcome: 'accepted', reason })).toEqual([
    { kind: 'reviews-missing', submitted: 1, assigned: 2 },
  ]);
});

test('a decision that no reviewer recommends is unusual, but not one that some recommend', () => {
  const [accept, decline] = [aReview(), aReview({ reviewer: 'mei@example.org', recommendation: 'decline' })];
  const both = anApplication({ reviews: [accept, decline] });
  expect(kinds(reviewed, { outcome: 'declined', reason })).toEqual(['against-reviews']);
  expect(kinds(both, { outcome: 'declined', reason })).toEqual([]);
  expect(unusualAbout(both, { outcome: 'waitlisted', reason })).toEqual([
    { kind: 'against-reviews', recommendations: ['accept', 'decline'] },
  ]);
});

test('an open question is unusual', () => {
  const inquiry = { question: 'Who?', askedBy: 'Ruth', askedAt: '2014-04-16T14:00:00.000Z' };
  const asked = anApplication({ reviews: [aReview()], inquiries: [inquiry] });
  expect(unusualAbout(asked, { outcome: 'accepted', reason })).toEqual([
    { kind: 'open-question', askedBy: 'Ruth' },
  ]);
});

test.each(['x', 'ok', 'Not this year', '  a   b  '])(
  'a reason shorter than a sentence is unusual: %j',
  (short) => expect(kinds(reviewed, { outcome: 'accepted', reason: short })).toEqual(['short-reason']),
);

test('each school reads its own name in a reason, and a placeholder that stands for nothing is unusual', () => {
  const application = anApplication({ ...reviewed, school: aSchool({ name: '$& School' }) });
  const filled = reasonFor('{school} has much to share. Well done, {school}!', application);
  expect(filled).toBe('$& School has much to share. Well done, $& School!');
  expect(kinds(application, { outcome: 'accepted', reason: filled })).toEqual([]);
  expect(
    unusualAbout(application, { outcome: 'accepted', reason: `${reason} Dear {name}, welcome.` }),
  ).toEqual([{ kind: 'placeholder', text: '{name}' }]);
});
