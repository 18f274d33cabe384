import ICAL from 'ical.js';
import type { Instant } from '../domain/time.ts';
import type { InvitationVersion } from './invitation.ts';

/** An invitation that went out before. */
export type Earlier = InvitationVersion & { readonly isCancelled: boolean };

/** Reads what was written earlier; undefined where the text is not the calendar text of exactly one event. */
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

/** The text that takes back an invitation of which only the text is left; undefined where that is not one. */
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
    // The library says so of every text that is no calendar, of an empty one by a plain TypeError.
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}
