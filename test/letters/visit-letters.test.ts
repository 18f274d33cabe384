import { describe, expect, test } from 'vitest';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { endPartnership, leavePlaceOpen, noteWithdrawal } from '#domain/partnership/repair.ts';
import { settleVisits } from '#domain/partnership/settle-visits.ts';
import type { VisitDetails } from '#domain/partnership/visit.ts';
import { yearLetters } from '#letters/coaching-letters.ts';
import type { Letter } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { renderText } from '#letters/render-text.ts';
import { ofVisits } from '#letters/visit-letters.ts';
import { aProgram } from '../builders.ts';
import { done, ruth } from '../domain/pairing/sample.ts';
import { aContext, aPartnership } from './sample.ts';
import { aCancelledVisit, aSession, aVisit, aYear, aYearWith, withVisits } from './visit-sample.ts';

const letters = (event: PartnershipEvent, partnership: Partnership) =>
  lettersFor('partnership', event, partnership, aContext());
const recipients = (of: readonly Letter[]) => of.map(({ to }) => to);
const textTo = (of: readonly Letter[], to: string) => {
  const found = of.find((letter) => letter.to === to);
  if (!found) throw new Error(`Nobody wrote to ${to}`);
  return `${found.subject}\n${renderText(found)}`.replace(/\s+/g, ' ');
};
const calendarOf = (of: readonly Letter[], to: string) => of.find((letter) => letter.to === to)?.calendar;
const h1 = 'h1@example.org';
const p1 = 'p1@example.org';
const p2 = 'p2@example.org';
const mei = 'mei.tanaka@example.org';

describe('a new visit schedule', () => {
  const partnership = withVisits(
    [...aYear(), aCancelledVisit(4, '2014-12-01', 'The schedule was replaced')],
    {
      arc: { focusArea: 'feedback', problemOfPractice: 'Feedback comes late.', goal: '' },
    },
  );
  const sent = letters({ type: 'visits-planned' }, partnership);

  test('is one letter to each school and one to the facilitator', () => {
    expect(recipients(sent)).toEqual([h1, p1, p2, mei]);
  });

  test('shows a school its own visits, from its point of view, in local time', () => {
    const text = textTo(sent, p1);
    expect(text).toContain('School P1 has three visits this year.');
    expect(text).toContain('Monday, October 6, 9:00 AM to 12:00 PM You visit School H1');
    expect(text).toContain('9:00 AM to 12:00 PM You visit School H1, together with School P2');
    expect(text).toContain('9:00 AM to 12:00 PM School H1 visits you');
    expect(text).toContain('https://apply.example.org/links/visits.2014-P1.');
    expect(textTo(sent, p2)).toContain('School P2 has one visit this year. I’ll attend it.');
  });

  test('tells the focus of the year, and that visits that aren’t listed are canceled', () => {
    expect(textTo(sent, h1)).toMatch(/Your focus for the year.*Feedback comes late\./);
    expect(textTo(sent, h1)).not.toContain('Goal');
    expect(textTo(sent, h1)).toContain('Visits that aren’t listed are canceled.');
    expect(textTo(sent, p2)).not.toContain('not listed');
  });

  test('attaches a calendar of each school’s visits, canceled ones included', () => {
    const calendar = calendarOf(sent, p1);
    if (calendar?.method !== 'PUBLISH') throw new Error('That is no calendar to look at');
    expect(
      calendar.invitations.map(({ uid, startsAt, isCancelled }) => [uid, startsAt, isCancelled]),
    ).toEqual([
      ['2014-H1-1@apply.example.org', '2014-10-06T13:00:00.000Z', false],
      ['2014-H1-2@apply.example.org', '2014-11-03T14:00:00.000Z', false],
      ['2014-H1-3@apply.example.org', '2014-11-10T14:00:00.000Z', false],
      ['2014-H1-4@apply.example.org', '2014-12-01T14:00:00.000Z', true],
    ]);
    expect(calendarOf(sent, p2)).toMatchObject({ invitations: [{ uid: '2014-H1-2@apply.example.org' }] });
  });

  test('is not sent to a school that withdrew or has no visits', () => {
    const { host } = aPartnership();
    const gone = { ...host, withdrawnAt: '2014-08-01T12:00:00.000Z' };
    expect(
      recipients(letters({ type: 'visits-planned' }, withVisits([aVisit(1, '2014-10-06')], { host: gone }))),
    ).toEqual([p1, mei]);
  });
});

