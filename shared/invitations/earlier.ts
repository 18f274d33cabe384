import ICAL from 'ical.js';
import type { Instant } from '../domain/base/time.ts';
import type { InvitationVersion } from './invitation.ts';

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
