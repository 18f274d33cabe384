import { describe, expect, test } from 'vitest';
import { lateThings } from '#domain/admission/waiting.ts';
import { threadSummary } from '#domain/threads/thread.ts';
import { decisionDigest, type MorningFacts, readersOf, readingDigest } from '#letters/digests.ts';
import { renderText } from '#letters/render-text.ts';
import { aThread } from '../builders.ts';
import { aContext, aReviewer, aSummary, morning } from './sample.ts';

const reviewed = { reviewedBy: [aReviewer.email] };
const mei = { email: 'mei@example.org', name: 'Mei Tanaka' };
const facts = (over: Partial<MorningFacts>): MorningFacts => ({
  summaries: [],
  questions: [],
  reviewers: [aReviewer],
  isPublished: false,
  withoutAnswer: 0,
  ...over,
});
const asked = (id: string, day: string, assignee = mei) => ({
  ...threadSummary(aThread({ id, assignee })),
  since: `2014-04-${day}T14:00:00.000Z`,
});

describe('the review digest', () => {
  test('lists one reviewer’s queue, oldest first, with a link to each application', () => {
    const summaries = [
      aSummary('07X223', '2014-04-15', { role: 'partner', region: 'Bronx' }),
      aSummary('08X100', '2014-04-13', { awaitsSchool: true }),
      aSummary('13K113', '2014-04-14'),
      aSummary('01M001', '2014-04-10', reviewed),
      aSummary('02M002', '2014-04-11', { reviewers: ['somebody.else@example.org'] }),
      aSummary('03M003', '2014-04-12', { state: 'withdrawn' }),
    ];
    expect(readingDigest(facts({ summaries }), aReviewer, aContext(), morning)).toEqual([
      {
        key: '2014#reading-digest#2014-04-16#amara.okafor@example.org',
        kind: 'reading-digest',
        to: 'amara.okafor@example.org',
        subject: '2 applications to review',
        body: [
          { kind: 'paragraph', text: 'Hello Amara Okafor,' },
          { kind: 'paragraph', text: '2 applications are waiting for your review, oldest first:' },
          {
            kind: 'entries',
            entries: [
              {
                label: 'School 13K113 (2014-13K113)',
                href: 'https://apply.example.org/console/applications/2014-13K113',
                note: 'Host, Brooklyn, submitted 2 days ago',
              },
              {
                label: 'School 07X223 (2014-07X223)',
                href: 'https://apply.example.org/console/applications/2014-07X223',
                note: 'Partner, Bronx, submitted yesterday',
              },
            ],
          },
          {
            kind: 'action',
            label: 'Open your queue',
            href: 'https://apply.example.org/console/queue',
          },
        ],
        signer: { name: 'The Learning Partners team' },
        why: 'You’ll be asked to sign in first.\nYou’re receiving this email because you’re a reviewer in Learning Partners. We send it on school days when something new is waiting, and otherwise once a week while something waits.',
        tells: ['2014-13K113', '2014-07X223'],
        contactEmail: 'learning-partners@example.org',
        signature: 'Learning Partners, New York City Department of Education',
        program: 'Learning Partners',
        lang: 'en',
      },
    ]);
  });

  test('is not sent if the queue is empty', () => {
    expect(
      readingDigest(
        facts({ summaries: [aSummary('13K113', '2014-04-14', reviewed)] }),
        aReviewer,
        aContext(),
        morning,
      ),
    ).toEqual([]);
  });

  test('has one key all day, by the program’s clock, and another the next day', () => {
    const summaries = [aSummary('13K113', '2014-04-14')];
    const keyAt = (at: string) =>
      readingDigest(facts({ summaries }), aReviewer, aContext(), at).map(({ key }) => key);
    expect(keyAt('2014-04-16T04:00:00.000Z')).toEqual(keyAt('2014-04-17T03:59:59.000Z'));
    expect(keyAt('2014-04-17T04:00:00.000Z')).not.toEqual(keyAt('2014-04-17T03:59:59.000Z'));
  });
});

describe('questions assigned to someone', () => {
  test('are in their morning email, whether or not they review applications', () => {
    const morningFacts = facts({ questions: [asked('later', '15'), asked('first', '11')] });
    expect(readersOf(morningFacts)).toEqual([mei, aReviewer]);
    const [letter] = readingDigest(morningFacts, mei, aContext(), morning);
    expect(letter).toMatchObject({
      subject: '2 questions to answer',
      tells: ['question first 2014-04-11T14:00:00.000Z', 'question later 2014-04-15T14:00:00.000Z'],
      why: expect.stringContaining('because a question in Learning Partners is assigned to you.'),
    });
    expect(letter && renderText(letter)).toContain('2 questions are waiting for your reply, oldest first:');
    expect(readingDigest(morningFacts, aReviewer, aContext(), morning)).toEqual([]);
  });
});