describe('a new visit', () => {
  const sent = letters({ type: 'visit-booked', visit: 2 }, withVisits(aYear()));

  test('is announced only to its schools and the facilitator', () => {
    expect(recipients(sent)).toEqual([h1, p1, p2, mei]);
    expect(recipients(letters({ type: 'visit-booked', visit: 3 }, withVisits(aYear())))).toEqual([
      h1,
      p1,
      mei,
    ]);
  });

  test('tells why, if there is a reason', () => {
    const because = { type: 'visit-booked', visit: 2, because: 'A visit was owed.' } as const;
    for (const to of [h1, p1, p2, mei])
      expect(textTo(letters(because, withVisits(aYear())), to)).toContain('Why A visit was owed.');
    expect(textTo(sent, p1)).not.toContain('Why');
  });

  test('has an invitation for each recipient, without the others’ addresses', () => {
    expect(calendarOf(sent, p2)).toEqual({
      method: 'REQUEST',
      invitation: {
        uid: '2014-H1-2@apply.example.org',
        sequence: 0,
        writtenAt: '2014-05-08T14:00:00.000Z',
        startsAt: '2014-11-03T14:00:00.000Z',
        endsAt: '2014-11-03T17:00:00.000Z',
        summary: 'Visit: School P1 and School P2 at School H1',
        description:
          'School P1 and School P2 visit School H1.\n\nFacilitator: Mei Tanaka.\n\nTheme: Feedback\n\nWhat to look for: Who asks.',
        place: 'School H1, Room 2',
        organizer: { name: 'Learning Partners', email: 'learning-partners@example.org' },
        guests: [{ name: 'School P2', email: p2 }],
        isCancelled: false,
      },
    });
  });
});

test('a canceled visit in the past is called one that didn’t take place', () => {
  const event = { type: 'visit-cancelled', visit: 1 } as const;
  const cancelled = [aCancelledVisit(1, '2014-10-06', 'The bus broke down.')];
  const noted = (at: string) =>
    withVisits(cancelled, { history: [{ at, by: 'Mei Tanaka', what: event.type }] });
  const late = textTo(letters(event, noted('2014-10-06T16:00:00.000Z')), p1);
  expect(late).toContain('Today’s visit didn’t take place');
  expect(late).toContain('Today’s visit didn’t take place.');
  expect(textTo(letters(event, noted('2014-10-06T15:59:00.000Z')), p1)).toContain('Canceled: today’s visit');
  const before = textTo(letters(event, noted('2014-10-05T15:59:00.000Z')), p1);
  expect(before).toContain('Canceled: Monday, October 6 visit');
  expect(before).toContain('The visit on Monday, October 6 is canceled.');
});

test('a canceled visit closes a school’s date request', () => {
  const event = { type: 'visit-cancelled', visit: 4, asked: [{ school: 'P1', date: '2014-12-04' }] } as const;
  const sent = letters(event, withVisits([aCancelledVisit(4, '2014-12-01', 'A flood')]));
  expect(textTo(sent, p1)).toContain(
    'Your school had asked for Thursday, December 4. Because the visit is canceled, this request is closed.',
  );
  expect(textTo(sent, h1)).not.toContain('had asked');
});

