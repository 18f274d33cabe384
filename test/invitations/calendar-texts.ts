/** Invitations, and calendar texts read back by two parsers. */
import { spawnSync } from 'node:child_process';
import ICAL from 'ical.js';
import type { Invitation } from '#invitations/icalendar.ts';

export const anInvitation = (over: Partial<Invitation> = {}): Invitation => ({
  uid: '2026.T1.P1.H1.1@example.org',
  sequence: 0,
  writtenAt: '2026-08-20T12:00:00.000Z',
  startsAt: '2026-10-05T13:00:00.000Z',
  endsAt: '2026-10-05T16:00:00.000Z',
  summary: 'Visit: Birch at Alder',
  description: 'Birch visits Alder.',
  place: 'Alder',
  organizer: { name: 'Learning Partners', email: 'visits@example.org' },
  guests: [
    { name: 'Birch', email: 'birch@example.org' },
    { name: 'Alder', email: 'alder@example.org' },
  ],
  ...over,
});

/** The lines of a calendar text, unfolded. */
export const linesOf = (text: string): readonly string[] =>
  text.replaceAll('\r\n ', '').trimEnd().split('\r\n');

/** The only event of a text, as ical.js reads it. */
export function eventOf(text: string): ICAL.Component {
  const event = ICAL.Component.fromString(text).getFirstSubcomponent('vevent');
  if (!event) throw new Error('there is no event');
  return event;
}

/** What both parsers read in a calendar, in a process with the clocks of `timeZone`. */
export function readIn(timeZone: string, text: string) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['test/invitations/read-calendar.mjs'], {
    input: text,
    encoding: 'utf8',
    env: { ...process.env, TZ: timeZone },
  });
  if (status !== 0) throw new Error(stderr);
  const read: unknown = JSON.parse(stdout);
  return read;
}