describe('once the pairings are published', () => {
  const summaries = [aSummary('13K113', '2014-04-14', reviewed), aSummary('07X223', '2014-04-13')];

  test('reviewers have nothing left to review', () => {
    expect(readingDigest(facts({ summaries, isPublished: true }), aReviewer, aContext(), morning)).toEqual(
      [],
    );
  });

  test('directors read how many schools lack a final answer, and only questions are news', () => {
    const [letter] = decisionDigest(
      facts({ summaries, isPublished: true, withoutAnswer: 2, questions: [asked('q', '15')] }),
      [],
      aContext(),
      morning,
    );
    expect(letter?.subject).toBe('2 schools without a final answer, 1 question to answer');
    expect(letter?.body.slice(1, 3)).toEqual([
      {
        kind: 'paragraph',
        text: 'The pairings are published, but 2 schools don’t have a final answer yet.',
      },
      {
        kind: 'action',
        label: 'Close the cycle',
        href: 'https://apply.example.org/console/final-answers',
      },
    ]);
    expect(letter?.tells).toEqual(['question q 2014-04-15T14:00:00.000Z']);
  });
});

describe('what has waited longer than the program’s limit', () => {
  const late = lateThings(
    [
      aSummary('13K113', '2014-04-01'),
      aSummary('07X223', '2014-03-31', reviewed),
      aSummary('01M001', '2014-03-28', { awaitsSchool: true }),
      aSummary('02M002', '2014-04-03', { reviewers: [] }),
    ],
    [asked('q', '01')],
    aContext().cycle,
    morning,
  );

  test('is listed first in the director’s email, with who has it', () => {
    const [letter] = decisionDigest(facts({}), late, aContext(), morning);
    expect(letter?.subject).toBe('3 waiting too long');
    expect(letter?.body.slice(1)).toEqual([
      { kind: 'heading', text: 'Waiting too long' },
      {
        kind: 'paragraph',
        text: 'These have waited for more than 10 school days. This is the only reminder:',
      },
      {
        kind: 'entries',
        entries: [
          expect.objectContaining({
            note: 'Host, Brooklyn, submitted 16 days ago, ready for your decision',
          }),
          expect.objectContaining({
            note: 'Host, Brooklyn, submitted 15 days ago, to be reviewed by Amara Okafor',
          }),
          expect.objectContaining({
            note: 'from Rosa Delgado, waiting 15 days, assigned to Mei Tanaka',
          }),
        ],
      },
    ]);
    expect(letter?.tells).toEqual(['late 2014-07X223', 'late 2014-13K113', 'late question-q']);
  });
});

describe('the decision digest', () => {
  test('goes to the program’s address, with the applications whose reviews are all in', () => {
    const summaries = [
      aSummary('13K113', '2014-04-14', reviewed),
      aSummary('07X223', '2014-04-13', { ...reviewed, awaitsSchool: true }),
      aSummary('01M001', '2014-04-10'),
    ];
    const [letter, ...others] = decisionDigest(facts({ summaries }), [], aContext(), morning);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      key: '2014#decision-digest#2014-04-16#learning-partners@example.org',
      to: 'learning-partners@example.org',
      subject: '1 application to decide',
      why: 'You’ll be asked to sign in first.\nYou’re receiving this email because learning-partners@example.org is the address for Learning Partners directors. We send it on school days when something new is waiting, and otherwise once a week while something waits.',
    });
    expect(letter?.body.slice(1, 4)).toEqual([
      { kind: 'paragraph', text: '1 application is ready for your decision. All reviews are in:' },
      {
        kind: 'entries',
        entries: [
          {
            label: 'School 13K113 (2014-13K113)',
            href: 'https://apply.example.org/console/applications/2014-13K113',
            note: 'Host, Brooklyn, submitted 2 days ago',
          },
        ],
      },
      {
        kind: 'action',
        label: 'Open your queue',
        href: 'https://apply.example.org/console/queue',
      },
    ]);
  });

  test('is not sent if there is nothing to decide', () => {
    expect(
      decisionDigest(facts({ summaries: [aSummary('13K113', '2014-04-14')] }), [], aContext(), morning),
    ).toEqual([]);
  });

  test('counts the open questions with their age, even if there is nothing to decide', () => {
    const questions = [
      threadSummary(aThread({ id: 'late', state: 'closed' })),
      threadSummary(aThread({ id: 'open', assignee: { email: 'mei@example.org', name: 'Mei Tanaka' } })),
    ].map((one) => ({ ...one, since: '2014-04-13T14:00:00.000Z' }));
    const [letter] = decisionDigest(facts({ questions }), [], aContext(), morning);
    expect(letter?.subject).toBe('1 question to answer');
    expect(letter?.body.slice(1)).toEqual([
      { kind: 'heading', text: 'Questions' },
      { kind: 'paragraph', text: '1 question is waiting for a reply:' },
      {
        kind: 'entries',
        entries: [
          {
            label: 'Who pays for substitutes?',
            href: 'https://apply.example.org/console/questions/open',
            note: 'from Rosa Delgado, waiting 3 days, assigned to Mei Tanaka',
          },
        ],
      },
      {
        kind: 'action',
        label: 'Open all questions',
        href: 'https://apply.example.org/console/questions',
      },
    ]);
  });
});