describe('a visit that moved', () => {
  const moved = { type: 'visit-moved', visit: 1, from: '2014-10-02', because: 'Snow' } as const;

  test('tells the old date, the new date, why, and what to do', () => {
    const sent = letters(moved, withVisits(aYear()));
    expect(recipients(sent)).toEqual([h1, p1, mei]);
    const text = textTo(sent, p1);
    expect(text).toContain('Visit moved to Monday, October 6');
    expect(text).toContain('Your visit on Thursday, October 2 has moved to Monday, October 6.');
    expect(text).toContain('New date Monday, October 6, 9:00 AM to 12:00 PM Old date Thursday, October 2');
    expect(text).toContain('Why Snow');
    expect(text).toContain('ask for another one soon');
    expect(textTo(sent, mei)).toContain('Moved: visit to School H1, Mon, Oct 6');
    expect(textTo(sent, mei)).toContain('https://apply.example.org/console/partnerships/2014-H1/visits/1');
  });

  test('on the same day is called today’s visit', () => {
    const history = [{ at: '2014-10-02T11:00:00.000Z', by: 'Mei Tanaka', what: moved.type }];
    const text = textTo(letters(moved, withVisits(aYear(), { history })), p1);
    expect(text).toContain('Today’s visit is off. New date: Monday, October 6');
    expect(text).toContain('Today’s visit has moved to Monday, October 6.');
  });

  test('is signed by the facilitator for schools, and by the team for the facilitator', () => {
    const sent = letters(moved, withVisits(aYear()));
    const signers = sent.map(({ to, signer }) => [to, signer]);
    const facilitator = { name: 'Mei Tanaka', title: 'Facilitator, Learning Partners' };
    expect(signers).toEqual([
      [h1, facilitator],
      [p1, facilitator],
      [mei, { name: 'The Learning Partners team' }],
    ]);
  });

  test('answers a school’s date request, to this school and the facilitator only', () => {
    const year = withVisits(aYear());
    const elsewhere = letters({ ...moved, asked: [{ school: 'P1', date: '2014-10-09' }] }, year);
    const closed =
      'had asked for Thursday, October 9. The visit was moved to a different day, so this request is closed.';
    expect(textTo(elsewhere, p1)).toContain(`Your school ${closed}`);
    expect(textTo(elsewhere, mei)).toContain(`School P1 ${closed}`);
    expect(textTo(elsewhere, h1)).not.toContain('had asked');
    const granted = letters({ ...moved, asked: [{ school: 'P1', date: '2014-10-06' }] }, year);
    expect(textTo(granted, p1)).toContain('Your school had asked for this date.');
  });

  test('has another key than the next visit that moved in the same commit', () => {
    const both = [moved, { ...moved, visit: 2 }].flatMap((event) => letters(event, withVisits(aYear())));
    expect(new Set(both.map(({ key }) => key)).size).toBe(both.length);
    expect(both).toHaveLength(7);
  });

  test('is removed from the calendar of a school that is no longer part of it, without other news', () => {
    const usual = aProgram().visits;
    const before = [aVisit(1, '2014-10-06', { visiting: ['P1', 'P2'] })];
    const planned = ['P1', 'P2'].map((id, at) => ({
      partnership: 'H1',
      facilitator: mei,
      date: `2014-10-1${at + 3}`,
      visiting: [id],
      visited: 'H1',
    }));
    const { visits, events } = settleVisits(before, planned, usual, 'Snow');
    const sent = events.flatMap((event) => letters(event, withVisits(visits)));
    const toP2 = sent.filter(({ to }) => to === p2);
    expect(toP2.map(({ subject }) => subject)).toEqual([
      'You’re no longer part of the Monday, October 6 visit',
      'New visit on Tuesday, October 14',
    ]);
    expect(toP2.map(({ calendar }) => calendar)).toMatchObject([
      { method: 'CANCEL', invitation: { uid: '2014-H1-1@apply.example.org', sequence: 1 } },
      { method: 'REQUEST', invitation: { uid: '2014-H1-2@apply.example.org', sequence: 0 } },
    ]);
    expect(toP2[0] && renderText(toP2[0])).not.toContain('October 13');
    expect(textTo(toP2.slice(0, 1), p2)).toMatch(
      /Why Snow.*If we schedule a replacement.*email me at mei\.tanaka@example\.org/,
    );
  });

  test('with only other visitors isn’t called moved', () => {
    const sent = letters({ ...moved, from: '2014-10-06' }, withVisits(aYear()));
    expect(textTo(sent, p1)).toContain('Visitors changed for Monday, October 6');
    expect(textTo(sent, p1)).not.toContain('moved');
  });
});

test('a visit with a new time is shown as it is now', () => {
  const visits = [aVisit(1, '2014-10-06', { start: '13:30', sequence: 1 })];
  const sent = letters({ type: 'visit-changed', visit: 1 }, withVisits(visits));
  expect(textTo(sent, p1)).toMatch(
    /The date is the same, but the time, the place, or both have changed:.*1:30 PM to 4:30 PM/,
  );
  expect(calendarOf(sent, p1)).toMatchObject({ method: 'REQUEST', invitation: { sequence: 1 } });
});

