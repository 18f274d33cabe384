import { describe, expect, test } from 'vitest';
import type { TopicAnswer } from '#domain/admission/answers.ts';
import { type Application, type DraftApplication, earlierOf } from '#domain/admission/application.ts';
import {
  answerTopic,
  changeRole,
  editable,
  editableDraft,
  extendDeadline,
  startApplication,
  submitApplication,
  withdrawApplication,
} from '#domain/admission/apply.ts';
import { briefTopics } from '#domain/admission/brief-answers.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import { isRefusal } from '#domain/base/change.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aReview,
  aSchool,
  aWithdrawnApplication,
  hostAnswers,
  partnerAnswers,
} from '../../builders.ts';
import { aPartnership } from '../../letters/sample.ts';

const cycle = aCycle();
const now = '2014-04-12T10:00:00.000Z';
const inGrace = '2014-05-03T12:00:00.000Z';
const afterGrace = '2014-05-04T12:00:00.000Z';

const aRequest = (over: Partial<ApplicationRequest> = {}): ApplicationRequest => ({
  version: 1,
  id: 'd0b5',
  cycleId: '2014',
  school: { id: '13K113', name: aSchool().name },
  role: 'host',
  applicant: { name: 'Dana Principal', position: 'Principal', email: 'dana.principal@example.org' },
  askedAt: '2014-04-11T10:00:00.000Z',
  expiresAt: '2014-04-18T10:00:00.000Z',
  ...over,
});

function afterOf<A extends object>(outcome: { readonly after: A } | { readonly refused: string }): A {
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.after;
}

const completeDraft = (over: Partial<DraftApplication> = {}): DraftApplication => {
  const { answers: _, role: __, ...rest } = aDraft();
  return { ...rest, ...over, state: 'draft', role: 'host', answers: hostAnswers() };
};

describe('starting', () => {
  test('creates a draft for the confirmed address and records the event', () => {
    expect(startApplication(aRequest(), aSchool(), undefined, cycle, now)).toEqual({
      after: {
        version: 0,
        state: 'draft',
        reference: '2014-13K113',
        cycleId: '2014',
        school: aSchool(),
        applicant: { name: 'Dana Principal', position: 'Principal', email: 'dana.principal@example.org' },
        ownership: 'd0b5',
        role: 'host',
        answers: {},
        startedAt: '2014-04-11T10:00:00.000Z',
        history: [{ at: now, by: 'Dana Principal', what: 'application-started' }],
      },
      events: [{ type: 'application-started' }],
    });
  });

  test('after a withdrawal keeps what was withdrawn, and never an empty draft', () => {
    const withdraw = (application: Application) => afterOf(withdrawApplication(application, now));
    const startAgain = (existing: Application) =>
      afterOf(startApplication(aRequest({ askedAt: later }), aSchool(), existing, cycle, later));
    const later = '2014-04-13T10:00:00.000Z';
    const first = anApplication();
    const again = startAgain(withdraw(first));
    expect(earlierOf(again)).toMatchObject([
      {
        state: 'withdrawn',
        role: 'host',
        answers: first.answers,
        withdrawnAt: now,
        was: { submittedAt: first.submittedAt },
      },
    ]);
    expect(earlierOf(startAgain(withdraw(again)))).toEqual(earlierOf(again));
    expect(startAgain(withdraw(aDraft())).earlier).toBeUndefined();
  });

  test.each([aDraft(), anApplication(), aDecidedApplication()])(
    'is refused if the school already has an application: $state',
    (existing) => {
      expect(startApplication(aRequest(), aSchool(), existing, cycle, now)).toEqual({ refused: 'exists' });
    },
  );

  test('counts from the request, so that a slow letter makes no one miss the deadline', () => {
    const asked = aRequest({ askedAt: '2014-05-02T20:59:00.000Z' });
    expect(startApplication(asked, aSchool(), undefined, cycle, inGrace)).toHaveProperty('after');
    expect(startApplication(asked, aSchool(), undefined, cycle, afterGrace)).toEqual({
      refused: 'cycle-closed',
    });
    const late = aRequest({ askedAt: '2014-05-02T21:00:00.001Z' });
    expect(startApplication(late, aSchool(), undefined, cycle, inGrace)).toEqual({ refused: 'cycle-closed' });
  });

  describe('after the school withdrew', () => {
    const history = [
      { at: '2014-04-20T14:00:00.000Z', by: 'Dana Principal', what: 'application-withdrawn' },
    ] as const;
    const withdrawn = aWithdrawnApplication({ version: 5, ownership: 'd0b5', history });

    test('starts again in the same place and continues the history', () => {
      const again = aRequest({ id: 'e1c6', askedAt: '2014-04-21T10:00:00.000Z', role: 'partner' });
      const started = startApplication(again, aSchool(), withdrawn, cycle, '2014-04-21T11:00:00.000Z');
      expect(started).toMatchObject({
        after: {
          version: 5,
          ownership: 'e1c6',
          state: 'draft',
          role: 'partner',
          answers: {},
          history: [...history, { at: '2014-04-21T11:00:00.000Z', what: 'application-started' }],
        },
      });
    });

    test('starts nothing from an old link of the person who withdrew', () => {
      expect(startApplication(aRequest(), aSchool(), withdrawn, cycle, '2014-04-21T11:00:00.000Z')).toEqual({
        refused: 'exists',
      });
    });

    test('lets someone else from the school start', () => {
      const other = aRequest({ applicant: { name: 'Lee', position: 'AP', email: 'lee@example.org' } });
      expect(startApplication(other, aSchool(), withdrawn, cycle, '2014-04-21T11:00:00.000Z')).toMatchObject({
        after: { applicant: { email: 'lee@example.org' } },
      });
    });
  });
});

