import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Application, decisionOutcomes } from '#domain/admission/application.ts';
import {
  awaitsDecision,
  cancelPlan,
  carryOutPlan,
  decisions,
  isDecidedSo,
  isPlannedSo,
  outcomeBefore,
  planDecision,
  reverseDecision,
} from '#domain/admission/decide.ts';
import { isRefusal } from '#domain/base/change.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aStaffMember,
  aWithdrawnApplication,
} from '../../builders.ts';

const ruth = aStaffMember({ name: 'Ruth Lindqvist', roles: ['director'] });
const now = '2014-04-24T14:00:00.000Z';

test('a decision has an outcome, a reason, a person, a time, and a line of history', () => {
  const application = anApplication();
  expect(decisions.accepted(application, 'They share.', ruth, now)).toEqual({
    after: {
      ...application,
      state: 'decided',
      decision: { outcome: 'accepted', reason: 'They share.', by: 'Ruth Lindqvist', at: now },
      history: [
        { at: now, by: 'Ruth Lindqvist', what: 'application-decided', note: 'Accepted', outcome: 'accepted' },
      ],
    },
    events: [{ type: 'application-decided' }],
  });
});

describe('a decision is refused', () => {
  test.each([
    ['not-submitted', aDraft()],
    ['withdrawn', aWithdrawnApplication()],
    ['already-decided', aDecidedApplication({ decision: aDecision({ outcome: 'declined' }) })],
    ['already-decided', aDecidedApplication({ decision: aDecision({ outcome: 'accepted' }) })],
  ])('as %s', (refused, application) => {
    expect(decisions.declined(application, 'No', ruth, now)).toEqual({ refused });
    expect(awaitsDecision(application)).toBe(false);
  });
});

test('a waitlisted school can be accepted or declined, but not waitlisted again', () => {
  const waiting = aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) });
  expect(awaitsDecision(waiting)).toBe(true);
  expect(decisions.accepted(waiting, 'A place', ruth, now)).toMatchObject({
    after: { decision: { outcome: 'accepted' } },
  });
  expect(decisions.declined(waiting, 'No place', ruth, now)).toMatchObject({
    after: { decision: { outcome: 'declined' } },
  });
  expect(decisions.waitlisted(waiting, 'Still', ruth, now)).toEqual({ refused: 'already-decided' });
});

describe('the outcome before a decision', () => {
  const entry = { at: '2014-04-20T14:00:00.000Z', by: ruth.name, what: 'application-decided' } as const;
  test.each([
    ['is the one of the earlier decision', { ...entry, outcome: 'waitlisted' } as const, 'waitlisted'],
    ['isn’t the one of the same decision', { ...entry, at: now, outcome: 'declined' } as const, undefined],
  ])('%s', (_, earlier, expected) => {
    const decision = aDecision({ at: now });
    expect(outcomeBefore(aDecidedApplication({ decision, history: [earlier] }))).toBe(expected);
  });
});

test('in any order, there are at most two decisions, and none after a final one', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...decisionOutcomes), { maxLength: 8 }), (wanted) => {
      const taken: string[] = [];
      let application: Application = anApplication();
      for (const outcome of wanted) {
        const decided = decisions[outcome](application, 'Because', ruth, now);
        if (isRefusal(decided)) continue;
        application = decided.after;
        taken.push(outcome);
      }
      expect(taken.length).toBeLessThanOrEqual(2);
      expect(taken.slice(0, -1).every((outcome) => outcome === 'waitlisted')).toBe(true);
      expect(application.history).toHaveLength(taken.length);
    }),
  );
});

test('only exactly the same decision by the same person counts as a repeated form', () => {
  const decided = aDecidedApplication({ decision: aDecision({ by: ruth.name }) });
  const { outcome, reason } = decided.decision;
  expect(isDecidedSo(decided, { outcome, reason }, ruth)).toBe(true);
  expect(isDecidedSo(decided, { outcome, reason: 'Another' }, ruth)).toBe(false);
  expect(isDecidedSo(decided, { outcome: 'declined', reason }, ruth)).toBe(false);
  expect(isDecidedSo(decided, { outcome, reason }, { ...ruth, name: 'Omar Haddad' })).toBe(false);
  expect(isDecidedSo(anApplication(), { outcome, reason }, ruth)).toBe(false);
});

