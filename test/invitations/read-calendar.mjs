/** Prints what two parsers, which share no code, read of the calendar text on standard input. */
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';
import ical from 'node-ical';

const calendar = await text(process.stdin);

const byIcalJs = ICAL.Component.fromString(calendar)
  .getAllSubcomponents('vevent')
  .map((component) => new ICAL.Event(component))
  .map(({ uid, sequence, summary, startDate, endDate, component }) => ({
    uid,
    sequence,
    summary,
    startsAt: startDate.toJSDate().toISOString(),
    endsAt: endDate.toJSDate().toISOString(),
    status: component.getFirstPropertyValue('status'),
    guests: component.getAllProperties('attendee').map((guest) => guest.getFirstValue()),
  }));

const listed = (one) => (one === undefined ? [] : [one].flat());

const byNodeIcal = Object.values(ical.sync.parseICS(calendar))
  .filter(({ type }) => type === 'VEVENT')
  .map(({ uid, sequence, summary, start, end, status, attendee }) => ({
    uid,
    sequence: Number(sequence),
    summary,
    startsAt: start.toISOString(),
    endsAt: end.toISOString(),
    status,
    guests: listed(attendee).map(({ val }) => val),
  }));

console.info(
  JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, byIcalJs, byNodeIcal }),
);