describe('answering', () => {
  const leadership = { topic: 'leadership', answer: { yearsHere: 7, yearsElsewhere: 0 } } as const;

  test('saves one section and leaves the others unchanged', () => {
    const first = answerTopic(aDraft(), leadership, cycle, now);
    expect(first).toEqual({ after: { ...aDraft(), answers: { leadership: leadership.answer } }, events: [] });
    const hosting = { topic: 'hosting', answer: { capacity: 3 } } satisfies TopicAnswer;
    expect('after' in first && answerTopic(first.after, hosting, cycle, now)).toMatchObject({
      after: { answers: { leadership: leadership.answer, hosting: { capacity: 3 } } },
    });
  });

  test('replaces an earlier answer completely', () => {
    const draft = {
      ...aDraft({ role: 'partner' }),
      role: 'partner',
      answers: { students: { poverty: 80 } },
    } as const;
    const emptied = { topic: 'students', answer: {} } satisfies TopicAnswer;
    expect(answerTopic(draft, emptied, cycle, now)).toMatchObject({ after: { answers: { students: {} } } });
  });

  test.each([
    [aDecidedApplication(), 'already-submitted'],
    [aWithdrawnApplication(), 'withdrawn'],
  ])('is refused for an application that is $state', (application, refused) => {
    expect(answerTopic(application, leadership, cycle, now)).toEqual({ refused });
    expect(editableDraft(application, cycle, now)).toEqual({ refused });
  });

  describe('after the application was submitted', () => {
    const submitted = anApplication();
    const line = (at: string) => ({ at, by: submitted.applicant.name, what: 'answers-changed' });

    test('changes the answers and is on record, several times in a row as one line', () => {
      const first = answerTopic(submitted, leadership, cycle, now);
      expect(first).toMatchObject({
        after: { state: 'submitted', answers: { ...submitted.answers, leadership: leadership.answer } },
        events: [{ type: 'answers-changed' }],
      });
      const later = '2014-04-12T11:00:00.000Z';
      const second = 'after' in first ? answerTopic(first.after, leadership, cycle, later) : first;
      expect('after' in second && second.after.history).toEqual([...submitted.history, line(later)]);
    });

    test('ends with the deadline, the first review, or the first question', () => {
      const atDeadline = cycle.closesAt;
      expect(answerTopic(submitted, leadership, cycle, atDeadline)).toHaveProperty('after');
      expect(answerTopic(submitted, leadership, cycle, inGrace)).toEqual({ refused: 'already-submitted' });
      const reviewed = anApplication({ reviews: [aReview()] });
      const asked = anApplication({ inquiries: [{ question: 'Who?', askedBy: 'Ruth', askedAt: now }] });
      for (const inReview of [reviewed, asked])
        expect(answerTopic(inReview, leadership, cycle, now)).toEqual({ refused: 'in-review' });
    });
  });

  test('continues during the grace period and ends with it', () => {
    expect(answerTopic(aDraft(), leadership, cycle, inGrace)).toHaveProperty('after');
    expect(answerTopic(aDraft(), leadership, cycle, afterGrace)).toEqual({ refused: 'cycle-closed' });
  });

  test('throws for a section that the role does not have', () => {
    const students = { topic: 'students', answer: {} } satisfies TopicAnswer;
    expect(() => answerTopic(aDraft(), students, cycle, now)).toThrow('A host has no section students');
  });
});

