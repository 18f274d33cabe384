import { type ParsedMail, simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { messageText } from '#invitations/icalendar.ts';
import type { Letter } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderHtml } from '#letters/render-html.ts';
import { renderText } from '#letters/render-text.ts';
import { messageOf } from '#mail/ses.ts';
import { readIn } from '../invitations/calendar-texts.ts';
import { aContext } from '../letters/sample.ts';
import { aCancelledVisit, aYear, everyVisitLetter, withVisits } from '../letters/visit-sample.ts';

const rawOf = async (letter: Letter) =>
  Buffer.from((await messageOf(letter, 'Learning Partners <apply@example.org>')).raw);
const filesOf = ({ attachments }: ParsedMail) =>
  attachments.map(({ contentType, filename, content }) => ({
    contentType,
    filename,
    text: content.toString(),
  }));

describe('a letter with a calendar', () => {
  const letters = everyVisitLetter();

  test('still arrives as it was written, with the calendar text', async () => {
    for (const letter of letters) {
      const mail = await simpleParser(await rawOf(letter));
      expect({ text: mail.text, html: mail.html }).toEqual({
        text: renderText(letter),
        html: renderHtml(letter),
      });
      const own = letter.calendar && messageText(letter.calendar);
      const files = filesOf(mail);
      expect(files.map(({ text }) => text)).toEqual(files.map(() => own));
      expect(files.length > 0).toBe(own !== undefined);
    }
  });

  test('has an invitation as an alternative to its text, with the calendar’s method', async () => {
    for (const letter of letters) {
      const method = letter.calendar?.method;
      const raw = String(await rawOf(letter)).replace(/\r\n[ \t]+/g, ' ');
      const alternative = /multipart\/alternative; boundary="([^"]+)"/.exec(raw)?.[1] ?? 'none';
      const types = raw
        .split(`--${alternative}\r\n`)
        .slice(1)
        .map((part) => /^Content-Type: ([^\r]+)/.exec(part)?.[1]);
      expect(types).toEqual([
        'text/plain; charset=utf-8',
        'text/html; charset=utf-8',
        ...(method === 'REQUEST' || method === 'CANCEL'
          ? [`text/calendar; charset=utf-8; method=${method}`]
          : []),
      ]);
    }
  });

  test('attaches a whole year as one file, without an alternative that looks like an invitation', async () => {
    const [letter] = lettersFor('partnership', { type: 'visits-planned' }, withVisits(aYear()), aContext());
    const mail = letter && (await simpleParser(await rawOf(letter)));
    expect(mail && filesOf(mail)).toMatchObject([{ contentType: 'text/calendar', filename: 'visits.ics' }]);
  });
});

describe.each(['UTC', 'Asia/Tokyo'])('in a process in %s, two parsers agree that', (timeZone) => {
  const partnership = withVisits([...aYear(), aCancelledVisit(4, '2014-12-01', 'Planned anew')]);
  const readFrom = async (letter: Letter | undefined) => {
    const [file] = letter ? filesOf(await simpleParser(await rawOf(letter))) : [];
    return readIn(timeZone, file?.text ?? '');
  };
  const organized = { sequence: 0, status: 'CONFIRMED' };
  const joint = {
    uid: '2014-H1-2@apply.example.org',
    ...organized,
    summary: 'Visit: School P1 and School P2 at School H1',
    startsAt: '2014-11-03T14:00:00.000Z',
    endsAt: '2014-11-03T17:00:00.000Z',
  };

  test('a year’s calendar has every visit at its time, on both sides of the clock change, and canceled ones', async () => {
    const [toHost] = lettersFor('partnership', { type: 'visits-planned' }, partnership, aContext());
    const first = {
      ...joint,
      uid: '2014-H1-1@apply.example.org',
      summary: 'Visit: School P1 at School H1',
      startsAt: '2014-10-06T13:00:00.000Z',
      endsAt: '2014-10-06T16:00:00.000Z',
      guests: [],
    };
    const third = {
      ...first,
      uid: '2014-H1-3@apply.example.org',
      summary: 'Visit: School H1 at School P1',
      startsAt: '2014-11-10T14:00:00.000Z',
      endsAt: '2014-11-10T17:00:00.000Z',
    };
    const off = {
      ...first,
      uid: '2014-H1-4@apply.example.org',
      sequence: 1,
      status: 'CANCELLED',
      startsAt: '2014-12-01T14:00:00.000Z',
      endsAt: '2014-12-01T17:00:00.000Z',
    };
    const all = [first, { ...joint, guests: [] }, third, off];
    expect(await readFrom(toHost)).toEqual({ zone: timeZone, byIcalJs: all, byNodeIcal: all });
  });

  test('an invitation to a visit has its recipient as the only guest', async () => {
    const letters = lettersFor('partnership', { type: 'visit-booked', visit: 2 }, partnership, aContext());
    const toPartner = letters.find(({ to }) => to === 'p2@example.org');
    const event = { ...joint, guests: ['mailto:p2@example.org'] };
    expect(await readFrom(toPartner)).toEqual({ zone: timeZone, byIcalJs: [event], byNodeIcal: [event] });
  });

  test('a canceled visit is the same visit with the status canceled', async () => {
    const [toHost] = lettersFor(
      'partnership',
      { type: 'visit-cancelled', visit: 4 },
      partnership,
      aContext(),
    );
    const off = { uid: '2014-H1-4@apply.example.org', sequence: 1, status: 'CANCELLED' };
    expect(await readFrom(toHost)).toMatchObject({ byIcalJs: [off], byNodeIcal: [off] });
  });
});
