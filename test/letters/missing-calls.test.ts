import { describe, expect, test } from 'vitest';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { sentKeys } from '#letters/missing-letters.ts';
import { missingCalls } from '#letters/missing-others.ts';
import { reflectionLetters, reminderLetters } from '#letters/visit-reminder-letters.ts';
import { aCycle } from '../builders.ts';
import { aContext } from './sample.ts';
import { aCancelledVisit, aVisit, withVisits } from './visit-sample.ts';

/** Monday, October 6, 2014. The reminder is due three school days before, on Wednesday, October 1, at eight. */
const visit = aVisit(1, '2014-10-06');
const plannedAt = (at: string): Partnership['history'] => [{ at, by: 'Mei Tanaka', what: 'visits-planned' }];
const reminderDue = '2014-10-01T12:00:00.000Z';
const reflectionDue = '2014-10-06T20:00:00.000Z';
const about = '2014-PARTNERSHIP-H1-VISIT-1';

/** The letters missing on the morning of a day. */
const missing = (
  day: string,
  visits: readonly Visit[],
  sent: readonly string[] = [],
  history = plannedAt('2014-09-01T12:00:00.000Z'),
) =>
  missingCalls(withVisits(visits, { history }), aCycle(), sentKeys(sent), {
    from: new Date(Date.parse(`${day}T07:30:00.000Z`) - 72 * 3_600_000).toISOString(),
    until: `${day}T06:30:00.000Z`,
  });

describe('a visit reminder', () => {
  test('that was due and sent no letter is missing', () => {
    expect(missing('2014-10-02', [visit])).toEqual([{ about, kind: 'visit-reminder', since: reminderDue }]);
  });

  test('that went out is not missing', () => {
    const letters = reminderLetters(withVisits([visit]), visit, aContext(), reminderDue);
    expect(missing('2014-10-02', [visit], [letters[0]?.key ?? ''])).toEqual([]);
  });

  test('that isn’t due yet, or is about a canceled visit, is not missing', () => {
    expect(missing('2014-10-01', [visit])).toEqual([]);
    expect(missing('2014-10-02', [aCancelledVisit(1, '2014-10-06', 'Snow')])).toEqual([]);
  });

  test('that was due before the visit got its date is not missing', () => {
    expect(missing('2014-10-02', [visit], [], plannedAt('2014-10-01T15:00:00.000Z'))).toEqual([]);
  });

  test('about the same visit on another day doesn’t count', () => {
    const before = aVisit(1, '2014-10-03');
    const letters = reminderLetters(withVisits([before]), before, aContext(), reminderDue);
    expect(
      missing(
        '2014-10-02',
        [visit],
        letters.map(({ key }) => key),
      ),
    ).toHaveLength(1);
  });
});

test('a reflection request is missing until it goes out', () => {
  expect(missing('2014-10-07', [visit])).toEqual([
    { about, kind: 'reflection-request', since: reflectionDue },
  ]);
  const letters = reflectionLetters(withVisits([visit]), visit, aContext(), reflectionDue);
  expect(missing('2014-10-07', [visit], [letters[0]?.key ?? ''])).toEqual([]);
});