describe('changing the role', () => {
  test('keeps the answers that both roles give, and is on record', () => {
    const draft = completeDraft();
    const { leadership, commitment } = hostAnswers();
    const changed = changeRole(draft, 'partner', cycle, now);
    expect(changed).toMatchObject({
      after: {
        state: 'draft',
        reference: draft.reference,
        role: 'partner',
        history: [...draft.history, { at: now, by: draft.applicant.name, what: 'role-changed' }],
      },
      events: [{ type: 'role-changed' }],
    });
    expect('after' in changed && changed.after.answers).toEqual({ leadership, commitment });
  });

  test('to the same role changes nothing', () => {
    const draft = completeDraft();
    expect(changeRole(draft, 'host', cycle, now)).toEqual({ after: draft, events: [] });
  });

  test.each([
    [anApplication(), now, 'already-submitted'],
    [aWithdrawnApplication(), now, 'withdrawn'],
    [aDraft(), afterGrace, 'cycle-closed'],
  ])('is refused unless the application is an open draft (%#)', (application, at, refused) => {
    expect(changeRole(application, 'partner', cycle, at)).toEqual({ refused });
  });
});

describe('submitting', () => {
  test('submits a complete draft and records the event', () => {
    expect(submitApplication(completeDraft(), cycle, now)).toEqual({
      after: {
        ...completeDraft(),
        state: 'submitted',
        submittedAt: now,
        reviewers: [],
        recused: [],
        reviews: [],
        inquiries: [],
        history: [{ at: now, by: 'Dana Principal', what: 'application-submitted' }],
      },
      events: [{ type: 'application-submitted' }],
    });
  });

  test('works the same way for partners', () => {
    const draft = { ...aDraft(), role: 'partner', answers: partnerAnswers() } as const;
    expect(submitApplication(draft, cycle, now)).toMatchObject({
      after: { state: 'submitted', role: 'partner' },
    });
  });

  test.each(['leadership', 'quality-review', 'admissions', 'practices', 'hosting', 'commitment'] as const)(
    'is refused while %s is missing',
    (topic) => {
      const { [topic]: _, ...answers } = hostAnswers();
      expect(submitApplication({ ...aDraft(), role: 'host', answers }, cycle, now)).toEqual({
        refused: 'incomplete',
      });
    },
  );

  test('is refused the second time: the first one counts', () => {
    const sent = submitApplication(completeDraft(), cycle, now);
    expect('after' in sent && submitApplication(sent.after, cycle, now)).toEqual({
      refused: 'already-submitted',
    });
  });

  test('is refused in a closed cycle, except for drafts within the grace period', () => {
    expect(submitApplication(completeDraft(), cycle, inGrace)).toHaveProperty('after');
    expect(submitApplication(completeDraft(), cycle, afterGrace)).toEqual({ refused: 'cycle-closed' });
    const late = completeDraft({ startedAt: '2014-05-02T21:00:00.001Z' });
    expect(submitApplication(late, cycle, inGrace)).toEqual({ refused: 'cycle-closed' });
  });
});

