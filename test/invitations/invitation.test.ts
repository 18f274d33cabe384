import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancellationText, publishedText, requestText, subscribedText } from '#invitations/icalendar.ts';
import { anInvitation, eventOf, linesOf, readIn } from './calendar-texts.ts';

test('an invitation has its sender, guests, time, and place, in UTC', () => {
  expect(linesOf(requestText(anInvitation({ sequence: 2 })))).toEqual([
    'BEGIN:VCALENDAR',
    'PRODID:-//Learning Partners//Visits//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:2026.T1.P1.H1.1@example.org',
    'DTSTAMP:20260820T120000Z',
    'SEQUENCE:2',
    'DTSTART:20261005T130000Z',
    'DTEND:20261005T160000Z',
    'SUMMARY:Visit: Birch at Alder',
    'DESCRIPTION:Birch visits Alder.',
    'LOCATION:Alder',
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'ORGANIZER;CN=Learning Partners:mailto:visits@example.org',
    'ATTENDEE;CN=Birch;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:birch@example.org',
    'ATTENDEE;CN=Alder;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:alder@example.org',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
});

test('a cancellation has the same visit with the status canceled', () => {
  const lines = linesOf(cancellationText(anInvitation({ sequence: 3 })));
  expect(lines).toEqual(
    expect.arrayContaining([
      'METHOD:CANCEL',
      'UID:2026.T1.P1.H1.1@example.org',
      'SEQUENCE:3',
      'STATUS:CANCELLED',
    ]),
  );
});

test('a calendar to subscribe to has a name, all visits, and no guests', () => {
  const text = subscribedText('Visits of Alder, 2026', [
    anInvitation(),
    anInvitation({ uid: 'other@example.org' }),
  ]);
  const lines = linesOf(text);
  expect(lines).toEqual(
    expect.arrayContaining([
      'METHOD:PUBLISH',
      'X-WR-CALNAME;VALUE=TEXT:Visits of Alder\\, 2026',
      'UID:other@example.org',
    ]),
  );
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
});

test('a calendar to subscribe to says how often to look for changes', () => {
  expect(linesOf(subscribedText('Visits', [])).slice(4, -1)).toEqual([
    'METHOD:PUBLISH',
    'X-WR-CALNAME;VALUE=TEXT:Visits',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
  ]);
});

test('people who share an address get one invitation', () => {
  const guests = [
    { name: 'Birch', email: 'office@example.org' },
    { name: 'Alder', email: 'Office@example.org' },
    { name: 'Robin', email: 'robin@example.org' },
  ];
  const event = eventOf(requestText(anInvitation({ guests })));
  expect(event.getAllProperties('attendee').map((guest) => guest.getFirstValue())).toEqual([
    'mailto:office@example.org',
    'mailto:robin@example.org',
  ]);
});

test('an organizer who comes too isn’t asked to answer', () => {
  const guests = [
    { name: 'Birch', email: 'birch@example.org' },
    { name: 'Robin', email: 'Visits@example.org' },
  ];
  const attendees = linesOf(requestText(anInvitation({ guests }))).filter((line) =>
    line.startsWith('ATTENDEE'),
  );
  expect(attendees).toEqual([
    'ATTENDEE;CN=Birch;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:birch@example.org',
    'ATTENDEE;CN=Robin;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:Visits@example.org',
  ]);
});

test.each(['\u2028', '\u2029', '\u0085'])('no calendar ends a line at %j', (separator) => {
  const said = `one${separator}two`;
  const guests = [{ name: said, email: 'birch@example.org' }];
  const invitation = anInvitation({ summary: said, description: said, place: said, guests });
  for (const text of [requestText(invitation), subscribedText(said, [invitation])])
    expect(text).not.toContain(separator);
  if (separator !== '\u0085')
    expect(eventOf(requestText(invitation)).getFirstPropertyValue('location')).toBe('one\ntwo');
});

test('a calendar may have no visits', () => {
  expect(linesOf(publishedText('Visits', []))).toEqual([
    'BEGIN:VCALENDAR',
    'PRODID:-//Learning Partners//Visits//EN',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME;VALUE=TEXT:Visits',
    'END:VCALENDAR',
  ]);
});

const words = fc.string({ unit: 'grapheme', maxLength: 200 });

test('any text is read back, on lines of at most 75 octets with the standard’s line ends', () => {
  fc.assert(
    fc.property(words, words, words, (summary, description, place) => {
      const text = requestText(anInvitation({ summary, description, place }));
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const event = eventOf(text);
      const clean = (said: string) =>
        said.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
      expect(event.getFirstPropertyValue('summary')).toBe(clean(summary));
      expect(event.getFirstPropertyValue('description')).toBe(clean(description));
      expect(event.getFirstPropertyValue('location')).toBe(clean(place));
    }),
    { numRuns: 200 },
  );
});

test.each([
  'Visit\r\nATTENDEE:mailto:eve@example.org',
  'a; b, c \\ d: "e"',
  'First\n\nSecond\tthird',
  'École élémentaire — 学校 🎒',
])('the text %j stays the same', (summary) => {
  const event = eventOf(requestText(anInvitation({ summary, guests: [] })));
  expect(event.getFirstPropertyValue('summary')).toBe(summary.replaceAll('\r\n', '\n'));
  expect(event.getAllProperties('attendee')).toEqual([]);
});

test('a name or an address can’t add a line', () => {
  const eve = { name: 'Eve";X=1\r\nSTATUS:CANCELLED', email: 'eve@example.org\r\nSEQUENCE:99' };
  const event = eventOf(requestText(anInvitation({ organizer: eve, guests: [eve] })));
  expect(event.getFirstPropertyValue('status')).toBe('CONFIRMED');
  expect(event.getAllProperties('sequence').map((property) => property.getFirstValue())).toEqual([0]);
  expect(event.getFirstProperty('attendee')?.getFirstValue()).toBe('mailto:eve@example.org%0D%0ASEQUENCE:99');
});

test.each(['UTC', 'Asia/Tokyo', 'America/New_York'])(
  'two parsers read the same with the clocks of %s',
  (zone) => {
    const text = publishedText('Visits', [
      anInvitation({ sequence: 4, summary: `${'Birch, Cedar; Damson '.repeat(9)}at “Alder”` }),
      anInvitation({
        uid: 'after-the-change@example.org',
        startsAt: '2026-11-02T14:00:00.000Z',
        endsAt: '2026-11-02T17:00:00.000Z',
      }),
    ]);
    const expected = [
      {
        uid: '2026.T1.P1.H1.1@example.org',
        sequence: 4,
        summary: `${'Birch, Cedar; Damson '.repeat(9)}at “Alder”`,
        startsAt: '2026-10-05T13:00:00.000Z',
        endsAt: '2026-10-05T16:00:00.000Z',
        status: 'CONFIRMED',
        guests: [],
      },
      {
        uid: 'after-the-change@example.org',
        sequence: 0,
        summary: 'Visit: Birch at Alder',
        startsAt: '2026-11-02T14:00:00.000Z',
        endsAt: '2026-11-02T17:00:00.000Z',
        status: 'CONFIRMED',
        guests: [],
      },
    ];
    expect(readIn(zone, text)).toEqual({ zone, byIcalJs: expected, byNodeIcal: expected });
  },
);

test('two parsers read the guests and the cancellation', () => {
  const guests = ['mailto:birch@example.org', 'mailto:alder@example.org'];
  const read = expect.objectContaining({ sequence: 1, status: 'CANCELLED', guests });
  expect(readIn('Asia/Tokyo', cancellationText(anInvitation({ sequence: 1 })))).toMatchObject({
    byIcalJs: [read],
    byNodeIcal: [read],
  });
});
