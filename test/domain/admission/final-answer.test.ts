import { describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import { carryOutPlan, decisions, reverseDecision } from '#domain/admission/decide.ts';
import {
  answerFinally,
  answersTo,
  finalAnswers,
  isAnsweredSo,
  openCaseNow,
  openCases,
  usualWaitlistEnd,
  type Wanted,
} from '#domain/admission/final-answer.ts';
import { isRefusal } from '#domain/base/change.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aStaffMember,
  aWithdrawnApplication,
  hostAnswers,
} from '../../builders.ts';

const ruth = aStaffMember({ name: 'Ruth Lindqvist', roles: ['director'] });
const cycle = aCycle();
/** After the deadline and its grace period. */
const now = '2014-06-02T14:00:00.000Z';
const until = '2014-10-15';

const draft = { ...aDraft(), answers: { leadership: hostAnswers().leadership } };
const waiting = aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) });
const cases = {
  accepted: aDecidedApplication(),
  waitlisted: waiting,
  submitted: anApplication(),
  draft,
} as const;

const wanted = (over: Partial<Wanted> = {}): Wanted => ({
  answer: 'release',
  reason: 'No host fits {school}.',
  until,
  ...over,
});
const answer = (application: Application, over: Partial<Wanted> = {}, isPaired = false) =>
  answerFinally(application, wanted(over), isPaired, cycle, ruth, now);
const answered = (application: Application, over: Partial<Wanted> = {}) => {
  const change = answer(application, over);
  if (isRefusal(change)) throw new Error(change.refused);
  return change.after;
};

describe('without a final answer is', () => {
  test.each(openCases)('a school that is %s', (one) => {
    expect(openCaseNow(cases[one], false, cycle, now)).toBe(one);
  });
});

describe('nothing more to answer has', () => {
  const planned = { ...aDecision({ outcome: 'declined' }), on: '2014-06-03' };
  test.each<[string, Application, boolean]>([
    ['a school in a partnership', cases.accepted, true],
    ['a declined school', aDecidedApplication({ decision: aDecision({ outcome: 'declined' }) }), false],
    ['a school that withdrew', aWithdrawnApplication(), false],
    ['a school with a planned decision', { ...anApplication(), planned }, false],
    ['a draft without an answer', aDraft(), false],
    ['a draft that can still be submitted', { ...draft, extendedTo: '2014-06-02' }, false],
  ])('%s', (_, application, isPaired) => {
    expect(openCaseNow(application, isPaired, cycle, now)).toBeUndefined();
    expect(isRefusal(answer(application, { answer: 'invite' }, isPaired))).toBe(true);
  });
});

const pairs = openCases.flatMap((one) => finalAnswers.map((given) => [one, given] as const));

test.each(pairs.filter(([one, given]) => answersTo[one].includes(given)))(
  'a school that is %s has nothing more to answer after %s',
  (one, given) => {
    const after = answered(cases[one], { answer: given });
    expect(openCaseNow(after, false, cycle, now)).toBeUndefined();
    expect(answer(after, { answer: given })).toEqual({ refused: 'answered' });
    for (const other of finalAnswers)
      expect(isAnsweredSo(after, wanted({ answer: other }), ruth)).toBe(other === given);
  },
);

test.each(pairs.filter(([one, given]) => !answersTo[one].includes(given)))(
  'a school that is %s can’t get the answer %s',
  (one, given) => {
    expect(answer(cases[one], { answer: given })).toEqual({ refused: 'unsuitable' });
  },
);

test('each school reads its own name in the common reason', () => {
  expect(answered(cases.accepted)).toMatchObject({
    decision: { ending: 'released', reason: `No host fits ${cases.accepted.school.name}.` },
  });
});

describe('a waitlist that is kept until a day', () => {
  const kept = answered(waiting, { answer: 'waitlist' });

  test('ends on that day, and the school hears that there is no place', () => {
    expect(carryOutPlan(kept, '2014-10-14', now)).toEqual({ refused: 'nothing-planned' });
    const ended = carryOutPlan(kept, until, '2014-10-15T12:00:00.000Z');
    if (isRefusal(ended)) throw new Error(ended.refused);
    expect(ended.after).toMatchObject({
      decision: { outcome: 'declined', ending: 'released', by: ruth.name },
    });
    expect(ended.after.planned).toBeUndefined();
  });

  test('doesn’t end anymore once a place opens up', () => {
    const placed = decisions.accepted(kept, 'A place opened up.', ruth, now);
    if (isRefusal(placed)) throw new Error(placed.refused);
    expect(carryOutPlan(placed.after, until, now)).toEqual({ refused: 'nothing-planned' });
  });

  test('doesn’t end for an application that is in review again', () => {
    const reversed = reverseDecision(kept, 'A mistake.', false, ruth, now);
    if (isRefusal(reversed)) throw new Error(reversed.refused);
    expect(carryOutPlan(reversed.after, until, now)).toEqual({ refused: 'nothing-planned' });
  });

  test('has a day after today', () => {
    expect(answer(waiting, { answer: 'waitlist', until: '2014-06-02' })).toEqual({ refused: 'unsuitable' });
  });

  test('usually lasts 30 days, from today or from the first day of school', () => {
    expect(usualWaitlistEnd(cycle, now)).toBe('2014-07-02');
    const firstDay = {
      from: '2014-09-04',
      to: '2014-09-04',
      appliesTo: ['all'],
      event: 'First day of school',
      studentsPresent: 'yes',
      marks: 'first-day',
    } as const;
    expect(usualWaitlistEnd({ ...cycle, calendar: [firstDay] }, now)).toBe('2014-10-04');
  });
});