describe('withdrawing', () => {
  test.each([
    [aDraft(), {}],
    [anApplication({ reviewers: ['amara.okafor@example.org'] }), {}],
    [aDecidedApplication(), { was: 'accepted' }],
    [aDecidedApplication({ decision: aDecision({ outcome: 'waitlisted' }) }), { was: 'waitlisted' }],
  ] as const)(
    'is possible while it is %o, and keeps the answers and the record of staff',
    (application, givenUp) => {
      const { version, reference, cycleId, school, applicant, startedAt, role, answers, ...more } =
        application;
      const { state: _, history: __, ...was } = more;
      expect(withdrawApplication(application, now)).toEqual({
        after: {
          ...{ version, reference, cycleId, school, applicant, startedAt, role, answers },
          state: 'withdrawn',
          withdrawnAt: now,
          ...('submittedAt' in was && { was }),
          history: [{ at: now, by: 'Dana Principal', what: 'application-withdrawn' }],
        },
        events: [{ type: 'application-withdrawn', ...givenUp }],
      });
    },
  );

  test('names the partnership that the school leaves', () => {
    const { host, facilitator } = aPartnership();
    expect(withdrawApplication(aDecidedApplication(), now, aPartnership())).toMatchObject({
      events: [{ was: 'accepted', partnership: { host: { id: host.id, name: host.name }, facilitator } }],
    });
    expect(withdrawApplication(anApplication(), now, aPartnership())).toMatchObject({
      events: [{ type: 'application-withdrawn' }],
    });
  });

  test('is refused for an application that was withdrawn or declined', () => {
    expect(withdrawApplication(aWithdrawnApplication(), now)).toEqual({ refused: 'withdrawn' });
    const declined = aDecidedApplication({ decision: aDecision({ outcome: 'declined' }) });
    expect(withdrawApplication(declined, now)).toEqual({ refused: 'already-declined' });
  });
});

test('a text of a few letters is very short, and numbers and choices never are', () => {
  const { commitment, ...answers } = hostAnswers();
  const evidence = 'Teams look at student work every week.';
  const brief = (statement: string) =>
    briefTopics({
      role: 'host',
      answers: {
        ...answers,
        practices: { focusAreas: ['feedback'], evidence },
        commitment: { ...commitment, statement },
      },
    });
  expect(brief('ok')).toEqual(['commitment']);
  expect(brief(evidence)).toEqual([]);
  expect(briefTopics({ role: 'host', answers: {} })).toEqual([]);
});

describe('a deadline that is extended for one school', () => {
  const cycle = aCycle();
  const staff = { name: 'Ruth Lindqvist', email: 'ruth@example.org' };
  const missed = '2014-05-12T14:00:00.000Z';
  const extend = (application: Application, until: string) =>
    extendDeadline(application, until, cycle, staff, missed);

  test('lets it submit a draft that missed the deadline, until the end of the day', () => {
    const draft = aDraft();
    expect(editableDraft(draft, cycle, missed)).toEqual({ refused: 'cycle-closed' });
    const extended = extend(draft, '2014-05-20');
    if (isRefusal(extended)) throw new Error(extended.refused);
    expect(extended.events).toEqual([{ type: 'deadline-extended' }]);
    expect(editableDraft(extended.after, cycle, '2014-05-21T03:59:00.000Z')).toEqual(extended.after);
    expect(editableDraft(extended.after, cycle, '2014-05-21T04:01:00.000Z')).toEqual({
      refused: 'cycle-closed',
    });
  });

  test('reopens the answers of a submitted application, even a reviewed one, until the end of the day', () => {
    const reviewed = anApplication({ reviews: [aReview()] });
    expect(editable(reviewed, cycle, missed)).toEqual({ refused: 'in-review' });
    const reopened = afterOf(extend(reviewed, '2014-05-20'));
    expect(editable(reopened, cycle, '2014-05-21T03:59:00.000Z')).toEqual(reopened);
    expect(editable(reopened, cycle, '2014-05-21T04:01:00.000Z')).toEqual({ refused: 'in-review' });
    expect(reopened.history.at(-1)).toMatchObject({ what: 'deadline-extended', date: '2014-05-20' });
  });

  test('is never earlier than the deadline or today, and not for decisions that are made or scheduled', () => {
    expect(extend(aDraft(), '2014-05-11')).toEqual({ refused: 'too-early' });
    expect(extend(aDraft(), '2014-05-02')).toEqual({ refused: 'too-early' });
    expect(extend(anApplication(), '2014-05-11')).toEqual({ refused: 'too-early' });
    const planned = { ...anApplication(), planned: { ...aDecision(), on: '2014-05-14' } };
    for (const one of [aDecidedApplication(), aWithdrawnApplication(), planned])
      expect(extend(one, '2014-05-20')).toEqual({ refused: 'not-open' });
  });
});
