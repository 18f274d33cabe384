import { describe, expect, test } from 'vitest';
import { type Application, openInquiry } from '#domain/admission/application.ts';
import {
  answerDueOn,
  hasAsked,
  remindsToday,
  requestInformation,
  supplyInformation,
  withdrawInquiry,
} from '#domain/admission/inquiry.ts';
import {
  aCycle,
  aDecidedApplication,
  aDraft,
  anApplication,
  aProgram,
  aStaffMember,
  aWithdrawnApplication,
} from '../../builders.ts';

const now = '2014-04-16T10:00:00.000Z';
const dueOn = '2014-04-25';
const later = '2014-04-17T10:00:00.000Z';
const ask = (question: string, application: Application = anApplication()) =>
  requestInformation(application, { question, dueOn }, aStaffMember(), now);

const asked = { question: 'Who teaches it?', dueOn, askedBy: 'Amara Okafor', askedAt: now };
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
    expect(ask('Why?', application)).toEqual({
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

test('staff take the open question back, and can ask another one', () => {
  const ruth = aStaffMember({ name: 'Ruth Lindqvist', roles: ['director'] });
  const change = withdrawInquiry(anApplication({ inquiries: [answered, asked] }), ruth, later);
  expect(change).toMatchObject({
    after: { inquiries: [answered, { ...asked, withdrawn: { by: ruth.name, at: later } }] },
    events: [{ type: 'information-withdrawn' }],
  });
  if (!('after' in change)) throw new Error(change.refused);
  expect(openInquiry(change.after)).toBeUndefined();
  expect(supplyInformation(change.after, 'Two teams.', later)).toEqual({ refused: 'nothing-asked' });
  expect(withdrawInquiry(change.after, ruth, later)).toEqual({ refused: 'nothing-asked' });
  expect(ask('And?', change.after)).toMatchObject({ events: [{ type: 'information-requested' }] });
});

describe('the day by which a school should answer', () => {
  const holidays = {
    from: '2014-04-17',
    to: '2014-04-18',
    appliesTo: ['all'],
    event: 'Spring break',
    studentsPresent: 'no',
  } as const;
  const cycle = aCycle({ calendar: [holidays] });

  test('is five school days later, without weekends and holidays', () =>
    expect(answerDueOn(cycle, now)).toBe('2014-04-25'));

  test('is as many school days later as the program says', () => {
    const program = aProgram({ review: { ...aProgram().review, answerSchoolDays: 2 } });
    expect(answerDueOn({ ...cycle, program }, now)).toBe('2014-04-22');
  });

  test.each([
    ['2014-04-16', false],
    ['2014-04-23', false],
    ['2014-04-24', true],
    ['2014-04-25', true],
    ['2014-04-28', false],
  ])('is preceded by a reminder: %s %s', (day, reminds) =>
    expect(remindsToday(anApplication({ inquiries: [asked] }), cycle, `${day}T12:00:00.000Z`)).toBe(reminds),
  );

  test('has no reminder after an answer, or on the day of the question', () => {
    const at = '2014-04-24T12:00:00.000Z';
    expect(remindsToday(anApplication({ inquiries: [answered] }), cycle, at)).toBe(false);
    expect(remindsToday(anApplication({ inquiries: [{ ...asked, askedAt: at }] }), cycle, at)).toBe(false);
  });
});