describe('reversing a decision', () => {
  const omar = aStaffMember({ name: 'Omar Haddad', roles: ['director'] });
  const later = '2014-04-25T14:00:00.000Z';
  const reverse = (application: Application, isPaired = false) =>
    reverseDecision(application, 'We mixed up two schools.', isPaired, omar, later);

  test('puts the application back in review, and keeps the decision and the reason', () => {
    const { decision, ...rest } = aDecidedApplication();
    const reason = 'We mixed up two schools.';
    expect(reverse({ ...rest, decision })).toEqual({
      after: {
        ...rest,
        state: 'submitted',
        reversals: [{ decision, reason, by: omar.name, at: later }],
        history: [{ at: later, by: omar.name, what: 'decision-reversed', outcome: 'accepted', note: reason }],
      },
      events: [{ type: 'decision-reversed' }],
    });
  });

  test('is refused without a decision, and for a school in a partnership', () => {
    expect(reverse(anApplication())).toEqual({ refused: 'not-decided' });
    expect(reverse(aDraft())).toEqual({ refused: 'not-decided' });
    expect(reverse(aWithdrawnApplication())).toEqual({ refused: 'withdrawn' });
    expect(reverse(aDecidedApplication(), true)).toEqual({ refused: 'paired' });
  });

  test('lets a director decide again, and doesn’t call a reversed waitlist a waitlist', () => {
    const waitlisted = decisions.waitlisted(anApplication(), 'Perhaps.', ruth, now);
    if (isRefusal(waitlisted)) throw new Error(waitlisted.refused);
    const reversed = reverse(waitlisted.after);
    if (isRefusal(reversed)) throw new Error(reversed.refused);
    const again = decisions.accepted(reversed.after, 'Yes.', ruth, '2014-04-26T14:00:00.000Z');
    if (isRefusal(again)) throw new Error(again.refused);
    expect(again.after.decision.outcome).toBe('accepted');
    expect(outcomeBefore(again.after)).toBeUndefined();
  });
});

describe('a decision that is planned for a later day', () => {
  const wanted = { outcome: 'accepted', reason: '{school} shares what works.' } as const;
  const planned = (from: Application = anApplication()) => {
    const change = planDecision(from, wanted, '2014-05-12', ruth, now);
    if (isRefusal(change)) throw new Error(change.refused);
    return change.after;
  };
  const carriedOut = (application: Application, today: string) =>
    carryOutPlan(application, today, `${today}T12:00:00.000Z`);

  test('leaves the application as it is until that morning', () => {
    const application = planned();
    expect(application.state).toBe('submitted');
    expect(isPlannedSo(application, wanted, '2014-05-12', ruth)).toBe(true);
    expect(carriedOut(application, '2014-05-11')).toEqual({ refused: 'nothing-planned' });
  });

  test.each(['2014-05-12', '2014-05-14'])(
    'is made on %s in the name of the director who planned it',
    (today) => {
      const change = carriedOut(planned(), today);
      if (isRefusal(change)) throw new Error(change.refused);
      const { decision } = change.after;
      expect(decision).toMatchObject({ outcome: 'accepted', by: ruth.name, at: `${today}T12:00:00.000Z` });
      expect(decision.reason).toBe(`${change.after.school.name} shares what works.`);
      expect(change.after).not.toHaveProperty('planned');
      expect(change.events).toEqual([{ type: 'application-decided' }]);
    },
  );

  test('can be canceled, and gives way to a decision made before', () => {
    const canceled = cancelPlan(planned(), ruth, now);
    if (isRefusal(canceled)) throw new Error(canceled.refused);
    expect(carriedOut(canceled.after, '2014-05-12')).toEqual({ refused: 'nothing-planned' });
    expect(cancelPlan(canceled.after, ruth, now)).toEqual({ refused: 'nothing-planned' });
    const before = decisions.declined(planned(), 'No.', ruth, now);
    if (isRefusal(before)) throw new Error(before.refused);
    expect(carriedOut(before.after, '2014-05-12')).toEqual({ refused: 'nothing-planned' });
  });

  test('is refused like the decision itself', () => {
    for (const application of [aDraft(), aWithdrawnApplication(), aDecidedApplication()])
      expect(planDecision(application, wanted, '2014-05-12', ruth, now)).toEqual(
        decisions.accepted(application, 'x', ruth, now),
      );
  });

  test('can move a school off the waitlist', () => {
    const waitlisted = aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) });
    expect(carriedOut(planned(waitlisted), '2014-05-12')).toMatchObject({
      after: { decision: { outcome: 'accepted' } },
    });
  });
});
