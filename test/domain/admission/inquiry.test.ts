import { expect, test } from 'vitest';
import { openInquiry } from '#domain/admission/application.ts';
import { hasAsked, requestInformation, supplyInformation } from '#domain/admission/inquiry.ts';
import {
  aDecidedApplication,
  aDraft,
  anApplication,
  aStaffMember,
  aWithdrawnApplication,
} from '../../builders.ts';

const now = '2014-04-16T10:00:00.000Z';
const later = '2014-04-17T10:00:00.000Z';
const ask = (question: string, application = anApplication()) =>
  requestInformation(application, question, aStaffMember(), now);

const asked = { question: 'Who teaches it?', askedBy: 'Amara Okafor', askedAt: now };
const answered = { ...asked, answer: { text: 'Two teams.', at: later } };

test('a question from staff stays open until the school answers', () => {
  const question = ask('Who teaches it?');
  expect(question).toEqual({
    after: {
      ...anApplication(),
      inquiries: [asked],
      history: [{ at: now, by: 'Amara Okafor', what: 'information-requested' }],
    },
    events: [{ type: 'information-requested' }],
  });
  expect('after' in question && openInquiry(question.after)).toEqual(asked);
});

test('the school answers only the open question', () => {
  const earlier = { ...answered, question: 'Since when?' };
  const application = anApplication({ inquiries: [earlier, asked] });
  const supplied = supplyInformation(application, 'Two teams.', later);
  expect(supplied).toEqual({
    after: {
      ...application,
      inquiries: [earlier, answered],
      history: [{ at: later, by: 'Dana Principal', what: 'information-supplied' }],
    },
    events: [{ type: 'information-supplied' }],
  });
  expect('after' in supplied && openInquiry(supplied.after)).toBeUndefined();
});

test('there is one question at a time, and another one after the answer', () => {
  expect(ask('And?', anApplication({ inquiries: [asked] }))).toEqual({ refused: 'already-asked' });
  expect(ask('And?', anApplication({ inquiries: [answered] }))).toMatchObject({
    after: { inquiries: [answered, { question: 'And?' }] },
  });
});

test.each([aDraft(), aDecidedApplication({ inquiries: [asked] }), aWithdrawnApplication()])(
  'there are no questions or answers while it is $state',
  (application) => {
    expect(requestInformation(application, 'Why?', aStaffMember(), now)).toEqual({
      refused: 'not-under-review',
    });
    expect(supplyInformation(application, 'Because.', now)).toEqual({ refused: 'nothing-asked' });
    expect(openInquiry(application)).toBeUndefined();
  },
);

test('there is no answer without a question', () => {
  expect(supplyInformation(anApplication(), 'Because.', now)).toEqual({ refused: 'nothing-asked' });
  expect(supplyInformation(anApplication({ inquiries: [answered] }), 'More.', now)).toEqual({
    refused: 'nothing-asked',
  });
});

test('only exactly the same question by the same person, while it is open, counts as a repeated form', () => {
  const staff = aStaffMember({ name: asked.askedBy });
  const open = anApplication({ inquiries: [asked] });
  expect(hasAsked(open, asked.question, staff)).toBe(true);
  expect(hasAsked(open, 'And?', staff)).toBe(false);
  expect(hasAsked(open, asked.question, aStaffMember({ name: 'Somebody Else' }))).toBe(false);
  expect(hasAsked(anApplication({ inquiries: [answered] }), asked.question, staff)).toBe(false);
});