test('a visit with a new time or place is shown with the old one', () => {
  const visits = [aVisit(1, '2014-10-06', { start: '13:30', place: 'Library', sequence: 1 })];
  const told = (was: VisitDetails) =>
    textTo(letters({ type: 'visit-changed', visit: 1, was }, withVisits(visits)), p1);
  const before = { start: '09:00', durationMinutes: 180, place: 'Room 2' };
  expect(told(before)).toMatch(
    /the time and place have changed:.*1:30 PM to 4:30 PM.*Library.*Old time 9:00 AM to 12:00 PM Old place Room 2/,
  );
  expect(told({ ...before, place: 'Library' })).toMatch(/but the time has changed:(?!.*Old place)/);
  expect(told({ ...before, start: '13:30' })).toMatch(/but the place has changed:(?!.*Old time)/);
});

test('a canceled visit tells why and leaves every calendar, even of a school that withdrew', () => {
  const { host, partners } = aPartnership();
  const partnership = withVisits([aCancelledVisit(1, '2014-10-06', 'A burst pipe')], {
    host,
    partners: partners.map((partner) => ({ ...partner, withdrawnAt: '2014-09-30T12:00:00.000Z' })),
  });
  const sent = letters({ type: 'visit-cancelled', visit: 1 }, partnership);
  expect(recipients(sent)).toEqual([h1, p1, mei]);
  expect(textTo(sent, p1)).toMatch(/Canceled: Monday, October 6 visit.*Why A burst pipe/);
  expect(textTo(sent, mei)).toContain('you can schedule a replacement on its page');
  expect(sent.map(({ calendar }) => calendar?.method)).toEqual(['CANCEL', 'CANCEL', 'CANCEL']);
});

describe('a school that leaves a partnership', () => {
  const withdrawn = (school: string, partnership: ActivePartnership) =>
    done(noteWithdrawal(partnership, school, '2014-10-01T12:00:00.000Z', '2014-10-01T12:00:00.000Z'));
  const tell = (change: Change<Partnership, PartnershipEvent> | Refusal<string>) => {
    if (isRefusal(change)) throw new Error(`Refused: ${change.refused}`);
    return change.events
      .filter(({ type }) => type in ofVisits)
      .flatMap((event) => letters(event, change.after));
  };

  test('is called by its name in its canceled visits, which leave its calendar', () => {
    const change = leavePlaceOpen(
      withdrawn('P1', withVisits(aYear())),
      'P1',
      ruth,
      '2014-10-01T13:00:00.000Z',
    );
    const sent = tell(change);
    expect(sent.filter(({ to }) => to === p1).map(({ calendar }) => calendar?.method)).toEqual([
      'CANCEL',
      'CANCEL',
      'CANCEL',
    ]);
    expect(textTo(sent, h1)).toMatch(/Canceled.*School P1 visits you.*Why School P1 left the partnership/);
    const toP2 = textTo(sent, p2);
    expect(toP2).toContain('the visiting schools have changed');
    expect(toP2).not.toContain('School P1');
  });

  test('as the host removes the visits from the calendars of partners with a new host', () => {
    const change = endPartnership(
      withdrawn('H1', withVisits(aYear())),
      ['P2'],
      ruth,
      '2014-10-01T13:00:00.000Z',
    );
    const sent = tell(change);
    expect(sent.filter(({ to }) => to === p2)).toMatchObject([
      {
        subject: 'You’re no longer part of the Monday, November 3 visit',
        calendar: { method: 'CANCEL', invitation: { uid: '2014-H1-2@apply.example.org' } },
      },
    ]);
    expect(sent.filter(({ to }) => to === p1)).toHaveLength(3);
  });
});

describe('another date', () => {
  const asked = aVisit(1, '2014-10-06', {
    proposals: [{ school: 'P1', date: '2014-10-08', reason: 'An exam.', at: '2014-09-20T12:00:00.000Z' }],
  });

  test('that a school asks for is sent to the facilitator, with a link to the visit', () => {
    const sent = letters({ type: 'date-proposed', visit: 1, school: 'P1' }, withVisits([asked]));
    expect(recipients(sent)).toEqual([mei]);
    expect(textTo(sent, mei)).toMatch(
      /Date request from School P1 for Mon, Oct 6.*asked to move this visit to Wednesday, October 8.*> An exam\./,
    );
    expect(textTo(sent, mei)).toContain('/console/partnerships/2014-H1/visits/1');
  });

  test('that doesn’t work is answered only to the school that asked', () => {
    const declined = { visit: 1, school: 'P1', date: '2014-10-08', reason: 'I am in Queens.' } as const;
    const sent = letters({ type: 'date-declined', ...declined }, withVisits(aYear()));
    expect(recipients(sent)).toEqual([p1]);
    expect(textTo(sent, p1)).toMatch(
      /Your visit is still on Monday, October 6.*You asked to move your Monday, October 6 visit to Wednesday, October 8.*> I am in Queens\./,
    );
    expect(calendarOf(sent, p1)).toBeUndefined();
  });
});

