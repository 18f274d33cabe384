import { describe, expect, test } from 'vitest';
import { decisionDigest, readingDigest } from '../../shared/letters/digests.ts';
import { aContext, aReviewer, aSummary, morning } from './sample.ts';

const reviewed = { reviewedBy: [aReviewer.email] };

describe('the reading digest', () => {
  test('lists what waits for one reviewer, oldest first, each with its page', () => {
    const summaries = [
      aSummary('07X223', '2014-04-15', { role: 'partner', region: 'Bronx', awaitsSchool: true }),
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
        subject: '2 applications to read: Wednesday, April 16',
        body: [
          { kind: 'paragraph', text: 'Dear Amara Okafor,' },
          { kind: 'paragraph', text: '2 applications wait for your review, the oldest first:' },
          {
            kind: 'entries',
            entries: [
              {
                label: 'School 13K113 (2014-13K113)',
                href: 'https://apply.example.org/console/applications/2014-13K113',
                note: 'Host school · Brooklyn · sent 2 days ago',
              },
              {
                label: 'School 07X223 (2014-07X223)',
                href: 'https://apply.example.org/console/applications/2014-07X223',
                note: 'Partner school · Bronx · sent yesterday · the school has been asked a question',
              },
            ],
          },
          {
            kind: 'action',
            label: 'Open your reading list',
            href: 'https://apply.example.org/console/queue',
          },
          {
            kind: 'paragraph',
            text: 'You are asked to sign in first, and then come straight to the page.',
          },
        ],
        why: 'You get this letter because you are a reviewer in Learning Partners. It comes on school days when something waits for you.',
        contactEmail: 'learning-partners@example.org',
        signature: 'Learning Partners, New York City Department of Education',
      },
    ]);
  });

  test('is not written when nothing waits', () => {
    expect(
      readingDigest([aSummary('13K113', '2014-04-14', reviewed)], aReviewer, aContext(), morning),
    ).toEqual([]);
  });

  test('has one name all day, by the clock of the program, and another the next day', () => {
    const summaries = [aSummary('13K113', '2014-04-14')];
    const keyAt = (at: string) => readingDigest(summaries, aReviewer, aContext(), at).map(({ key }) => key);
    expect(keyAt('2014-04-16T04:00:00.000Z')).toEqual(keyAt('2014-04-17T03:59:59.000Z'));
    expect(keyAt('2014-04-17T04:00:00.000Z')).not.toEqual(keyAt('2014-04-17T03:59:59.000Z'));
  });
});

describe('the decision digest', () => {
  test('goes to the address of the program, for the directors, with what every reader has reviewed', () => {
    const summaries = [
      aSummary('13K113', '2014-04-14', reviewed),
      aSummary('07X223', '2014-04-13', { ...reviewed, awaitsSchool: true }),
      aSummary('01M001', '2014-04-10'),
    ];
    const [letter, ...others] = decisionDigest(summaries, aContext(), morning);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      key: '2014#decision-digest#2014-04-16#learning-partners@example.org',
      to: 'learning-partners@example.org',
      subject: '1 application to decide: Wednesday, April 16',
      why: 'This letter goes to learning-partners@example.org, the address of Learning Partners, for its directors. It comes on school days when a decision is due.',
    });
    expect(letter?.body.slice(1, 4)).toEqual([
      { kind: 'paragraph', text: '1 application waits for your decision. All reviews are in:' },
      {
        kind: 'entries',
        entries: [
          {
            label: 'School 13K113 (2014-13K113)',
            href: 'https://apply.example.org/console/applications/2014-13K113',
            note: 'Host school · Brooklyn · sent 2 days ago',
          },
        ],
      },
      {
        kind: 'action',
        label: 'Open the list of decisions',
        href: 'https://apply.example.org/console/queue',
      },
    ]);
  });

  test('is not written when no decision is due', () => {
    expect(decisionDigest([aSummary('13K113', '2014-04-14')], aContext(), morning)).toEqual([]);
  });
});
