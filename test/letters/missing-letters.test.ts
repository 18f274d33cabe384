import { describe, expect, test } from 'vitest';
import type { HistoryEntry } from '#domain/base/change.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Event } from '#domain/events.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { leavePlaceOpen } from '#domain/partnership/repair.ts';
import { yearLetters } from '#letters/coaching-letters.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { keyWithout, missingLetters, type SentKeys, sentKeys } from '#letters/missing-letters.ts';
import { missingCoaching } from '#letters/missing-others.ts';
import { aCycle } from '../builders.ts';
import { ruth } from '../domain/pairing/sample.ts';
import { aContext, aPartnership } from './sample.ts';
import { aCancelledVisit, aSession, aVisit, aYearWith, withVisits } from './visit-sample.ts';

/** From Monday to Thursday. */
const stretch = { from: '2014-09-08T00:00:00.000Z', until: '2014-09-11T00:00:00.000Z' };
const cycle = aCycle();
const [monday, tuesday, wednesday] = ['08', '09', '10'].map((day) => `2014-09-${day}T12:00:00.000Z`);

const line = <E extends Event>(
  at: string | undefined,
  event: E,
  by = 'Mei Tanaka',
): HistoryEntry<E['type']> => ({
  at: at ?? '',
  by,
  what: event.type,
  ...('visit' in event && { visit: event.visit }),
});

/** A partnership after one commit for each of these events. The first, long ago, scheduled its visits. */
function standingAfter(...commits: readonly (readonly [string | undefined, readonly PartnershipEvent[]])[]) {
  const visits = [
    aVisit(1, '2014-10-06', {
      proposals: [{ school: 'P1', date: '2014-10-08', reason: 'An exam.', at: stretch.from }],
    }),
    aVisit(2, '2014-11-03'),
    aCancelledVisit(3, '2014-12-01', 'Snow'),
  ];
  const history = [
    line('2014-08-01T12:00:00.000Z', { type: 'visits-planned' }),
    ...commits.flatMap(([at, events]) => events.map((event) => line(at, event))),
  ];
  const partnership = withVisits(visits, { version: 1 + commits.length, history });
  return { type: 'partnership', aggregate: partnership, events: commits.at(-1)?.[1] ?? [] } as const;
}

const keysOf = (event: PartnershipEvent, partnership: Partnership, version: number): readonly string[] =>
  lettersFor('partnership', event, { ...partnership, version }, aContext()).map(({ key }) => key);

const named: PartnershipEvent = { type: 'delegation-named', visit: 1, school: 'P1' };
const about = '2014-PARTNERSHIP-H1';

describe('a letter about a visit before a later commit', () => {
  test.each<[PartnershipEvent, string, number]>([
    [{ type: 'visit-booked', visit: 2 }, 'visit-booked', 2],
    [{ type: 'visit-moved', visit: 2, from: '2014-11-04', because: 'Snow' }, 'visit-moved', 2],
    [{ type: 'visit-changed', visit: 2 }, 'visit-changed', 2],
    [{ type: 'visit-cancelled', visit: 3 }, 'visit-cancelled', 3],
    [{ type: 'date-proposed', visit: 1, school: 'P1' }, 'date-proposed', 1],
    [
      { type: 'date-declined', visit: 1, school: 'P1', date: '2014-10-08', reason: 'No.' },
      'date-declined',
      1,
    ],
  ])('is missing until it goes out: %j', (event, kind, visit) => {
    const commit = standingAfter([monday, [event]], [tuesday, [named]]);
    expect(missingLetters(commit, cycle, sentKeys([]), stretch)).toEqual([
      { about: `${about}-VISIT-${visit}`, kind, since: monday },
    ]);
    const sent = sentKeys(keysOf(event, commit.aggregate, 2));
    expect(missingLetters(commit, cycle, sent, stretch)).toEqual([]);
  });

  test('is missing even if one about another visit of the same commit went out', () => {
    const moves = [1, 2].map((visit) => ({
      type: 'visit-moved' as const,
      visit,
      from: '2014-10-01',
      because: 'Snow',
    }));
    const commit = standingAfter([monday, moves], [tuesday, [named]]);
    const [first] = moves;
    const sent = sentKeys(first ? keysOf(first, commit.aggregate, 2) : []);
    expect(missingLetters(commit, cycle, sent, stretch)).toEqual([
      { about: `${about}-VISIT-2`, kind: 'visit-moved', since: monday },
    ]);
  });

  test('is missing even if the last commit sent one about the same visit', () => {
    const moved = { type: 'visit-moved', visit: 2, from: '2014-10-01', because: 'Snow' } as const;
    const commit = standingAfter([monday, [moved]], [tuesday, [moved]]);
    const sent = sentKeys(keysOf(moved, commit.aggregate, 3));
    expect(missingLetters(commit, cycle, sent, stretch)).toEqual([
      { about: `${about}-VISIT-2`, kind: 'visit-moved', since: monday },
    ]);
  });
});

