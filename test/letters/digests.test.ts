import { describe, expect, test } from 'vitest';
import { threadSummary } from '#domain/threads/thread.ts';
import { decisionDigest, readingDigest } from '#letters/digests.ts';
import { aThread } from '../builders.ts';
import { aContext, aReviewer, aSummary, morning } from './sample.ts';

const reviewed = { reviewedBy: [aReviewer.email] };

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
    expect(readingDigest(summaries, aReviewer, aContext(), morning)).toEqual([
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
        why: 'You’ll be asked to sign in first.\nYou’re receiving this email because you’re a reviewer in Learning Partners. We send it on school days when you have applications to review.',
        contactEmail: 'learning-partners@example.org',
        signature: 'Learning Partners, New York City Department of Education',
        program: 'Learning Partners',
        lang: 'en',
      },
    ]);
  });

  test('is not sent if the queue is empty', () => {
    expect(
      readingDigest([aSummary('13K113', '2014-04-14', reviewed)], aReviewer, aContext(), morning),
    ).toEqual([]);
  });

  test('has one key all day, by the program’s clock, and another the next day', () => {
    const summaries = [aSummary('13K113', '2014-04-14')];
    const keyAt = (at: string) => readingDigest(summaries, aReviewer, aContext(), at).map(({ key }) => key);
    expect(keyAt('2014-04-16T04:00:00.000Z')).toEqual(keyAt('2014-04-17T03:59:59.000Z'));
    expect(keyAt('2014-04-17T04:00:00.000Z')).not.toEqual(keyAt('2014-04-17T03:59:59.000Z'));
  });
});

describe('the decision digest', () => {
  test('goes to the program’s address, with the applications whose reviews are all in', () => {
    const summaries = [
      aSummary('13K113', '2014-04-14', reviewed),
      aSummary('07X223', '2014-04-13', { ...reviewed, awaitsSchool: true }),
      aSummary('01M001', '2014-04-10'),
    ];
    const [letter, ...others] = decisionDigest(summaries, [], aContext(), morning);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      key: '2014#decision-digest#2014-04-16#learning-partners@example.org',
      to: 'learning-partners@example.org',
      subject: '1 application to decide',
      why: 'You’ll be asked to sign in first.\nYou’re receiving this email because learning-partners@example.org is the address for Learning Partners directors. We send it on school days when there are applications to decide or questions to answer.',
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
    expect(decisionDigest([aSummary('13K113', '2014-04-14')], [], aContext(), morning)).toEqual([]);
  });

  test('counts the open questions with their age, even if there is nothing to decide', () => {
    const questions = [
      threadSummary(aThread({ id: 'late', state: 'closed' })),
      threadSummary(aThread({ id: 'open', assignee: { email: 'mei@example.org', name: 'Mei Tanaka' } })),
    ].map((one) => ({ ...one, since: '2014-04-13T14:00:00.000Z' }));
    const [letter] = decisionDigest([], questions, aContext(), morning);
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
