import { expect, test } from 'vitest';
import {
  cancellationOf,
  cancellationText,
  publishedText,
  readEarlier,
  requestText,
} from '#invitations/icalendar.ts';
import { anInvitation } from './calendar-texts.ts';

const now = '2026-12-01T08:00:00.000Z';

test('a written invitation can be read', () => {
  expect(readEarlier(requestText(anInvitation({ sequence: 5 })))).toEqual({
    uid: '2026.T1.P1.H1.1@example.org',
    sequence: 5,
    writtenAt: '2026-08-20T12:00:00.000Z',
    isCancelled: false,
  });
  expect(readEarlier(cancellationText(anInvitation({ sequence: 6 })))).toMatchObject({ isCancelled: true });
});

test('an invitation’s text is enough to cancel it', () => {
  const text = requestText(anInvitation({ sequence: 5, summary: 'Visit: Birch, Cedar; Damson' }));
  expect(cancellationOf(text, now)).toBe(
    cancellationText(anInvitation({ sequence: 6, summary: 'Visit: Birch, Cedar; Damson', writtenAt: now })),
  );
});

test.each([
  ['nothing', ''],
  ['other text', 'partnership,date\nT1,2026-10-05\n'],
  ['half a calendar', requestText(anInvitation()).slice(0, 200)],
  ['a calendar without a visit', publishedText('Visits', [])],
  ['a calendar of two visits', publishedText('Visits', [anInvitation(), anInvitation({ uid: 'b' })])],
])('%s is not an invitation to one visit', (_, text) => {
  expect(readEarlier(text)).toBeUndefined();
  expect(cancellationOf(text, now)).toBeUndefined();
});
