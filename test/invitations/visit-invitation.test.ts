import { expect, test } from 'vitest';
import { type InvitedVisit, invitationTo, visitUid } from '#invitations/invitation.ts';

const aVisit = (over: Partial<InvitedVisit> = {}): InvitedVisit => ({
  date: '2026-10-05',
  start: '09:00',
  durationMinutes: 180,
  timeZone: 'America/New_York',
  visiting: [{ name: 'Birch', email: 'birch@example.org' }],
  visited: { name: 'Alder', email: 'alder@example.org' },
  notes: [],
  ...over,
});
const version = {
  uid: visitUid('2026.T1.1', 'example.org'),
  sequence: 1,
  writtenAt: '2026-08-20T12:00:00.000Z',
};

test('an invitation tells who visits whom, with whom, and why', () => {
  const facilitator = { name: 'Robin Ash', email: 'robin@example.org' };
  const organizer = { name: 'Learning Partners', email: 'visits@example.org' };
  expect(invitationTo(aVisit({ facilitator, organizer, notes: ['Look for: questions.'] }), version)).toEqual({
    uid: '2026.T1.1@example.org',
    sequence: 1,
    writtenAt: '2026-08-20T12:00:00.000Z',
    startsAt: '2026-10-05T13:00:00.000Z',
    endsAt: '2026-10-05T16:00:00.000Z',
    summary: 'Visit: Birch at Alder',
    description: 'Birch visits Alder.\n\nFacilitator: Robin Ash.\n\nLook for: questions.',
    place: 'Alder',
    organizer,
    guests: [
      { name: 'Birch', email: 'birch@example.org' },
      { name: 'Alder', email: 'alder@example.org' },
      facilitator,
    ],
  });
});

test('schools that visit together are named together', () => {
  const visiting = [{ name: 'Birch' }, { name: 'Cedar' }, { name: 'Damson' }];
  expect(invitationTo(aVisit({ visiting }), version)).toMatchObject({
    summary: 'Visit: Birch, Cedar, and Damson at Alder',
    description: 'Birch, Cedar, and Damson visit Alder.',
  });
});

test('no one is invited without an address', () => {
  const { guests } = invitationTo(
    aVisit({ visiting: [{ name: 'Birch' }], visited: { name: 'Alder' } }),
    version,
  );
  expect(guests).toEqual([]);
});
