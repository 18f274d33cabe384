import ICAL from 'ical.js';
import type { Instant } from '../domain/time.ts';

// The standard allows 75 octets a line; the library does not count the space that a continued line begins with.
ICAL.foldLength = 74;

/** Somebody who sends an invitation or gets one. */
export type Invited = { readonly name: string; readonly email: string };

/** What tells an invitation from those to other visits, and from earlier ones to the same. */
export type InvitationVersion = {
  /** Names the visit as long as it exists, wherever it is moved: calendars find by it what they hold already. */
  readonly uid: string;
  /** 0 when first sent, one more with every change; calendars ignore what is older than what they hold. */
  readonly sequence: number;
  readonly writtenAt: Instant;
};

/** One visit as calendars know it. */
export type Invitation = InvitationVersion & {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
  readonly description: string;
  readonly place?: string;
  readonly organizer?: Invited;
  readonly guests: readonly Invited[];
  /** Only in a published calendar, where it says that the visit is off; left out: it is on. */
  readonly isCancelled?: boolean;
};

/** What a letter brings for its reader's calendar: an invitation, one that is taken back, or several visits to look at. */
export type CalendarMessage =
  | { readonly method: 'REQUEST' | 'CANCEL'; readonly invitation: Invitation }
  | { readonly method: 'PUBLISH'; readonly name: string; readonly invitations: readonly Invitation[] };

/** The calendar text of such a message. */
export function messageText(message: CalendarMessage): string {
  switch (message.method) {
    case 'REQUEST':
      return requestText(message.invitation);
    case 'CANCEL':
      return cancellationText(message.invitation);
    case 'PUBLISH':
      return publishedText(message.name, message.invitations);
  }
}

/** The text of an invitation to one visit, or of a change to it: the body of a `text/calendar; method=REQUEST` part. */
export const requestText = (invitation: Invitation): string =>
  calendarText('REQUEST', [eventOf(invitation, 'CONFIRMED')]);

/** The text that takes a visit out of calendars. Its `sequence` must be above that of the last invitation. */
export const cancellationText = (invitation: Invitation): string =>
  calendarText('CANCEL', [eventOf(invitation, 'CANCELLED')]);

/** The text of a calendar to subscribe to or import: visits to look at, also those that are off, with nobody asked to answer. */
export const publishedText = (name: string, invitations: readonly Invitation[]): string =>
  calendarText(
    'PUBLISH',
    invitations.map((invitation) =>
      eventOf({ ...invitation, guests: [] }, invitation.isCancelled ? 'CANCELLED' : 'CONFIRMED'),
    ),
    name,
  );

function calendarText(method: string, events: readonly ICAL.Component[], name?: string): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Learning Partners//Visits//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', method);
  if (name !== undefined) calendar.addProperty(calendarName(name));
  for (const event of events) calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

/** Of a property that is no standard's the library writes the value as it stands, unless it is told that it is text. */
function calendarName(name: string): ICAL.Property {
  const property = new ICAL.Property('x-wr-calname');
  property.resetType('text');
  property.setValue(plain(name));
  return property;
}

function eventOf(invitation: Invitation, status: 'CONFIRMED' | 'CANCELLED'): ICAL.Component {
  const { uid, sequence, writtenAt, startsAt, endsAt, summary, description, place } = invitation;
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', uid);
  event.addPropertyWithValue('dtstamp', utc(writtenAt));
  event.addPropertyWithValue('sequence', sequence);
  event.addPropertyWithValue('dtstart', utc(startsAt));
  event.addPropertyWithValue('dtend', utc(endsAt));
  event.addPropertyWithValue('summary', plain(summary));
  event.addPropertyWithValue('description', plain(description));
  if (place !== undefined) event.addPropertyWithValue('location', plain(place));
  event.addPropertyWithValue('status', status);
  event.addPropertyWithValue('transp', 'OPAQUE');
  if (invitation.organizer) event.addProperty(addressOf('organizer', invitation.organizer));
  for (const guest of invitation.guests) event.addProperty(attendeeOf(guest));
  return event;
}

function attendeeOf(guest: Invited): ICAL.Property {
  const attendee = addressOf('attendee', guest);
  attendee.setParameter('role', 'REQ-PARTICIPANT');
  attendee.setParameter('partstat', 'NEEDS-ACTION');
  attendee.setParameter('rsvp', 'TRUE');
  return attendee;
}

function addressOf(property: 'organizer' | 'attendee', { name, email }: Invited): ICAL.Property {
  const address = new ICAL.Property(property);
  // An address is written as it is, so nothing in it may end its line.
  address.setValue(`mailto:${encodeURI(email)}`);
  address.setParameter('cn', plain(name).replaceAll('\n', ' '));
  return address;
}

/** Always in UTC: whoever reads it needs no time zones, and no rules of a year that are not known yet. */
const utc = (instant: Instant): ICAL.Time => ICAL.Time.fromJSDate(new Date(instant), true);

/** Without the control characters that calendars may not hold; line breaks stay. */
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');
