import ICAL from 'ical.js';
import type { Instant } from '#domain/base/time.ts';

// The standard allows 75 octets a line. The library doesn't count the space at the start of a continued line.
ICAL.foldLength = 74;

/** A person who sends or gets an invitation. */
export type Invited = { readonly name: string; readonly email: string };

/** Tells an invitation from other visits' and from earlier versions of its own. */
export type InvitationVersion = {
  /** Stays the same when the visit moves. Calendars use it to find the entry that they already have. */
  readonly uid: string;
  /** 0 at first, one more with every change. Calendars ignore versions older than theirs. */
  readonly sequence: number;
  readonly writtenAt: Instant;
};

/** One visit in a calendar. */
export type Invitation = InvitationVersion & {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly summary: string;
  readonly description: string;
  readonly place?: string;
  readonly organizer?: Invited;
  readonly guests: readonly Invited[];
  /** Used only in a published calendar. The visit takes place if this is left out. */
  readonly isCancelled?: boolean;
};

/** The calendar part of a letter: an invitation, a cancellation, or several visits as a file. */
export type CalendarMessage =
  | { readonly method: 'REQUEST' | 'CANCEL'; readonly invitation: Invitation }
  | { readonly method: 'PUBLISH'; readonly name: string; readonly invitations: readonly Invitation[] };

/** The calendar text of a message. */
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

/** An invitation to one visit, or a change to it: the body of a `text/calendar; method=REQUEST` part. */
export const requestText = (invitation: Invitation): string =>
  calendarText('REQUEST', [eventOf(invitation, 'CONFIRMED')]);

/** Removes a visit from calendars. Its `sequence` must be higher than the last invitation's. */
export const cancellationText = (invitation: Invitation): string =>
  calendarText('CANCEL', [eventOf(invitation, 'CANCELLED')]);

/** A calendar to import, canceled visits included. It asks no one to reply. */
export const publishedText = (name: string, invitations: readonly Invitation[]): string =>
  calendarText('PUBLISH', publishedEvents(invitations), [calendarName(name)]);

/** The same as a calendar to subscribe to. It says how often to look for changes. */
export const subscribedText = (name: string, invitations: readonly Invitation[]): string =>
  calendarText('PUBLISH', publishedEvents(invitations), [calendarName(name), ...refreshed()]);

const publishedEvents = (invitations: readonly Invitation[]): readonly ICAL.Component[] =>
  invitations.map((invitation) =>
    eventOf({ ...invitation, guests: [] }, invitation.isCancelled ? 'CANCELLED' : 'CONFIRMED'),
  );

function calendarText(
  method: string,
  events: readonly ICAL.Component[],
  properties: readonly ICAL.Property[] = [],
): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Learning Partners//Visits//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', method);
  for (const property of properties) calendar.addProperty(property);
  for (const event of events) calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

// A snow day must reach calendars the same morning. Calendar apps ignore HTTP caching.
const refreshInterval = 'PT1H';

/** The standard's property, and an older one that Outlook reads, without a type. */
function refreshed(): readonly ICAL.Property[] {
  const [standard, older] = [new ICAL.Property('refresh-interval'), new ICAL.Property('x-published-ttl')];
  standard.resetType('duration');
  standard.setValue(ICAL.Duration.fromString(refreshInterval));
  older.setValue(refreshInterval);
  return [standard, older];
}

/** The library doesn't escape the value of a nonstandard property unless the property is set to text. */
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
  const { organizer } = invitation;
  if (organizer) event.addProperty(addressOf('organizer', organizer));
  for (const guest of eachOnce(invitation.guests)) event.addProperty(attendeeOf(guest, organizer));
  return event;
}

/** One guest for each address. Two schools may share one, or a school and the facilitator. */
const eachOnce = (guests: readonly Invited[]): readonly Invited[] =>
  guests.filter((guest, index) => guests.findIndex((one) => isSameAddress(one, guest)) === index);

const isSameAddress = (one: Invited, other: Invited): boolean =>
  one.email.toLowerCase() === other.email.toLowerCase();

/** No one is asked to reply, because no one would read it: schools say on the visit’s page who is coming. */
function attendeeOf(guest: Invited, organizer: Invited | undefined): ICAL.Property {
  const attendee = addressOf('attendee', guest);
  attendee.setParameter('role', 'REQ-PARTICIPANT');
  if (organizer && isSameAddress(guest, organizer)) {
    attendee.setParameter('partstat', 'ACCEPTED');
    return attendee;
  }
  attendee.setParameter('partstat', 'NEEDS-ACTION');
  attendee.setParameter('rsvp', 'FALSE');
  return attendee;
}

function addressOf(property: 'organizer' | 'attendee', { name, email }: Invited): ICAL.Property {
  const address = new ICAL.Property(property);
  // The library writes an address unescaped, so nothing in it may end the line.
  address.setValue(`mailto:${encodeURI(email)}`);
  address.setParameter('cn', plain(name).replaceAll('\n', ' '));
  return address;
}

/** Always in UTC, so calendars need no time zones and no clock rules of future years. */
const utc = (instant: Instant): ICAL.Time => ICAL.Time.fromJSDate(new Date(instant), true);

/**
 * Removes the control characters that calendars don't allow. Line breaks stay, in one form. Some programs also end a line at
 * Unicode's own separators, so that form replaces them too.
 */
const plain = (text: string): string =>
  text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');

/** An invitation that was sent before. */
export type Earlier = InvitationVersion & { readonly isCancelled: boolean };

/** Reads an earlier invitation. Undefined if the text isn't a calendar with exactly one event. */
export function readEarlier(text: string): Earlier | undefined {
  const event = eventIn(text)?.event;
  if (!event) return undefined;
  const { uid, sequence } = new ICAL.Event(event);
  const stamp = event.getFirstPropertyValue('dtstamp');
  if (!(stamp instanceof ICAL.Time)) return undefined;
  return {
    uid,
    sequence: sequence ?? 0,
    writtenAt: stamp.toJSDate().toISOString(),
    isCancelled: event.getFirstPropertyValue('status') === 'CANCELLED',
  };
}

/** Cancels an invitation of which only the text is left. Undefined if the text isn't an invitation. */
export function cancellationOf(text: string, writtenAt: Instant): string | undefined {
  const found = eventIn(text);
  const earlier = readEarlier(text);
  if (!found || !earlier) return undefined;
  const { calendar, event } = found;
  calendar.updatePropertyWithValue('method', 'CANCEL');
  event.updatePropertyWithValue('status', 'CANCELLED');
  event.updatePropertyWithValue('sequence', earlier.sequence + 1);
  event.updatePropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(writtenAt), true));
  return `${calendar.toString()}\r\n`;
}

function eventIn(text: string): { calendar: ICAL.Component; event: ICAL.Component } | undefined {
  try {
    const calendar = ICAL.Component.fromString(text);
    const [event, ...more] = calendar.getAllSubcomponents('vevent');
    return event && more.length === 0 ? { calendar, event } : undefined;
  } catch (error) {
    // The library throws for every text that isn't a calendar. For an empty text it throws a plain TypeError.
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}
