import { describe, expect, test } from 'vitest';
import type { Recommendation } from '#domain/admission/application.ts';
import { inOrder, narrow } from '#domain/admission/listing.ts';
import { decisionQueue, readingQueue, standingOf } from '#domain/admission/queue.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aWithdrawnApplication,
} from '../../builders.ts';

const amara = 'amara.okafor@example.org';
const daniel = 'daniel.reyes@example.org';
const inquiry = { question: 'Which team?', askedBy: 'Ruth', askedAt: '2014-04-15T14:00:00.000Z' };

/** The references of `found`, by school ID. */
const ids = (found: readonly ApplicationSummary[]) => found.map(({ schoolId }) => schoolId);

const summary = (id: string, over: Parameters<typeof anApplication>[0] = {}) =>
  summaryOf(aProgram(), anApplication({ school: aSchool({ id }), ...over }));

describe('a reviewer’s queue', () => {
  test('has assigned applications that are not reviewed yet, oldest first', () => {
    const summaries = [
      summary('late', { reviewers: [amara], submittedAt: '2014-04-20T10:00:00.000Z' }),
      summary('early', { reviewers: [amara, daniel], submittedAt: '2014-04-10T10:00:00.000Z' }),
      summary('read', { reviewers: [amara], reviews: [aReview()] }),
      summary('theirs', { reviewers: [daniel] }),
    ];
    expect(ids(readingQueue(summaries, amara))).toEqual(['early', 'late']);
  });

  test('drops decided and withdrawn applications', () => {
    const summaries = [
      summaryOf(aProgram(), aDecidedApplication({ reviewers: [amara] })),
      summaryOf(aProgram(), aWithdrawnApplication()),
    ];
    expect(readingQueue(summaries, amara)).toEqual([]);
  });
});

describe('the decision queue', () => {
  test('has fully reviewed applications, oldest first', () => {
    const reviewed = { reviewers: [amara], reviews: [aReview()] };
    const summaries = [
      summary('late', { ...reviewed, submittedAt: '2014-04-20T10:00:00.000Z' }),
      summary('early', { ...reviewed, submittedAt: '2014-04-10T10:00:00.000Z' }),
      summary('half', { ...reviewed, reviewers: [amara, daniel] }),
      summary('nobody', {}),
      summary('asked', { ...reviewed, inquiries: [inquiry] }),
    ];
    expect(ids(decisionQueue(summaries))).toEqual(['early', 'late']);
  });

  test('gets an application back once its school has answered', () => {
    const answered = { ...inquiry, answer: { text: 'Grade 6', at: '2014-04-16T14:00:00.000Z' } };
    const asked = summary('asked', { reviewers: [amara], reviews: [aReview()], inquiries: [answered] });
    expect(ids(decisionQueue([asked]))).toEqual(['asked']);
  });
});

test('every application has a status', () => {
  const program = aProgram();
  const outcome = (name: 'accepted' | 'waitlisted' | 'declined') =>
    summaryOf(program, aDecidedApplication({ decision: aDecision({ outcome: name }) }));
  expect(standingOf(summaryOf(program, aDraft()))).toBe('draft');
  expect(standingOf(summaryOf(program, aWithdrawnApplication()))).toBe('withdrawn');
  expect(standingOf(summary('a'))).toBe('in-review');
  expect(standingOf(summary('a', { reviewers: [amara, daniel], reviews: [aReview()] }))).toBe('in-review');
  expect(standingOf(summary('a', { reviewers: [amara], reviews: [aReview()] }))).toBe('to-decide');
  expect(standingOf(summary('a', { reviewers: [amara], reviews: [aReview()], inquiries: [inquiry] }))).toBe(
    'awaits-school',
  );
  for (const name of ['accepted', 'waitlisted', 'declined'] as const)
    expect(standingOf(outcome(name))).toBe(name);
});

describe('a list', () => {
  const summaries = [
    summary('13K113', { submittedAt: '2014-04-12T10:00:00.000Z' }),
    summary('07X223', {
      school: aSchool({
        id: '07X223',
        name: 'École de la Paix',
        region: 'Bronx',
        levels: ['middle', 'high'],
      }),
      submittedAt: '2014-04-10T10:00:00.000Z',
    }),
    summary('31R450', { role: 'partner', submittedAt: '2014-04-11T10:00:00.000Z' }),
  ];

  test.each([
    [{}, ['13K113', '07X223', '31R450']],
    [{ role: 'partner' as const }, ['31R450']],
    [{ region: 'Bronx' }, ['07X223']],
    [{ level: 'high' as const }, ['07X223']],
    [{ area: 'teacher-teams' }, ['13K113', '07X223']],
    [{ standing: 'in-review' as const, text: 'ecole paix' }, ['07X223']],
    [{ text: '2014-31r' }, ['31R450']],
    [{ text: 'ecole elsewhere' }, []],
  ])('is filtered by each part: %o', (filter, expected) =>
    expect(ids(narrow(summaries, filter))).toEqual(expected),
  );

  test('distinguishes findings', () => {
    const [one] = summaries;
    if (!one) throw new Error('There is a first summary');
    const found = (met: number, notMet: number, unsure: number) => ({
      ...one,
      findings: { met, 'not-met': notMet, 'cannot-verify': unsure },
    });
    const all = [found(5, 0, 0), found(4, 1, 0), found(4, 0, 1), found(3, 1, 1)];
    const count = (findings: 'all-met' | 'not-met' | 'cannot-verify') => narrow(all, { findings }).length;
    expect([count('all-met'), count('not-met'), count('cannot-verify')]).toEqual([1, 2, 2]);
  });

  test('is sorted as requested, whatever the input order', () => {
    for (const list of [summaries, summaries.toReversed()]) {
      expect(ids(inOrder(list, 'oldest'))).toEqual(['07X223', '31R450', '13K113']);
      expect(ids(inOrder(list, 'newest'))).toEqual(['13K113', '31R450', '07X223']);
      expect(ids(inOrder(list, 'score'))).toEqual(['07X223', '13K113', '31R450']);
      expect(ids(inOrder(list, 'region'))).toEqual(['07X223', '13K113', '31R450']);
      expect(ids(inOrder(list, 'level'))).toEqual(['07X223', '13K113', '31R450']);
    }
  });

  test('never mixes hosts and partners by score or recommendation', () => {
    const reviewed = (id: string, role: 'host' | 'partner', score: number, recommendation: Recommendation) =>
      summary(id, { role, reviews: [aReview({ scores: { a: score }, recommendation })] });
    const list = [
      reviewed('good-partner', 'partner', 4, 'accept'),
      reviewed('poor-host', 'host', 1, 'decline'),
      reviewed('fair-host', 'host', 2, 'waitlist'),
    ];
    for (const order of ['score', 'recommendation'] as const)
      expect(ids(inOrder(list, order))).toEqual(['fair-host', 'poor-host', 'good-partner']);
  });

  test('shows the best scores first and applications without scores last', () => {
    const scored = (id: string, score: number) =>
      summary(id, { reviews: [aReview({ scores: { a: score } })] });
    expect(ids(inOrder([summary('none'), scored('low', 1), scored('high', 4)], 'score'))).toEqual([
      'high',
      'low',
      'none',
    ]);
  });
});