test('letters about the visits of a school that left are missing even after a later commit', () => {
  const { aggregate } = standingAfter();
  const withdrawn = aggregate.partners.map((one) =>
    one.id === 'P1' ? { ...one, withdrawnAt: stretch.from } : one,
  );
  const change = leavePlaceOpen({ ...aggregate, partners: withdrawn }, 'P1', ruth, monday ?? '');
  if (isRefusal(change)) throw new Error('It was refused');
  const overtaken = { ...change.after, history: [...change.after.history, line(tuesday, named)], version: 3 };
  const commit = { type: 'partnership', aggregate: overtaken, events: [named] } as const;
  const missing = missingLetters(commit, cycle, sentKeys([]), stretch);
  expect(missing.map(({ about, kind }) => `${about} ${kind}`)).toEqual([
    `${about} partnership-change`,
    `${about}-VISIT-1 visit-cancelled`,
    `${about}-VISIT-2 visit-cancelled`,
  ]);
  const sent = sentKeys(change.events.flatMap((event) => keysOf(event, change.after, 2)));
  expect(missingLetters(commit, cycle, sent, stretch)).toEqual([]);
});

test('the record is not searched for events before the stretch', () => {
  const untouched: SentKeys = {
    has: () => expect.unreachable('a key was asked for'),
    startingWith: () => expect.unreachable('keys were asked for'),
  };
  const long = '2014-08-02T12:00:00.000Z';
  expect(missingLetters(standingAfter([long, [named]], [long, [named]]), cycle, untouched, stretch)).toEqual(
    [],
  );
});

describe('a coaching letter', () => {
  const year = {
    ...aYearWith(aSession()),
    history: [line(tuesday, { type: 'coaching-booked', session: 1 })],
  };
  const events = [{ type: 'coaching-booked', session: 1 }] as const;
  const partnerships = [aPartnership({ formedAt: '2014-07-01T12:00:00.000Z', history: [] })];
  const letters = yearLetters(events[0], { year, partnerships }, aContext()).map(({ key }) => key);
  const missing = (sent: readonly string[], over: Partial<Parameters<typeof missingCoaching>[0]> = {}) =>
    missingCoaching(
      { type: 'visit-year', aggregate: year, events, ...over },
      cycle,
      partnerships,
      sentKeys(sent),
      stretch,
    );

  test('is missing for each guest who didn’t get it', () => {
    expect(missing(letters)).toEqual([]);
    expect(missing(letters.slice(1))).toEqual([
      { about: '2014-COACHING-1', kind: 'coaching', since: tuesday },
    ]);
    expect(missing([])).toHaveLength(letters.length);
  });

  test('is not missing for an erased guest, whose letters now go to the program', () => {
    const erased = letters.map((key) => keyWithout(key, 'h1@example.org') ?? key);
    const [partnership] = partnerships;
    const [host] = partnership ? [partnership.host] : [];
    const successor = { name: '[name removed]', position: '', email: cycle.program.contactEmail };
    const now = partnership && host && [{ ...partnership, host: { ...host, contact: successor } }];
    expect(
      missingCoaching(
        { type: 'visit-year', aggregate: year, events },
        cycle,
        now ?? [],
        sentKeys(erased),
        stretch,
      ),
    ).toEqual([]);
    expect(erased).not.toEqual(letters);
  });

  test('before a later commit is missing if no one got it', () => {
    const lost = { type: 'day-lost' } as const;
    const later = { ...year, version: 3, history: [...year.history, line(wednesday, lost)] };
    const overtaken = { aggregate: later, events: [lost] };
    expect(missing([], overtaken)).toEqual([{ about: '2014-COACHING', kind: 'coaching', since: tuesday }]);
    expect(missing(letters, overtaken)).toEqual([]);
  });

  test('is not due to a school that joined later, nor to anyone before there were partnerships', () => {
    const joined = aPartnership({ formedAt: wednesday ?? '', history: [] });
    expect(
      missingCoaching(
        { type: 'visit-year', aggregate: year, events },
        cycle,
        [joined],
        sentKeys([]),
        stretch,
      ),
    ).toEqual([]);
  });
});