test('events that schools and facilitators see on their pages cause no letter', () => {
  const quiet: readonly PartnershipEvent[] = [
    { type: 'visit-themed', visit: 1 },
    { type: 'arc-set' },
    { type: 'delegation-named', visit: 1, school: 'P1' },
    { type: 'visit-held', visit: 1 },
    { type: 'reflection-given', visit: 1, school: 'P1' },
    { type: 'subscription-renewed' },
  ];
  expect(quiet.flatMap((event) => letters(event, withVisits(aYear())))).toEqual([]);
});

test('an event of an unknown visit throws', () => {
  expect(() => letters({ type: 'visit-booked', visit: 9 }, withVisits(aYear()))).toThrow(
    'can’t have happened',
  );
});

describe('a coaching session', () => {
  const told = (type: 'coaching-booked' | 'coaching-changed' | 'coaching-cancelled', over = {}) =>
    yearLetters({ type, session: 1 }, { year: aYearWith(aSession(over)), partnerships }, aContext());
  const { host, partners } = aPartnership();
  const partnerships: readonly Partnership[] = [
    withVisits([], { partners: partners.map((partner) => ({ ...partner, contact: host.contact })) }),
    withVisits([], {
      host: { ...host, contact: { ...host.contact, email: 'h2@example.org' } },
      partners: [],
    }),
    { ...withVisits([]), state: 'ended', endedAt: '2014-09-01T12:00:00.000Z' },
  ];

  test('is announced once to every principal and facilitator of active partnerships', () => {
    expect(recipients(told('coaching-booked'))).toEqual([h1, 'h2@example.org', mei]);
    expect(textTo(told('coaching-booked'), h1)).toMatch(
      /Coaching: Tuesday, October 21.*Leading adults who learn.*1:00 PM to 3:00 PM.*Tweed Courthouse/,
    );
  });

  test('tells a school’s contact to forward it to the principal', () => {
    const sent = told('coaching-booked');
    expect(textTo(sent, 'h2@example.org')).toContain(
      'you’re the contact for a school in Learning Partners. If you’re not the principal, please forward it to them.',
    );
    expect(textTo(sent, mei)).toContain('you’re a facilitator in Learning Partners.');
  });

  test('goes to the principal if someone else applied', () => {
    const principal = { name: 'Rosa Díaz', position: 'Principal', email: 'rosa@example.org', ownership: 'r' };
    const year = {
      year: aYearWith(aSession()),
      partnerships: [withVisits([], { host: { ...host, principal } })],
    };
    const sent = yearLetters({ type: 'coaching-booked', session: 1 }, year, aContext());
    expect(recipients(sent)).toEqual(['rosa@example.org', p1, p2, mei]);
    expect(textTo(sent, 'rosa@example.org')).toContain(
      'you’re the principal of a school in Learning Partners.',
    );
    expect(textTo(sent, 'rosa@example.org')).not.toContain('forward');
  });

  test('with a change replaces the invitation and tells what to do', () => {
    const text = textTo(told('coaching-changed', { sequence: 1 }), h1);
    expect(text).toMatch(/We’ve changed this.*to update your calendar.*If you can’t attend, email /);
    expect(text).not.toContain('to add it to your calendar');
  });

  test('is an invitation that a change replaces and a cancellation withdraws', () => {
    const uid = '2014-coaching-1@apply.example.org';
    expect(calendarOf(told('coaching-changed', { sequence: 1 }), mei)).toMatchObject({
      method: 'REQUEST',
      invitation: {
        uid,
        sequence: 1,
        startsAt: '2014-10-21T17:00:00.000Z',
        writtenAt: '2014-09-08T15:00:00.000Z',
      },
    });
    expect(calendarOf(told('coaching-cancelled', { sequence: 2, state: 'cancelled' }), mei)).toMatchObject({
      method: 'CANCEL',
      invitation: { uid, sequence: 2 },
    });
  });
});
